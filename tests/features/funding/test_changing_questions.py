"""What a question presupposes turns answers: that is seen before it counts, told, and kept."""

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from klimanetz.core.models import Network
from klimanetz.core.refusal import Refused
from klimanetz.features.funding import actions, telling
from klimanetz.features.funding import concerned as registry
from klimanetz.features.funding.changes import changes_since
from klimanetz.features.funding.concerned import Concerned
from klimanetz.features.funding.models import Condition, Programme, Question, Rate, Rule, Watcher
from klimanetz.mail.models import Mail
from klimanetz.people.models import Person
from klimanetz.places.models import Authority
from tests.conftest import SignIn
from tests.features.funding.conftest import read
from tests.features.funding.rows_made import (
    days_ago,
    in_days,
    make_programme,
    make_question,
    make_rule,
    succeed_rule,
)
from tests.harness.filling import fields_of, open_form

pytestmark = pytest.mark.django_db
TOLD = (
    "Was Antworten voraussetzen: bisher keine Angabe, jetzt „Ist die Stelle neu?“ nur nach einem "
    "Ja auf „Gibt es ein Konzept?“"
)


@pytest.fixture(autouse=True)
def house(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody but those of these tests is concerned."""
    monkeypatch.setattr(registry, "_known", [])


@pytest.fixture
def plan(db: None) -> Question:
    return make_question("konzept", "Gibt es ein Konzept?")


@pytest.fixture
def asked(rule: Rule, plan: Question) -> Question:
    """The question that the rule asks with a yes."""
    Question.objects.filter(slug="neue-stelle").update(text="Ist die Stelle neu?")
    return Question.objects.get(slug="neue-stelle")


def page_of(question: Question) -> str:
    return f"/verwaltung/foerderung/fragen/{question.pk}/"


def look(client: Client, question: Question, **changes: str) -> tuple[str, dict[str, str]]:
    """The page that answers, and what its button would send."""
    data = open_form(client, page_of(question)) | changes
    response = client.post(page_of(question), data)
    assert response.status_code == 200
    html = response.content.decode()
    return " ".join(html.replace("\xa0", " ").split()), fields_of(html)


def change(client: Client, question: Question, **changes: str) -> None:
    _page, data = look(client, question, **changes)
    sent = client.post(f"{page_of(question)}gueltig/", data)
    assert sent["Location"] == "/verwaltung/foerderung/fragen/"


def test_a_preview_says_whose_answer_turns_and_changes_nothing(
    office: Client, asked: Question, ilmenau: Authority, arnstadt: Authority, erfurt: Authority
) -> None:
    Watcher.objects.create(email="b@x.example", confirmed_at=days_ago(1))
    page, data = look(office, asked, presupposes="konzept")
    assert "Noch gilt, was bisher galt." in page
    assert TOLD in page
    assert (
        "Wer „Gibt es ein Konzept?“ mit Nein beantwortet und „Ist die Stelle neu?“ offen lässt:"
    ) in page
    assert "Kommunen und Verwaltungen: bisher „noch nicht zu sagen" in page
    assert "dann „nein“" in page
    assert (
        "Wer „Gibt es ein Konzept?“ mit Nein und „Ist die Stelle neu?“ mit Ja beantwortet:"
    ) in page
    assert "bisher „ja" in page
    assert "danach bekommen Bescheid: eine Person, die darum gebeten hat." in page
    assert data["seen"]
    assert data["presupposes"] == "konzept"
    assert Question.objects.get(pk=asked.pk).presupposes is None
    assert Rule.objects.count() == 1


def test_what_was_seen_becomes_a_new_version_and_is_told(
    office: Client, client: Client, asked: Question, rule: Rule, monkeypatch: pytest.MonkeyPatch
) -> None:
    adviser = Concerned("olga@agentur.example", "Olga", "Beratung Ilmenau", "https://x")
    monkeypatch.setattr(registry, "_known", [lambda _slug: [adviser]])
    change(office, asked, presupposes="konzept")
    fresh = Rule.objects.current().get()
    assert (fresh.version, fresh.amends) == (2, rule)
    assert fresh.presupposed == {"neue-stelle": [["konzept", "Gibt es ein Konzept?"]]}
    assert fresh.checked_on == rule.checked_on
    assert Rule.objects.get(version=1).presupposed == {}
    assert TOLD in read(client, "/foerderung/kommunalrichtlinie/")
    assert [TOLD in one.sentences for one in changes_since(in_days(-1))] == [True]
    Rule.objects.filter(version=2).update(entered_at=days_ago(1))
    assert telling.tell_concerned() == 1
    mail = Mail.objects.select_related("letter").get(letter__purpose="funding.changed")
    assert mail.address == "olga@agentur.example"
    assert "Was Antworten voraussetzen" in mail.letter.text


@pytest.mark.parametrize("changes", [{"text": "Ist sie neu?"}, {"hint": "Neu."}, {"rank": "7"}])
def test_other_words_are_saved_at_once(
    office: Client, asked: Question, changes: dict[str, str]
) -> None:
    data = open_form(office, page_of(asked)) | changes
    assert office.post(page_of(asked), data).status_code == 302
    found = Question.objects.get(pk=asked.pk)
    assert {name: str(getattr(found, name)) for name in changes} == changes
    assert Rule.objects.count() == 1


def test_a_question_that_no_rule_asks_is_saved_at_once(
    office: Client, asked: Question, plan: Question
) -> None:
    alone = make_question("allein", "Fragt jemand danach?")
    data = open_form(office, page_of(alone)) | {"presupposes": "konzept"}
    assert office.post(page_of(alone), data).status_code == 302
    assert Question.objects.get(pk=alone.pk).presupposes == plan
    assert Rule.objects.count() == 1


def test_it_reaches_a_rule_through_other_questions_and_its_rates(
    office: Client, asked: Question, plan: Question, ilmenau: Authority
) -> None:
    """A no to the plan is a no to the council, and so to whatever asks for that."""
    council = make_question("rat", "Hat der Rat beschlossen?")
    weak = Question.objects.get(slug="finanzschwach")
    change(office, weak, presupposes="rat")
    page, _data = look(office, council, presupposes="konzept")
    assert "bisher „ja, 70 %, bis 90 %“, dann „ja, 70 %“" in page
    change(office, council, presupposes="konzept")
    fresh = Rule.objects.current().get()
    assert fresh.version == 3
    assert [slug for slug, _text in fresh.presupposed["finanzschwach"]] == ["rat", "konzept"]


def test_all_rules_that_ask_it_are_written_anew_with_those_to_come(
    office: Client, asked: Question, rule: Rule
) -> None:
    other = make_rule(rule.programme, "zweite", title="Zweite")
    Condition.objects.get_or_create(
        rule=other, question=asked, defaults={"otherwise": "Nur neue Stellen."}
    )
    make_rule(rule.programme, "dritte", title="Dritte").conditions.all().delete()
    Rate.objects.filter(rule__slug="dritte").update(question=None)
    change(office, asked, presupposes="konzept")
    last = {one.slug: one.version for one in Rule.objects.current()}
    assert last == {"erstvorhaben": 2, "zweite": 2, "dritte": 1}


def test_programmes_of_one_name_keep_their_versions_apart(
    office: Client, asked: Question, rule: Rule
) -> None:
    """Two Länder may call theirs alike; a version of the past is not written anew."""
    twin = make_programme(slug="namensschwester", name=rule.programme.name)
    for first in (rule, make_rule(twin, wanted={"neue-stelle": True})):
        second = succeed_rule(first)
        Condition.objects.create(rule=second, question=asked, otherwise="Nur neue Stellen.")
    change(office, asked, presupposes="konzept")
    assert {one.version for one in Rule.objects.current()} == {3}


@pytest.mark.parametrize("already", [False, True])
def test_no_question_presupposes_itself_by_way_of_another(
    office: Client, asked: Question, plan: Question, organiser: Person, *, already: bool
) -> None:
    """Also where two organisers closed the circle from two open pages."""
    weak = Question.objects.get(slug="finanzschwach")
    plan.presupposes = asked
    plan.save()
    if already:
        Question.objects.filter(pk=asked.pk).update(presupposes=plan)
        page, _data = look(office, weak, presupposes="konzept")
        assert "Vorschau" in page
    else:
        asked.presupposes = plan
        with pytest.raises(Refused, match="setzt nicht sich selbst voraus"):
            actions.change_question(asked, actor=organiser)


def test_what_is_taken_back_is_a_version_again(office: Client, asked: Question) -> None:
    change(office, asked, presupposes="konzept")
    change(office, asked, presupposes="")
    fresh = Rule.objects.current().get()
    assert (fresh.version, fresh.presupposed) == (3, {})


def test_a_button_of_yesterday_shows_the_preview_anew(
    office: Client, asked: Question, rule: Rule
) -> None:
    _page, data = look(office, asked, presupposes="konzept")
    answer = office.post(f"{page_of(asked)}gueltig/", data | {"seen": "andere"})
    assert "Noch gilt, was bisher galt." in answer.content.decode()
    assert Rule.objects.count() == 1
    assert office.post(f"{page_of(asked)}gueltig/", data).status_code == 302
    assert office.post(f"{page_of(asked)}gueltig/", data).status_code == 302  # pressed twice
    assert Rule.objects.count() == 2


def test_a_new_version_of_a_rule_says_what_its_questions_presuppose(
    asked: Question, plan: Question, rule: Rule, programme: Programme, organiser: Person
) -> None:
    asked.presupposes = plan
    actions.change_question(asked, actor=organiser)
    assert actions.change_question(asked, actor=organiser) == []
    assert Rule.objects.current().get().presupposed


@pytest.mark.parametrize("who", ["manager", "guest"])
def test_only_organisers_change_questions(
    sign_in: SignIn, asked: Question, who: str, request: pytest.FixtureRequest
) -> None:
    client: Any = sign_in(request.getfixturevalue(who))
    path = f"{page_of(asked)}gueltig/"
    assert client.post(path).status_code == 403
    assert client.get(path).status_code == 405


def test_what_stood_there_before_is_written_down_once(
    asked: Question, plan: Question, rule: Rule, organiser: Person
) -> None:
    """The migration finds what the action would have written."""
    asked.presupposes = plan
    actions.change_question(asked, actor=organiser)
    written = Rule.objects.current().get().presupposed
    Rule.objects.update(presupposed={})
    name = "klimanetz.features.funding.migrations.0007_rules_repeat_what_questions_presuppose"
    import_module(name).write_down(apps, None)
    assert Rule.objects.current().get().presupposed == written
