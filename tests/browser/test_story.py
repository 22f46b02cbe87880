"""The job, end to end: from a list in Excel to a meeting that people have answered."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import story
from tests.browser.conftest import Visit
from tests.browser.visitors import sign_in
from tests.harness.running import Running

GRETA = "Greta Ludwig"


@pytest.fixture
def organiser(visit: Visit, site: Running) -> Page:
    page = visit(site)
    sign_in(page, "organiser")
    return page


def test_a_list_with_three_mistakes_is_imported(organiser: Page, tmp_path: Path) -> None:
    page = organiser
    story.upload_list(page, story.load_sample(page, tmp_path))
    story.correct_three_mistakes(page)
    expect(page.get_by_role("main")).to_contain_text("4 neu, 1 geändert, 0 unverändert")
    page.get_by_role("button", name="Alles übernehmen").click()
    page.get_by_role("link", name="Zu den Personen").click()
    for name, place in (
        (GRETA, "Greiz"),
        ("Anton Vogt", "Elxleben"),
        ("Mareike Stolz", "Pößneck"),
        ("Felix Roth", "Zella-Mehlis"),
    ):
        expect(page.get_by_role("row").filter(has_text=name)).to_contain_text(place)


def test_the_same_list_again_changes_nothing(organiser: Page, tmp_path: Path) -> None:
    file = story.load_sample(organiser, tmp_path)
    story.import_people(organiser, file)
    story.upload_list(organiser, file)
    story.correct_three_mistakes(organiser)
    expect(organiser.get_by_role("main")).to_contain_text("Es gibt nichts zu tun")


def test_a_meeting_is_planned_and_invitations_go_out(organiser: Page) -> None:
    page, day = organiser, story.in_weeks(7)
    story.plan_meeting(page, day)
    expect(page.get_by_role("heading", level=1)).to_have_text(story.TITLE)
    story.send_invitations(page)
    expect(page.get_by_role("main")).to_contain_text("Geantwortet haben 0 von")
    story.open_mail(page, story.TITLE, "Jonas Weber")
    expect(page.get_by_role("heading", level=1)).to_contain_text(day.said)
    entry = page.get_by_role("article")
    expect(entry).to_contain_text(story.TITLE)
    expect(entry).to_contain_text("Rathaus, Großer Saal")


def test_answering_needs_no_sign_in(organiser: Page, visit: Visit, site: Running) -> None:
    """The organiser's page, left open, shows the new count by itself."""
    organiser.goto("/verwaltung/treffen/")
    organiser.get_by_role("link", name="Anpassung vor Ort").first.click()
    answer = organiser.get_by_role("row").filter(has_text="Jonas Weber")
    expect(answer).to_contain_text("noch offen")
    stranger = visit(site)
    story.open_mail(stranger, "Anpassung vor Ort", "Jonas Weber")
    page = story.follow_in_mail(stranger, "Ich nehme online teil")
    expect(page.get_by_role("link", name="Anmelden")).to_be_visible()
    expect(page.get_by_label("online")).to_be_checked()
    page.get_by_role("button", name="Antwort senden").click()
    expect(page.get_by_role("main")).to_contain_text("online")
    expect(answer).to_contain_text("online")


def test_opening_the_link_alone_answers_nothing(visit: Visit, site: Running) -> None:
    """Mail scanners open every link."""
    page = visit(site)
    story.open_mail(page, "Anpassung vor Ort", "Jonas Weber")
    story.follow_in_mail(page, "Ich komme vor Ort")
    again = story.follow_in_mail(page, "Ich kann nicht")
    expect(again.get_by_role("heading", name="Sind Sie dabei?")).to_be_visible()


def test_moving_the_meeting_updates_the_entry(organiser: Page) -> None:
    page, day = organiser, story.in_weeks(7)
    story.plan_meeting(page, day)
    story.send_invitations(page)
    story.move_by_a_week(page, day)
    expect(page.get_by_role("main")).to_contain_text(day.later(1).said)
    story.open_mail(page, day.later(1).said, "Jonas Weber")
    entry = page.get_by_role("article")
    expect(entry).to_contain_text(day.later(1).said)
    with page.expect_download() as download:
        page.get_by_role("link", name="Termin als Datei").click()
    calendar = download.value.path().read_text("utf-8")
    assert "METHOD:REQUEST" in calendar
    assert "SEQUENCE:0" not in calendar
    assert day.later(1).on.strftime("%Y%m%dT100000") in calendar


def test_the_overview_on_a_phone(visit: Visit, site: Running) -> None:
    page = visit(site, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.goto("/")
    page.goto("/netzwerk/")
    search = (
        page.get_by_role("search")
        .get_by_role("searchbox")
        .or_(page.get_by_role("search").get_by_role("textbox"))
    )
    search.first.fill("Ilmenau")
    search.first.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("Ilmenau")
    expect(page.get_by_role("main")).to_contain_text("Jonas Weber")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_the_whole_day(visit: Visit, site: Running, tmp_path: Path, script: bool) -> None:
    """One organiser, one new member, from the list to the answer; once without JavaScript."""
    page, day = visit(site, java_script_enabled=script), story.in_weeks(7)
    sign_in(page, "organiser")
    story.import_people(page, story.load_sample(page, tmp_path))
    story.plan_meeting(page, day)
    story.send_invitations(page)
    meeting = page.url
    newcomer = visit(site, java_script_enabled=script)
    story.open_mail(newcomer, story.TITLE, GRETA)
    answer = story.follow_in_mail(newcomer, "Ich nehme online teil")
    answer.get_by_role("button", name="Antwort senden").click()
    page.goto(meeting)
    expect(page.get_by_role("main")).to_contain_text("Geantwortet haben 1 von")
    story.move_by_a_week(page, day)
    story.open_mail(newcomer, day.later(1).said, GRETA)
    expect(newcomer.get_by_role("article")).to_contain_text(day.later(1).said)
