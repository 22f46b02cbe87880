"""What of a programme turns answers is seen before it counts, told, and kept with each version."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from klimanetz.core.models import Network
from klimanetz.features.funding import actions, telling
from klimanetz.features.funding import concerned as registry
from klimanetz.features.funding.assessing import Answer, assess
from klimanetz.features.funding.changes import changes_since
from klimanetz.features.funding.concerned import Concerned
from klimanetz.features.funding.models import Level, Programme, Rule, Status, Watcher
from klimanetz.features.funding.terms import read_terms
from klimanetz.mail.models import Mail
from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.places.models import Authority
from tests.conftest import SignIn
from tests.factories import make_person
from tests.features.funding.conftest import read
from tests.features.funding.rows_made import (
    days_ago,
    in_days,
    make_programme,
    make_rule,
    succeed_rule,
)
from tests.features.funding.terms_made import make_situation

pytestmark = pytest.mark.django_db
PAGE = "/verwaltung/foerderung/programm/kommunalrichtlinie/"
CHANGE = f"{PAGE}gueltig/"
SAXONY = {"level": "state", "land": "14"}


@pytest.fixture(autouse=True)
def house(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody but those of these tests is concerned."""
    monkeypatch.setattr(registry, "_known", [])


def typed(client: Client, **changes: str) -> dict[str, Any]:
    form = client.get(PAGE).context["form"]
    return {field.html_name: field.value() or "" for field in form} | changes


def look(client: Client, **changes: str) -> tuple[str, dict[str, Any]]:
    """The page that answers, and what its button would send."""
    data = typed(client, **changes)
    response = client.post(PAGE, data)
    assert response.status_code == 200
    page = " ".join(response.content.decode().replace("\xa0", " ").split())
    seen = re.search(r'name="seen" value="(\w+)"', page)
    return page, data | ({"seen": seen[1]} if seen else {})


def change(client: Client, **changes: str) -> None:
    _page, data = look(client, **changes)
    assert client.post(CHANGE, data)["Location"] == PAGE


def test_a_preview_says_for_whom_the_land_turns_the_answer_and_changes_nothing(
    office: Client, rule: Rule, ilmenau: Authority, arnstadt: Authority, erfurt: Authority
) -> None:
    Watcher.objects.create(email="b@x.example", confirmed_at=days_ago(1))
    page, data = look(office, **SAXONY)
    assert "Noch gilt, was bisher galt." in page
    assert '<td data-label="bisher">ganz Deutschland</td> <td data-label="neu">Sachsen</td>' in page
    assert '<td data-label="bisher">Bund</td> <td data-label="neu">Land</td>' in page
    assert "3 von 4 Kommunen und Verwaltungen bekommen eine andere Antwort" in page
    assert "dann „nein“" in page
    assert "danach bekommen Bescheid: eine Person, die darum gebeten hat." in page
    assert "Von der Ebene hängt auch ab, welche Mittel zuerst beantragt werden." in page
    assert "Änderung gültig machen" in page
    assert data["seen"]
    assert Programme.objects.get().land == ""
    assert Rule.objects.count() == 1


def test_what_was_seen_becomes_a_new_version_of_each_rule(office: Client, rule: Rule) -> None:
    """Who was answered with the old one can still look it up."""
    make_rule(rule.programme, "zweite", title="Zweite")
    change(office, **SAXONY)
    assert (Programme.objects.get().level, Programme.objects.get().land) == ("state", "14")
    found = Rule.objects.order_by("slug", "version")
    assert [(one.slug, one.version, one.land) for one in found] == [
        ("erstvorhaben", 1, ""),
        ("erstvorhaben", 2, "14"),
        ("zweite", 1, ""),
        ("zweite", 2, "14"),
    ]
    fresh = Rule.objects.current().get(slug="erstvorhaben")
    assert {str(rate.percent) for rate in fresh.rates.all()} == {"70.00", "90.00"}
    assert fresh.conditions.get().question.slug == "neue-stelle"
    assert fresh.checked_on == rule.checked_on
    situation = make_situation(starts=in_days(400), answers={"neue-stelle": True})
    versions = read_terms(Rule.objects.with_terms().filter(slug=rule.slug).order_by("version"))
    answers = [assess(one, situation, on=in_days(0)).answer for one in versions]
    assert answers == [Answer.YES, Answer.NO]


