"""What everyone reads: which programmes there are, what each pays, until when, and who says so."""

from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.formats import date_format
from icalendar import Calendar

from klimanetz.core.models import Network
from klimanetz.features.funding.models import Applicant, Level, Programme, Purpose, Rule, Status
from klimanetz.people.models import Person
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

pytestmark = pytest.mark.django_db
LIST = "/foerderung/"
PAGE = "/foerderung/kommunalrichtlinie/"
FEED = "/foerderung/fristen.ics"
#: So that no page comes from what is kept.
ANEW = count()


@pytest.fixture(autouse=True)
def house(network: Network) -> None:
    """Every page has the network in its head."""


def say(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


def test_the_list_says_how_much_how_long_and_until_when(client: Client, rule: Rule) -> None:
    page = read(client, LIST)
    for said in ("Ein Programm ist jetzt verfügbar.", "Kommunalrichtlinie", "Bund · ",
                 "<strong>70 %, 90 % für finanzschwache Kommunen</strong>, 24",
                 "jetzt verfügbar", f"geprüft am {say(in_days(-30))}", 'class="leaf"',
                 f"Anträge bis {say(in_days(180))}, noch 6 Monate.",
                 'href="/kommune-ohne-klimaschutzmanagement/"'):  # fmt: skip
        assert said in page


def test_the_list_says_how_to_subscribe(client: Client) -> None:
    page = read(client, LIST)
    assert 'href="webcal://127.0.0.1:8000/foerderung/fristen.ics"' in page
    assert ">http://127.0.0.1:8000/foerderung/fristen.ics</a>" in page
    assert "In Outlook" in page


def test_an_empty_list_says_what_will_stand_here(client: Client) -> None:
    page = read(client, LIST)
    assert "Jetzt ist keines verfügbar." in page
    assert "sobald wir sie an ihrer Quelle geprüft haben" in page


@pytest.mark.parametrize(
    ("fields", "badge", "meaning"),
    [
        ({"status": Status.EXPIRED}, "abgelaufen", "Anträge sind nicht mehr möglich."),
        ({"valid_to": date(2024, 3, 31)}, "abgelaufen", "Seit 31. März 2024 vorbei."),
        ({"window_closes": in_days(-1)}, "abgelaufen", f"Seit {say(in_days(-1))} vorbei."),
        ({"status": Status.UNVERIFIED, "checked_on": None}, "ungeprüft", "Planen Sie erst damit"),
        ({"window_opens": in_days(30)}, "öffnet später", f"ab {say(in_days(30))} möglich"),
    ],
)  # fmt: skip
def test_what_nobody_can_apply_for_is_never_among_the_available(
    client: Client, programme: Programme, fields: dict[str, Any], badge: str, meaning: str
) -> None:
    make_rule(programme, title="Zu früh oder zu spät", **fields)
    page = read(client, LIST)
    assert "Zu früh oder zu spät" not in page
    assert "Eine weitere Förderung ist abgelaufen, ungeprüft oder noch nicht offen." in page
    everything = read(client, f"{LIST}?zeige=alle")
    assert "Jetzt ist keines verfügbar." in everything
    assert f">{badge}</span>" in everything
    assert meaning in everything
    assert ">jetzt verfügbar</span>" not in everything
    own = read(client, PAGE)
    assert f">{badge}</span>" in own
    assert meaning in own
    assert ">jetzt verfügbar</span>" not in own


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"Kommunalrichtlinie", "Klima Invest"}),
        ("?zweck=new_position", {"Kommunalrichtlinie"}),
        ("?zweck=follow_up", {"Klima Invest"}),
        ("?ebene=state", {"Klima Invest"}),
        ("?antrag=special_purpose", {"Klima Invest"}),
        ("?antrag=district&ebene=federal", {"Kommunalrichtlinie"}),
        ("?zweck=network", set()),
        ("?zweck=erfunden&ebene=x&antrag=y&zeige=z", {"Kommunalrichtlinie", "Klima Invest"}),
    ],
)
def test_the_filter_stands_in_the_address(
    client: Client, rule: Rule, query: str, shown: set[str]
) -> None:
    state = make_programme("klima-invest", name="Klima Invest", level=Level.STATE, land="16")
    make_rule(state, "personal", purpose=Purpose.FOLLOW_UP, applicants=[Applicant.SPECIAL_PURPOSE])
    page = read(client, LIST + query)
    assert {
        name for name in ("Kommunalrichtlinie", "Klima Invest") if f">{name}</a>" in page
    } == shown
    if not shown:
        assert "Dazu passt keine Förderung, die jetzt verfügbar ist." in page


