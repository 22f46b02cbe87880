"""What people do in the story of this product, click by click; used by several tests."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Page, expect

MONTHS = (
    *("", "Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)
TITLE = "Gemeinsam beschaffen"


@dataclass(frozen=True)
class Day:
    """The day of a meeting as the form takes it and as people read it."""

    on: date

    @property
    def typed(self) -> str:
        return self.on.isoformat()

    @property
    def said(self) -> str:
        """`10. Januar 2027`, as it stands in mails and on pages."""
        return f"{self.on.day}. {MONTHS[self.on.month]} {self.on.year}"

    def later(self, weeks: int) -> "Day":
        return Day(self.on + timedelta(weeks=weeks))


def in_weeks(weeks: int) -> Day:
    return Day(date.today() + timedelta(weeks=weeks))  # noqa: DTZ011 - the browser's own day


def load_sample(page: Page, into: Path) -> Path:
    """Download the table with three mistakes that the demo offers."""
    page.goto("/demo/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Beispieltabelle").click()
    file = into / download.value.suggested_filename
    download.value.save_as(file)
    return file


def upload_list(page: Page, file: Path) -> None:
    page.goto("/verwaltung/personen/")
    page.get_by_role("link", name="Liste einlesen").click()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Liste lesen").click()


def correct_three_mistakes(page: Page) -> None:
    """A name two places have, a place misspelt, an address without its end."""
    expect(page.get_by_role("article")).to_have_count(3)
    asked = page.get_by_role("article")
    asked.filter(has_text="Anton Vogt").get_by_label("Ilm-Kreis").check()
    asked.filter(has_text="Mareike Stolz").get_by_label("Pößneck").check()
    asked.filter(has_text="Felix Roth").get_by_label("E-Mail").fill(
        "felix.roth@zella-mehlis.example"
    )
    page.get_by_role("button", name="Antworten speichern").click()


def import_people(page: Page, file: Path) -> None:
    upload_list(page, file)
    correct_three_mistakes(page)
    page.get_by_role("button", name="Alles übernehmen").click()


def plan_meeting(page: Page, day: Day) -> None:
    page.goto("/verwaltung/treffen/")
    page.get_by_role("link", name="Treffen planen").first.click()
    page.get_by_label("Titel").fill(TITLE)
    page.get_by_label("Tag", exact=True).fill(day.typed)
    page.get_by_label("Beginn", exact=True).fill("10:00")
    page.get_by_label("Ende", exact=True).fill("13:00")
    page.get_by_label("vor Ort und online").check()
    page.locator("[name=venue]").fill("Rathaus, Großer Saal")
    page.get_by_label("Anschrift").fill("Am Markt 1, 98693 Ilmenau")
    page.get_by_label("Link zur Videokonferenz").fill("https://video.agentur.example/treffen")
    page.get_by_role("button", name="Treffen anlegen").click()


def send_invitations(page: Page) -> None:
    page.get_by_role("link", name="Menschen einladen").click()
    page.get_by_role("button", name="Liste und Mail ansehen").click()
    page.get_by_role("button", name="Einladung senden").click()


def open_mail(page: Page, subject: str, to: str) -> None:
    """Open the newest mail to somebody in the demo's mailbox, waiting until the worker sent it."""
    wanted = page.get_by_role("row").filter(has_text=to).filter(has_text=subject)
    for _attempt in range(40):
        page.goto("/demo/post/?suche=" + to)
        if wanted.count():
            break
        page.wait_for_timeout(500)
    wanted.first.get_by_role("link", name=subject).click()


def follow_in_mail(page: Page, button: str) -> Page:
    """Click a button in the opened mail; like a mail program, it opens a page of its own."""
    page.wait_for_load_state()  # until then the mail moves under the mouse
    with page.context.expect_page() as opened:
        page.frame_locator("iframe.mail").get_by_role("link", name=button).click()
    opened.value.wait_for_load_state()
    return opened.value


def move_by_a_week(page: Page, day: Day) -> None:
    page.get_by_role("link", name="Treffen verschieben").click()
    page.get_by_label("Neuer Tag").fill(day.later(1).typed)
    page.get_by_role("button", name="Verschieben").click()
    anyway = page.get_by_role("button", name="Ja, auf diesen Tag verschieben").first
    page.get_by_text("Das Treffen ist verschoben.").or_(anyway).first.wait_for()
    if anyway.is_visible():  # it may fall into holidays
        anyway.click()