def test_who_looked_and_who_advises_reads_what_changed(
    office: Client, client: Client, rule: Rule, monkeypatch: pytest.MonkeyPatch
) -> None:
    adviser = Concerned("olga@agentur.example", "Olga", "Beratung Ilmenau", "https://x")
    monkeypatch.setattr(registry, "_known", [lambda _slug: [adviser]])
    Watcher.objects.create(
        email="b@x.example", seen_at=days_ago(9), created_at=days_ago(9), confirmed_at=days_ago(8)
    )
    page, _data = look(office, **SAXONY)
    assert (
        "Bescheid: eine Person, die darum gebeten hat, und eine Person mit einem offenen Fall."
    ) in page
    change(office, **SAXONY)
    said = "Land: bisher ganz Deutschland, jetzt Sachsen"
    assert said in read(client, "/foerderung/kommunalrichtlinie/")
    assert [said in one.sentences for one in changes_since(in_days(-1))] == [True]
    Rule.objects.filter(version=2).update(entered_at=days_ago(1))
    assert telling.tell_concerned() == 1
    assert telling.tell_watchers() == 1
    mails = Mail.objects.filter(letter__purpose="funding.changed").select_related("letter")
    assert {mail.address for mail in mails} == {"b@x.example", "olga@agentur.example"}
    assert all(said in mail.letter.text for mail in mails)


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "Neue Kommunalrichtlinie"},
        {"guideline": "Richtlinie von 2027", "guideline_url": "https://bund.example/2027"},
        {"about": "Worum es geht."},
        {"giver": "Ein anderes Ministerium"},
    ],
)
def test_what_turns_no_answer_is_saved_at_once(
    office: Client, rule: Rule, changes: dict[str, str]
) -> None:
    """Who gives is asked by nobody as long as somebody else decides."""
    assert office.post(PAGE, typed(office, **changes))["Location"] == PAGE
    programme = Programme.objects.get()
    assert {name: getattr(programme, name) for name in changes} == changes
    assert Rule.objects.count() == 1


def test_whom_to_ask_is_part_of_an_answer(
    office: Client, rule: Rule, ilmenau: Authority, arnstadt: Authority
) -> None:
    page, _data = look(office, decided_by="Neue Agentur")
    assert '<th scope="row">Zuständig</th>' in page
    assert "Von der Ebene" not in page
    assert "Keine der 3 Kommunen und Verwaltungen bekommt eine andere Antwort" in page
    change(office, decided_by="")
    (fresh,) = read_terms(Rule.objects.current().with_terms())
    assert fresh.decided_by == "Bundesministerium"
    change(office, giver="Ein anderes Ministerium")
    assert Rule.objects.current().get().decided_by == "Ein anderes Ministerium"


def test_a_programme_without_rules_answers_nobody(office: Client, programme: Programme) -> None:
    office.post(PAGE, typed(office, **SAXONY))
    assert Programme.objects.get().land == "14"


def test_what_was_not_seen_is_shown_first(office: Client, rule: Rule) -> None:
    _page, data = look(office, **SAXONY)
    for wrong in (data | {"land": "15"}, {**data, "seen": ""}):
        page = office.post(CHANGE, wrong).content.decode()
        assert "Noch gilt, was bisher galt." in page
    assert Programme.objects.get().land == ""
    assert "Bitte wählen Sie das Land" in office.post(CHANGE, data | {"land": ""}).content.decode()


