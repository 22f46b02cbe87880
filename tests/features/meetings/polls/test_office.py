"""The organisers' way: propose dates, choose whom to ask, see who can when, remind."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from klimanetz.core.models import AuditEntry
from klimanetz.core.refusal import Refused
from klimanetz.features.meetings.models import Mode, Series
from klimanetz.features.meetings.polls import actions
from klimanetz.features.meetings.polls.models import DatePoll, PollDate, PollState
from klimanetz.features.meetings.series.models import SchoolBreak
from klimanetz.mail.models import Mail
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.features.meetings.conftest import MakeMeeting, as_invitee, berlin, purposes_to, told
from tests.features.meetings.polls.conftest import (
    IF_NEED_BE,
    NO,
    YES,
    Ask,
    MakePoll,
    fresh,
    say,
)
from tests.features.meetings.reading import count_queries, words

HOURS = {f"{name}_{number}": clock for number in range(1, 9) for name, clock in
         (("begins", "10:00"), ("ends", "14:00"))}  # fmt: skip
FORM: dict[str, Any] = HOURS | {
    "title": "Sommertreffen",
    "description": "",
    "mode": "both",
    "day_1": "2027-06-16",
    "day_3": "2027-06-17",
    "answer_until": "2027-02-15",
}
CHOICE: dict[str, Any] = {"roles": ["manager"], "further": "Gerda <gerda@gast.example>"}


def at(name: str, poll: DatePoll, *more: int) -> str:
    return reverse(name, args=[poll.pk, *more])


def seen(page: str) -> str:
    return page.partition('name="seen" value="')[2].partition('"')[0]


# Proposing


def test_a_poll_begins_with_its_dates_and_nobody_is_asked(
    office: Client, clock: time_machine.Traveller
) -> None:
    page = office.get(reverse("poll_new"))
    assert 'value="2027-02-15"' in page.content.decode()  # two weeks to answer
    answer = office.post(reverse("poll_new"), FORM)
    poll = DatePoll.objects.get()
    assert answer["Location"] == at("poll_ask", poll)
    assert (poll.title, poll.mode, poll.state) == ("Sommertreffen", Mode.BOTH, PollState.DRAFT)
    assert poll.answer_by == berlin(2, 15, 23, 59)
    spans = list(poll.dates.values_list("starts_at", "ends_at"))
    assert spans == [(berlin(6, day, 10), berlin(6, day, 14)) for day in (16, 17)]
    assert not Mail.objects.exists()


def test_days_in_holidays_are_named_before_anybody_is_asked(
    office: Client, clock: time_machine.Traveller
) -> None:
    SchoolBreak.objects.create(
        land="16", name="Brückentag", first_day=date(2027, 6, 17), last_day=date(2027, 6, 17)
    )
    answer = office.post(reverse("poll_new"), FORM | {"day_1": "2027-05-17"})
    page = office.get(answer["Location"]).content.decode()
    assert "Mo., 17. Mai 2027: Pfingstmontag. Passt der Tag trotzdem?" in page
    assert "Do., 17. Juni 2027: Brückentag. Passt der Tag trotzdem?" in page
    poll = DatePoll.objects.get()
    office.post(at("poll_edit", poll), FORM)
    page = office.get(at("poll", poll)).content.decode()
    assert "Pfingstmontag" not in page
    assert "Brückentag" in page


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"day_3": ""}, "Bitte schlagen Sie mindestens zwei Termine vor."),
        ({"day_3": "2027-06-16"}, "Dieser Termin steht schon in der Liste."),
        ({"day_3": "2027-01-16"}, "Dieser Termin ist schon vorbei."),
        ({"ends_3": "09:00"}, "Das Ende liegt vor dem Beginn."),
        ({"begins_3": ""}, "Bitte geben Sie auch die Uhrzeit an."),
        ({"day_3": "2027-03-28", "begins_3": "02:30"}, "beginnt die Sommerzeit"),
        ({"answer_until": "2027-06-20"}, "Bis dahin ist der erste Termin schon vorbei."),
        ({"answer_until": "2027-01-20"}, "Dieser Tag ist schon vorbei."),
        ({"title": ""}, "Bitte füllen Sie dieses Feld aus."),
    ],
)
def test_what_does_not_fit_is_told_and_nothing_is_lost(
    office: Client, clock: time_machine.Traveller, wrong: dict[str, str], reason: str
) -> None:
    page = office.post(reverse("poll_new"), FORM | {"description": "Bauhof"} | wrong)
    assert reason in words(page)
    assert "Bauhof" in page.content.decode()
    assert 'value="2027-06-16"' in page.content.decode()
    assert not DatePoll.objects.exists()


def test_a_mistake_in_a_folded_line_unfolds_it(
    office: Client, clock: time_machine.Traveller
) -> None:
    page = office.post(reverse("poll_new"), FORM | {"day_7": "2027-01-01"}).content.decode()
    assert '<details class="field" open>' in page


def test_a_series_is_offered_where_there_is_one(
    office: Client, clock: time_machine.Traveller
) -> None:
    assert "Reihe" not in words(office.get(reverse("poll_new")))
    series = Series.objects.create(slug="quartal", title="Vierteljährliches Netzwerktreffen")
    office.post(reverse("poll_new"), FORM | {"series": str(series.pk)})
    assert DatePoll.objects.get().series == series


def test_a_draft_can_be_changed_and_thrown_away(poll: DatePoll, office: Client) -> None:
    page = office.get(at("poll_edit", poll)).content.decode()
    assert 'value="2027-03-24"' in page
    office.post(at("poll_edit", poll), FORM)
    assert fresh(poll).title == "Sommertreffen"
    assert poll.dates.count() == 2
    office.post(at("poll_discard", poll))
    assert not DatePoll.objects.exists()
    assert not PollDate.objects.exists()


def test_what_people_are_voting_on_is_not_changed_any_more(
    poll: DatePoll, ask: Ask, office: Client
) -> None:
    ask(poll, "Gast")
    assert office.get(at("poll_edit", poll)).status_code == 403
    office.post(at("poll_discard", poll))
    assert fresh(poll).state == PollState.OPEN
    with pytest.raises(Refused, match="schon verschickt"):
        actions.propose_dates(poll, [], actor="Olga")


# Asking


def test_choose_see_the_list_and_the_mail_then_send(
    poll: DatePoll, office: Client, manager: Person, neighbour: Person, guest: Person
) -> None:
    assert "Wen möchten Sie fragen?" in words(office.get(at("poll_ask", poll)))
    page = office.post(at("poll_ask_preview", poll), CHOICE)
    shown = words(page)
    assert "Diese Umfrage geht an 3 Personen." in shown
    assert "Mika Managerin Ilmenau" in shown
    assert "Gustav" not in shown
    assert "Betreff Welcher Termin passt Ihnen? Frühjahrstreffen" in shown
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
    assert "Olga Organisatorin" in office.get(at("poll_ask_mail", poll)).content.decode()
    assert not poll.voters.exists()
    send = CHOICE | {"seen": seen(page.content.decode()), "without": [str(neighbour.pk)]}
    answer = office.post(at("poll_ask_send", poll), send)
    assert answer["Location"] == at("poll", poll)
    assert list(poll.voters.values_list("name", flat=True)) == ["Gerda", "Mika Managerin"]
    assert fresh(poll).audiences == [
        {"roles": ["manager"], "districts": [], "without": [neighbour.pk]}
    ]


def test_a_list_that_changed_meanwhile_is_shown_again(
    poll: DatePoll, office: Client, manager: Person
) -> None:
    page = office.post(at("poll_ask_send", poll), CHOICE | {"seen": "x"})
    assert "Die Liste hat sich inzwischen geändert." in page.content.decode()
    assert not poll.voters.exists()


def test_nobody_found_is_said(poll: DatePoll, ask: Ask, office: Client, manager: Person) -> None:
    nobody = {"roles": ["heat_planner"], "further": ""}
    for name in ("poll_ask_preview", "poll_ask_send"):
        assert "Auf diese Auswahl passt niemand." in words(office.post(at(name, poll), nobody))
    ask(poll, manager)
    page = office.post(at("poll_ask_preview", poll), {"roles": ["manager"], "further": ""})
    assert "Alle, die Sie ausgewählt haben, sind schon gefragt." in words(page)


def test_everybody_left_out_is_refused(poll: DatePoll, office: Client, manager: Person) -> None:
    choice = {"roles": ["manager"], "further": ""}
    mark = seen(office.post(at("poll_ask_preview", poll), choice).content.decode())
    page = office.post(
        at("poll_ask_send", poll), choice | {"seen": mark, "without": [str(manager.pk)]}
    )
    assert "Die Liste ist leer." in page.content.decode()
    assert fresh(poll).state == PollState.DRAFT


def test_nobody_is_asked_twice_whatever_the_case_of_the_address(
    poll: DatePoll, ask: Ask, manager: Person
) -> None:
    ask(poll, manager, "Gast")
    twice = as_invitee("Gast")
    loud = type(twice)(twice.name, twice.email.upper())
    assert actions.ask(poll, [as_invitee(manager), loud], actor="Olga") == 0
    assert purposes_to(manager.email) == ["polls.question"]


def test_later_ones_can_be_asked_until_the_deadline(
    poll: DatePoll, ask: Ask, office: Client, clock: time_machine.Traveller, manager: Person
) -> None:
    ask(poll, "Gast")
    assert office.get(at("poll_ask", poll)).status_code == 200
    clock.move_to(berlin(2, 16))
    assert office.get(at("poll_ask", poll)).status_code == 403
    with pytest.raises(Refused, match="Bitte verlängern Sie sie zuerst"):
        ask(poll, manager)
    office.post(at("poll_extend", poll), {"answer_until": "2027-02-20"})
    assert fresh(poll).answer_by == berlin(2, 20, 23, 59)
    assert ask(poll, manager)


def test_a_deadline_in_the_past_is_refused(
    poll: DatePoll, ask: Ask, office: Client, clock: time_machine.Traveller
) -> None:
    ask(poll, "Gast")
    page = office.post(at("poll_extend", poll), {"answer_until": "2027-01-20"})
    assert "Dieser Tag ist schon vorbei." in words(page)
    with pytest.raises(Refused):
        actions.extend(poll, berlin(1, 20), actor="Olga")


def test_the_deadline_ends_before_the_dates_that_are_left(
    poll: DatePoll, ask: Ask, office: Client, clock: time_machine.Traveller
) -> None:
    ask(poll, "Gast")
    first, second = (one.starts_at for one in poll.dates.order_by("starts_at")[:2])
    late = {"answer_until": first.date().isoformat()}
    page = office.post(at("poll_extend", poll), late)
    assert "Bis dahin ist der erste Termin schon vorbei." in words(page)
    clock.move_to(first)  # it is gone by now, the others are not
    with pytest.raises(Refused, match="Bis dahin"):
        actions.extend(poll, second + timedelta(hours=1), actor="Olga")
    assert actions.extend(poll, second - timedelta(hours=1), actor="Olga").answer_by < second


# Seeing


def test_who_can_when_and_what_suits_best(
    poll: DatePoll, ask: Ask, office: Client, manager: Person, neighbour: Person, guest: Person
) -> None:
    one, two, _silent = ask(poll, manager, neighbour, guest)
    say(one, NO, YES, attends="on_site", comment="Gern mit Fahrrad.")
    say(two, YES, YES, IF_NEED_BE)
    page = words(office.get(at("poll", poll)))
    assert "2 von 3 haben geantwortet. Antworten bis Mo., 15. Februar 2027." in page
    assert "Am besten passt Mi., 17. März 2027, 10:00–14:00 Uhr: für 2 von 2." in page
    assert "passt für 1 von 2" in page
    assert "passt für 0 von 2, zur Not für 1" in page
    assert "Mika Managerin vor Ort „Gern mit Fahrrad.“ nein ja offen" in page
    assert "Nele Nachbarin ja ja zur Not" in page
    assert "ja 1 2 0 zur Not 0 0 1 nein 1 0 0" in page
    assert "Noch ohne Antwort Gustav Gast" in page


@pytest.mark.parametrize(
    ("votes", "said"),
    [
        ([(YES, YES, NO)], "Gleich gut passen Di., 16. März 2027 und Mi., 17. März 2027."),
        # Two who can if need be count as much as one whom it suits.
        ([(IF_NEED_BE, YES), (IF_NEED_BE, NO), (IF_NEED_BE, NO)], "Am besten passt Di., 16."),
        # Of equal weight that which suits more people without reserve.
        ([(IF_NEED_BE, YES), (IF_NEED_BE, NO)], "Am besten passt Mi., 17."),
    ],
)
def test_the_best_date_is_named(
    poll: DatePoll, ask: Ask, office: Client, votes: list[tuple[Any, ...]], said: str
) -> None:
    for voter, choices in zip(ask(poll, "Anna", "Bert", "Cora"), votes, strict=False):
        say(voter, *choices)
    assert said in words(office.get(at("poll", poll)))


def test_nothing_is_recommended_that_suits_nobody(poll: DatePoll, ask: Ask, office: Client) -> None:
    (voter,) = ask(poll, "Anna")
    assert "Noch hat niemand geantwortet." in words(office.get(at("poll", poll)))
    say(voter, NO, NO, NO)
    page = words(office.get(at("poll", poll)))
    assert "passt am besten" not in page
    assert "Am besten" not in page


def test_the_list_says_where_each_poll_stands(
    poll: DatePoll,
    make_poll: MakePoll,
    ask: Ask,
    office: Client,
    clock: time_machine.Traveller,
) -> None:
    (voter, _other) = ask(poll, "Anna", "Bert")
    say(voter, YES)
    make_poll(title="Im Entwurf")
    page = words(office.get(reverse("polls")))
    assert "Frühjahrstreffen Antworten bis Mo., 15. Februar 2027 1 von 2 haben geantwortet" in page
    assert "In Vorbereitung" in page
    assert "Noch ist niemand gefragt." in page
    clock.move_to(berlin(2, 16))
    assert "Frist vorbei, bitte Termin wählen" in words(office.get(reverse("polls")))


def test_an_empty_list_offers_the_first_step(office: Client) -> None:
    page = office.get(reverse("polls"))
    assert "Erste Terminumfrage starten" in words(page)


def test_the_list_of_meetings_leads_here(make_meeting: MakeMeeting, office: Client) -> None:
    make_meeting()
    assert f'href="{reverse("polls")}"' in office.get(reverse("office_meetings")).content.decode()


def test_pages_ask_the_database_as_often_whatever_stands_on_them(
    make_poll: MakePoll, ask: Ask, office: Client
) -> None:
    counts = []
    for number in (1, 3):
        polls = [make_poll(title=f"{number}, {one}") for one in range(number)]
        for voter in ask(polls[0], *("Anna", "Bert", "Cora")[:number]):
            say(voter, YES, NO, attends="online")
        counts.append((count_queries(office, reverse("polls")),
                       count_queries(office, at("poll", polls[0]))))  # fmt: skip
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 10


# Reminding


def test_who_has_not_answered_is_reminded_once_a_day(
    poll: DatePoll, ask: Ask, office: Client, clock: time_machine.Traveller, manager: Person
) -> None:
    one, _two = ask(poll, "Anna", manager)
    say(one, YES)
    assert "erinnern" not in words(office.get(at("poll", poll)))
    with pytest.raises(Refused, match="in den letzten 24 Stunden"):
        actions.remind(poll, actor="Olga")
    clock.move_to(berlin(2, 3))
    assert "1 Person erinnern" in words(office.get(at("poll", poll)))
    office.post(at("poll_remind", poll))
    assert purposes_to(manager.email) == ["polls.question", "polls.question"]
    assert "Auch ein „nein“ hilft uns" in told(manager.email)
    assert purposes_to("anna@gast.example") == ["polls.question"]
    assert "erinnern" not in words(office.get(at("poll", poll)))


def test_where_all_have_answered_nobody_is_reminded(poll: DatePoll, ask: Ask) -> None:
    (voter,) = ask(poll, "Anna")
    say(voter, YES)
    with pytest.raises(Refused, match="Alle haben geantwortet"):
        actions.remind(poll, actor="Olga")


# Who may


@pytest.mark.parametrize("name", ["polls", "poll_new"])
def test_polls_are_for_organisers(
    network: object, sign_in: SignIn, client: Client, manager: Person, name: str
) -> None:
    assert client.get(reverse(name)).status_code == 302
    assert sign_in(manager).get(reverse(name)).status_code == 403


PAGES = (
    "poll", "poll_edit", "poll_ask", "poll_ask_mail", "poll_extend", "poll_close", "poll_invite",
    "poll_invite_mail",
)  # fmt: skip
BUTTONS = ("poll_discard", "poll_ask_preview", "poll_ask_send", "poll_remind")


@pytest.mark.parametrize("name", [*PAGES, *BUTTONS])
def test_one_poll_is_for_organisers_and_must_exist(
    poll: DatePoll, ask: Ask, sign_in: SignIn, office: Client, manager: Person, name: str
) -> None:
    ask(poll, manager)
    url = at(name, poll)
    member = sign_in(manager)
    asked = member.post if name in BUTTONS else member.get
    assert asked(url).status_code == 403
    missing = office.post if name in BUTTONS else office.get
    assert missing(reverse(name, args=[999])).status_code == 404
    assert office.put(url).status_code == 405
    if name in BUTTONS:
        assert office.get(url).status_code == 405


def test_a_date_of_another_poll_is_not_found(
    poll: DatePoll, make_poll: MakePoll, ask: Ask, office: Client
) -> None:
    ask(poll, "Gast")
    other = make_poll(title="Anderes").dates.all()[0]
    assert office.get(at("poll_choose", poll, other.pk)).status_code == 404


def test_everything_that_happens_is_on_record_in_words(
    poll: DatePoll, ask: Ask, office: Client
) -> None:
    (voter,) = ask(poll, "Anna")
    say(voter, YES)
    verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert verbs >= {"prepare_poll", "ask_for_dates", "vote"}
    page = office.get(reverse("trail")).content.decode()
    assert "Terminumfrage vorbereitet" in page
    assert "Anna, Frühjahrstreffen" in page


# On the pages where people begin their day


def test_a_poll_over_its_deadline_is_among_the_tasks_of_the_day(
    poll: DatePoll, ask: Ask, office: Client, clock: time_machine.Traveller
) -> None:
    ask(poll, "Anna")
    assert "Terminumfrage" not in words(office.get(reverse("office")))
    clock.move_to(berlin(2, 16))
    page = office.get(reverse("office"))
    assert "Die Terminumfrage „Frühjahrstreffen“ ist zu Ende." in words(page)
    assert f'href="{at("poll", poll)}"' in page.content.decode()
    actions.close(poll, "", actor="Olga")
    assert "Terminumfrage" not in words(office.get(reverse("office")))


def test_who_is_asked_finds_it_on_their_own_page_until_they_answered(
    poll: DatePoll, ask: Ask, sign_in: SignIn, manager: Person, clock: time_machine.Traveller
) -> None:
    (voter,) = ask(poll, manager)
    mine = sign_in(manager)
    page = mine.get(reverse("me"))
    assert "Welcher Termin passt Ihnen für „Frühjahrstreffen“?" in words(page)
    assert "Bitte antworten Sie bis Mo., 15. Februar 2027." in words(page)
    assert voter.get_absolute_url() in page.content.decode()
    say(voter, YES)
    assert "Frühjahrstreffen" not in words(mine.get(reverse("me")))
