"""Two people write the same minutes in two browsers, and no keystroke of either is lost."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit
from tests.browser.visitors import sign_in
from tests.harness.running import Running

#: As the demo names its last meeting.
LAST = "Wenn die Förderung endet"
SAVED = "Alles gespeichert."


def open_minutes(page: Page) -> str:
    """The page on which the minutes of the last meeting are written; returns its address."""
    page.goto("/verwaltung/treffen/")
    page.get_by_role("link", name=LAST).first.click()
    page.get_by_role("link", name="Protokoll und Aufgaben").click()
    page.get_by_role("link", name="Protokoll schreiben").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Protokoll schreiben")
    return page.url


@pytest.fixture
def anna(visit: Visit, site: Running) -> Page:
    page = visit(site)
    sign_in(page, "organiser")
    open_minutes(page)
    return page


@pytest.fixture
def paul(visit: Visit, site: Running, anna: Page) -> Page:
    """In a browser of his own, at the same minutes."""
    page = visit(site)
    sign_in(page, "organiser")
    page.goto(anna.url)
    return page


def texts_in(page: Page) -> list[str]:
    return [area.input_value() for area in page.locator(".minutes textarea").all()]


def blank(page: Page, topic: str = "Sonstiges") -> Locator:
    section = page.locator(".minutes__item").filter(has=page.get_by_role("heading", name=topic))
    return section.locator("textarea").last


def filled(page: Page, text: str) -> Locator:
    """The entry in which `text` stands, once it does."""
    page.wait_for_function(
        "text => [...document.querySelectorAll('.minutes textarea')]"
        ".some(area => area.value.includes(text))",
        arg=text,
    )
    areas = page.locator(".minutes textarea")
    number = next(n for n, value in enumerate(texts_in(page)) if text in value)
    return areas.nth(number)


def wait_saved(page: Page) -> None:
    expect(page.locator("#minutes-state")).to_have_text(SAVED)


def test_what_one_types_appears_at_the_other(anna: Page, paul: Page) -> None:
    blank(anna).press_sequentially("Der Saal in Weimar ist reserviert.")
    filled(paul, "Der Saal in Weimar ist reserviert.")
    wait_saved(anna)
    assert blank(anna).input_value() == ""  # and there is room for the next
    anna.reload()
    filled(anna, "Der Saal in Weimar ist reserviert.")


def test_both_type_in_one_entry_at_once(anna: Page, paul: Page) -> None:
    """One at its beginning, one at its end, key by key in turn."""
    blank(anna).press_sequentially("Kosten sind offen.")
    filled(paul, "Kosten sind offen.")
    wait_saved(anna)
    first, second = filled(anna, "Kosten sind offen."), filled(paul, "Kosten sind offen.")
    first.press("Home")
    second.press("End")
    for one, other in zip("Alle ", " Bald", strict=True):
        first.press_sequentially(one, delay=60)
        second.press_sequentially(other, delay=60)
    whole = "Alle Kosten sind offen. Bald"
    filled(anna, whole)
    filled(paul, whole)


def test_who_thinks_after_a_space_or_a_new_line_goes_on_behind_it(anna: Page) -> None:
    """It is saved in the pause, and what was typed last still stands."""
    blank(anna).press_sequentially("Der Erlass ")
    wait_saved(anna)
    area = filled(anna, "Der Erlass ")
    for words in ("liegt vor.\n", "Frist ist im Mai."):
        area.press_sequentially(words)
        wait_saved(anna)
    filled(anna, "Der Erlass liegt vor.\nFrist ist im Mai.")


def test_both_type_at_the_same_place(anna: Page, paul: Page) -> None:
    """Nobody's words are lost, and no word is doubled."""
    blank(anna).press_sequentially("Offen:")
    wait_saved(anna)
    filled(paul, "Offen:")
    first, second = filled(anna, "Offen:"), filled(paul, "Offen:")
    first.press("End")
    second.press("End")
    first.press_sequentially(" Haushalt", delay=40)
    second.press_sequentially(" Termine", delay=40)
    for page in (anna, paul):
        filled(page, "Haushalt")
        filled(page, "Termine")
    wait_saved(anna)
    wait_saved(paul)
    anna.reload()
    (text,) = [text for text in texts_in(anna) if text.startswith("Offen:")]
    assert sorted(text.split()) == ["Haushalt", "Offen:", "Termine"]


