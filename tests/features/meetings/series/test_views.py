"""Series as the organisers keep them, and as everyone can subscribe to them."""

from datetime import date

import pytest
from django.test import Client
from icalendar import Calendar

from klimanetz.core.models import AuditEntry, Network
from klimanetz.features.meetings import actions as meetings
from klimanetz.features.meetings.guest_list import Audience, gather
from klimanetz.features.meetings.handing_on import _registered, handed_on
from klimanetz.features.meetings.models import (
    AgendaItem,
    ItemKind,
    Meeting,
    Series,
    State,
    Visibility,
)
from klimanetz.features.meetings.series.models import SchoolBreak
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.features.meetings.conftest import MakeMeeting, berlin

LIST = "/verwaltung/treffen/reihen/"
PAGE = f"{LIST}netzwerktreffen/"
BREAKS = "/verwaltung/treffen/ferien/"


@pytest.fixture
def series(network: Network) -> Series:
    return Series.objects.create(slug="netzwerktreffen", title="Netzwerktreffen")


@pytest.fixture
def office(organiser: Person, sign_in: SignIn, clock: object) -> Client:
    return sign_in(organiser)


def plan(office: Client, day: str) -> str:
    return office.post(f"{PAGE}planen/", {"day": day}, follow=True).content.decode()


def test_an_organiser_sets_up_a_series(office: Client) -> None:
    said = {
        "title": "Regionalkreis Ost", "every_months": 6, "week": 1, "weekday": 1, "first_month": 4,
    }  # fmt: skip
    page = office.post(f"{LIST}neu/", said, follow=True).content.decode()
    assert "Jedes Halbjahr am ersten Dienstag, zuerst im April" in page
    assert Series.objects.get().slug == "regionalkreis-ost"
    assert "Regionalkreis Ost" in office.get(LIST).content.decode()


def test_two_series_may_have_one_title(office: Client, series: Series) -> None:
    said = {
        "title": "Netzwerktreffen", "every_months": 3, "week": 1, "weekday": 1, "first_month": 4,
    }  # fmt: skip
    office.post(f"{LIST}neu/", said)
    assert set(Series.objects.values_list("slug", flat=True)) == {
        "netzwerktreffen", "netzwerktreffen-2",
    }  # fmt: skip


def test_a_series_without_title_is_asked_for_one(office: Client) -> None:
    page = office.post(f"{LIST}neu/", {"every_months": 3}).content.decode()
    assert "Bitte füllen Sie dieses Feld aus." in page
    assert not Series.objects.exists()


def test_the_rhythm_can_be_changed(office: Client, series: Series) -> None:
    said = {
        "title": "Netzwerktreffen", "every_months": 3, "week": 5, "weekday": 2, "first_month": 2,
    }  # fmt: skip
    page = office.post(f"{PAGE}aendern/", said, follow=True).content.decode()
    assert "Jedes Vierteljahr am letzten Mittwoch, zuerst im Februar" in page


def test_the_next_meeting_takes_everything_over(
    office: Client, series: Series, make_meeting: MakeMeeting, manager: Person
) -> None:
    last = make_meeting(series=series, seats=25, visibility=Visibility.MEMBERS)
    audience = Audience(roles=("manager",), guests="Ada Gast <ada@gast.example>")
    meetings.invite(last, gather(last, audience).invitees, actor="Olga", audience=audience)
    page = plan(office, "2027-06-17")
    assert "Do., 17. Juni 2027 ist geplant" in page
    new = Meeting.objects.get(starts_at=berlin(6, 17, 10))
    assert (new.title, new.seats, new.venue, new.video_url, new.description) == (
        last.title, 25, last.venue, last.video_url, last.description,
    )  # fmt: skip
    assert new.visibility == Visibility.MEMBERS
    assert (new.ends_at, new.answer_by) == (berlin(6, 17, 14), berlin(6, 7, 23, 59))
    form = office.get(f"/verwaltung/treffen/{new.slug}/einladen/").content.decode()
    assert "Ada Gast &lt;ada@gast.example&gt;" in form
    assert AuditEntry.objects.filter(verb="plan", subject=f"meetings.meeting:{new.pk}").exists()


