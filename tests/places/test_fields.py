"""A place as one person writes it: by name, postcode or key, asked back where it fits several."""

import pytest
from django import forms
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from klimanetz.core.models import Network
from klimanetz.places.fields import AuthorityField
from klimanetz.places.finding import describe, find_meant, suggest_places
from klimanetz.places.models import Authority, Kind, Succession
from tests.factories import make_authority

pytestmark = pytest.mark.django_db
SUGGESTIONS = "/orte/vorschlaege/"


class PlaceForm(forms.Form):
    place = AuthorityField(label="Ort")


@pytest.fixture(autouse=True)
def register(network: Network, ilmenau: Authority, arnstadt: Authority) -> None:
    Authority.objects.filter(pk=ilmenau.pk).update(postcode="98693")


@pytest.mark.parametrize(
    "text",
    ["Ilmenau", "ilmenau", "Stadt Ilmenau", "Ilmenau (Gemeinde, Ilm-Kreis)", "160700029029",
     "16070029", "98693", " 98693 ", "160700029029 Ilmenau"],
)  # fmt: skip
def test_ways_to_write_one_place(text: str, ilmenau: Authority) -> None:
    form = PlaceForm({"place": text})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["place"] == ilmenau


def test_a_mistake_is_answered_with_what_comes_near(ilmenau: Authority) -> None:
    form = PlaceForm({"place": "Illmenau"})
    assert not form.is_valid()
    assert "Ist einer von diesen gemeint?" in str(form["place"].errors)
    page = str(form["place"])
    assert 'value="160700029029 Ilmenau"' in page
    assert 'name="place_asked" value="Illmenau"' in page


def test_nothing_near_is_said_so() -> None:
    form = PlaceForm({"place": "Qqqqqxxx"})
    assert not form.is_valid()
    assert "kennt das Verzeichnis nicht" in str(form.errors)
    assert "radio" not in str(form["place"])
    assert find_meant("00000").places == []


def test_a_merged_place_leads_to_what_it_is_today(ilmenau: Authority, ilm_kreis: Authority) -> None:
    old = make_authority("160700099099", "Altdorf", Kind.MUNICIPALITY, parent=ilm_kreis)
    Authority.objects.filter(pk=old.pk).update(valid_to="2020-12-31")
    Succession.objects.create(predecessor=old, successor=ilmenau, change="1", legal_on="2021-01-01")
    meant = find_meant("Altdorf")
    assert (meant.places, meant.near) == ([ilmenau], True)
    assert not PlaceForm({"place": "Altdorf"}).is_valid()


def test_places_are_offered_to_everyone_while_they_type(client: Client) -> None:
    offered = client.get(SUGGESTIONS, {"authority": "Il"}).content.decode()
    assert '<option value="Ilmenau (Gemeinde, Ilm-Kreis)">' in offered
    assert "Arnstadt" not in offered
    assert "Ilmenau" in client.get(SUGGESTIONS, {"x": "986"}).content.decode()
    assert client.get(SUGGESTIONS).content == b""
    assert client.post(SUGGESTIONS).status_code == 405


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("986", "98693 Ilmenau (Gemeinde, Ilm-Kreis)"),
        ("160700029", "160700029029 Ilmenau (Gemeinde, Ilm-Kreis)"),
        ("16070029", "16070029 Ilmenau (Gemeinde, Ilm-Kreis)"),
        ("98694", "98694: vielleicht 98693 Ilmenau (Gemeinde, Ilm-Kreis)"),
    ],
)
def test_what_is_found_by_number_shows_the_number(client: Client, typed: str, label: str) -> None:
    """Browsers leave out an option that does not contain what was typed."""
    offered = client.get(SUGGESTIONS, {"authority": typed}).content.decode()
    assert f'<option value="Ilmenau (Gemeinde, Ilm-Kreis)" label="{label}">' in offered


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("Muehlh", ' label="Muehlh: Mühlhausen (Gemeinde, Ilm-Kreis)"'),
        ("MUEHLH", ' label="MUEHLH: Mühlhausen (Gemeinde, Ilm-Kreis)"'),
        ("mühlh", ""),
    ],
)
def test_umlauts_are_found_however_they_are_written(
    client: Client, ilm_kreis: Authority, typed: str, label: str
) -> None:
    make_authority("160700011001", "Mühlhausen", Kind.MUNICIPALITY, parent=ilm_kreis)
    offered = client.get(SUGGESTIONS, {"authority": typed}).content.decode()
    assert offered == f'<option value="Mühlhausen (Gemeinde, Ilm-Kreis)"{label}>'


def test_a_key_in_full_is_offered_first(client: Client) -> None:
    offered = client.get(SUGGESTIONS, {"authority": "16070"}).content.decode()
    assert offered.startswith('<option value="Ilm-Kreis (Landkreis)" label="16070 Ilm-Kreis')


def test_signs_of_patterns_are_signs_of_names(client: Client) -> None:
    for typed in (".", "I.*", "(", "[", "\\", "Ilm|Arn"):
        assert client.get(SUGGESTIONS, {"authority": typed}).content == b""


def test_queries_do_not_grow_with_what_is_offered(client: Client, ilm_kreis: Authority) -> None:
    counts = []
    for number in range(3):
        make_authority(f"16070001100{number}", f"Ort {number}", Kind.MUNICIPALITY, parent=ilm_kreis)
        with CaptureQueriesContext(connection) as queries:
            client.get(SUGGESTIONS, {"x": "Ort"})
        counts.append(len(queries))
    assert counts == [1, 1, 1]


def test_what_is_offered_is_understood(ilmenau: Authority) -> None:
    for place in suggest_places("A") + suggest_places("I"):
        assert find_meant(describe(place)).places == [place]
