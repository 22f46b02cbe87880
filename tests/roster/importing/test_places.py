"""Which authority a line means, and what is asked where that cannot be told."""

from datetime import date

import pytest

from klimanetz.core.models import Network
from klimanetz.people.models import Person
from klimanetz.places.models import Authority, Kind, Succession
from klimanetz.roster.models import Position
from tests.factories import make_authority
from tests.roster.importing.tables import HEAD, answer, apply, labels, only_question, plan_of

pytestmark = pytest.mark.django_db


def line(place: str, email: str = "a@b.de") -> tuple[str, ...]:
    return ("Anna Ahn", email, place, "KSM")


@pytest.fixture
def soemmerda(network: Network) -> Authority:
    return make_authority("16068", "Sömmerda", Kind.DISTRICT, kind_code="44")


@pytest.fixture
def two_elxleben(ilm_kreis: Authority, soemmerda: Authority) -> list[Authority]:
    return [
        make_authority("160705009012", "Elxleben", Kind.MUNICIPALITY, parent=ilm_kreis),
        make_authority("160680016016", "Elxleben", Kind.MUNICIPALITY, parent=soemmerda),
    ]


@pytest.mark.parametrize("place", ["Ilmenau", "Stadt Ilmenau", "ILMENAU"])
def test_a_town_as_people_write_it(place: str, ilmenau: Authority) -> None:
    apply(HEAD, line(place))
    assert Position.objects.get().authority == ilmenau


def test_a_name_of_two_places_is_asked_with_their_districts(two_elxleben: list[Authority]) -> None:
    question = only_question(plan_of(HEAD, line("Elxleben")))
    assert question.text == "„Elxleben“ passt nicht nur auf eine Kommune."
    assert set(labels(question)[:2]) == {
        "Gemeinde Elxleben (Ilm-Kreis)",
        "Gemeinde Elxleben (Landkreis Sömmerda)",
    }
    apply(HEAD, line("Elxleben"), z2=answer(question, "Gemeinde Elxleben (Landkreis"))
    assert Position.objects.get().authority == two_elxleben[1]


def test_a_column_with_the_district_decides(two_elxleben: list[Authority]) -> None:
    head = ("Name", "E-Mail", "Gemeinde", "Landkreis")
    apply(head, ("A B", "a@b.de", "Elxleben", "Ilm-Kreis"))
    assert Position.objects.get().authority == two_elxleben[0]


def test_only_the_district_means_the_district(two_elxleben: list[Authority]) -> None:
    head = ("Name", "E-Mail", "Gemeinde", "Landkreis")
    apply(head, ("A B", "a@b.de", "", "Sömmerda"))
    assert Position.objects.get().authority.kind == Kind.DISTRICT


def test_an_unknown_place_comes_with_the_nearest(ilmenau: Authority, arnstadt: Authority) -> None:
    question = only_question(plan_of(HEAD, line("Illmenau")))
    assert "steht nicht im Verzeichnis" in question.text
    assert labels(question)[0] == "Gemeinde Ilmenau (Ilm-Kreis)"
    apply(HEAD, line("Illmenau"), z2=answer(question, "Gemeinde Ilmenau"))
    assert Position.objects.get().authority == ilmenau


def test_a_corrected_name_is_looked_up_again(ilmenau: Authority) -> None:
    plan = plan_of(HEAD, line("Unbekannt"), z2={"authority": "Ilmenau", "key": ""})
    assert plan.counts["new"] == 1


def test_a_post_outside_the_register_is_no_position(ilmenau: Authority) -> None:
    question = only_question(plan_of(HEAD, line("Zweckverband Wasser")))
    apply(HEAD, line("Zweckverband Wasser"), z2=answer(question, "Keine Kommune"))
    assert Person.objects.get(organisation__name="Zweckverband Wasser")
    assert not Position.objects.exists()


@pytest.mark.parametrize("key", ["16070029", "160700029029", "16 0 70 029".replace(" ", "")])
def test_a_key_says_it_best(key: str, ilmenau: Authority) -> None:
    apply(("Name", "E-Mail", "AGS"), ("A B", "a@b.de", key))
    assert Position.objects.get().authority == ilmenau


def test_a_key_without_its_leading_zero(network: Network) -> None:
    """Excel keeps 01002000 as 1002000."""
    kiel = make_authority("010020000000", "Kiel", Kind.DISTRICT_FREE_CITY)
    apply(("Name", "E-Mail", "AGS"), ("A B", "a@b.de", "1002000"))
    assert Position.objects.get().authority == kiel


def test_an_unknown_key_is_asked(ilmenau: Authority) -> None:
    head = ("Name", "E-Mail", "AGS", "Kommune")
    question = only_question(plan_of(head, ("A B", "a@b.de", "16070999", "Ilmenau")))
    assert labels(question)[0] == "Gemeinde Ilmenau (Ilm-Kreis)"


def test_a_key_and_a_name_that_disagree_are_asked(ilmenau: Authority, erfurt: Authority) -> None:
    head = ("Name", "E-Mail", "AGS", "Kommune")
    row = ("A B", "a@b.de", "16070029", "Erfurt")
    question = only_question(plan_of(head, row))
    assert "da steht aber „Erfurt“" in question.text
    apply(head, row, z2=answer(question, question.choices[1].label))
    assert Position.objects.get().authority == erfurt


def test_an_authority_that_is_no_more_names_its_successor(
    ilmenau: Authority, ilm_kreis: Authority
) -> None:
    wolfsberg = make_authority(
        *("160700059059", "Wolfsberg", Kind.MUNICIPALITY),
        parent=ilm_kreis, valid_to=date(2018, 7, 5),
    )  # fmt: skip
    Succession.objects.create(
        predecessor=wolfsberg, successor=ilmenau, change="1", legal_on=date(2018, 7, 6)
    )
    question = only_question(plan_of(HEAD, line("Wolfsberg")))
    assert "gibt es nicht mehr" in question.text
    assert labels(question)[0] == "Gemeinde Ilmenau (Ilm-Kreis)"


def test_served_places_with_their_own_questions(
    ilmenau: Authority, arnstadt: Authority, two_elxleben: list[Authority]
) -> None:
    head = (*HEAD, "weitere Kommunen")
    row = (*line("Ilmenau"), "Arnstadt, Elxleben")
    question = only_question(plan_of(head, row))
    assert question.text.startswith("weitere Kommunen: „Elxleben“ passt")
    apply(head, row, z2=answer(question, "Gemeinde Elxleben (Ilm"))
    assert set(Position.objects.get().serves.all()) == {arnstadt, two_elxleben[0]}


def test_served_place_left_out(ilmenau: Authority, arnstadt: Authority) -> None:
    head = (*HEAD, "weitere Kommunen")
    row = (*line("Ilmenau"), "Arnstadt, Atlantis")
    question = only_question(plan_of(head, row))
    apply(head, row, z2=answer(question, "„Atlantis“ weglassen"))
    assert list(Position.objects.get().serves.all()) == [arnstadt]


def test_guests_bring_an_organisation_and_need_no_place(network: Network) -> None:
    apply(HEAD, ("G G", "g@min.de", "Umweltministerium", "Ständiger Gast"))
    assert Person.objects.get(organisation__name="Umweltministerium")
