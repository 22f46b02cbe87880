"""Who is like us and further on: under the result of a check."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from klimanetz.faces.advice.alike import find_alike
from klimanetz.features.meetings.models import AgendaItem, ItemKind, Meeting, State, Visibility
from klimanetz.people.models import Person
from klimanetz.places.models import Authority, Kind
from klimanetz.roster.models import Holding
from tests.factories import make_authority, make_manager, make_person

RESULT = "/kommune-ohne-klimaschutzmanagement/ergebnis/?kommune=160700029029&weg=eigene"
AT = datetime(2026, 5, 28, 10, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.fixture
def ilmenau(ilmenau: Authority) -> Authority:
    Authority.objects.filter(pk=ilmenau.pk).update(longitude=10.9, latitude=50.7)
    ilmenau.refresh_from_db()
    return ilmenau


@pytest.fixture
def towns(ilm_kreis: Authority) -> dict[int, Person]:
    """Managers of towns 13 km away, by how many people live there."""
    return {
        people: make_manager("Mika", f"Nummer{number}", make_town(ilm_kreis, number, people))
        for number, people in enumerate((9_000, 90, 2_000, 80_000))
    }


def make_town(district: Authority, number: int, people: int) -> Authority:
    return make_authority(
        f"16070000{number}00{number}", f"Ort {people}", Kind.MUNICIPALITY,
        parent=district, population=people, longitude=11.0, latitude=50.8,
    )  # fmt: skip


def tell(presenter: Person | None, title: str = "Ein Jahr danach", **fields: object) -> Meeting:
    """A practice report at a public meeting of its own that took place."""
    number = Meeting.objects.count()
    defaults: dict[str, object] = {
        "slug": f"treffen-{number}", "uid": f"{number}@test", "title": "Netzwerktreffen",
        "starts_at": AT, "ends_at": AT.replace(hour=14), "answer_by": AT, "state": State.HELD,
    }  # fmt: skip
    meeting = Meeting.objects.create(**(defaults | fields))
    AgendaItem.objects.create(
        meeting=meeting, position=1, kind=ItemKind.PRACTICE, title=title,
        summary="Was wir heute anders machen würden.", presenter=presenter,
    )  # fmt: skip
    return meeting


def told_to(authority: Authority) -> list[tuple[str, str]]:
    return [(one.authority.name, one.report.title) for one in find_alike(authority).told]


def test_those_most_like_us_stand_first(ilmenau: Authority, towns: dict[int, Person]) -> None:
    make_manager("Mika", "Selbst", ilmenau)
    found = find_alike(ilmenau).peers
    assert [one.authority.name for one in found] == ["Ort 9000", "Ort 2000", "Ort 80000"]
    assert found[0].km == 13
    assert found[0].position.name == ""


def test_what_those_most_like_us_reported_stands_first(
    ilmenau: Authority, towns: dict[int, Person]
) -> None:
    for people in (90, 80_000, 2_000, 9_000):
        tell(towns[people], f"Bericht aus {people}")
    assert told_to(ilmenau) == [
        ("Ort 9000", "Bericht aus 9000"),
        ("Ort 2000", "Bericht aus 2000"),
        ("Ort 80000", "Bericht aus 80000"),
    ]


def test_of_each_town_the_latest_report(ilmenau: Authority, towns: dict[int, Person]) -> None:
    tell(towns[9_000], "Neu")
    tell(towns[9_000], "Alt", starts_at=AT.replace(year=2025))
    assert told_to(ilmenau) == [("Ort 9000", "Neu")]


@pytest.mark.parametrize(
    "fields",
    [
        {"visibility": Visibility.MEMBERS},
        {"state": State.INVITED},
        {"state": State.CANCELLED},
    ],
)
def test_what_not_everyone_may_read_is_not_told(
    ilmenau: Authority, towns: dict[int, Person], fields: dict[str, object]
) -> None:
    tell(towns[9_000], "Ein Jahr danach", **fields)
    assert told_to(ilmenau) == []


def test_a_report_belongs_to_where_one_worked_on_that_day(
    ilmenau: Authority, towns: dict[int, Person]
) -> None:
    tell(towns[9_000])
    Holding.objects.filter(person=towns[9_000]).update(ends=date(2026, 5, 27))
    assert told_to(ilmenau) == []
    Holding.objects.filter(person=towns[9_000]).update(ends=date(2026, 5, 28))
    assert told_to(ilmenau) == [("Ort 9000", "Ein Jahr danach")]


def test_who_has_no_position_reports_for_nobody(ilmenau: Authority) -> None:
    tell(make_person("Ute", "Fachfrau"))
    tell(None)
    assert told_to(ilmenau) == []


def test_our_own_report_is_no_news(ilmenau: Authority) -> None:
    tell(make_manager("Mika", "Selbst", ilmenau))
    assert told_to(ilmenau) == []


def test_any_number_of_reports_costs_five_queries(
    ilmenau: Authority,
    towns: dict[int, Person],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for people in (9_000, 2_000, 80_000):
        tell(towns[people])
        with django_assert_num_queries(5):
            find_alike(ilmenau)


def test_the_result_leads_to_the_report(
    client: Client, ilmenau: Authority, towns: dict[int, Person], organiser: Person
) -> None:
    call_command("funding", "import", verbosity=0)
    page = client.get(RESULT).content.decode()
    assert "Erfahrungsberichte" not in page
    item = tell(towns[9_000], programme="10:00 Ein Jahr danach").agenda.get()
    page = client.get(RESULT).content.decode()
    assert f'href="/treffen/treffen-0/#punkt-{item.pk}"' in page
    assert "Was wir heute anders machen würden." in page
    assert "Nummer0" not in page  # nobody is named without consent
    assert f'id="punkt-{item.pk}"' in client.get("/treffen/treffen-0/").content.decode()