def test_a_second_organiser_sees_what_the_first_changed_before_it_is_undone(
    office: Client, rule: Rule, sign_in: SignIn
) -> None:
    other = sign_in(make_person("Paul", "Partner", Role.ORGANISER))
    _page, mine = look(office, decided_by="Neue Agentur")
    _page, theirs = look(other, **SAXONY, about="Mühsam getippt")
    assert office.post(CHANGE, mine)["Location"] == PAGE
    page = other.post(CHANGE, theirs).content.decode()
    assert '<td data-label="bisher">Neue Agentur</td>' in page
    assert "Mühsam getippt" in page
    assert Programme.objects.get().decided_by == "Neue Agentur"


def test_pressed_twice_it_changes_once(office: Client, rule: Rule) -> None:
    _page, data = look(office, **SAXONY)
    for _twice in range(2):
        office.post(CHANGE, data)
    assert Rule.objects.count() == 2


def test_what_is_still_to_come_stays_to_come(office: Client, rule: Rule) -> None:
    """The version that holds is written anew, and after it the one to come; no more is told."""
    coming = succeed_rule(rule, percent=60, valid_from=in_days(90), entered_at=days_ago(30))
    change(office, **SAXONY)
    assert [one.version for one in Rule.objects.holding()] == [3]
    assert [one.version for one in Rule.objects.holding(in_days(90))] == [4]
    third, fourth = Rule.objects.filter(version__gt=2).order_by("version")
    assert {str(rate.percent) for rate in third.rates.all()} == {"70.00", "90.00"}
    assert [str(rate.percent) for rate in fourth.rates.all()] == ["60.00"]
    assert (third.before_id, fourth.before_id) == (rule.pk, coming.pk)
    labels = {
        said.partition(":")[0] for one in changes_since(in_days(-1)) for said in one.sentences
    }
    assert labels == {"Ebene", "Land"}


def test_a_rule_that_ended_says_whose_it_was_and_keeps_its_days(
    office: Client, programme: Programme
) -> None:
    over = make_rule(programme, status=Status.EXPIRED, valid_to=in_days(-100))
    change(office, **SAXONY, valid_to=in_days(-200).isoformat())
    fresh = Rule.objects.current().get()
    assert (fresh.land, fresh.valid_to, fresh.status) == ("14", over.valid_to, Status.EXPIRED)


def test_days_that_differ_from_rule_to_rule_are_told_with_each(
    office: Client, programme: Programme
) -> None:
    make_rule(programme, title="Eine", valid_to=in_days(400))
    make_rule(programme, "zweite", title="Andere", valid_to=in_days(500))
    make_rule(programme, "kurz", title="Endet vorher", valid_to=in_days(10))
    page, _data = look(office, valid_to=in_days(90).isoformat())
    assert "<h3>Eine</h3> <ul><li>Gilt: bisher bis" in page
    assert "<h3>Andere</h3> <ul><li>Gilt: bisher bis" in page
    assert "Endet vorher" not in page


def test_a_preview_asks_as_much_for_three_rules_as_for_one(office: Client, rule: Rule) -> None:
    counts = []
    for number in range(3):
        data = typed(office, **SAXONY)
        with CaptureQueriesContext(connection) as asked:
            office.post(PAGE, data)
        counts.append(len(asked))
        make_rule(rule.programme, f"weitere-{number}", wanted={"x": True})
    assert len(set(counts)) == 1


@pytest.mark.parametrize("who", ["manager", "guest", "outsider"])
def test_the_change_is_for_organisers(
    sign_in: SignIn, rule: Rule, who: str, request: pytest.FixtureRequest
) -> None:
    client = sign_in(request.getfixturevalue(who))
    assert client.post(CHANGE, SAXONY).status_code == 403
    assert Programme.objects.get().land == ""


def test_there_is_nothing_to_get_there(office: Client, rule: Rule) -> None:
    assert office.get(CHANGE).status_code == 405
    assert office.post("/verwaltung/foerderung/programm/nichts/gueltig/").status_code == 404