def test_the_outline_of_the_agenda_comes_along(
    office: Client, series: Series, make_meeting: MakeMeeting
) -> None:
    last = make_meeting(series=series)
    for position, kind in enumerate((ItemKind.WELCOME, ItemKind.PRACTICE, ItemKind.BREAK)):
        AgendaItem.objects.create(meeting=last, position=position, kind=kind, title=str(kind.label))
    plan(office, "2027-06-17")
    new = Meeting.objects.latest("starts_at")
    assert [item.title for item in new.agenda.order_by("position")] == ["Begrüßung", "Pause"]
    assert "10:00" in new.programme


def test_what_rooms_keep_is_handed_on(
    office: Client, series: Series, make_meeting: MakeMeeting
) -> None:
    seen: list[tuple[Meeting, Meeting]] = []
    handed_on(lambda last, new, _actor: seen.append((last, new)))
    try:
        last = make_meeting(series=series)
        plan(office, "2027-06-17")
    finally:
        _registered.pop()
    assert seen == [(last, Meeting.objects.latest("starts_at"))]


def test_whoever_plans_it_by_hand_finds_the_outline_too(
    series: Series, make_meeting: MakeMeeting
) -> None:
    last = make_meeting(series=series)
    AgendaItem.objects.create(meeting=last, position=1, kind=ItemKind.WELCOME, title="Begrüßung")
    new = make_meeting(series=series, starts_at=berlin(6, 16, 10), ends_at=berlin(6, 16, 14))
    assert new.programme == "10:00–10:15 Begrüßung"


def test_one_of_another_series_or_called_off_hands_nothing_on(
    series: Series, make_meeting: MakeMeeting
) -> None:
    off = make_meeting(series=series)
    AgendaItem.objects.create(meeting=off, position=1, kind=ItemKind.WELCOME, title="Begrüßung")
    day = {"starts_at": berlin(6, 16, 10), "ends_at": berlin(6, 16, 14)}
    assert not make_meeting(title="Einzeln", **day).programme
    meetings.cancel(off, reason="", actor="Olga")
    assert not make_meeting(series=series, **day).programme


def test_the_next_date_can_be_put_to_the_vote(office: Client, series: Series) -> None:
    page = office.get(PAGE).content.decode()
    assert '<a href="/verwaltung/terminumfragen/neu/?reihe=netzwerktreffen">' in page


def test_a_second_click_plans_nothing(office: Client, series: Series) -> None:
    plan(office, "2027-06-17")
    assert "Am Do., 17. Juni 2027 steht schon ein Treffen dieser Reihe." in plan(
        office, "2027-06-17"
    )
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize("day", ["", "irgendwann", "2027-02-31"])
def test_a_day_that_is_none_is_refused(office: Client, series: Series, day: str) -> None:
    assert "Bitte wählen Sie einen der vorgeschlagenen Tage." in plan(office, day)


def test_a_day_that_is_over_is_refused(office: Client, series: Series) -> None:
    assert "Dieser Tag ist schon vorbei." in plan(office, "2027-01-14")
    assert not Meeting.objects.exists()


def test_the_page_says_why_a_date_is_moved(office: Client, series: Series) -> None:
    Series.objects.update(week=4)
    assert "statt Do., 25. März 2027: Osterferien" in office.get(PAGE).content.decode()


def test_the_page_says_where_school_holidays_are_missing(office: Client, series: Series) -> None:
    assert "Schulferien sind bis 1. September 2028 eingetragen" in office.get(PAGE).content.decode()
    SchoolBreak.objects.filter(last_day__gt=date(2027, 3, 1)).delete()
    assert "Schulferien kennen wir nur bis 6. Februar 2027" in office.get(PAGE).content.decode()
    SchoolBreak.objects.all().delete()
    assert "Schulferien sind noch keine eingetragen" in office.get(PAGE).content.decode()


