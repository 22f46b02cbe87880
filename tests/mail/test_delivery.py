"""Delivery to a real mail server that takes, refuses, stumbles, dawdles or is not there."""

import logging
import re
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from email.message import EmailMessage

import pytest
import time_machine
from django.db import OperationalError
from django.utils import timezone
from pytest_django import Settings

from klimanetz.core.models import Network
from klimanetz.mail import delivery
from klimanetz.mail.delivery import Postman
from klimanetz.mail.line import Line
from klimanetz.mail.message import Message, Sender
from klimanetz.mail.models import Dispatch, Letter, Mail
from tests.mail.conftest import CALENDAR, PostTo, recipient, states
from tests.mail.sink import Sink

FIRST, SECOND, THIRD = (f"mika{n}@kommune.example" for n in (1, 2, 3))


@pytest.fixture(autouse=True)
def _lines_are_hung_up(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    lines: list[Line] = []

    def install() -> Line:
        lines.append(Line())
        return lines[-1]

    monkeypatch.setattr(delivery, "Line", install)
    yield
    for line in lines:
        line.hang_up()


def deliver_all(postman: Postman | None = None) -> Postman:
    """What a worker does until nothing is due any more."""
    postman = postman or Postman("test")
    while postman.deliver():
        pass
    return postman


def text_of(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def come_back(postman: Postman) -> None:
    """The pause is over, and so is the wait of every mail."""
    postman.resume_at = 0
    Mail.objects.update(due_at=timezone.now() - timedelta(seconds=1))


def test_all_mails_arrive_over_one_connection(post_to: PostTo, sink: Sink) -> None:
    letter = post_to(30, calendar=CALENDAR)
    deliver_all()
    assert sorted(sink.addresses) == sorted(states(letter))
    assert set(states(letter).values()) == {"sent"}
    assert sink.connections == 1
    message = next(m for m in sink.messages if "mika7@" in m["To"])
    assert message["Subject"] == "Einladung"
    assert message["From"].addresses[0].display_name == "Klimanetz Thüringen"
    assert "https://klima.example/a/7?antwort=online" in text_of(message)
    assert "mailto:mika7@kommune.example" in list(message.walk())[4].get_content()


def test_arrives_byte_for_byte_even_with_dots_at_the_line_start(
    post_to: PostTo, sink: Sink
) -> None:
    post_to(body="<p>{% for n in many %}.<br>..<br>{% endfor %}</p>", context={"many": "xx"})
    deliver_all()
    assert text_of(sink.messages[0]).startswith(".\r\n..\r\n.\r\n..\r\n\r\n-- \r\n")


def test_greets_by_the_name_of_the_website(post_to: PostTo, sink: Sink, settings: Settings) -> None:
    for base_url, name in (
        ("https://klima.example", "klima.example"),
        ("http://127.0.0.1:8000", "[127.0.0.1]"),
        ("http://[::1]:8000", "[IPv6:::1]"),
    ):
        settings.BASE_URL = base_url
        post_to(1)
        deliver_all()
        assert sink.greetings[-1] == name


def test_a_refused_address_fails_alone_with_the_words_of_the_server(
    post_to: PostTo, sink: Sink
) -> None:
    sink.refused_rcpt[SECOND] = "550 5.1.1 User unknown"
    sink.refused_data[THIRD] = "554 5.7.1 Looks like spam"
    letter = post_to(4)
    deliver_all()
    assert list(states(letter).values()) == ["sent", "failed", "failed", "sent"]
    answers = dict(letter.mails.values_list("address", "answer"))
    assert answers[SECOND] == "550 5.1.1 User unknown"
    assert answers[THIRD] == "554 5.7.1 Looks like spam"
    assert sink.connections == 1


def test_a_temporary_refusal_is_tried_again_later(post_to: PostTo, sink: Sink) -> None:
    sink.refused_rcpt[FIRST] = "451 4.7.1 Greylisted, come back"
    sink.refused_data[SECOND] = "452 4.3.1 Disk full"
    letter = post_to(3)
    postman = deliver_all()
    assert list(states(letter).values()) == ["waiting", "waiting", "sent"]
    mail = letter.mails.get(address=FIRST)
    assert (mail.attempts, mail.answer) == (1, "451 4.7.1 Greylisted, come back")
    assert mail.due_at > timezone.now()
    sink.refused_rcpt.clear()
    sink.refused_data.clear()
    come_back(postman)
    deliver_all(postman)
    assert set(states(letter).values()) == {"sent"}
    assert letter.mails.get(address=FIRST).answer == ""
    assert sorted(sink.addresses) == [FIRST, SECOND, THIRD]


def test_a_connection_lost_before_the_mail_was_taken(post_to: PostTo, sink: Sink) -> None:
    sink.drops_at.add(SECOND)
    letter = post_to(3)
    postman = deliver_all()
    assert list(states(letter).values()) == ["sent", "waiting", "sent"]
    assert letter.mails.get(address=SECOND).attempts == 1
    sink.drops_at.clear()
    come_back(postman)
    deliver_all(postman)
    assert sorted(sink.addresses) == [FIRST, SECOND, THIRD]


def test_a_connection_lost_after_the_mail_was_taken_doubles_only_that_one(
    post_to: PostTo, sink: Sink
) -> None:
    sink.drops_after.add(SECOND)
    letter = post_to(3)
    postman = deliver_all()
    sink.drops_after.clear()
    come_back(postman)
    deliver_all(postman)
    assert set(states(letter).values()) == {"sent"}
    assert sorted(sink.addresses) == [FIRST, SECOND, SECOND, THIRD]
    doubles = {m["Message-ID"] for m in sink.messages if SECOND in m["To"]}
    assert len(doubles) == 1


def test_a_server_that_takes_few_mails_per_connection_is_called_again(
    post_to: PostTo, sink: Sink
) -> None:
    sink.ends_service_after = 3
    letter = post_to(8)
    deliver_all()
    assert set(states(letter).values()) == {"sent"}
    assert set(letter.mails.values_list("attempts", flat=True)) == {1}
    assert sink.connections == 3
    assert len(sink.addresses) == 8


def test_while_the_server_is_away_mails_wait_and_organisers_learn_why(
    post_to: PostTo, sink: Sink
) -> None:
    letter = post_to(3)
    sink.close()
    postman = Postman("test")
    assert postman.deliver() == 0
    assert set(states(letter).values()) == {"waiting"}
    assert set(letter.mails.values_list("attempts", flat=True)) == {0}
    assert not letter.mails.exclude(leased_by="").exists()
    dispatch = Dispatch.objects.current()
    assert "refused" in dispatch.trouble
    assert dispatch.trouble_since
    assert postman.resume_at > time.monotonic()
    sink.open()
    come_back(postman)
    deliver_all(postman)
    assert set(states(letter).values()) == {"sent"}
    assert Dispatch.objects.current().trouble == ""
    assert Dispatch.objects.current().trouble_since is None


def test_a_server_that_stays_away_is_asked_less_and_less_often(post_to: PostTo, sink: Sink) -> None:
    post_to(1)
    sink.close()
    postman = Postman("test")
    pauses = []
    for _ in range(9):
        postman.resume_at = 0
        postman.deliver()
        pauses.append(postman.pause)
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    since = Dispatch.objects.current().trouble_since
    assert since
    assert timezone.now() - since < timedelta(minutes=1)


def test_the_first_trouble_is_what_counts_as_its_begin(post_to: PostTo, sink: Sink) -> None:
    post_to(1)
    sink.close()
    with time_machine.travel(timezone.now() - timedelta(hours=3)):
        Dispatch.objects.note_trouble("451 busy")
    Postman("test").deliver()
    dispatch = Dispatch.objects.current()
    assert dispatch.trouble_since
    assert timezone.now() - dispatch.trouble_since > timedelta(hours=2)
    assert "refused" in dispatch.trouble


def test_a_server_that_refuses_our_sender_fails_no_mail(post_to: PostTo, sink: Sink) -> None:
    sink.refused_sender = "550 5.7.1 Sender not allowed"
    letter = post_to(3)
    Postman("test").deliver()
    assert set(states(letter).values()) == {"waiting"}
    assert set(letter.mails.values_list("attempts", flat=True)) == {0}
    assert Dispatch.objects.current().trouble == "550 5.7.1 Sender not allowed"


def test_a_mail_that_makes_the_server_hang_up_does_not_block_the_others(
    post_to: PostTo, sink: Sink
) -> None:
    sink.drops_at |= {FIRST, SECOND}
    letter = post_to(4)
    postman = Postman("test")
    for _ in range(4):
        postman.resume_at = 0
        postman.deliver()
    assert list(states(letter).values()) == ["waiting", "waiting", "sent", "sent"]


def test_a_connection_that_died_while_idle_costs_nobody_an_attempt(
    post_to: PostTo, sink: Sink
) -> None:
    post_to(1)
    postman = deliver_all()
    sink.close()
    sink.open()
    letter = post_to([recipient(2)])
    assert postman.deliver() == 0
    assert postman.deliver() == 1
    assert letter.mails.get().attempts == 1
    assert sink.addresses == [FIRST, SECOND]


def test_an_idle_connection_is_hung_up(
    post_to: PostTo, sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    post_to(1)
    postman = deliver_all()
    assert postman.line.connection
    monkeypatch.setattr(delivery, "IDLE_SECONDS", 0)
    postman.deliver()
    assert not postman.line.connection
    post_to(1)
    deliver_all(postman)
    assert sink.connections == 2


def test_a_slow_server_gets_small_batches_and_urgent_mail_goes_between(
    post_to: PostTo, sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "BATCH_SECONDS", 0.3)
    sink.delay = 0.1
    post_to(20)
    postman = Postman("test")
    tried = postman.deliver()
    assert 0 < tried < 10
    assert postman.batch == delivery.SMALLEST_BATCH
    assert not Mail.objects.exclude(leased_by="").exists()
    post_to([recipient(99)], confidential=True)
    postman.deliver()
    assert sink.addresses[tried] == "mika99@kommune.example"


def test_a_fast_server_gets_larger_batches(post_to: PostTo, sink: Sink) -> None:
    post_to(60)
    postman = Postman("test")
    postman.batch = delivery.SMALLEST_BATCH
    assert postman.deliver() == delivery.SMALLEST_BATCH
    assert postman.batch > delivery.SMALLEST_BATCH


def test_told_to_stop_only_the_mail_under_way_still_goes(post_to: PostTo, sink: Sink) -> None:
    letter = post_to(5)
    Postman("test", should_stop=lambda: bool(sink.taken)).deliver()
    assert list(states(letter).values()) == ["sent", *["waiting"] * 4]
    assert not letter.mails.exclude(leased_by="").exists()


def test_a_mail_that_cannot_be_written_fails_in_words_and_alone(
    post_to: PostTo, sink: Sink
) -> None:
    letter = post_to([recipient(1, values={}), recipient(2, address="Mika"), recipient(3)])
    deliver_all()
    answers = list(letter.mails.order_by("pk").values_list("state", "answer"))
    assert answers[0] == ("failed", "In der Mail fehlt ein Wert: 'answer_url'")
    assert answers[1][0] == "failed"
    assert "keine Adresse" in answers[1][1]
    assert answers[2] == ("sent", "")


def test_a_letter_that_nobody_can_write_does_not_keep_back_the_others(
    post_to: PostTo, sink: Sink, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken, good = post_to(1), post_to([recipient(2)])

    def fail_for_the_broken(letter: Letter, sender: Sender) -> Message:
        if letter.pk == broken.pk:
            raise ZeroDivisionError("oops")
        return Message(letter, sender)

    monkeypatch.setattr(delivery, "Message", fail_for_the_broken)
    with caplog.at_level(logging.ERROR):
        deliver_all()
    assert states(broken) == {FIRST: "failed"}
    assert "oops" in broken.mails.get().answer
    assert "cannot be written" in caplog.text
    assert states(good) == {SECOND: "sent"}


def test_a_database_that_fails_just_after_sending_doubles_nothing(
    post_to: PostTo, sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = post_to(3)
    postman = Postman("test")
    with monkeypatch.context() as patch:
        patch.setattr(delivery, "settle", fail_to_write)
        with pytest.raises(OperationalError):
            postman.deliver()
        with pytest.raises(OperationalError):
            postman.deliver()
    assert sink.addresses == [FIRST]
    assert set(states(letter).values()) == {"waiting"}
    deliver_all(postman)
    assert sink.addresses == [FIRST, SECOND, THIRD]
    assert set(states(letter).values()) == {"sent"}


def test_a_letter_deleted_under_way_is_simply_gone(
    post_to: PostTo, sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    post_to(2)
    good = post_to([recipient(3)])
    load = delivery.Desk.load

    def load_late(desk: delivery.Desk, mails: list[Mail]) -> Sender:
        Letter.objects.exclude(pk=good.pk).delete()
        return load(desk, mails)

    monkeypatch.setattr(delivery.Desk, "load", load_late)
    deliver_all()
    assert sink.addresses == [THIRD]
    assert states() == {THIRD: "sent"}


def fail_to_write(*args: object, **options: object) -> None:
    raise OperationalError("database is locked")


def test_the_code_to_sign_in_is_forgotten_when_it_has_left(post_to: PostTo, sink: Sink) -> None:
    letter = post_to(
        [recipient(values={"code": "12345678"})],
        body="<p>{{ personal.code }}</p>",
        confidential=True,
    )
    other = post_to([recipient(2)])
    deliver_all()
    assert "12345678" in text_of(sink.messages[0])
    assert letter.mails.get().values == {}
    assert other.mails.get().values


def test_without_a_mail_server_mails_wait(post_to: PostTo, settings: Settings) -> None:
    assert settings.SMTP["host"] == ""
    letter = post_to(2)
    assert Postman("test").deliver() == 0
    assert set(states(letter).values()) == {"waiting"}


def test_in_the_demo_mails_go_to_its_mailbox_and_codes_stay_readable(
    post_to: PostTo, settings: Settings
) -> None:
    settings.DEMO = True
    letter = post_to([recipient(values={"code": "12345678"})], body="<p>x</p>", confidential=True)
    deliver_all()
    assert states(letter) == {FIRST: "sent"}
    assert letter.mails.get().values == {"code": "12345678"}


def test_in_the_demo_with_a_mail_server_mails_really_go(
    post_to: PostTo, sink: Sink, settings: Settings
) -> None:
    settings.DEMO = True
    post_to(1)
    deliver_all()
    assert sink.addresses == [FIRST]


def test_a_changed_name_of_the_network_shows_in_the_next_mail(post_to: PostTo, sink: Sink) -> None:
    letter = post_to([recipient(1), recipient(2)])
    letter.mails.filter(address=SECOND).update(due_at=timezone.now() + timedelta(hours=1))
    postman = deliver_all()
    Network.objects.update(name="Klimanetz Hessen")
    come_back(postman)
    deliver_all(postman)
    names = [m["From"].addresses[0].display_name for m in sink.messages]
    assert names == ["Klimanetz Thüringen", "Klimanetz Hessen"]


def test_a_sender_that_is_no_address_is_trouble_for_all(
    post_to: PostTo, sink: Sink, settings: Settings
) -> None:
    settings.MAIL_FROM = "netzwerk"
    letter = post_to(1)
    Postman("test").deliver()
    assert set(states(letter).values()) == {"waiting"}
    assert re.search("„netzwerk“ ist keine Adresse", Dispatch.objects.current().trouble)


def test_the_worker_leaves_a_sign_of_life(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not Dispatch.objects.current().working
    Postman("test").deliver()
    assert Dispatch.objects.current().working
    with time_machine.travel(timezone.now() + timedelta(minutes=5)):
        assert not Dispatch.objects.current().working


@pytest.mark.parametrize("number", [1, 30])
def test_the_queries_of_a_batch(
    post_to: PostTo,
    sink: Sink,
    number: int,
    django_assert_max_num_queries: Callable[..., pytest.FixtureRequest],
) -> None:
    """One per mail, to confirm it, and some for the batch."""
    postman = Postman("test")
    postman.deliver()
    post_to(number)
    with django_assert_max_num_queries(number + 11):  # type: ignore[attr-defined]
        postman.deliver()
