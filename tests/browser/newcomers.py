"""What people do who join, take over and leave, click by click."""

import re

from playwright.sync_api import Page

from tests.browser.story import follow_in_mail, open_mail

#: The form is taken for a machine's where it comes back sooner than a person could fill it.
READING = 3_500


def read_mail(page: Page) -> str:
    return page.frame_locator("iframe.mail").locator("body").inner_text()


def sign_in_by_code(page: Page, email: str, name: str) -> None:
    """As anyone does outside the demo: a code by mail, copied from the mailbox."""
    page.goto("/anmelden/")
    page.locator("input[type=email]").fill(email)
    page.get_by_role("button", name="Code zusenden").click()
    mailbox = page.context.new_page()
    open_mail(mailbox, "Ihr Code zum Anmelden", name)
    code = re.search(r"\b\d{8}\b", read_mail(mailbox))
    mailbox.close()
    assert code
    page.locator("input[name=code]").fill(code[0])
    page.get_by_role("main").get_by_role("button", name="Anmelden").click()
    page.wait_for_url("**/ich/**")


def ask_to_join(page: Page, first_name: str, last_name: str, place: str) -> str:
    """Fill the public form and confirm the address; returns the address."""
    email = f"{first_name}.{last_name}@{place}.example".lower()
    page.goto("/mitmachen/")
    page.get_by_label("Vorname").fill(first_name)
    page.get_by_label("Nachname").fill(last_name)
    page.get_by_label("Dienstliche E-Mail-Adresse").fill(email)
    page.get_by_label("Kommune", exact=True).fill(place)
    page.wait_for_timeout(READING)
    page.get_by_role("button", name="Anfrage senden").click()
    page.get_by_role("heading", name="Bitte sehen Sie in Ihr Postfach").wait_for()
    open_mail(page, "Bitte bestätigen", f"{first_name} {last_name}")
    confirming = follow_in_mail(page, "Anfrage bestätigen")
    confirming.get_by_role("button", name="Anfrage bestätigen").click()
    confirming.get_by_role("heading", name="Danke, Ihre Anfrage ist da").wait_for()
    confirming.close()
    return email


def approve(page: Page, name: str) -> None:
    page.goto("/verwaltung/anfragen/")
    page.get_by_role("link", name=name).click()
    page.get_by_role("button", name="Aufnehmen und begrüßen").click()


def open_position(page: Page, place: str) -> str:
    """The organisers' page of the position in a place; returns its address."""
    page.goto("/verwaltung/stellen/")
    page.get_by_role("row").filter(has_text=place).get_by_role("link", name=place).first.click()
    return page.url
