"""Who is told what changed: once, field by field, with its source; and who has to look again."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from klimanetz.core.models import Network
from klimanetz.features.funding import concerned as registry
from klimanetz.features.funding import mails, results
from klimanetz.features.funding.changes import changes_since
from klimanetz.features.funding.concerned import Concerned, concerned, find_concerned
from klimanetz.features.funding.jobs import ask_to_check_again, tell_of_changes, tell_watchers
from klimanetz.features.funding.models import Programme, Rule, Status, Telling, Watcher
from klimanetz.mail.keys import one_click_url
from klimanetz.mail.message import Message, Sender
from klimanetz.mail.models import Mail
from klimanetz.people.models import Person
from tests.features.funding.rows_made import (
    days_ago,
    in_days,
    make_programme,
    make_rule,
    succeed_rule,
)

pytestmark = pytest.mark.django_db
RESULT = "/kommune-ohne-klimaschutzmanagement/ergebnis/?"


@pytest.fixture(autouse=True)
def house(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody but those of these tests is concerned; results stand where the check has them."""
    monkeypatch.setattr(registry, "_known", [])
    monkeypatch.setattr(results, "_leads", [lambda query: RESULT + query])


@pytest.fixture
def watcher(db: None) -> Watcher:
    """Looked ten days ago, and confirmed."""
    return Watcher.objects.create(
        email="berta@ilmenau.example", query="kommune=1", seen_at=days_ago(10),
        created_at=days_ago(10), confirmed_at=days_ago(9),
    )  # fmt: skip


def tell() -> list[Mail]:
    """All that both jobs write, as often as they run."""
    for _twice in range(2):
        tell_of_changes()
        tell_watchers()
    mails = Mail.objects.filter(letter__purpose="funding.changed")
    return list(mails.select_related("letter").order_by("pk"))


def owner_of_a_case(slug: str) -> list[Concerned]:
    if slug != "kommunalrichtlinie":
        return []
    case = "https://netz.example/verwaltung/faelle/1/"
    return [Concerned("olga@agentur.example", "Olga Organisatorin", "Beratung Ilmenau", case)]


def test_who_left_an_address_reads_what_changed_and_according_to_whom(
    rule: Rule, watcher: Watcher
) -> None:
    succeed_rule(rule, percent=65, entered_at=days_ago(1), source_url="https://bund.example/neu")
    (mail,) = tell()
    assert mail.address == "berta@ilmenau.example"
    assert mail.letter.subject == "Förderung geändert: Kommunalrichtlinie"
    text = mail.letter.text.replace("\xa0", " ")
    assert "Kommunalrichtlinie: Erstvorhaben Klimaschutzmanagement" in text
    assert "Wie viel: bisher 70 %; 90 % für finanzschwache Kommunen, jetzt 65 %" in text
    assert "https://bund.example/neu" in text
    assert "ohne Gewähr" in text
    assert mail.values["link"].endswith(f"{RESULT}kommune=1")
    assert mail.values["stop"].endswith(watcher.get_absolute_url())


def test_a_mail_program_ends_it_in_one_click(rule: Rule, watcher: Watcher, client: Client) -> None:
    second = succeed_rule(rule, entered_at=days_ago(2))
    (mail,) = tell()
    url = one_click_url(mail.address)
    message = Message(mail.letter, Sender.of(Network.objects.current())).make_out(mail)
    assert f"<{url}>" in message.decode().replace("\r\n ", "")
    path = url.partition(":8000")[2]
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 204
    succeed_rule(second, percent=50, entered_at=days_ago(1))
    assert tell() == [mail]


def test_who_has_an_open_case_is_told_of_its_programme_only(rule: Rule) -> None:
    concerned(owner_of_a_case)
    other = make_rule(make_programme("klima-invest", name="Klima Invest"))
    succeed_rule(other, entered_at=days_ago(1))
    assert tell() == []
    succeed_rule(rule, percent=65, entered_at=days_ago(1))
    (mail,) = tell()
    assert mail.address == "olga@agentur.example"
    assert "„Beratung Ilmenau“" in mail.letter.text
    assert "Klima Invest" not in mail.letter.text
    assert mail.values["link"] == "https://netz.example/verwaltung/faelle/1/"
    assert mail.values["greeting"] == "Guten Tag Olga Organisatorin"
    assert find_concerned("unbekannt") == []


