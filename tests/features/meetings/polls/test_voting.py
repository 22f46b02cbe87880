"""Saying which dates suit: from the mail, without signing in, changed until the deadline."""

import re
from collections.abc import Callable
from html import unescape

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from klimanetz.core.refusal import Refused
from klimanetz.features.meetings import actions as meetings
from klimanetz.features.meetings.models import Meeting, Mode
from klimanetz.features.meetings.polls import actions
from klimanetz.features.meetings.polls.models import DatePoll
from klimanetz.people.models import Person
from tests.features.meetings.conftest import berlin, last_mail, mails_to, told
from tests.features.meetings.polls.conftest import IF_NEED_BE, NO, YES, Ask, MakePoll, said, say
from tests.features.meetings.reading import words


def links(mail: str) -> list[str]:
    """Where a mail leads, without the host."""
    found = re.findall(r'href="https?://[^/"]+(/umfrage/[^"]+)"', mail)
    return [unescape(link) for link in found]


def chosen(page: str) -> list[str]:
    """What is ticked: date and choice."""
    boxes = re.findall(r"<input[^>]*>", page)
    ticked = [box for box in boxes if "checked" in box]
    return [value for box in ticked for value in re.findall(r'value="(\w+)"', box)]


# The mail


def test_the_mail_says_first_what_is_wanted_by_when(
    poll: DatePoll, ask: Ask, manager: Person
) -> None:
    ask(poll, manager)
    assert last_mail(manager.email).subject == "Welcher Termin passt Ihnen? Frühjahrstreffen"
    text = told(manager.email)
    assert text.startswith(
        "Guten Tag Mika Managerin, bitte sagen Sie uns bis Mo., 15. Februar 2027, welche Termine "
        "Ihnen passen: „Frühjahrstreffen“."
    )
    assert "Di., 16. März 2027, 10:00–14:00 Uhr" in text
    assert "Hitze in der Stadt." in text


def test_each_date_has_three_links_and_each_stands_for_its_choice(
    poll: DatePoll, ask: Ask, manager: Person, client: Client
) -> None:
    (voter,) = ask(poll, manager)
    found = links(last_mail(manager.email).html)
    assert len(found) == 1 + 3 * 3
    assert chosen(client.get(found[0]).content.decode()) == []
    for link, choice in zip(found[4:7], ("yes", "if_need_be", "no"), strict=True):
        page = client.get(link).content.decode()
        assert chosen(page) == [choice]
        wednesday = poll.dates.all()[1]
        assert f'name="date_{wednesday.pk}" value="{choice}"' in page
    assert said(voter) == []  # a mail scanner has opened every link by now


def test_the_mail_speaks_the_language_of_its_reader(
    poll: DatePoll, ask: Ask, manager: Person, client: Client
) -> None:
    manager.language = "en"
    manager.save()
    (voter,) = ask(poll, manager)
    assert mails_to(manager.email)[0].letter.subject
    assert 'lang="en"' in client.get(voter.get_absolute_url()).content.decode()


# The page


def test_one_answer_from_the_mail_is_enough(
    poll: DatePoll, ask: Ask, manager: Person, client: Client
) -> None:
    (voter,) = ask(poll, manager)
    url, date = voter.get_absolute_url(), poll.dates.all()[1]
    answer = client.post(url, {f"date_{date.pk}": "yes"})
    assert (answer.status_code, answer["Location"]) == (302, url)
    page = words(client.get(url))
    assert "Ihre Antwort ist gespeichert, Mo., 1. Februar 2027, 09:00 Uhr." in page
    assert "Zu 2 Terminen fehlt sie noch." in page
    assert chosen(client.get(url).content.decode()) == ["yes"]


def test_a_second_link_adds_to_the_first(
    poll: DatePoll, ask: Ask, manager: Person, client: Client
) -> None:
    (voter,) = ask(poll, manager)
    one, two, three = poll.dates.values_list("pk", flat=True)
    client.post(voter.get_absolute_url(), {f"date_{one}": "yes"})
    client.post(voter.get_absolute_url(), {f"date_{two}": "no", f"date_{three}": "if_need_be"})
    assert said(voter) == [YES, NO, IF_NEED_BE]
    client.post(voter.get_absolute_url(), {f"date_{one}": "no"})
    assert said(voter) == [NO, NO, IF_NEED_BE]


