"""The roster keeps itself true: people join, move on, are followed, and leave."""

from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser import newcomers
from tests.browser.conftest import Visit
from tests.browser.story import open_mail
from tests.browser.visitors import reachable, sign_in
from tests.harness.running import Running

PLACE = "Tambach-Dietharz"


@pytest.fixture
def organiser(visit: Visit, site: Running) -> Page:
    page = visit(site)
    sign_in(page, "organiser")
    return page


def days_from_today(days: int) -> str:
    return (date.today() + timedelta(days=days)).isoformat()  # noqa: DTZ011 - the browser's own day


def test_a_manager_found_nowhere_joins_and_stands_on_the_map(
    organiser: Page, visit: Visit, site: Running
) -> None:
    newcomer, anyone = visit(site), visit(site)
    anyone.goto(f"/netzwerk/?suche={PLACE}")
    expect(anyone.get_by_role("main")).not_to_contain_text("Nora Neumann")
    email = newcomers.ask_to_join(newcomer, "Nora", "Neumann", PLACE)
    newcomers.approve(organiser, "Nora Neumann")
    open_mail(newcomer, "Willkommen bei", "Nora Neumann")
    anyone.goto(f"/netzwerk/?suche={PLACE}")
    expect(anyone.get_by_role("main")).to_contain_text("Klimaschutzmanagement")
    expect(anyone.get_by_role("main")).not_to_contain_text("Nora Neumann")
    newcomers.sign_in_by_code(newcomer, email, "Nora Neumann")
    newcomer.goto("/ich/sichtbarkeit/")
    newcomer.locator("form[action$='/name/alle/'] button").click()
    expect(newcomer.get_by_role("main")).to_contain_text("Das sehen alle, auch ohne Anmeldung.")
    anyone.goto(f"/netzwerk/?suche={PLACE}")
    expect(anyone.get_by_role("main")).to_contain_text("Nora Neumann")
    expect(anyone.locator("figure.map").first).to_contain_text(PLACE)


def test_an_ending_position_is_reminded_of_advertised_and_handed_over(
    organiser: Page, visit: Visit, site: Running
) -> None:
    leaver, anyone, successor = visit(site), visit(site), visit(site)
    sign_in(leaver, "manager")
    position = newcomers.open_position(organiser, "Ilmenau")
    organiser.goto(f"{position}aendern/")
    organiser.locator("[name=ends]").fill(days_from_today(8 * 30))
    organiser.get_by_role("main").get_by_role("button").first.click()
    open_mail(anyone, "Wie geht es weiter?", "Jonas Weber")
    organiser.goto("/verwaltung/stellen/?zeige=9")
    expect(organiser.get_by_role("table")).to_contain_text("Ilmenau")

    folder = urlsplit(position).path.replace("/verwaltung/stellen/", "/stelle/") + "uebergabe/"
    leaver.goto(f"{folder}fragen/")
    leaver.locator("textarea").first.fill("Der Radweg zum Bahnhof wartet auf die Zusage.")
    leaver.get_by_role("button", name="Antworten speichern").click()
    organiser.goto(f"{position}frei/")
    organiser.locator("[name=last_day]").fill(days_from_today(-1))
    organiser.get_by_role("main").get_by_role("button").first.click()
    organiser.goto(f"{position}ausschreiben/")
    organiser.get_by_label("Überschrift").fill("Klimaschutz für Ilmenau")
    organiser.locator("[name=apply_by]").fill(days_from_today(30))
    organiser.get_by_role("button", name="Jetzt veröffentlichen").click()
    anyone.goto("/netzwerk/stellen/")
    expect(anyone.get_by_role("main")).to_contain_text("Klimaschutz für Ilmenau")

    email = newcomers.ask_to_join(successor, "Sven", "Nachfolger", "Ilmenau")
    newcomers.approve(organiser, "Sven Nachfolger")
    newcomers.sign_in_by_code(successor, email, "Sven Nachfolger")
    successor.goto(folder)
    expect(successor.get_by_role("main")).to_contain_text("Der Radweg zum Bahnhof")
    anyone.goto("/netzwerk/stellen/")
    expect(anyone.get_by_role("main")).not_to_contain_text("Klimaschutz für Ilmenau")


def test_a_guest_reaches_no_member_page(visit: Visit, shared_site: Running) -> None:
    """Every page that a member can click to, tried by a guest and by a stranger."""
    member, guest, stranger = visit(shared_site), visit(shared_site), visit(shared_site)
    sign_in(member, "manager")
    sign_in(guest, "guest")
    pages = [one.path for one in reachable(member.context) if one.answer.is_page]
    closed = [
        path for path in pages
        if "/anmelden/" in stranger.context.request.get(path).url and not path.startswith("/ich/")
    ]  # fmt: skip
    assert any(path.startswith("/verzeichnis/") for path in closed)
    reached = [path for path in closed if guest.context.request.get(path).status not in {403, 404}]
    assert not reached