def test_nothing_is_told_in_the_middle_of_the_work(rule: Rule, watcher: Watcher) -> None:
    second = succeed_rule(rule, percent=65, entered_at=timezone.now() - timedelta(minutes=90))
    succeed_rule(second, percent=60, entered_at=timezone.now() - timedelta(minutes=30))
    assert tell() == []
    Rule.objects.filter(version=3).update(entered_at=timezone.now() - timedelta(minutes=61))
    (mail,) = tell()
    text = mail.letter.text.replace("\xa0", " ")
    assert "jetzt 65 %" in text
    assert "jetzt 60 %" in text


def test_several_programmes_are_one_mail(rule: Rule, watcher: Watcher) -> None:
    other = make_rule(make_programme("klima-invest", name="Klima Invest"))
    succeed_rule(rule, entered_at=days_ago(1))
    succeed_rule(other, entered_at=days_ago(1), status=Status.EXPIRED)
    (mail,) = tell()
    assert mail.letter.subject.endswith("und andere")
    assert "Stand der Prüfung: bisher gültig, jetzt abgelaufen" in mail.letter.text


def test_what_they_saw_already_nobody_is_told(rule: Rule, watcher: Watcher) -> None:
    succeed_rule(rule, entered_at=days_ago(11))
    assert tell() == []


def test_who_confirms_late_is_told_what_came_meanwhile(rule: Rule) -> None:
    late = Watcher.objects.create(email="spaet@x.example", seen_at=days_ago(3))
    succeed_rule(rule, entered_at=days_ago(2))
    assert tell() == []
    Watcher.objects.filter(pk=late.pk).update(confirmed_at=timezone.now())
    (mail,) = tell()
    assert mail.values["link"].endswith("/foerderung/")


