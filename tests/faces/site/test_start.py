"""The start page: one sentence, two buttons, the figures, the next date, whom to call."""

from http import HTTPStatus

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from klimanetz.core.models import Network
from klimanetz.features.meetings.models import Meeting, State, Visibility
from klimanetz.people.actions import show_field
from klimanetz.people.models import Audience, Field, Person
from klimanetz.people.roles import Role
from klimanetz.places.models import Authority
from tests.conftest import SignIn
from tests.faces.site.conftest import make_meeting
from tests.factories import make_manager, make_person


def read(client: Client, path: str = "/") -> str:
    """The page as somebody reads it, blanks counted once."""
    response = client.get(path)
    assert response.status_code == HTTPStatus.OK
    return " ".join(response.content.decode().split())


def test_the_sentence_of_the_network_and_two_ways_on(network: Network, client: Client) -> None:
    page = read(client)
    assert f"<h1>{network.claim}</h1>" in page
    assert 'href="/mitmachen/"' in page
    assert 'href="/kommune-ohne-klimaschutzmanagement/"' in page


def test_an_empty_installation_greets_as_well(client: Client, db: None) -> None:
    page = read(client)
    assert "Noch ist hier niemand im Klimaschutzmanagement eingetragen." in page
    assert "Der nächste Termin steht noch nicht fest." in page


def test_the_figures_are_sentences(
    network: Network, manager: Person, neighbour: Person, erfurt: Authority, client: Client
) -> None:
    page = read(client)
    assert "<strong>2 Menschen</strong> arbeiten hier im Klimaschutzmanagement" in page
    assert "in <strong>2 Verwaltungen</strong>." in page
    assert "leben 20.000 Menschen, das sind <strong>9 Prozent</strong>" in page


def test_one_is_not_spoken_of_as_many(network: Network, manager: Person, client: Client) -> None:
    page = read(client)
    assert "<strong>Ein Mensch</strong> arbeitet hier" in page
    assert "in <strong>einer Verwaltung</strong>." in page


def test_the_next_meeting_with_place_and_mode(
    network: Network, meeting: Meeting, client: Client
) -> None:
    make_meeting("spaeter", days=90, title="Netzwerktreffen im Sommer")
    page = read(client)
    assert f'href="/treffen/{meeting.slug}/"' in page
    assert "Rathaus Ilmenau, vor Ort und online" in page
    assert "im Sommer" not in page


@pytest.mark.parametrize(
    "hidden",
    [{"visibility": Visibility.MEMBERS}, {"state": State.CANCELLED}, {"days": -3}],
)
def test_what_is_not_public_or_not_to_come_is_not_announced(
    network: Network, client: Client, hidden: dict[str, int]
) -> None:
    make_meeting(**hidden)  # type: ignore[arg-type]
    assert "im Frühjahr" not in read(client)


def test_a_members_meeting_is_not_shown_to_members_on_the_public_page(
    network: Network, manager: Person, sign_in: SignIn
) -> None:
    make_meeting(visibility=Visibility.MEMBERS)
    assert "im Frühjahr" not in read(sign_in(manager))


def test_organisers_are_named_only_as_far_as_they_agreed(
    network: Network, organiser: Person, client: Client
) -> None:
    page = read(client)
    assert "Olga" not in page
    assert 'href="mailto:netzwerk@agentur.example"' in page
    show_field(organiser, Field.NAME, Audience.PUBLIC, actor=organiser)
    page = read(client)
    assert "Olga Organisatorin" in page
    assert organiser.email not in page
    show_field(organiser, Field.EMAIL, Audience.PUBLIC, actor=organiser)
    assert f'href="mailto:{organiser.email}"' in read(client)


def test_a_consent_to_be_listed_as_manager_makes_nobody_a_contact(
    network: Network, named: Person, client: Client
) -> None:
    assert named.last_name not in read(client)


def test_kept_for_all_after_the_first(
    network: Network,
    organiser: Person,
    meeting: Meeting,
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    first = client.get("/")
    with django_assert_num_queries(1):
        again = Client().get("/")
    assert again.content == first.content
    assert client.get("/", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


def test_drawing_costs_the_same_for_few_and_many(
    network: Network,
    organiser: Person,
    manager: Person,
    ilmenau: Authority,
    client: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_max_num_queries(13) as few:
        client.get("/")
    for number in range(3):
        person = make_manager("Nora", f"Neu{number}", ilmenau)
        organiser = make_person("Otto", f"Orga{number}", Role.ORGANISER)
        for someone in (person, organiser):
            show_field(someone, Field.NAME, Audience.PUBLIC, actor=someone)
    with django_assert_max_num_queries(13) as many:
        client.get("/")
    assert len(many) == len(few)


@pytest.mark.parametrize("path", ["/kommune-ohne-klimaschutzmanagement/"])
def test_pages_that_lead_to_people(network: Network, client: Client, path: str) -> None:
    page = read(client, path)
    assert 'href="mailto:netzwerk@agentur.example?subject=' in page
    assert "So erreichen Sie uns" in page


def test_without_an_address_nobody_is_sent_to_an_empty_one(client: Client, db: None) -> None:
    assert "mailto:" not in read(client, "/mitmachen/")


@pytest.mark.parametrize("path", ["/", "/kommune-ohne-klimaschutzmanagement/", "/netzwerk/"])
def test_only_for_reading(network: Network, client: Client, path: str) -> None:
    assert client.post(path).status_code == HTTPStatus.METHOD_NOT_ALLOWED
