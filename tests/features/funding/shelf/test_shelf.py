"""The public shelf: with an answer, without one, with a wrong one."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from klimanetz.features.funding.shelf import actions, rules
from klimanetz.features.funding.shelf.models import Template
from klimanetz.features.funding.shelf.views import public
from klimanetz.people.models import Person
from klimanetz.places.models import Authority, Kind
from tests.conftest import SignIn
from tests.factories import make_authority
from tests.features.funding.shelf.conftest import ILMENAU

HERE = "/kommune-ohne-klimaschutzmanagement/"
SHELF = f"{HERE}vorlagen/"
PDF = f"{HERE}ratspapier.pdf"

pytestmark = pytest.mark.usefixtures("network", "ilmenau", "arnstadt", "rules")


def read(client: Client, query: str = "") -> str:
    return client.get(f"{SHELF}?{query}" if query else SHELF).content.decode()


def test_with_a_result_every_paper_is_one_click_away(client: Client) -> None:
    page = read(client, ILMENAU)
    assert "Vorlagen für Ilmenau" in page
    for slug in ("beschlussvorlage", "stellenbeschreibung", "stellenausschreibung", "kostenblatt"):
        assert f'href="{SHELF}{slug}/?kommune=160700029029&amp;weg=eigene&amp;' in page
    assert f'href="{PDF}?kommune=160700029029' in page
    assert "ohne Gewähr" in page


def test_the_links_of_the_shelf_lead_to_papers(client: Client) -> None:
    page = read(client, ILMENAU)
    links = [part.partition('"')[0].replace("&amp;", "&") for part in page.split('href="')
             if part.startswith((f"{SHELF}", PDF)) and "?" in part.partition('"')[0]]  # fmt: skip
    assert len(links) == 5
    assert {client.get(link).status_code for link in links} == {200}


def test_the_advertisement_comes_with_its_warning(client: Client) -> None:
    assert "Erst veröffentlichen, wenn der Zuwendungsbescheid da ist" in read(client, ILMENAU)


def test_without_a_town_one_is_asked_for_it_first(client: Client) -> None:
    page = read(client)
    assert "Kommune wählen" in page
    assert f'href="{HERE}"' in page
    assert "Beschlussvorlage" in page
    assert f"{SHELF}beschlussvorlage/" not in page


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("kommune=160700029029", "Bitte wählen Sie einen Weg."),
        ("weg=eigene", "Bitte nennen Sie Ihre Kommune."),
        (f"{ILMENAU}&beginn=2020-01", "ist schon vorbei"),
        (f"{ILMENAU}&beginn=quatsch", "Diesen Monat gibt es nicht."),
        ("kommune=160700029029&weg=gemeinsam&partner=160700029029", "nicht mit sich selbst"),
        ("kommune=999999999999&weg=eigene", "kennt das Verzeichnis nicht"),
    ],
)
@pytest.mark.parametrize("path", [SHELF, f"{SHELF}beschlussvorlage/", PDF])
def test_what_is_wrong_is_said_and_can_be_mended(
    client: Client, path: str, query: str, sentence: str
) -> None:
    response = client.get(f"{path}?{query}", follow=True)
    page = response.content.decode()
    assert response.status_code == 200
    assert sentence in page
    assert "Angaben ergänzen" in page
    assert f"{HERE}?{query}".replace("&", "&amp;") in page


def test_a_paper_without_any_answer_leads_to_the_shelf(client: Client) -> None:
    response = client.get(f"{SHELF}beschlussvorlage/")
    assert (response.status_code, response["Location"]) == (302, SHELF)


def test_a_merged_town_is_what_became_of_it(client: Client, ilmenau: Authority) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    gone = make_authority("160700099099", "Langewiesen", Kind.MUNICIPALITY, valid_to=yesterday)
    gone.successors.add(ilmenau, through_defaults={"change": "1", "legal_on": yesterday})
    page = read(client, "kommune=160700099099&weg=eigene")
    assert "Vorlagen für Ilmenau" in page
    assert "Langewiesen gibt es nicht mehr." in page
    name = client.get(f"{SHELF}beschlussvorlage/?kommune=160700099099&weg=eigene")
    assert "Ilmenau" in name["Content-Disposition"]


def test_what_stands_in_an_address_is_no_markup(client: Client) -> None:
    page = read(client, f"{ILMENAU}&x={quote('<script>alert(1)</script>')}")
    assert "<script>alert" not in page


def test_what_was_taken_off_is_gone_for_everyone_but_organisers(
    client: Client, organiser: Person, sign_in: SignIn
) -> None:
    template = Template.objects.get(slug="stellenausschreibung")
    assert "Stellenausschreibung" in read(client, ILMENAU)
    actions.retire_template(template, actor=organiser)
    assert "Stellenausschreibung" not in read(client, ILMENAU)
    path = f"{SHELF}stellenausschreibung/?{ILMENAU}"
    assert client.get(path).status_code == 404
    assert sign_in(organiser).get(path).status_code == 200


@pytest.mark.parametrize("who", ["organiser", "manager", "guest", "outsider"])
def test_the_rule_and_its_query_say_the_same(
    request: pytest.FixtureRequest, organiser: Person, who: str
) -> None:
    actions.retire_template(Template.objects.get(slug="kostenblatt"), actor=organiser)
    person: Person = request.getfixturevalue(who)
    allowed = {one.slug for one in Template.objects.all() if rules.can_fill(person, one)}
    assert {one.slug for one in rules.fillable_by(person)} == allowed


def test_what_does_not_exist_is_not_found(client: Client) -> None:
    assert client.get(f"{SHELF}gibt-es-nicht/?{ILMENAU}").status_code == 404


@pytest.mark.parametrize("path", [SHELF, f"{SHELF}beschlussvorlage/", PDF])
def test_all_of_it_is_only_read(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405


@pytest.mark.usefixtures("noon")
def test_a_machine_that_wants_hundreds_is_stopped(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(public, "MOST", 2)
    path = f"{SHELF}kostenblatt/?{ILMENAU}"
    assert [client.get(path).status_code for _time in range(2)] == [200, 200]
    stopped = client.get(f"{PDF}?{ILMENAU}")
    assert stopped.status_code == 409
    assert "Bitte warten Sie einige Minuten." in stopped.content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_shelf_asks_the_same_for_one_and_for_three(client: Client, number: int) -> None:
    Template.objects.all().delete()
    for count in range(number):
        Template.objects.create(slug=f"v-{count}", title="V", about="W", kind="cost_sheet")
    with CaptureQueriesContext(connection) as asked:
        client.get(f"{SHELF}?{ILMENAU}")
    assert len(asked) <= 7


def test_a_paper_asks_little(client: Client) -> None:
    with CaptureQueriesContext(connection) as asked:
        client.get(f"{SHELF}beschlussvorlage/?{ILMENAU}")
    assert len(asked) <= 16
