"""On Monday morning each organiser reads what the week brings."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from klimanetz.features.advising import programmes
from klimanetz.features.advising.board import actions, mails
from klimanetz.features.advising.board.jobs import tell_of_the_week
from klimanetz.features.advising.board.models import ToldWeek
from klimanetz.features.advising.models import Stage
from klimanetz.features.advising.programmes import ProgrammeFacts
from klimanetz.mail.models import Letter, Mail, MailState, MailWish, Pace
from klimanetz.people.models import Person
from klimanetz.places.models import Authority
from tests.features.advising.board.conftest import MakeCase

MONDAY = date(2027, 3, 1)
type SetClock = Callable[..., None]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    def set_to(day: int, hour: int = 9) -> None:
        now = datetime(2027, 3, day, hour - 1, tzinfo=UTC)  # an hour behind Berlin in winter
        monkeypatch.setattr(timezone, "now", lambda: now)

    set_to(1)
    return set_to


def texts() -> dict[str, str]:
    return {mail.address: mail.letter.text for mail in Mail.objects.select_related("letter")}


def test_each_reads_what_is_theirs_and_what_is_nobodys(
    clock: SetClock, organiser: Person, colleague: Person, make_case: MakeCase,
    arnstadt: Authority, erfurt: Authority,
) -> None:  # fmt: skip
    case = make_case(next_on=MONDAY - timedelta(days=4), next_step="Zurückrufen")
    make_case(lead=arnstadt, owner=colleague, next_on=MONDAY + timedelta(days=6))
    make_case(lead=erfurt, owner=None, next_on=MONDAY)
    assert tell_of_the_week() == 2
    mine, theirs = texts()[organiser.email], texts()[colleague.email]
    assert "Ilmenau" in mine
    assert "Zurückrufen" in mine
    assert f"/verwaltung/beratung/{case.pk}/" in mine
    assert "Do, 25. Februar (überfällig): Ilmenau" in mine
    assert "(überfällig)" not in theirs
    assert "Sonntag, 7. März" in mine
    assert "Arnstadt" not in mine
    assert "Arnstadt" in theirs
    assert "Ilmenau" not in theirs
    for text in (mine, theirs):
        assert "um das sich noch niemand kümmert" in text
        assert "Erfurt" in text
        assert "/verwaltung/beratung/heute/" in text


def test_what_comes_after_sunday_waits_for_the_next_mail(
    clock: SetClock, organiser: Person, make_case: MakeCase
) -> None:
    make_case(next_on=MONDAY + timedelta(days=7))
    assert tell_of_the_week() == 0
    assert not Mail.objects.exists()


def test_who_has_nothing_to_do_gets_no_mail(
    clock: SetClock, organiser: Person, colleague: Person, make_case: MakeCase
) -> None:
    make_case(next_on=MONDAY)
    assert tell_of_the_week() == 1
    assert list(texts()) == [organiser.email]


def test_the_week_is_told_once(clock: SetClock, organiser: Person, make_case: MakeCase) -> None:
    make_case(next_on=MONDAY)
    assert [tell_of_the_week(), tell_of_the_week()] == [1, 0]
    clock(2)
    assert tell_of_the_week() == 0
    assert Mail.objects.count() == 1
    clock(8)
    assert tell_of_the_week() == 1
    assert {row.week for row in ToldWeek.objects.all()} == {"2027-W09", "2027-W10"}


def test_a_worker_that_died_meanwhile_told_nobody(
    clock: SetClock, organiser: Person, make_case: MakeCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_case(next_on=MONDAY)

    def die(*_given: object, **_named: object) -> None:
        raise RuntimeError("killed")

    with monkeypatch.context() as dying:
        dying.setattr(mails, "week", die)
        with pytest.raises(RuntimeError):
            tell_of_the_week()
    assert not ToldWeek.objects.exists()
    assert tell_of_the_week() == 1


def test_a_second_worker_that_asks_at_once_finds_it_told(
    clock: SetClock, organiser: Person, make_case: MakeCase
) -> None:
    make_case(next_on=MONDAY)
    assert [actions.tell_week(MONDAY), actions.tell_week(MONDAY)] == [1, 0]
    assert Mail.objects.count() == 1


@pytest.mark.parametrize(("day", "hour", "told"), [(1, 6, 0), (1, 7, 1), (3, 1, 1), (4, 9, 0)])
def test_it_comes_on_monday_morning_or_a_little_late(
    clock: SetClock, organiser: Person, make_case: MakeCase, day: int, hour: int, told: int
) -> None:
    make_case(next_on=MONDAY)
    clock(day, hour)
    assert tell_of_the_week() == told


def test_a_quiet_round_asks_the_database_once(
    clock: SetClock, organiser: Person, make_case: MakeCase,
    django_assert_num_queries: Callable[..., object],
) -> None:  # fmt: skip
    make_case(next_on=MONDAY)
    tell_of_the_week()
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        tell_of_the_week()


def test_who_wants_no_news_gets_none(
    clock: SetClock, organiser: Person, colleague: Person, make_case: MakeCase
) -> None:
    MailWish.objects.create(address=organiser.email, pace=Pace.ASKED_ONLY)
    MailWish.objects.create(address=colleague.email, pace=Pace.DAILY)
    make_case(owner=None, next_on=MONDAY)
    tell_of_the_week()
    [mail] = Mail.objects.all()
    assert (mail.address, mail.state) == (colleague.email, MailState.DAILY)


def test_the_mail_says_at_once_what_is_wanted_by_when(
    clock: SetClock, organiser: Person, make_case: MakeCase, arnstadt: Authority
) -> None:
    make_case(next_on=MONDAY, next_step="Zurückrufen")
    make_case(Stage.COUNCIL_PAPER, arnstadt, council_on=MONDAY + timedelta(days=2))
    tell_of_the_week()
    letter = Letter.objects.get()
    assert letter.subject == "Diese Woche in der Beratung: 2 Dinge sind zu tun"
    assert "bis Sonntag, 7. März, sind in Ihren Fällen 2 Dinge zu tun" in letter.text
    assert "weil Sie Kommunen beraten" in letter.text
    assert "Wie oft Sie Mails von uns bekommen" in letter.text


def test_where_only_nobodys_wait_the_mail_asks_who_takes_them(
    clock: SetClock, organiser: Person, make_case: MakeCase
) -> None:
    make_case(owner=None, next_on=MONDAY)
    tell_of_the_week()
    letter = Letter.objects.get()
    assert letter.subject == "Diese Woche in der Beratung: Fälle ohne Zuständige"
    assert "Übernehmen Sie es?" in letter.text


def test_a_long_week_is_cut_short_and_counted(
    clock: SetClock, organiser: Person, make_case: MakeCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mails, "LISTED", 2)
    for _number in range(5):
        make_case(next_on=MONDAY)
    tell_of_the_week()
    assert "und 3 weitere" in Letter.objects.get().text


def test_a_window_that_closes_in_this_very_week_is_named(
    clock: SetClock, organiser: Person, make_case: MakeCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    closes = MONDAY + timedelta(days=3)
    facts = ProgrammeFacts("ksm", "Kommunalrichtlinie", "/", available=True, window_closes=closes)
    monkeypatch.setattr(programmes, "_sources", [lambda: (facts,)])
    make_case(Stage.RESOLVED)
    tell_of_the_week()
    assert "Kommunalrichtlinie nimmt danach keine Anträge mehr an" in Letter.objects.get().text
