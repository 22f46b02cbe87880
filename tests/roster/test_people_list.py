"""The roster list of the office, as an organiser uses it."""

import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from klimanetz.core.models import Network
from klimanetz.core.public import changed_for_the_public
from klimanetz.people.models import Organisation, Person
from klimanetz.people.roles import Role
from klimanetz.places.models import Authority
from klimanetz.roster.actions import change_person, end_membership
from klimanetz.roster.listing import PAGE_SIZE
from klimanetz.roster.models import Holding, Membership, Position
from tests.conftest import SignIn
from tests.factories import make_manager, make_person

pytestmark = pytest.mark.django_db
LIST = "/verwaltung/personen/"

type Names = Callable[..., list[str]]


def names_in(text: bytes) -> list[str]:
    return re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)</a>', text.decode())


@pytest.fixture
def names(organiser: Person, sign_in: SignIn) -> Names:
    """The names a query of the list shows, in its order; without the organiser herself."""
    client = sign_in(organiser)

    def shown(query: str = "") -> list[str]:
        found = names_in(client.get(LIST + query).content)
        return [name for name in found if name != organiser.full_name]

    return shown


def end_position(person: Person, days: int) -> None:
    ends = timezone.localdate() + timedelta(days=days)
    Position.objects.filter(holdings__person=person).update(ends=ends)
    changed_for_the_public()


def test_list_tells_who_works_where(
    organiser: Person, manager: Person, guest: Person, sign_in: SignIn
) -> None:
    organisation = Organisation.objects.create(name="Umweltministerium")
    Person.objects.filter(pk=guest.pk).update(organisation=organisation)
    text = sign_in(organiser).get(LIST).content.decode()
    assert "3 Menschen im Netzwerk." in text
    for said in ("Mika Managerin", "Ilmenau", "Ilm-Kreis", "Klimaschutzmanagement",
                 "mika.managerin@kommune.example", "Umweltministerium", "kein Ende eingetragen",
                 f'href="/verwaltung/personen/{manager.pk}/"',
                 'href="/verwaltung/kommunen/160700029029/"'):  # fmt: skip
        assert said in text


def test_names_stand_as_in_a_telephone_book(names: Names) -> None:
    for last_name in ("Zander", "Österle", "Oster", "ábel", "Müller", "Mueller", "Muff"):
        make_person("A", last_name, Role.PARTNER)
    in_order = ["ábel", "Müller", "Mueller", "Muff", "Österle", "Oster", "Zander"]
    assert [name.split()[1] for name in names()] == in_order
    assert names("?sort=-name")[0] == "A Zander"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("nele", ["Nele Nachbarin"]),
        ("NACHBARIN Nele", ["Nele Nachbarin"]),
        ("arnsta", ["Nele Nachbarin"]),
        ("mika.managerin@", ["Mika Managerin"]),
        ("mika arnstadt", []),
        ("ministerium", ["Gustav Gast"]),
        ("%", []),
    ],
)
def test_search(
    words: str, found: list[str], names: Names, manager: Person, neighbour: Person, guest: Person
) -> None:
    assert names(f"?suche={words.replace('%', '%25')}") == found


def test_umlauts_are_found_in_any_spelling(names: Names) -> None:
    make_person("Jörg", "Müßig", Role.PARTNER)
    for words in ("müßig", "muessig", "JÖRG", "Joerg"):
        assert names(f"?suche={words}") == ["Jörg Müßig"]


def test_filters_by_role_district_and_end(
    names: Names, manager: Person, neighbour: Person, guest: Person, erfurt: Authority
) -> None:
    eva = make_manager("Eva", "Erfurt", erfurt)
    assert names("?rolle=standing_guest") == ["Gustav Gast"]
    assert names("?kreis=16051") == ["Eva Erfurt"]
    assert names("?kreis=16070&rolle=manager") == ["Mika Managerin", "Nele Nachbarin"]
    end_position(manager, 300)
    end_position(neighbour, 400)
    end_position(eva, -10)
    assert names("?zeige=endet") == ["Eva Erfurt", "Mika Managerin"]
    assert names("?zeige=endet&sort=ende") == ["Eva Erfurt", "Mika Managerin"]
    assert names("?zeige=endet&sort=-ende") == ["Mika Managerin", "Eva Erfurt"]


def test_sorting_by_place_puts_people_without_one_last(
    names: Names, manager: Person, neighbour: Person, guest: Person
) -> None:
    assert names("?sort=kommune") == ["Nele Nachbarin", "Mika Managerin", "Gustav Gast"]
    assert names("?sort=-kommune") == ["Mika Managerin", "Nele Nachbarin", "Gustav Gast"]
    assert names("?sort=kreis")[-1] == "Gustav Gast"
    assert names("?sort=quatsch") == names()


def test_former_members_are_shown_on_request(names: Names, manager: Person) -> None:
    membership = Membership.objects.get(person=manager)
    assert names() == ["Mika Managerin"]
    yesterday = timezone.localdate() - timedelta(days=1)
    end_membership(membership, last_day=yesterday, actor="test")
    assert names() == []
    assert names("?zeige=ehemalig") == ["Mika Managerin"]


def test_nonsense_in_the_address_is_ignored(names: Names, manager: Person) -> None:
    assert names("?rolle=koch&kreis=alle&seite=viele&zeige=nichts&sort=quatsch") == [
        "Mika Managerin"
    ]