def test_the_choices_of_the_filter_stay_chosen(client: Client, rule: Rule) -> None:
    make_rule(rule.programme, "alt", status=Status.EXPIRED)
    page = read(client, f"{LIST}?zweck=new_position&ebene=federal&antrag=district")
    for value in ("new_position", "federal", "district"):
        assert f'<option value="{value}" selected>' in page
    assert 'href="?zweck=new_position&amp;ebene=federal&amp;antrag=district&amp;zeige=alle"' in page
    assert '<option value="alle" selected>' in read(client, f"{LIST}?zeige=alle")


def test_the_page_answers_what_an_applicant_asks(client: Client, programme: Programme) -> None:
    weak = make_question()
    make_rule(
        programme,
        rates=(
            {"percent": 70},
            {"percent": 90, "question": weak},
            {"percent": "62.5", "population_from": 5_001, "population_to": 20_000},
            {"percent": 50, "population_to": 5_000, "shared": True},
        ),
        wanted={"neue-stelle": True, "konzept": False},
        minimum_costs=7_500,
        minimum_participants=6,
        cap=Decimal("40000.50"),
        cap_per_participant=True,
        own_share=10,
        cumulation_ceiling=100,
        cumulation_order="after_federal",
        documents="Beschluss des Rates\n\nStellenbeschreibung",
        lead_months=3,
        valid_from=date(2024, 11, 1),
        note="Vor dem Bescheid nichts beginnen.",
    )
    page = read(client, PAGE)
    for said in (
        "Der Bund zahlt einen Teil der Personalkosten.",
        "Gemeinde oder Stadt oder Landkreis",
        "<li>70 %</li>",
        "<li>62,5 % bei 5.001 bis 20.000 Einwohner:innen</li>",
        "<li>50 % bis 5.000 Einwohner:innen, für eine gemeinsame Stelle</li>",
        "24 Monate",
        "7.500 € förderfähige Ausgaben", "6 teilnehmende Kommunen",
        "40.000,50 € je teilnehmender Kommune",
        "mindestens 10 %",
        "alle zusammen höchstens 100 % der Ausgaben", "erst Mittel des Bundes, dann diese",
        "neue-stelle? Die Antwort muss Ja sein.", "konzept? Die Antwort muss Nein sein.",
        "Beschluss des Rates", "Stellenbeschreibung",
        "3 Monate vor dem Antrag", "etwa 5 Monate", "ab 1. November 2024",
        "Vor dem Bescheid nichts beginnen.",
        'href="https://bund.example/foerderung/4-1-8"', "Nummer 4.1.8",
        f"geprüft am {say(in_days(-30))}",
        "ohne Gewähr",
    ):  # fmt: skip
        assert said in page, said
    assert "<details>" not in page


def test_where_no_source_says_anything_nothing_is_said(
    client: Client, programme: Programme
) -> None:
    make_rule(
        programme, rates=(), status=Status.UNVERIFIED, checked_on=None, source_url="",
        window_opens=None, window_closes=None, decision_months=None, duration_months=None,
    )  # fmt: skip
    page = read(client, PAGE)
    assert "Höchstens" not in page
    assert "noch nicht geprüft" in page
    assert "nicht bekannt" in page
    assert "Wie viel, ist nicht bekannt" in read(client, f"{LIST}?zeige=alle")


def test_earlier_versions_are_folded_and_say_what_changed(client: Client, rule: Rule) -> None:
    succeed_rule(rule, percent=65, duration_months=36, entered_at=days_ago(3))
    page = read(client, PAGE)
    assert f"Geändert am {say(in_days(-3))}" in page
    assert "Wie lange: bisher 24 Monate, jetzt 36 Monate" in page
    assert "Wie viel: bisher 70 %; 90 % für finanzschwache" in page
    assert "Eine frühere Fassung" in page
    assert f"Fassung vom {say(in_days(-60))}" in page
    assert page.index("36 Monate") < page.index("<details>") < page.index("Fassung vom")