def test_school_holidays_are_entered_and_removed(office: Client) -> None:
    SchoolBreak.objects.all().delete()
    said = {"name": "Pfingstferien", "first_day": "2027-05-18", "last_day": "2027-05-22"}
    page = office.post(BREAKS, said, follow=True).content.decode()
    assert "18. Mai 2027 bis 22. Mai 2027" in page
    assert "Diese Ferien stehen schon in der Liste." in office.post(BREAKS, said).content.decode()
    pk = SchoolBreak.objects.get().pk
    office.post(f"{BREAKS}{pk}/entfernen/")
    assert not SchoolBreak.objects.exists()


def test_school_holidays_that_end_before_they_begin_are_refused(office: Client) -> None:
    said = {"name": "Ferien", "first_day": "2027-05-18", "last_day": "2027-05-12"}
    page = office.post(BREAKS, said).content.decode()
    assert "Die Ferien enden vor ihrem ersten Tag." in page
    assert 'value="2027-05-18"' in page


def test_the_feed_of_a_series_holds_its_public_meetings_alone(
    client: Client, series: Series, make_meeting: MakeMeeting
) -> None:
    mine = make_meeting(series=series)
    make_meeting(title="Anderes")
    make_meeting(title="Intern", series=series, visibility=Visibility.MEMBERS)
    response = client.get("/treffen/reihe/netzwerktreffen/kalender.ics")
    read = Calendar.from_ical(response.content)
    assert [str(event["UID"]) for event in read.walk("VEVENT")] == [mine.uid]
    assert str(read["X-WR-CALNAME"]) == "Netzwerktreffen"
    assert mine.video_url not in response.content.decode()


def test_an_unknown_series_is_not_found(office: Client) -> None:
    for path in (f"{LIST}gibt-es-nicht/", "/treffen/reihe/gibt-es-nicht/kalender.ics"):
        assert office.get(path).status_code == 404


def test_only_organisers_keep_series(
    series: Series, manager: Person, guest: Person, sign_in: SignIn
) -> None:
    for person in (manager, guest):
        visitor = sign_in(person)
        for path in (LIST, PAGE, f"{LIST}neu/", f"{PAGE}aendern/", BREAKS):
            assert visitor.get(path).status_code == 403
        assert visitor.post(f"{PAGE}planen/", {"day": "2027-06-17"}).status_code == 403


def test_what_changes_something_is_posted(office: Client, series: Series) -> None:
    pk = SchoolBreak.objects.first().pk  # type: ignore[union-attr]
    assert office.get(f"{PAGE}planen/").status_code == 405
    assert office.get(f"{BREAKS}{pk}/entfernen/").status_code == 405
    assert office.post(PAGE).status_code == 405


@pytest.mark.parametrize("number", [1, 3])
def test_lists_ask_the_same_whatever_their_length(
    office: Client, number: int, django_assert_num_queries: object, make_meeting: MakeMeeting
) -> None:
    for one in range(number):
        each = Series.objects.create(slug=f"reihe-{one}", title=f"Reihe {one}")
        make_meeting(series=each, title=f"Treffen {one}")
    with django_assert_num_queries(4):  # type: ignore[operator]
        office.get(LIST)


def test_once_all_is_published_the_next_one_is_planned(
    office: Client, series: Series, make_meeting: MakeMeeting
) -> None:
    last = make_meeting(series=series)
    desk, lead = f"/verwaltung/treffen/{last.slug}/", "Nächstes Treffen planen"
    assert lead not in office.get(desk).content.decode()
    Meeting.objects.filter(pk=last.pk).update(state=State.PUBLISHED)
    page = office.get(desk).content.decode()
    assert lead in page
    assert f'href="{PAGE}"' in page
    plan(office, "2027-06-17")
    assert lead not in office.get(desk).content.decode()
