"""A passkey in a real browser: set up, asked for at sign-in, used."""

import re
import time
from dataclasses import replace

from playwright.sync_api import APIRequestContext, Page, expect

from klimanetz.demo import cast
from tests.browser.conftest import Visit
from tests.harness.running import Running

#: A device that confirms whatever it is asked.
TOUCH = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def has_passkeys(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": TOUCH})


def sign_in_by_mail(page: Page, email: str) -> None:
    """With the code as it stands in the mail of the demo."""
    page.goto("/anmelden/")
    page.get_by_label("E-Mail-Adresse").fill(email)
    page.get_by_role("button", name="Code zusenden").click()
    page.wait_for_url("**/anmelden/code/**")
    page.get_by_label("Code").fill(read_code(page.context.request, email))
    page.get_by_role("button", name="Anmelden", exact=True).click()


def read_code(mails: APIRequestContext, email: str) -> str:
    """Of the newest mail to that address, as soon as it has come."""
    for _ in range(40):
        listed = mails.get("/demo/post/", params={"suche": email}).text()
        newest = re.search(r'href="(/demo/post/\d+/)"', listed)
        mail = mails.get(f"{newest[1]}inhalt/").text() if newest else ""
        if code := re.search(r"\b\d{8}\b", mail):
            return code[0]
        time.sleep(0.25)
    raise AssertionError("no code has come")


def test_passkey_is_set_up_and_opens_the_door(visit: Visit, site: Running) -> None:
    """By name: a passkey belongs to one, and an address of numbers has none."""
    page = visit(replace(site, url=site.url.replace("127.0.0.1", "localhost")))
    has_passkeys(page)
    page.goto("/demo/")
    page.get_by_role("button", name="Als Klimaschutzmanager:in ansehen").click()
    page.goto("/ich/sicherheit/passkey/")
    page.get_by_label("Name").fill("Diensthandy")
    page.get_by_role("button", name="Passkey einrichten").click()
    page.wait_for_url("**/ich/sicherheit/notfallcodes/")
    expect(page.locator(".codes li")).to_have_count(10)
    page.get_by_role("button", name="Ich habe die Codes verwahrt").click()
    expect(page.get_by_role("rowheader", name="Diensthandy")).to_be_visible()
    page.context.clear_cookies()
    sign_in_by_mail(page, cast.MANAGER)
    page.get_by_role("button", name="Passkey benutzen").click()
    page.wait_for_url("**/ich/")
    expect(page.get_by_text("Jonas Weber").first).to_be_visible()