def test_what_will_hold_is_told_and_does_not_hold_yet(client: Client, rule: Rule) -> None:
    succeed_rule(rule, percent=50, valid_from=in_days(60))
    assert "<strong>70 %" in read(client, LIST)
    page = read(client, PAGE)
    assert f"Ab dem {say(in_days(60))} gilt etwas anderes:" in page
    assert "jetzt 50 %" in page


def test_a_programme_without_rules_and_one_that_is_none(
    client: Client, programme: Programme
) -> None:
    assert "sobald wir es an der Quelle geprüft haben" in read(client, PAGE)
    assert client.get("/foerderung/erfunden/").status_code == 404
    assert client.post(PAGE).status_code == 405
    assert client.post(LIST).status_code == 405
    assert client.post(FEED).status_code == 405


def test_only_organisers_are_led_to_the_desk(
    sign_in: SignIn, client: Client, rule: Rule, organiser: Person, manager: Person
) -> None:
    for visitor, led in ((client, False), (sign_in(manager), False), (sign_in(organiser), True)):
        assert ("Programme pflegen" in read(visitor, LIST)) is led
        assert ("Programm pflegen" in read(visitor, PAGE)) is led


@pytest.mark.parametrize("path", [LIST, f"{LIST}?zeige=alle", PAGE, FEED])
def test_queries_do_not_grow_with_the_list(client: Client, rule: Rule, path: str) -> None:
    with_one = count_queries(client, path)
    for number in range(3):
        other = make_programme(f"anderes-{number}", name=f"Anderes {number}")
        rates = ({"percent": 10}, {"percent": 20, "question": make_question()})
        succeed_rule(make_rule(other, rates=rates, wanted={"neu": True}))
        succeed_rule(make_rule(rule.programme, f"weitere-{number}", rates=rates))
    assert count_queries(client, path) == with_one <= 8


def count_queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert (
            client.get(f"{path}{'&' if '?' in path else '?'}anew={next(ANEW)}").status_code == 200
        )
    return len(asked)


def entries(client: Client) -> dict[str, Any]:
    calendar = Calendar.from_ical(client.get(FEED).content.decode())
    return {str(event["uid"]): event for event in calendar.walk("VEVENT")}


def test_the_deadlines_are_whole_days_that_stay_the_same_entries(
    client: Client, rule: Rule
) -> None:
    response = client.get(FEED)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    ((uid, event),) = entries(client).items()
    assert uid == "foerderung-kommunalrichtlinie-erstvorhaben-frist@127.0.0.1"
    assert event["dtstart"].dt == in_days(180)
    assert event["transp"] == "TRANSPARENT"
    assert event["summary"].startswith("Letzter Tag für Anträge: Kommunalrichtlinie")
    assert str(event["url"]).endswith(PAGE)
    assert "ohne Gewähr" in event["description"]
    succeed_rule(rule, window_closes=in_days(90))
    ((again, moved),) = entries(client).items()
    assert again == uid
    assert moved["dtstart"].dt == in_days(90)
    assert moved["dtstamp"].dt > event["dtstamp"].dt


def test_the_first_day_stands_in_the_calendar_until_it_is_there(
    client: Client, programme: Programme
) -> None:
    make_rule(programme, window_opens=in_days(20), window_closes=None)
    ((uid, event),) = entries(client).items()
    assert uid.endswith("-beginn@127.0.0.1")
    assert event["dtstart"].dt == in_days(20)


@pytest.mark.parametrize(
    "fields",
    [{"status": Status.EXPIRED}, {"status": Status.UNVERIFIED}, {"window_closes": in_days(-1)}],
)
def test_what_is_over_or_unproved_is_in_no_calendar(
    client: Client, programme: Programme, fields: dict[str, Any]
) -> None:
    make_rule(programme, **fields)
    assert not entries(client)
