"""Two organisers change one thing at once: nobody is undone unseen, and no word is lost."""

import pytest
from django.test import Client

from klimanetz.features.funding.models import Programme, Question, Rule
from klimanetz.features.funding.shelf.models import Kind, Template
from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from tests.conftest import SignIn
from tests.factories import make_person
from tests.features.funding.rows_made import make_question
from tests.harness.filling import fields_of, open_form

pytestmark = pytest.mark.django_db
PROGRAMME = "/verwaltung/foerderung/programm/kommunalrichtlinie/"
HERE = "http://testserver"
AGAIN = "Ihre Eingaben sind noch da. Speichern Sie noch einmal, wenn sie gelten sollen."


@pytest.fixture
def bea(network: object, sign_in: SignIn) -> Client:
    return sign_in(make_person("Bea", "Huber", Role.ORGANISER))


def send(client: Client, path: str, data: dict[str, str]) -> str:
    """The page that answers, empty where it was saved."""
    response = client.post(path, data)
    assert response.status_code in (200, 302)
    page = response.content.decode().replace("\xa0", " ") if response.status_code == 200 else ""
    return " ".join(page.split()) if page else ""


def test_what_only_the_other_changed_is_taken_over_and_told(
    office: Client, bea: Client, programme: Programme
) -> None:
    mine, theirs = open_form(office, PROGRAMME), open_form(bea, PROGRAMME)
    assert send(bea, PROGRAMME, theirs | {"about": "Bea hat es beschrieben."}) == ""
    answer = office.post(PROGRAMME, mine | {"guideline": "Richtlinie von 2027"})
    page = answer.content.decode()
    assert "Bea Huber hat das inzwischen geändert." in page
    assert AGAIN in page
    assert "Worum es geht: „Bea hat es beschrieben.“" in page
    stands = Programme.objects.get()
    assert (stands.about, stands.guideline) == ("Bea hat es beschrieben.", programme.guideline)
    again = fields_of(page)
    assert again["guideline"] == "Richtlinie von 2027"
    assert again["about"] == "Bea hat es beschrieben."
    assert send(office, PROGRAMME, again) == ""
    stands.refresh_from_db()
    assert (stands.about, stands.guideline) == ("Bea hat es beschrieben.", "Richtlinie von 2027")


def test_where_both_wrote_the_second_sees_both_and_decides(
    office: Client, bea: Client, programme: Programme
) -> None:
    mine, theirs = open_form(office, PROGRAMME), open_form(bea, PROGRAMME)
    send(bea, PROGRAMME, theirs | {"about": "Bea hat es beschrieben."})
    page = office.post(PROGRAMME, mine | {"about": "Olga weiß es besser."}).content.decode()
    assert "Dort steht jetzt „Bea hat es beschrieben.“" in page
    assert Programme.objects.get().about == "Bea hat es beschrieben."
    again = fields_of(page)
    assert again["about"] == "Olga weiß es besser."
    assert send(office, PROGRAMME, again) == ""
    assert Programme.objects.get().about == "Olga weiß es besser."


def test_what_turns_answers_is_held_against_the_latest_too(
    office: Client, bea: Client, rule: Rule
) -> None:
    """The preview is of what stands there now, and so is its button."""
    mine = open_form(office, PROGRAMME) | {"level": "state", "land": "14"}
    seen = fields_of(office.post(PROGRAMME, mine).content.decode())
    assert seen["seen"]
    send(bea, PROGRAMME, open_form(bea, PROGRAMME) | {"about": "Neu."})
    page = office.post(f"{PROGRAMME}gueltig/", seen).content.decode()
    assert "Bea Huber hat das inzwischen geändert." in page
    assert Programme.objects.get().land == ""
    assert fields_of(page)["land"] == "14"


def test_the_same_twice_is_no_quarrel(office: Client, bea: Client, programme: Programme) -> None:
    mine, theirs = open_form(office, PROGRAMME), open_form(bea, PROGRAMME)
    assert send(bea, PROGRAMME, theirs | {"about": "Gleich."}) == ""
    assert send(office, PROGRAMME, mine | {"about": "Gleich."}) == ""
    assert send(office, PROGRAMME, mine | {"about": "Gleich."}) == ""


def test_a_question_is_not_undone_unseen(office: Client, bea: Client, rule: Rule) -> None:
    asked = make_question("konzept", "Gibt es ein Konzept?")
    path = f"/verwaltung/foerderung/fragen/{asked.pk}/"
    mine, theirs = open_form(office, path), open_form(bea, path)
    assert send(bea, path, theirs | {"rank": "20", "hint": "Auch das des Landkreises."}) == ""
    page = send(office, path, mine | {"hint": "Auch ein altes."})
    assert "Bea Huber hat das inzwischen geändert." in page
    assert "Reihenfolge: „20“" in page
    assert "Dort steht jetzt „Auch das des Landkreises.“" in page
    assert send(office, path, fields_of(page)) == ""
    asked = Question.objects.get(pk=asked.pk)
    assert (asked.rank, asked.hint) == (20, "Auch ein altes.")


def test_a_template_is_not_undone_unseen(office: Client, bea: Client) -> None:
    Template.objects.create(slug="blatt", title="Blatt", about="Für den Rat", kind=Kind.COST_SHEET)
    path = "/verwaltung/vorlagen/blatt/aendern/"
    mine, theirs = open_form(office, path), open_form(bea, path)
    assert send(bea, path, theirs | {"kind": Kind.ADVERTISEMENT}) == ""
    page = send(office, path, mine | {"title": "Mein Blatt"})
    assert "Art: „Stellenausschreibung“" in page
    assert send(office, path, fields_of(page)) == ""
    found = Template.objects.get(slug="blatt")
    assert (found.title, found.kind) == ("Mein Blatt", Kind.ADVERTISEMENT)


def test_signed_out_meanwhile_nobody_is_undone_unseen_either(
    office: Client, bea: Client, programme: Programme
) -> None:
    """The page is filled with what stood there when it was opened, be it nothing."""
    Programme.objects.update(about="")
    mine, theirs = open_form(office, PROGRAMME), open_form(bea, PROGRAMME)
    send(bea, PROGRAMME, theirs | {"about": "Bea hat es beschrieben."})
    user = office.session["_auth_user_id"]
    office.logout()
    office.post(PROGRAMME, mine | {"about": "Olga."}, headers={"Referer": f"{HERE}{PROGRAMME}"})
    kept = office.session["kept_form"]
    office.force_login(Person.objects.get(pk=user))
    session = office.session
    session["kept_form"] = kept
    session.save()
    page = send(office, PROGRAMME, open_form(office, PROGRAMME))
    assert "Dort steht jetzt „Bea hat es beschrieben.“" in page
    assert Programme.objects.get().about == "Bea hat es beschrieben."
