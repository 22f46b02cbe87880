"""What a paper says, value by value."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from klimanetz.core.models import Network
from klimanetz.features.funding.costing.wording import write_euros
from klimanetz.features.funding.models import Rate, Rule
from klimanetz.features.funding.shelf.making import write_name
from klimanetz.features.funding.shelf.values import BRIEFLY, PHASES, gather
from klimanetz.features.funding.ways import Way
from klimanetz.places.models import Authority, Kind
from tests.factories import make_authority
from tests.features.funding.shelf.conftest import ILMENAU, WorkOut

TOWN = "kommune=160700029029"


@pytest.fixture
def association(ilm_kreis: Authority, ilmenau: Authority) -> Authority:
    found = make_authority(
        "160705009", "Riechheimer Berg", Kind.ASSOCIATION, parent=ilm_kreis, population=40_000
    )
    Authority.objects.filter(pk=ilmenau.pk).update(association=found)
    return found


@pytest.mark.parametrize(
    ("way", "briefly", "employer"),
    [
        (Way.OWN, "eigene Stelle", "Gemeinde Ilmenau"),
        (Way.ASSOCIATION, "Stelle der Verwaltungsgemeinschaft",
         "Verwaltungsgemeinschaft Riechheimer Berg"),
        (Way.DISTRICT, "Stelle des Landkreises", "Ilm-Kreis"),
    ],
)  # fmt: skip
def test_each_way_has_its_words_and_its_employer(
    found: WorkOut, association: Authority, way: Way, briefly: str, employer: str
) -> None:
    values = gather(found(f"{TOWN}&weg={way.value}"))
    assert (values["weg_kurz"], values["anstellung"]) == (briefly, employer)
    assert values["wege"][0]["name"] == values["weg"]
    assert len(values["wege"]) == 3


def test_no_way_and_no_phase_is_without_words(found: WorkOut) -> None:
    assert set(BRIEFLY) == set(Way)
    assert {year.phase for year in found().chosen.plan.years} <= set(PHASES)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "Arnstadt"),
        (2, "Arnstadt und Ort 1"),
        (4, "Arnstadt, Ort 1, Ort 2 und Ort 3"),
    ],
)
def test_partners_are_listed_as_one_speaks(
    found: WorkOut, ilm_kreis: Authority, number: int, said: str
) -> None:
    keys = ["160700004004"]
    for count in range(1, number):
        keys.append(f"16070000500{count}")
        make_authority(keys[-1], f"Ort {count}", Kind.MUNICIPALITY, parent=ilm_kreis)
    partners = "".join(f"&partner={key}" for key in keys)
    values = gather(found(f"{TOWN}&weg=gemeinsam{partners}"))
    assert values["partner_namen"] == said
    assert len(values["partner"]) == number
    assert values["partner"][0]["einwohner"] == "10.000"


def test_years_add_up_to_the_sums_to_the_cent(found: WorkOut) -> None:
    def euros(text: str) -> Decimal:
        return Decimal(text.removesuffix(" €").replace(".", "").replace(",", "."))

    values = gather(found(f"{TOWN}&weg=gemeinsam&partner=160700004004"))
    for part, whole in (
        ("kosten", "kosten_gesamt"),
        ("foerderung", "foerderung_gesamt"),
        ("eigenanteil", "eigenanteil_gesamt"),
        ("anteil", "anteil_gesamt"),
    ):
        assert sum(euros(year[part]) for year in values["jahre"]) == euros(values[whole])
    rest = euros(values["kosten_gesamt"]) - euros(values["foerderung_gesamt"])
    assert rest == euros(values["eigenanteil_gesamt"])


def test_a_rate_that_may_be_higher_is_told_with_its_condition(found: WorkOut) -> None:
    rule = Rule.objects.get(slug="erst")
    question = rule.conditions.get().question
    Rate.objects.create(rule=rule, percent=Decimal(90), question=question)
    grant = gather(found(f"{ILMENAU}&konzept="))["foerderungen"][0]
    assert grant["satz"].startswith("70\xa0%, 90\xa0%")
    assert question.text in grant["satz"]


def test_a_grant_without_known_rate_says_so(found: WorkOut) -> None:
    Rate.objects.filter(rule__slug="anschluss").update(population_from=1_000_000)
    grants = gather(found())["foerderungen"]
    assert {one["satz"] for one in grants} <= {"70\xa0%", "–", "offen"}


def test_each_source_stands_once(found: WorkOut) -> None:
    sources = gather(found())["quellen"]
    assert len({tuple(one.values()) for one in sources}) == len(sources)
    assert sources[0] == {
        "titel": "Bundesprogramm: Merkblatt erst",
        "adresse": "https://programm.example/erst",
        "datum": "10. Januar 2027",
    }


def test_the_address_leads_back_to_the_same_result(found: WorkOut) -> None:
    address = gather(found())["adresse"]
    before, _mark, query = address.partition("?")
    assert before.endswith("/kommune-ohne-klimaschutzmanagement/ergebnis/")
    assert gather(found(query))["kosten_gesamt"] == gather(found())["kosten_gesamt"]
    assert "stand=2027-02-01" in query


def test_values_are_german_in_every_language(found: WorkOut) -> None:
    german = gather(found())
    with override("en"):
        assert gather(found())["datum"] == german["datum"] == "1. Februar 2027"


def test_a_network_without_operator_stands_for_itself(found: WorkOut, network: Network) -> None:
    Network.objects.update(operator="", email="", address="Am Markt 1\r\n99084 Erfurt")
    values = gather(found())
    assert values["netzwerk_traeger"] == "Klimanetz Thüringen"
    assert values["netzwerk_anschrift"] == "Am Markt 1, 99084 Erfurt"
    assert values["netzwerk_email"] == ""


def test_the_plan_of_part_time_is_told_in_percent(found: WorkOut) -> None:
    values = gather(found(f"{ILMENAU}&anteil=62,5"))
    assert values["umfang"].replace("\xa0", " ") == "62,5 %"
    assert values["kosten_gesamt"] == write_euros(found(f"{ILMENAU}&anteil=62,5").chosen.plan.total)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Beschlussvorlage Ilmenau", "Beschlussvorlage-Ilmenau.docx"),
        ("Kostenblatt Breitungen/Werra", "Kostenblatt-Breitungen-Werra.docx"),
        ("A b. C, Stadt", "A-b-C-Stadt.docx"),
        ("../../etc/passwd", "etc-passwd.docx"),
    ],
)
def test_a_name_is_good_in_every_file_system(text: str, name: str) -> None:
    assert write_name(text, ".docx") == name