def test_a_real_conflict_shows_both(anna: Page, paul: Page) -> None:
    blank(anna).press_sequentially("Es kostet 100 Euro.")
    wait_saved(anna)
    filled(paul, "100 Euro")
    paul.context.set_offline(True)
    filled(paul, "100 Euro").fill("Es kostet 90 Euro.")
    filled(anna, "100 Euro").fill("Es kostet 120 Euro.")
    wait_saved(anna)
    paul.context.set_offline(False)
    filled(anna, "Es kostet 120 ⇄ 90 Euro.")
    filled(paul, "Es kostet 120 ⇄ 90 Euro.")


def test_a_tab_that_is_killed_loses_nothing(anna: Page) -> None:
    """Killed between the last key and the next save, without network."""
    anna.context.set_offline(True)
    blank(anna).press_sequentially("Gerade noch getippt")
    anna.close(run_before_unload=False)
    anna.context.set_offline(False)
    again = anna.context.new_page()
    again.goto(anna.url)
    filled(again, "Gerade noch getippt")
    wait_saved(again)
    again.reload()
    filled(again, "Gerade noch getippt")
    assert len([text for text in texts_in(again) if "Gerade noch" in text]) == 1


def test_without_network_one_writes_on_and_it_comes_later(anna: Page, paul: Page) -> None:
    anna.context.set_offline(True)
    blank(anna).press_sequentially("Im Funkloch geschrieben.")
    expect(anna.locator("#minutes-state")).to_contain_text("keine Verbindung")
    blank(anna).press_sequentially("Und noch etwas.")
    blank(paul).press_sequentially("Paul schreibt weiter.")
    wait_saved(paul)
    anna.context.set_offline(False)
    for page in (anna, paul):
        for text in ("Im Funkloch geschrieben.", "Und noch etwas.", "Paul schreibt weiter."):
            filled(page, text)
    wait_saved(anna)


def test_signed_out_meanwhile_nothing_is_lost(anna: Page) -> None:
    """The session ends; one signs in again in another tab and types on in this one."""
    anna.context.clear_cookies(name="sessionid")
    blank(anna).press_sequentially("Nach der Abmeldung getippt.")
    expect(anna.locator("#minutes-state")).to_contain_text("Sie sind abgemeldet")
    expect(anna.get_by_role("link", name="Neu anmelden")).to_be_visible()
    other = anna.context.new_page()
    sign_in(other, "organiser")
    other.close()
    wait_saved(anna)
    anna.reload()
    filled(anna, "Nach der Abmeldung getippt.")


def test_an_action_has_somebody_and_a_date(anna: Page, paul: Page) -> None:
    blank(anna).press_sequentially("Raum buchen")
    entry = anna.locator(".entry").filter(has=anna.locator(":focus"))
    entry.get_by_label("Aufgabe").check()
    entry.get_by_label("Wer?").fill("Jonas Weber")
    entry.get_by_label("Bis wann?").fill("2030-05-01")
    wait_saved(anna)
    filled(paul, "Raum buchen")
    shown = paul.locator(".entry__action").filter(visible=True).last
    expect(shown.get_by_label("Bis wann?")).to_have_value("2030-05-01")
    expect(shown.get_by_label("Wer?")).to_have_value("Jonas Weber")


def test_without_script_the_button_saves(visit: Visit, site: Running, anna: Page) -> None:
    page = visit(site, java_script_enabled=False)
    sign_in(page, "organiser")
    page.goto(anna.url)
    blank(page).fill("Ohne Skript geschrieben.")
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_text("Gespeichert.", exact=True)).to_be_visible()
    assert "Ohne Skript geschrieben." in texts_in(page)
    filled(anna, "Ohne Skript geschrieben.")


def test_from_the_mail_to_done(visit: Visit, site: Running, anna: Page) -> None:
    """The owner says by one click that it is done; the minutes say so."""
    page = visit(site)
    sign_in(page, "manager")
    page.goto("/ich/")
    page.get_by_role("link", name="Als erledigt eintragen").first.click()
    page.get_by_label("Was ist dabei herausgekommen?").fill("Die Vorlage liegt bereit.")
    page.get_by_role("button", name="Ja, ist erledigt").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Erledigt, danke!")
    page.goto(anna.url.partition("protokoll/")[0])
    expect(page.get_by_role("main")).to_contain_text("Die Vorlage liegt bereit.")