def test_a_worker_that_dies_leaves_nothing_half_told(
    rule: Rule, watcher: Watcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    concerned(owner_of_a_case)
    succeed_rule(rule, entered_at=days_ago(1))

    def die(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as dying:
        dying.setattr(mails, "changed", die)
        with pytest.raises(RuntimeError):
            tell_of_changes()
    assert not Telling.objects.exists()
    assert {mail.address for mail in tell()} == {"berta@ilmenau.example", "olga@agentur.example"}


def test_who_stands_on_both_lists_for_one_thing_reads_it_once(rule: Rule) -> None:
    """The same person, the same page: one mail, however many know of them."""
    concerned(owner_of_a_case)
    concerned(owner_of_a_case)
    succeed_rule(rule, entered_at=days_ago(1))
    assert len(tell()) == 1


def test_all_cases_of_one_adviser_are_one_mail(rule: Rule) -> None:
    """With thirty open cases nobody reads thirty mails that say the same."""
    concerned(owner_of_a_case)
    other = make_rule(make_programme("klima-invest", name="Klima Invest"))
    concerned(
        lambda _slug: [Concerned("Olga@agentur.example", "Olga", "Beratung Arnstadt", "https://x")]
    )
    succeed_rule(rule, percent=65, entered_at=days_ago(1))
    succeed_rule(other, percent=40, entered_at=days_ago(1))
    (mail,) = tell()
    for said in ("Beratung Ilmenau", "Beratung Arnstadt", "https://x", "jetzt 65", "jetzt 40"):
        assert said in mail.letter.text
    assert mail.letter.text.count("Beratung Arnstadt") == 1


def test_a_version_that_says_the_same_is_no_news(rule: Rule, watcher: Watcher) -> None:
    rates = tuple({"percent": rate.percent, "question": rate.question} for rate in rule.rates.all())
    succeed_rule(
        rule,
        rates=rates,
        wanted={"neue-stelle": True},
        entered_at=days_ago(1),
        checked_on=in_days(0),
    )
    assert tell() == []
    assert changes_since(in_days(-20)) == []


def test_many_are_told_a_few_at_a_time(rule: Rule) -> None:
    Watcher.objects.bulk_create(
        Watcher(email=f"a{number}@x.example", seen_at=days_ago(3), confirmed_at=days_ago(2))
        for number in range(45)
    )
    succeed_rule(rule, entered_at=days_ago(1))
    assert tell_of_changes() == 1
    assert [tell_watchers() for _round in range(4)] == [20, 20, 5, 0]
    assert Mail.objects.count() == 45


def test_a_reader_is_told_in_their_language(rule: Rule, watcher: Watcher) -> None:
    Watcher.objects.update(language="en")
    succeed_rule(rule, percent=65, entered_at=days_ago(1))
    (mail,) = tell()
    assert "Erstvorhaben Klimaschutzmanagement" in mail.letter.text


def test_changes_since_a_day_are_those_after_it(rule: Rule) -> None:
    second = succeed_rule(rule, percent=65, entered_at=days_ago(5))
    succeed_rule(second, percent=60, entered_at=days_ago(2))
    assert [one.on for one in changes_since(in_days(-6))] == [in_days(-2), in_days(-5)]
    (change,) = changes_since(in_days(-5))
    assert (change.programme, change.programme_name) == ("kommunalrichtlinie", "Kommunalrichtlinie")
    assert (change.title, change.on) == (rule.title, in_days(-2))
    assert [said.replace("\xa0", " ") for said in change.sentences] == [
        "Wie viel: bisher 65 %, jetzt 60 %"
    ]
    assert changes_since(in_days(-2)) == []
    assert len(changes_since(date(2020, 1, 1))) == 2


def test_changes_are_said_in_the_language_of_the_page(rule: Rule) -> None:
    succeed_rule(rule, duration_months=None, entered_at=days_ago(2))
    with translation.override("de"):
        (change,) = changes_since(in_days(-5))
    assert "Wie lange: bisher 24 Monate, jetzt keine Angabe" in change.sentences


def test_asking_for_changes_costs_the_same_for_three(rule: Rule) -> None:
    counts = []
    for number in range(3):
        succeed_rule(make_rule(make_programme(f"p{number}")), entered_at=days_ago(1))
        with CaptureQueriesContext(connection) as asked:
            assert len(changes_since(in_days(-3))) == number + 1
        counts.append(len(asked))
    assert len(set(counts)) == 1


def check_mails() -> list[Mail]:
    mails = Mail.objects.filter(letter__purpose="funding.check_again")
    return list(mails.select_related("letter"))


def test_organisers_are_asked_once_a_week_to_look_again(
    programme: Programme, organiser: Person
) -> None:
    make_rule(programme)
    assert ask_to_check_again() == 0
    make_rule(programme, "alt", title="Lange her", checked_on=in_days(-200))
    make_rule(programme, "nie", title="Nie geprüft", status=Status.UNVERIFIED, checked_on=None)
    make_rule(programme, "vorbei", title="Vorbei", status=Status.EXPIRED, checked_on=None)
    assert ask_to_check_again() == 2
    assert ask_to_check_again() == 0
    (mail,) = check_mails()
    assert mail.address == organiser.email
    assert mail.letter.subject == "Bitte neu prüfen: 2 Förderregeln"
    assert "Lange her" in mail.letter.text
    assert "noch nicht geprüft" in mail.letter.text
    assert "Seit einem halben Jahr oder noch nie" in mail.letter.text
    assert "Vorbei" not in mail.letter.text
    assert "/verwaltung/foerderung/" in mail.letter.text
    Mail.objects.update(key="funding:check_again:2020-1:1")
    assert ask_to_check_again() == 2


def test_only_the_last_version_is_to_be_checked(programme: Programme, organiser: Person) -> None:
    old = make_rule(programme, checked_on=in_days(-200))
    succeed_rule(old, checked_on=in_days(-1))
    assert ask_to_check_again() == 0