def test_a_link_stands_before_what_was_saved_until_it_is_sent(
    poll: DatePoll, ask: Ask, manager: Person, client: Client
) -> None:
    (voter,) = ask(poll, manager)
    say(voter, YES, YES, YES)
    date = poll.dates.all()[2]
    page = client.get(f"{voter.get_absolute_url()}?termin={date.pk}&stimme=nein")
    assert chosen(page.content.decode()) == ["no", "yes", "yes"]
    assert words(page).index("Mi., 24. März") < words(page).index("Di., 16. März")
    assert "Noch ein Schritt: Ihre Antwort gilt, sobald Sie auf „Antwort senden“ drücken." in words(
        page
    )
    assert "gespeichert" not in words(page)


@pytest.mark.parametrize("query", ["?termin=999&stimme=ja", "?termin=x&stimme=ja", "?stimme=ja"])
def test_a_broken_link_still_opens_the_page(
    poll: DatePoll, ask: Ask, manager: Person, client: Client, query: str
) -> None:
    (voter,) = ask(poll, manager)
    page = client.get(voter.get_absolute_url() + query)
    assert page.status_code == 200
    assert chosen(page.content.decode()) == []


def test_nothing_chosen_is_said_and_the_comment_stays(
    poll: DatePoll, ask: Ask, manager: Person, client: Client
) -> None:
    (voter,) = ask(poll, manager)
    page = client.post(voter.get_absolute_url(), {"comment": "Nur vormittags."})
    assert "Bitte wählen Sie bei mindestens einem Termin eine Antwort." in words(page)
    assert "Nur vormittags." in page.content.decode()
    assert said(voter) == []


def test_a_choice_that_nobody_offered_is_refused(
    poll: DatePoll, make_poll: MakePoll, ask: Ask, manager: Person, client: Client
) -> None:
    (voter,) = ask(poll, manager)
    date = poll.dates.all()[0]
    page = client.post(voter.get_absolute_url(), {f"date_{date.pk}": "vielleicht"})
    assert page.status_code == 200
    other = make_poll(title="Ein anderes").dates.all()[0]
    with pytest.raises(Refused):
        actions.vote(voter, {other.pk: YES})
    with pytest.raises(Refused):
        actions.vote(voter, {})
    assert said(voter) == []


def test_where_it_is_hybrid_people_may_say_how(
    poll: DatePoll, ask: Ask, manager: Person, client: Client
) -> None:
    (voter,) = ask(poll, manager)
    date = poll.dates.all()[0]
    assert "Wie wären Sie dabei?" in words(client.get(voter.get_absolute_url()))
    client.post(voter.get_absolute_url(), {f"date_{date.pk}": "yes", "attends": "online"})
    voter.refresh_from_db()
    assert voter.attends == Mode.ONLINE
    client.post(voter.get_absolute_url(), {f"date_{date.pk}": "yes", "attends": ""})
    voter.refresh_from_db()
    assert voter.attends == ""


def test_where_there_is_one_way_nobody_is_asked_how(
    make_poll: MakePoll, ask: Ask, manager: Person, client: Client
) -> None:
    poll = make_poll(mode=Mode.ON_SITE)
    (voter,) = ask(poll, manager)
    assert "Wie wären Sie dabei?" not in words(client.get(voter.get_absolute_url()))
    assert say(voter, YES, attends="online").attends == ""


def test_the_same_answer_again_changes_nothing(
    poll: DatePoll, ask: Ask, manager: Person, clock: time_machine.Traveller
) -> None:
    (voter,) = ask(poll, manager)
    first = say(voter, YES, NO).replied_at
    clock.move_to(berlin(2, 2, 9))
    assert say(voter, YES, NO).replied_at == first
    assert say(voter, YES, YES).replied_at == berlin(2, 2, 9)


def test_after_the_deadline_the_page_says_so_and_what_was_answered(
    poll: DatePoll, ask: Ask, manager: Person, client: Client, clock: time_machine.Traveller
) -> None:
    (voter,) = ask(poll, manager)
    say(voter, YES, NO, NO)
    clock.move_to(berlin(2, 16))
    page = client.get(voter.get_absolute_url())
    assert "Die Frist ist vorbei." in words(page)
    assert "Di., 16. März 2027, 10:00–14:00 Uhr: ja" in words(page)
    assert "Antwort senden" not in words(page)
    date = poll.dates.all()[0]
    late = client.post(voter.get_absolute_url(), {f"date_{date.pk}": "no"})
    assert "Die Frist ist vorbei." in words(late)
    assert said(voter) == [YES, NO, NO]


