"""The organisers' desk: what is due, a new version with its preview, and two who write at once."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from klimanetz.core.models import AuditEntry
from klimanetz.features.funding import concerned as registry
from klimanetz.features.funding.concerned import Concerned
from klimanetz.features.funding.models import Programme, Question, Rule, Status, Watcher
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
    make_question,
    make_rule,
    succeed_rule,
)

pytestmark = pytest.mark.django_db
DESK = "/verwaltung/foerderung/"


def at(rule: Rule, page: str = "") -> str:
    return f"{DESK}regel/{rule.pk}/{page}"


def filled(client: Client, url: str, **changes: Any) -> dict[str, Any]:  # noqa: ANN401
    """What a browser would send back from the form at `url`, with what somebody typed."""
    whole = client.get(url).context["whole"]
    data: dict[str, Any] = {}
    for part in (whole.form, whole.rates.management_form, whole.conditions.management_form):
        data |= values_of(part)
    for row in (*whole.rates.forms, *whole.conditions.forms):
        data |= values_of(row)
    return data | changes


def values_of(form: Any) -> dict[str, Any]:  # noqa: ANN401
    return {
        field.html_name: value
        for field in form
        if not ((value := field.value()) is None or value is False or field.name == "DELETE")
    }


def preview(client: Client, rule: Rule, **changes: Any) -> tuple[str, dict[str, Any]]:  # noqa: ANN401
    """The page, and what its button would send."""
    url = at(rule, "neue-fassung/")
    data = filled(client, url, **changes)
    response = client.post(url, data)
    assert response.status_code == 200
    page = " ".join(response.content.decode().replace("\xa0", " ").split())
    seen = re.search(r'name="seen" value="(\w+)"', page)
    return page, data | ({"seen": seen[1]} if seen else {})


def checked(**changes: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"checked_on": in_days(0).isoformat()} | changes


def test_the_desk_says_what_is_due(office: Client, programme: Programme) -> None:
    make_rule(programme, title="Frisch")
    make_rule(programme, "alt", title="Lange her", checked_on=in_days(-200))
    make_rule(programme, "nie", title="Nie geprüft", status=Status.UNVERIFIED, checked_on=None)
    make_rule(programme, "vorbei", title="Vorbei", status=Status.EXPIRED, checked_on=in_days(-999))
    page = read(office, DESK)
    assert "2 Regeln sind wieder zu prüfen." in page
    due, rest = page.split("Alle Regeln</h2>")
    assert ("Lange her" in due, "Nie geprüft" in due) == (True, True)
    assert ("Frisch" in due, "Vorbei" in due) == (False, False)
    for title in ("Frisch", "Lange her", "Nie geprüft", "Vorbei"):
        assert title in rest
    assert due.count("Geprüft, unverändert") == due.count("Prüfen und eintragen") == 1


def test_an_empty_desk_and_one_without_work(office: Client) -> None:
    assert "Noch ist kein Programm eingetragen." in read(office, DESK)
    other = make_programme("leer", name="Noch leer")
    assert "Noch leer" in read(office, DESK)
    make_rule(other)
    assert "Alles ist im letzten halben Jahr geprüft." in read(office, DESK)


def test_the_desk_asks_as_much_for_three_as_for_one(office: Client, rule: Rule) -> None:
    counts = []
    for number in range(3):
        with CaptureQueriesContext(connection) as asked:
            read(office, DESK)
        counts.append(len(asked))
        other = make_programme(f"anderes-{number}")
        make_rule(other, rates=({"percent": 10, "question": make_question()},), wanted={"x": True})
    assert len(set(counts)) == 1
    assert counts[0] <= 10


@pytest.mark.parametrize("page", ["", "neue-fassung/"])
def test_a_rule_with_many_rows_asks_no_more(office: Client, rule: Rule, page: str) -> None:
    newest = succeed_rule(rule)
    many = succeed_rule(
        make_rule(rule.programme, "viele"),
        rates=[{"percent": number, "question": make_question()} for number in range(10, 15)],
        wanted={f"frage-{number}": True for number in range(5)},
    )
    counts = []
    for one in (newest, many):
        with CaptureQueriesContext(connection) as asked:
            read(office, at(one, page))
        counts.append(len(asked))
    assert max(counts) <= 10


@pytest.mark.parametrize("who", ["manager", "guest", "outsider"])
def test_the_desk_is_for_organisers(
    sign_in: SignIn, rule: Rule, who: str, request: pytest.FixtureRequest, network: object
) -> None:
    client = sign_in(request.getfixturevalue(who))
    for page in ("", "neue-fassung/"):
        response = client.get(at(rule, page))
        assert response.status_code == 403
        assert "Förderprogramme pflegt das Netzwerkmanagement." in response.content.decode()
    for page in ("neue-fassung/gueltig/", "unveraendert/", "abgelaufen/"):
        assert client.post(at(rule, page)).status_code == 403
        assert client.get(at(rule, page)).status_code == 405
    assert client.get(DESK).status_code == 403
    assert Rule.objects.count() == 1


def test_what_is_not_there_is_not_found(office: Client) -> None:
    for path in ("regel/99/", "regel/99/neue-fassung/", "programm/nichts/", "fragen/99/"):
        assert office.get(DESK + path).status_code == 404


def test_one_click_says_that_all_is_unchanged(office: Client, programme: Programme) -> None:
    rule = make_rule(programme, checked_on=in_days(-200), checked_by="Früher")
    response = office.post(at(rule, "unveraendert/"), follow=True)
    assert "Geprüft und unverändert" in response.content.decode()
    rule.refresh_from_db()
    assert (rule.checked_on, rule.checked_by) == (in_days(0), "Olga Organisatorin")
    assert Rule.objects.count() == 1
    assert "Alles ist im letzten halben Jahr geprüft." in read(office, DESK)


def test_a_preview_says_what_changes_and_for_whom_and_changes_nothing(
    office: Client, rule: Rule, ilmenau: Authority, arnstadt: Authority, erfurt: Authority
) -> None:
    Watcher.objects.create(email="b@x.example", confirmed_at=days_ago(1))
    Watcher.objects.create(email="unbestaetigt@x.example")
    page, _data = preview(office, rule, **checked(**{"rates-0-percent": "65"}))
    assert "Noch gilt die bisherige Fassung." in page
    assert '<td data-label="bisher">70 %<br>90 % für finanz' in page
    assert '<td data-label="neu">65 %<br>90 % für finanz' in page
    assert "3 von 4 Kommunen und Verwaltungen bekommen eine andere Antwort" in page
    assert "3: bisher „noch nicht zu sagen, 70 %, bis 90 %“" in page
    assert "danach bekommen Bescheid: eine Person, die darum gebeten hat." in page
    assert "Neue Fassung gültig machen" in page
    assert Rule.objects.count() == 1
    assert not AuditEntry.objects.filter(verb="succeed_rule").exists()


def test_what_was_seen_becomes_valid(office: Client, client: Client, rule: Rule) -> None:
    _page, data = preview(office, rule, **checked(**{"rates-0-percent": "65"}))
    response = office.post(at(rule, "neue-fassung/gueltig/"), data)
    fresh = Rule.objects.current().get()
    assert response["Location"] == at(fresh)
    assert (fresh.predecessor, fresh.version) == (rule, 2)
    assert {str(rate.percent) for rate in fresh.rates.all()} == {"65.00", "90.00"}
    assert fresh.conditions.get().question.slug == "neue-stelle"
    assert {str(rate.percent) for rate in rule.rates.all()} == {"70.00", "90.00"}
    assert "Wie viel: bisher 70 %" in read(client, "/foerderung/kommunalrichtlinie/")
    assert office.get(at(rule))["Location"] == at(fresh)
    assert "Wie viel: bisher 70 %" in read(office, at(fresh))


def test_pressed_twice_it_is_valid_once(office: Client, rule: Rule) -> None:
    """And nobody is told that somebody else was faster."""
    _page, data = preview(office, rule, **checked(**{"rates-0-percent": "65"}))
    places = [office.post(at(rule, "neue-fassung/gueltig/"), data)["Location"] for _ in range(2)]
    assert places == [at(Rule.objects.current().get())] * 2
    assert Rule.objects.count() == 2


def test_what_was_not_seen_is_shown_first(office: Client, rule: Rule) -> None:
    _page, data = preview(office, rule, **checked(**{"rates-0-percent": "65"}))
    response = office.post(at(rule, "neue-fassung/gueltig/"), data | {"rates-0-percent": "1"})
    page = response.content.decode()
    assert "Vorschau der neuen Fassung" in page
    assert "1\xa0%" in page
    assert Rule.objects.count() == 1


def test_a_second_organiser_is_told_and_keeps_what_they_typed(
    office: Client, rule: Rule, sign_in: SignIn
) -> None:
    other = sign_in(make_person("Paul", "Partner", Role.ORGANISER))
    _page, mine = preview(office, rule, **checked(**{"rates-0-percent": "65"}))
    _page, theirs = preview(other, rule, **checked(note="Mühsam getippt"))
    office.post(at(rule, "neue-fassung/gueltig/"), mine)
    response = other.post(at(rule, "neue-fassung/gueltig/"), theirs)
    page = response.content.decode()
    fresh = Rule.objects.current().get()
    assert "Olga Organisatorin hat inzwischen Fassung 2 gültig gemacht." in page
    assert "Mühsam getippt" in page
    assert at(fresh, "neue-fassung/") in page
    assert Rule.objects.count() == 2
    again = other.post(at(rule, "neue-fassung/"), theirs).content.decode()
    assert "Olga Organisatorin hat inzwischen Fassung 2 gültig gemacht." in again
    assert "Neue Fassung gültig machen" not in again
    assert other.get(at(rule, "neue-fassung/"))["Location"] == at(fresh, "neue-fassung/")


def test_a_preview_says_who_has_an_open_case(
    office: Client, rule: Rule, monkeypatch: pytest.MonkeyPatch
) -> None:
    adviser = Concerned("olga@agentur.example", "Olga", "Beratung Ilmenau", "https://x")
    other_case = replace(adviser, about="Beratung Arnstadt", url="https://y")
    monkeypatch.setattr(registry, "_known", [lambda _slug: [adviser, other_case]])
    page, _data = preview(office, rule, **checked(note="Neu"))
    assert "danach bekommen Bescheid: eine Person mit einem offenen Fall." in page


def test_a_preview_counts_people_and_not_their_checks(office: Client, rule: Rule) -> None:
    for query in ("kommune=1", "kommune=2"):
        Watcher.objects.create(email="b@x.example", query=query, confirmed_at=days_ago(1))
    page, _data = preview(office, rule, **checked(note="Neu"))
    assert "bekommen Bescheid: eine Person, die darum gebeten hat." in page


def test_the_audit_trail_says_it_in_words(office: Client, rule: Rule) -> None:
    _page, data = preview(office, rule, **checked(note="Neu"))
    office.post(at(rule, "neue-fassung/gueltig/"), data)
    fresh = Rule.objects.current().get()
    office.post(at(fresh, "abgelaufen/"))
    trail = read(office, "/verwaltung/verlauf/")
    assert "Kommunalrichtlinie: Erstvorhaben Klimaschutzmanagement" in trail
    assert "Förderregel neu gefasst" in trail
    assert "Olga Organisatorin" in trail


def test_the_desk_speaks_english(office: Client, rule: Rule) -> None:
    office.post("/sprache/", {"language": "en", "next": DESK})
    for path in (DESK, at(rule), at(rule, "neue-fassung/"), "/foerderung/kommunalrichtlinie/"):
        assert office.get(path).status_code == 200


def test_the_sentence_of_a_condition_can_be_mended(office: Client, rule: Rule) -> None:
    """Which is no change for anybody, and yet a new version."""
    mended = {"conditions-0-otherwise": "Gefördert wird nur eine neue Stelle."}
    page, data = preview(office, rule, **checked(**mended))
    assert "Nur der Wortlaut ändert sich." in page
    office.post(at(rule, "neue-fassung/gueltig/"), data)
    fresh = Rule.objects.current().get(slug=rule.slug)
    assert [one.otherwise for one in fresh.conditions.all()] == [*mended.values()]


def test_nothing_changed_is_no_new_version(office: Client, rule: Rule) -> None:
    page, _data = preview(office, rule, **checked())
    assert "Es ändert sich nichts." in page
    assert "Neue Fassung gültig machen" not in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": ""}, "Bitte füllen Sie dieses Feld aus."),
        ({"checked_on": ""}, "Was gültig ist, braucht den Tag der Prüfung."),
        ({"checked_on": "31.02.2026"}, "Diesen Tag finden wir nicht im Kalender."),
        ({"rates-0-percent": "170"}, "100"),
        ({"rates-0-euros": "5"}, "genau eines"),
        ({"window_closes": "2001-01-01"}, "Das Ende liegt vor dem Beginn."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_lost(
    office: Client, rule: Rule, changes: dict[str, str], said: str
) -> None:
    typed = checked(note="Mühsam getippt") | changes
    page, data = preview(office, rule, **typed)
    assert said in page
    assert "Mühsam getippt" in page
    assert "seen" not in data
    assert Rule.objects.count() == 1


def test_rows_are_added_and_removed_without_a_script(office: Client, rule: Rule) -> None:
    make_question("revier", "Liegt sie in einem Revier?")
    typed = {
        "rates-1-DELETE": "on",
        "rates-2-percent": "80",
        "rates-2-question": "revier",
        "conditions-1-question": "finanzschwach",
        "conditions-1-wanted": "False",
        "conditions-1-otherwise": "Nur für andere.",
    }
    page, data = preview(office, rule, **checked(**typed))
    assert "80 % bei Ja auf „Liegt sie in einem Revier?“" in page
    office.post(at(rule, "neue-fassung/gueltig/"), data)
    fresh = Rule.objects.current().get()
    assert {str(rate.percent) for rate in fresh.rates.all()} == {"70.00", "80.00"}
    assert set(fresh.conditions.values_list("question__slug", "wanted")) == {
        ("neue-stelle", True),
        ("finanzschwach", False),
    }


def test_what_is_no_more_is_marked_in_one_step(office: Client, client: Client, rule: Rule) -> None:
    assert "Als abgelaufen kennzeichnen" in read(office, at(rule))
    office.post(at(rule, "abgelaufen/"))
    fresh = Rule.objects.current().get()
    assert (fresh.status, fresh.predecessor, fresh.checked_on) == (Status.EXPIRED, rule, in_days(0))
    assert fresh.checked_by == "Olga Organisatorin"
    assert fresh.rates.count() == rule.rates.count() == 2
    assert fresh.conditions.count() == rule.conditions.count() == 1
    assert "Jetzt ist keines verfügbar." in read(client, "/foerderung/")
    assert "bisher gültig, jetzt abgelaufen" in read(client, "/foerderung/kommunalrichtlinie/")
    assert "Als abgelaufen kennzeichnen" not in read(office, at(fresh))
    page = office.post(at(rule, "abgelaufen/"), headers={"Referer": f"http://testserver{DESK}"})
    assert page["Location"].endswith(DESK)
    assert Rule.objects.count() == 2


def test_a_programme_its_first_rule_and_its_question(office: Client, network: object) -> None:
    response = office.post(
        f"{DESK}neu/", {"name": "Klima Invest", "level": "state", "giver": "Land"}
    )
    assert "Bitte wählen Sie das Land" in response.content.decode()
    said = {"name": "Klima Invest", "level": "state", "land": "16", "giver": "Land Thüringen"}
    response = office.post(f"{DESK}neu/", said)
    assert response["Location"] == f"{DESK}programm/klima-invest/neue-regel/"
    office.post(f"{DESK}fragen/neu/", {"text": "Neu?", "hint": "", "rank": 5})
    question = Question.objects.get()
    assert "Neu?" in read(office, f"{DESK}fragen/")
    office.post(f"{DESK}fragen/{question.pk}/", {"text": "Ist sie neu?", "hint": "", "rank": 5})
    data = filled(
        office, response["Location"], title="Personal", purpose="new_position",
        applicants=["municipality"], cumulation="allowed", status="unverified", source="Seite 3",
        **{"rates-0-percent": "60", "conditions-0-question": question.slug,
           "conditions-0-wanted": "True", "conditions-0-otherwise": "Sonst nicht."},
    )  # fmt: skip
    office.post(response["Location"], data)
    rule = Rule.objects.get()
    assert (rule.programme.slug, rule.slug, rule.version) == ("klima-invest", "personal", 1)
    page = read(office, f"{DESK}programm/klima-invest/")
    assert "Personal" in page
    assert "Ist sie neu? Die Antwort muss Ja sein." in read(office, at(rule))


def test_a_programme_is_edited_in_place(office: Client, client: Client, rule: Rule) -> None:
    url = f"{DESK}programm/kommunalrichtlinie/"
    form = office.get(url).context["form"]
    data = {field.html_name: field.value() or "" for field in form}
    office.post(url, data | {"name": "Neue Kommunalrichtlinie"})
    assert "Neue Kommunalrichtlinie" in read(client, "/foerderung/kommunalrichtlinie/")
    response = office.post(url, data | {"name": ""})
    assert "Bitte füllen Sie dieses Feld aus." in response.content.decode()


def test_the_desk_of_an_old_version_leads_to_the_newest(office: Client, rule: Rule) -> None:
    newest = succeed_rule(succeed_rule(rule), percent=60)
    assert office.get(at(rule))["Location"] == at(newest)
    assert office.get(at(rule, "neue-fassung/"))["Location"] == at(newest, "neue-fassung/")


def test_the_form_is_filled_with_what_holds(office: Client, rule: Rule, organiser: Person) -> None:
    page = read(office, at(rule, "neue-fassung/"))
    assert 'value="Erstvorhaben Klimaschutzmanagement"' in page
    assert 'value="70.00"' in page
    assert 'value="Nummer 4.1.8"' in page
    assert "Fördersatz 3" in page
    assert '<option value="finanzschwach" selected>' in page