# Adding twice


NEW = {"name": "Klima Invest", "level": "state", "land": "16", "giver": "Land Thüringen"}
ADD = "/verwaltung/foerderung/neu/"


def test_a_programme_sent_twice_is_added_once(office: Client) -> None:
    """A double click, or two tabs; both lead to the same place."""
    places = [office.post(ADD, NEW)["Location"] for _twice in range(2)]
    assert places == ["/verwaltung/foerderung/programm/klima-invest/neue-regel/"] * 2
    assert Programme.objects.count() == 1


def test_another_programme_of_the_same_name_is_refused_and_nothing_lost(office: Client) -> None:
    office.post(ADD, NEW)
    typed_anew = NEW | {"name": " klima INVEST", "about": "Mühsam getippt"}
    page = office.post(ADD, typed_anew).content.decode()
    assert "Das Programm „Klima Invest“ gibt es schon." in page
    assert "Mühsam getippt" in page
    assert Programme.objects.count() == 1


def test_another_land_may_call_its_programme_alike(office: Client) -> None:
    for land in ("16", "14"):
        office.post(ADD, NEW | {"land": land})
    assert set(Programme.objects.values_list("slug", flat=True)) == {
        "klima-invest",
        "klima-invest-2",
    }


FIRST = {
    "title": "Personal", "purpose": "new_position", "applicants": ["municipality"],
    "cumulation": "allowed", "status": "unverified", "source": "Seite 3",
    "rates-TOTAL_FORMS": 1, "rates-INITIAL_FORMS": 0, "rates-0-percent": "60",
    "conditions-TOTAL_FORMS": 0, "conditions-INITIAL_FORMS": 0,
}  # fmt: skip


def test_a_rule_sent_twice_is_added_once(office: Client, programme: Programme) -> None:
    places = {office.post(f"{PAGE}neue-regel/", FIRST)["Location"] for _twice in range(2)}
    rule = Rule.objects.get()
    assert places == {f"/verwaltung/foerderung/regel/{rule.pk}/"}
    assert rule.rates.count() == 1


def test_another_rule_of_the_same_title_is_refused_and_nothing_lost(
    office: Client, programme: Programme
) -> None:
    office.post(f"{PAGE}neue-regel/", FIRST)
    other = FIRST | {"rates-0-percent": "45", "note": "Mühsam getippt"}
    page = office.post(f"{PAGE}neue-regel/", other).content.decode()
    assert "Eine Regel „Personal“ hat dieses Programm schon." in page
    assert "Mühsam getippt" in page
    assert 'value="45"' in page
    assert Rule.objects.count() == 1


def test_a_question_sent_twice_is_asked_once(office: Client) -> None:
    url = "/verwaltung/foerderung/fragen/neu/"
    said = {"text": "Neu?", "hint": "", "rank": 5}
    for _twice in range(2):
        assert office.post(url, said)["Location"] == "/verwaltung/foerderung/fragen/"
    page = office.post(url, said | {"hint": "Mühsam getippt"}).content.decode()
    assert "Diese Frage gibt es schon." in page
    assert "Mühsam getippt" in page


def test_who_adds_holds_the_network_before_reading_what_is_there(organiser: Person) -> None:
    """So two workers never both find nothing: the second one reads what the first one wrote."""
    programme = Programme(name="Klima Invest", giver="Land", level=Level.STATE, land="16")
    with CaptureQueriesContext(connection) as asked:
        actions.add_programme(programme, actor=organiser)
    told = [one["sql"] for one in asked if "SAVEPOINT" not in one["sql"].upper()]
    held = next(n for n, sql in enumerate(told) if sql.startswith('UPDATE "core_network"'))
    looked = next(n for n, sql in enumerate(told) if 'FROM "funding_programme"' in sql)
    assert held < looked
    assert make_programme("anderes").pk != programme.pk
