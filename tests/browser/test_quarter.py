"""A whole quarter: from the poll for a date to the next meeting, planned with what stayed open.

With a real mail server and mailbox, over three months, at desks and at the door. Between the days
nothing runs, and once everything is killed while invitations go out: nothing is lost or doubled.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Demo, Visit
from tests.browser.quarter import Quarter, link_in, text_of
from tests.browser.visitors import sign_in
from tests.features.meetings.replies import shapes
from tests.harness.running import Running
from tests.mail.conftest import certificate  # noqa: F401 - a fixture
from tests.mail.dovecot import Dovecot
from tests.mail.sink import Sink

TITLE = "Sommer im Netz"
JONAS, MIRIAM = "jonas.weber@ilmenau.example", "miriam.schreiber@arnstadt.example"
SOPHIE, TILL = "sophie.krahl@erfurt.example", "till.hagedorn@jena.example"
ASKED = (JONAS, MIRIAM, SOPHIE, TILL)
DESK = "/verwaltung/treffen/"


def at(days: int, hour: int, minute: int = 0) -> datetime:
    """A moment so many days from today."""
    day = datetime.now().astimezone().date() + timedelta(days=days)
    return datetime.combine(day, time(hour, minute)).astimezone()


#: The day that most can come, in about seven weeks.
MEETING = 49


@pytest.fixture
def quarter(
    demo: Demo,
    tmp_path: Path,
    certificate: tuple[Path, Path],  # noqa: F811
) -> Iterator[Quarter]:
    data = shutil.copytree(demo.data, tmp_path / "data")
    with Sink() as sink, Dovecot(certificate) as dovecot:
        yield Quarter(data, demo.port, sink, dovecot)


class Day:
    """What somebody does on one day of the quarter."""

    def __init__(self, quarter: Quarter, site: Running, visit: Visit) -> None:
        self.quarter, self.site, self.opens = quarter, site, visit
        self.pages: list[Page] = []

    def visit(self, **options: object) -> Page:
        self.pages.append(self.opens(self.site, **options))
        return self.pages[-1]

    def end(self) -> None:
        while self.pages:
            self.pages.pop().context.close()

    def is_killed(self) -> None:
        """Web workers, the worker that sends, everything, wherever it is just now."""
        self.end()
        for process in self.site.tree():
            process.kill()

    def organiser(self, **options: object) -> Page:
        page = self.visit(**options)
        sign_in(page, "organiser")
        return page

    def from_mail(self, address: str, subject: str, words: str) -> Page:
        """Somebody clicks in their mail, without being signed in anywhere."""
        page = self.visit()
        page.goto(link_in(self.quarter.mail(address, subject), words))
        return page


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).first.click()


def test_a_whole_quarter(quarter: Quarter, visit: Visit) -> None:
    with live(quarter, visit) as day:
        ask_for_a_date(day)
        people_vote(day)
        offer_a_report(day)
        meeting = choose_the_date(day)
        put_the_agenda_together(day, meeting)
        invite_everyone(day)
        day.is_killed()
    with live(quarter, visit) as day:
        everyone_has_an_invitation(day)
        answers_come_in(day, meeting)
        a_seat_gets_free(day)
    with live(quarter, visit, at(MEETING - 1, 11)) as day:
        reminded_on_the_eve(day)
    with live(quarter, visit, at(MEETING, 10, 5)) as day:
        the_door_and_the_screen(day, meeting)
    with live(quarter, visit, at(MEETING + 1, 10)) as day:
        write_the_minutes(day, meeting)
    with live(quarter, visit, at(MEETING + 1, 13)) as day:
        let_them_be_reviewed(day, meeting)
    with live(quarter, visit, at(MEETING + 2, 9)) as day:
        certify(day, meeting)
    with live(quarter, visit, at(MEETING + 12, 9)) as day:
        release(day, meeting)
    with live(quarter, visit, at(MEETING + 12, 11)) as day:
        day.quarter.mail(MIRIAM, f"Protokoll: {TITLE}")  # an hour after the mail of the task
    with live(quarter, visit, at(MEETING + 22, 9)) as day:
        reminded_of_the_action(day)
    with live(quarter, visit, at(MEETING + 30, 9)) as day:
        plan_the_next(day)
    nobody_got_a_mail_twice(quarter)


@contextmanager
def live(quarter: Quarter, visit: Visit, moment: datetime | None = None) -> Iterator[Day]:
    """A day of the quarter; at its end all browsers are closed and the power goes."""
    with quarter.stay(moment) as site:
        day = Day(quarter, site, visit)
        yield day
        day.end()


def nobody_got_a_mail_twice(quarter: Quarter) -> None:
    """Of the kill at most the one mail under way just then comes once more, with the same number:
    whoever hands mail over learns of its arrival only afterwards, and mailboxes know the number."""
    repeated = 0
    for address in ASKED:
        mails = {str(mail["Message-ID"]): mail for mail in quarter.mails(address)}
        repeated += len(quarter.mails(address)) - len(mails)
        said = [(str(mail["Subject"]), text_of(mail)) for mail in mails.values()]
        assert len(said) == len(set(said)), address
    assert repeated <= 1


def ask_for_a_date(day: Day) -> None:
    page = day.organiser()
    page.goto("/verwaltung/terminumfragen/neu/")
    page.locator("[name=title]").fill(TITLE)
    page.get_by_label("vor Ort und online").check()
    page.locator("[name=series]").select_option(label="Netzwerktreffen")
    for number, days in ((1, MEETING), (2, MEETING + 2)):
        page.locator(f"[name=day_{number}]").fill(at(days, 10).date().isoformat())
    page.locator("[name=answer_until]").fill(at(7, 10).date().isoformat())
    press(page, "Weiter: Wen fragen?")
    for box in page.locator("[name=roles]").all():
        box.uncheck()
    page.locator("[name=further]").fill("\n".join(ASKED))
    press(page, "Liste und Mail ansehen")
    press(page, "Umfrage senden")
    expect(page.get_by_role("main")).to_contain_text(TITLE)


def people_vote(day: Day) -> None:
    """Two say yes to the first date, by one click each from the mail."""
    for address in (JONAS, MIRIAM):
        page = day.from_mail(address, f"Welcher Termin passt Ihnen? {TITLE}", "Ja, passt")
        page.get_by_label("vor Ort").check()
        press(page, "Alles senden")
        expect(page.get_by_role("main")).to_contain_text("Ihre Antwort ist gespeichert")


def offer_a_report(day: Day) -> None:
    page = day.visit()
    sign_in(page, "manager")
    page.goto("/ich/beitraege/neu/")
    page.locator("[name=title]").fill("Hitzeschutz in der Kita")
    page.locator("[name=takeaway]").fill("Eine Liste von Maßnahmen, die sofort wirken.")
    page.get_by_role("main").locator("button[type=submit]").first.click()
    expect(page.get_by_role("main")).to_contain_text("Hitzeschutz in der Kita")


def choose_the_date(day: Day) -> str:
    """One seat on site: who voted second waits. Returns the address of the meeting."""
    page = day.organiser()
    page.goto("/verwaltung/terminumfragen/")
    page.get_by_role("link", name=TITLE).first.click()
    page.get_by_role("link", name="Diesen Termin wählen").first.click()
    page.locator("[name=seats]").fill("1")
    press(page, "Treffen an diesem Tag anlegen")
    page.goto(DESK)
    page.get_by_role("link", name=TITLE).first.click()
    return page.url


def put_the_agenda_together(day: Day, meeting: str) -> None:
    page = day.organiser()
    page.goto(f"{meeting}tagesordnung/neu/")
    page.locator("[name=title]").fill("Begrüßung")
    page.locator("[name=kind]").select_option(label="Begrüßung")
    press(page, "Punkt hinzufügen")
    page.goto(f"{meeting}tagesordnung/angebote/")
    report = page.get_by_role("listitem").filter(has_text="Hitzeschutz in der Kita")
    report.get_by_role("button", name="Auf die Tagesordnung").click()
    expect(page.get_by_role("main")).to_contain_text("Hitzeschutz in der Kita")
    assert "Hitzeschutz in der Kita" in text_of(day.quarter.mail(JONAS, "Hitzeschutz"))


def invite_everyone(day: Day) -> None:
    page = day.organiser()
    page.goto("/verwaltung/terminumfragen/")
    page.get_by_role("link", name=TITLE).first.click()
    page.get_by_role("link", name="Alle Gefragten einladen").first.click()
    press(page, "Einladung senden")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


def everyone_has_an_invitation(day: Day) -> None:
    for address in ASKED:
        assert "Hitzeschutz in der Kita" in text_of(day.quarter.mail(address, f"{TITLE} am"))


def answers_come_in(day: Day, meeting: str) -> None:
    """One from a calendar program, one by telephone."""
    mail = day.quarter.mail(SOPHIE, f"Einladung: {TITLE}")
    answer = day.quarter.answer_by_calendar(mail, SOPHIE, comment="Ich bringe Zahlen mit.")
    day.quarter.deliver(shapes.thunderbird(answer.but(word=shapes.ACCEPTED)))
    page = day.organiser()
    page.goto(meeting)
    page.get_by_role("link", name="Till Hagedorn").click()
    page.get_by_label("online", exact=True).first.check()
    press(page, "Antwort eintragen")
    assert "Sie nehmen online teil." in text_of(day.quarter.mail(TILL, f"Zusage online: {TITLE}"))
    day.quarter.mail(SOPHIE, f"Zusage online: {TITLE}")  # the one seat on site is taken
    page.goto(meeting)
    expect(page.get_by_role("row").filter(has_text="noch offen")).to_have_count(0)
    expect(page.get_by_role("main")).to_contain_text("Geantwortet haben 4 von 4")


def a_seat_gets_free(day: Day) -> None:
    """Jonas cannot come on site after all; the first in line hears of it."""
    page = day.from_mail(JONAS, TITLE, "ändern")
    page.get_by_label("Ich nehme online teil").check()
    press(page, "Antwort senden")
    expect(page.get_by_role("main")).to_contain_text("Sie nehmen online teil.")
    day.quarter.mail(MIRIAM, f"Platz vor Ort frei: {TITLE}")


def reminded_on_the_eve(day: Day) -> None:
    for address in ASKED:
        day.quarter.mail(address, f"Uhr: {TITLE}")


def the_door_and_the_screen(day: Day, meeting: str) -> None:
    """Miriam at the door, by a phone; Jonas online; somebody nobody expected."""
    phone = day.organiser(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    phone.goto(f"{meeting}tuer/")
    row = phone.get_by_role("listitem").filter(has_text="Miriam Schreiber")
    row.get_by_role("button").first.click()
    phone.get_by_label("Name", exact=True).fill("Ute Unerwartet")
    press(phone, "Als anwesend eintragen")
    joining = day.visit()
    joining.goto(link_in(day.quarter.mail(JONAS, f"Uhr: {TITLE}"), "/teilnehmen/"))
    expect(joining.get_by_role("button", name="Jetzt teilnehmen")).to_be_visible()
    forwarded = joining.request.post(joining.url)  # the conference itself is another host
    assert "https://video.agentur.example/" in forwarded.text()
    phone.reload()
    expect(phone.locator("#door-count")).to_contain_text("1 von 1 ist da, dazu 2 weitere")


def write_the_minutes(day: Day, meeting: str) -> None:
    """Two write at once; what one types the other sees."""
    anna = day.organiser()
    anna.goto(meeting)
    anna.get_by_role("link", name="Als durchgeführt eintragen").click()
    press(anna, "Ja, als durchgeführt eintragen")
    writing = meeting.replace("/verwaltung/treffen/", "/treffen/") + "protokoll/schreiben/"
    anna.goto(writing)
    paul = day.organiser()
    paul.goto(writing)
    item = ".minutes__item:has-text('Hitzeschutz')"
    anna.locator(f"{item} textarea").last.press_sequentially("Rollos helfen sofort.")
    entries = paul.locator(".minutes__item:has-text('Sonstiges') .entry")
    other = entries.nth(entries.count() - 1)
    other.locator("textarea").press_sequentially("Liste der Maßnahmen verschicken")
    other.get_by_label("Aufgabe").check()
    other.get_by_label("Wer?").fill(f"Miriam Schreiber <{MIRIAM}>")
    other.get_by_label("Bis wann?").fill(at(MEETING + 25, 9).date().isoformat())
    for page in (anna, paul):
        expect(page.locator("#minutes-state")).to_have_text("Alles gespeichert.")
    anna.reload()
    expect(anna.locator("#minutes")).to_contain_text("Sonstiges")
    texts = [area.input_value() for area in anna.locator(".minutes textarea").all()]
    assert {"Rollos helfen sofort.", "Liste der Maßnahmen verschicken"} <= set(texts)


def let_them_be_reviewed(day: Day, meeting: str) -> None:
    page = day.organiser()
    page.goto(f"{meeting}protokoll/pruefen-lassen/")
    press(page, "Link verschicken")
    mail = day.quarter.mail(MIRIAM, f"prüfen: Protokoll „{TITLE}“")
    review = day.visit()
    review.goto(link_in(mail, "Protokoll ansehen"))
    review.locator("details summary").first.click()
    review.locator("textarea:visible").first.fill("Es waren Jalousien.")
    press(review, "Vorschläge senden")
    expect(review.get_by_role("main")).to_contain_text("Ihre Vorschläge sind angekommen")
    page.goto(meeting.replace("/verwaltung/treffen/", "/treffen/") + "protokoll/schreiben/")
    expect(page.get_by_role("main")).to_contain_text("Es waren Jalousien.")
    press(page, "Ist übernommen")


def certify(day: Day, meeting: str) -> None:
    page = day.organiser()
    page.goto(f"{meeting}bestaetigungen/")
    press(page, "Bestätigungen freigeben")
    link = link_in(
        day.quarter.mail(MIRIAM, f"Teilnahmebestätigung: {TITLE}"), "Teilnahmebestätigung öffnen"
    )
    content = page.context.request.get(link).body()
    assert content.startswith(b"%PDF-")


def release(day: Day, meeting: str) -> None:
    page = day.organiser()
    page.goto(f"{meeting}protokoll/veroeffentlichen/")
    press(page, "Veröffentlichen")
    day.quarter.mail(MIRIAM, f"Ihre Aufgabe aus „{TITLE}“")
    member = day.visit()
    sign_in(member, "manager")
    member.goto(meeting.replace("/verwaltung/treffen/", "/treffen/"))
    expect(member.get_by_role("main")).to_contain_text("Rollos helfen sofort.")


def reminded_of_the_action(day: Day) -> None:
    assert "Liste der Maßnahmen" in text_of(day.quarter.mail(MIRIAM, ": Ihre Aufgabe"))


def plan_the_next(day: Day) -> None:
    """The next date of the series, with what stayed open offered as its first item."""
    page = day.organiser()
    page.goto("/verwaltung/treffen/reihen/netzwerktreffen/")
    press(page, "Diesen Termin planen")
    page.get_by_role("main").locator(".dated a", has_text="Netzwerktreffen").first.click()
    following = page.url
    page.goto(f"{following}tagesordnung/angebote/")
    expect(page.get_by_role("main")).to_contain_text("Liste der Maßnahmen verschicken")