def test_a_decided_poll_names_the_date_kindly(
    poll: DatePoll, ask: Ask, manager: Person, client: Client
) -> None:
    (voter,) = ask(poll, manager)
    say(voter, NO, NO, YES)
    outline = Meeting(title="Frühjahrstreffen", answer_by=berlin(3, 5))
    actions.choose(poll.dates.all()[1], outline, actor="Olga")
    page = words(client.get(voter.get_absolute_url()))
    assert "Der Termin steht fest: Mi., 17. März 2027, 10:00–14:00 Uhr." in page
    assert "Antwort senden" not in page


@pytest.mark.parametrize(
    ("end", "said"),
    [
        (lambda meeting: meetings.cancel(meeting, reason="Sturm", actor="Olga"), "abgesagt"),
        (lambda meeting: meetings.postpone(meeting, reason="Sturm", actor="Olga"), "verschoben"),
    ],
)
def test_a_meeting_called_off_since_is_not_promised_any_more(
    poll: DatePoll, ask: Ask, manager: Person, client: Client, end: Callable[..., object], said: str
) -> None:
    (voter,) = ask(poll, manager)
    outline = Meeting(title="Frühjahrstreffen", answer_by=berlin(3, 5))
    end(actions.choose(poll.dates.all()[1], outline, actor="Olga"))
    page = words(client.get(voter.get_absolute_url()))
    assert f"Inzwischen ist das Treffen {said}" in page
    assert "Die Einladung kommt" not in page


def test_a_closed_poll_thanks_everyone(
    poll: DatePoll, ask: Ask, manager: Person, client: Client
) -> None:
    (voter,) = ask(poll, manager)
    actions.close(poll, "", actor="Olga")
    page = words(client.get(voter.get_absolute_url()))
    assert "Diese Umfrage ist beendet." in page
    assert "Danke fürs Mitmachen" in page


def test_an_unknown_link_says_how_to_reach_the_network(network: object, client: Client) -> None:
    page = client.get("/umfrage/gibtesnicht/")
    assert page.status_code == 404
    assert "Diesen Link kennen wir nicht" in words(page)
    assert client.put("/umfrage/gibtesnicht/").status_code == 405


def test_nobody_keeps_the_address_of_the_page(
    poll: DatePoll, ask: Ask, manager: Person, client: Client
) -> None:
    (voter,) = ask(poll, manager)
    headers = client.get(voter.get_absolute_url()).headers
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["X-Robots-Tag"] == "noindex"


def test_a_link_of_an_old_mail_asks_for_nothing_when_the_poll_is_over(
    poll: DatePoll, ask: Ask, manager: Person, client: Client
) -> None:
    (voter,) = ask(poll, manager)
    link = f"{voter.get_absolute_url()}?termin={poll.dates.all()[0].pk}&stimme=ja"
    assert "Noch ein Schritt:" in words(client.get(link))
    actions.close(poll, "", actor="Olga")
    assert "Noch ein Schritt:" not in words(client.get(link))


def test_a_machine_that_tries_and_tries_is_stopped(
    poll: DatePoll, ask: Ask, manager: Person, client: Client
) -> None:
    (voter,) = ask(poll, manager)
    date = poll.dates.all()[0]
    answers = [
        client.post(voter.get_absolute_url(), {f"date_{date.pk}": "yes"}) for _ in range(121)
    ]
    assert answers[119].status_code == 302
    assert answers[120].status_code == 409
    assert "sehr viele Versuche" in words(answers[120])


def test_the_page_asks_the_database_as_often_whatever_is_proposed(
    make_poll: MakePoll, ask: Ask, manager: Person, client: Client
) -> None:
    counts = []
    for spans in (2, 8):
        proposed = [(berlin(3, day, 10), berlin(3, day, 12)) for day in range(1, spans + 1)]
        (voter,) = ask(make_poll(proposed), manager)
        say(voter, YES, YES)
        with CaptureQueriesContext(connection) as queries:
            client.get(voter.get_absolute_url())
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 5