def test_urgent_ends_stand_out(organiser: Person, manager: Person, sign_in: SignIn) -> None:
    client = sign_in(organiser)
    for days, badges in ((-1, ["loss"]), (30, ["now"]), (800, [])):
        end_position(manager, days)
        text = client.get(f"{LIST}?suche=mika").content.decode()
        assert re.findall(r"badge badge--(\w+)", text) == badges


def test_permanent_and_second_positions_are_told(
    organiser: Person, manager: Person, arnstadt: Authority, sign_in: SignIn
) -> None:
    Position.objects.update(permanent=True)
    second = Position.objects.create(authority=arnstadt, kind=Role.HEAT_PLANNER, permanent=True)
    Holding.objects.create(position=second, person=manager)
    Membership.objects.create(person=manager, role=Role.HEAT_PLANNER)
    text = sign_in(organiser).get(f"{LIST}?suche=mika").content.decode()
    for said in ("Ilmenau, Arnstadt</a>", ">verstetigt<", "Klimaschutzmanagement · Wärmeplanung"):
        assert said in text


def test_empty_list_offers_the_first_step(organiser: Person, sign_in: SignIn) -> None:
    client = sign_in(organiser)
    text = client.get(f"{LIST}?suche=niemand").content.decode()
    assert "Dazu passt niemand." in text
    assert "Ein Mensch im Netzwerk." in client.get(LIST).content.decode()


def test_long_lists_have_pages(organiser: Person, sign_in: SignIn) -> None:
    people = Person.objects.bulk_create(
        Person(email=f"p{n}@q.de", last_name=f"P{n:03}") for n in range(PAGE_SIZE + 2)
    )
    Membership.objects.bulk_create(Membership(person=p, role=Role.PARTNER) for p in people)
    client = sign_in(organiser)
    first = client.get(f"{LIST}?rolle=partner")
    assert len(names_in(first.content)) == PAGE_SIZE
    assert "302 Menschen passen dazu." in first.content.decode()
    assert "Seite 1 von 2" in first.content.decode()
    second = client.get(f"{LIST}?rolle=partner&seite=2")
    assert names_in(second.content) == ["P300", "P301"]
    assert "rolle=partner" in second.content.decode()


def test_eight_queries_at_any_size(
    organiser: Person, manager: Person, neighbour: Person, erfurt: Authority, sign_in: SignIn
) -> None:
    client = sign_in(organiser)
    counts = []
    for query in ("?suche=mika", "", "?sort=-kommune&kreis=16070&zeige=endet"):
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST + query)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 8
    assert counts[2] <= 8


def test_list_is_drawn_once_until_something_changes(
    organiser: Person, manager: Person, sign_in: SignIn
) -> None:
    client = sign_in(organiser)
    assert "Mika Managerin" in client.get(LIST).content.decode()
    with CaptureQueriesContext(connection) as queries:
        client.get(LIST)
    assert not [it for it in queries if "roster_holding" in it["sql"]]
    change_person(manager, actor=organiser, last_name="Neuname")
    assert "Mika Neuname" in client.get(LIST).content.decode()
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        assert [it for it in queries if "roster_holding" in it["sql"]]


def test_kept_list_is_in_the_readers_language(organiser: Person, sign_in: SignIn) -> None:
    client = sign_in(organiser)
    client.get(LIST)
    client.cookies["sprache"] = "en"
    with CaptureQueriesContext(connection) as queries:
        client.get(LIST)
    assert [it for it in queries if "roster_membership" in it["sql"] and "COUNT" in it["sql"]]


def test_markup_in_names_stays_text(organiser: Person, sign_in: SignIn) -> None:
    make_person("<b>Bobby", "Tables</b>", Role.PARTNER, email="b@t.de")
    text = sign_in(organiser).get(LIST).content.decode()
    assert "&lt;b&gt;Bobby Tables&lt;/b&gt;" in text
    assert "<b>" not in text


def test_workbook_holds_what_the_list_shows(
    organiser: Person, manager: Person, neighbour: Person, sign_in: SignIn
) -> None:
    response = sign_in(organiser).get("/verwaltung/personen.xlsx?suche=nele")
    assert "netzwerk-" in response.headers["Content-Disposition"]
    sheet = load_workbook(BytesIO(response.content)).active
    assert sheet is not None
    head, row = sheet.iter_rows(values_only=True)
    line = dict(zip(head, row, strict=True))
    assert (line["Nachname"], line["Kommune"], line["ARS"]) == (
        "Nachbarin", "Arnstadt", "160700004004",
    )  # fmt: skip


@pytest.mark.parametrize("who", ["manager", "guest", "outsider"])
def test_only_organisers_see_the_list(
    who: str, request: pytest.FixtureRequest, sign_in: SignIn, network: Network
) -> None:
    client = sign_in(request.getfixturevalue(who))
    for path in (LIST, "/verwaltung/personen.xlsx"):
        response = client.get(path)
        assert response.status_code == 403
        assert "für das Netzwerkmanagement" in response.content.decode()


def test_reading_pages_take_no_posts(organiser: Person, sign_in: SignIn) -> None:
    client = sign_in(organiser)
    assert client.post(LIST).status_code == 405
    assert client.post("/verwaltung/personen.xlsx").status_code == 405
