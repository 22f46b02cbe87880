"""Whatever stands in an address: each page answers, says what is wrong, and loses nothing."""

from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from klimanetz.core.models import AuditEntry
from klimanetz.features.funding.inquiry import Inquiry, read_inquiry
from klimanetz.features.funding.models import Rule
from klimanetz.places.models import Authority

HERE = "/kommune-ohne-klimaschutzmanagement/"
PAGES = ("", "weg/", "partner/", "fragen/", "ergebnis/")
NAMES = (
    "kommune", "weg", "partner", "dazu", "teilung", "vorher", "beginn", "gruppe", "stufe",
    "anteil", "steigerung", "arbeitsplatz", "reisen", "stand", "konzept", "finanzschwach",
    "kommune_choice", "kommune_asked", "utm_source",
)  # fmt: skip
#: What is right somewhere, and what is right nowhere.
VALUES = (
    "160700029029", "160700004004", "16070", "160705001", "160705001043", "Ilmenau", "ilmenau ",
    "98693", "999999999999", "eigene", "gemeinsam", "gemeinschaft", "landkreis", "gleich", "ja",
    "nein", "", "2027-09", "2020-01", "2027-13", "0000-01", "E11", "E13", "3", "0", "-1", "100",
    "62,5", "9.700,00", "1e400", "NaN", "Infinity", "sNaN", "2026-01-01", "9999-12-31", "١٢٣٤٥",
    "<script>alert(1)</script>", "a" * 300, "ß\u202e", "\x00", "%", "' OR 1=1 --",
)  # fmt: skip

anything = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(VALUES) | st.text(max_size=12)), max_size=8
)
#: Right so far, so that later pages are reached.
begun = anything.map(lambda pairs: [("kommune", "160700029029"), ("weg", "gemeinsam"), *pairs])
on_one_database = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def land(
    ilmenau: Authority, arnstadt: Authority, plaue: Authority, rules: list[Rule]
) -> list[Authority]:
    return [ilmenau, arnstadt, plaue]


@on_one_database
@given(st.one_of(anything, begun))
def test_an_address_is_always_read(land: list[Authority], pairs: list[tuple[str, str]]) -> None:
    inquiry = read_inquiry(urlencode(pairs))
    assert isinstance(inquiry, Inquiry)
    assert inquiry.is_complete == (not inquiry.problems)
    if inquiry.is_complete:
        assert inquiry.authority is not None
        assert inquiry.way is not None
    for said in inquiry.problems.values():
        assert all(sentence[:1].isupper() or sentence[:1] in "„%" for sentence in said), said


@on_one_database
@given(st.one_of(anything, begun))
def test_the_canonical_address_is_a_fixed_point(
    land: list[Authority], pairs: list[tuple[str, str]]
) -> None:
    inquiry = read_inquiry(urlencode(pairs))
    if inquiry.is_complete:
        again = read_inquiry(inquiry.query)
        assert again.is_complete, again.problems
        assert again.query == inquiry.query
        assert not again.notes


@on_one_database
@given(st.one_of(anything, begun), st.sampled_from(PAGES))
def test_every_page_answers_every_address(
    land: list[Authority], pairs: list[tuple[str, str]], place: str
) -> None:
    response = Client().get(f"{HERE}{place}?{urlencode(pairs)}", follow=True)
    assert response.status_code == 200
    text = response.content.decode()
    assert "<script>alert(1)" not in text
    assert not AuditEntry.objects.exists()


@on_one_database
@given(begun, st.sampled_from(PAGES[1:]))
def test_the_town_is_never_lost(
    land: list[Authority], pairs: list[tuple[str, str]], place: str
) -> None:
    """Unless the address names two."""
    if any(name.startswith("kommune") for name, _value in pairs[1:]):
        return
    text = Client().get(f"{HERE}{place}?{urlencode(pairs)}", follow=True).content.decode()
    assert "Ilmenau" in text


def test_an_answer_given_before_the_way_was_changed_is_kept(
    client: Client, land: list[Authority]
) -> None:
    query = "kommune=160700029029&weg=eigene&partner=160700004004&konzept=nein&anteil=75"
    html = client.get(f"{HERE}weg/?{query}").content.decode()
    for name, value in QueryDict(query).items():
        if name not in ("weg", "kommune"):
            assert f'<input type="hidden" name="{name}" value="{value}">' in html
