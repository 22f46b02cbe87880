"""The address of a check: read with a sentence for all that is wrong, written so that it stays."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.http import QueryDict
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from klimanetz.core.models import Network
from klimanetz.features.funding.costing.months import month_at
from klimanetz.features.funding.inquiry import Inquiry, read_inquiry
from klimanetz.features.funding.inquiry_fields import (
    NumberField,
    read_month,
    write_number,
)
from klimanetz.features.funding.inquiry_form import usual_start
from klimanetz.features.funding.models import Purpose, Question
from klimanetz.features.funding.result import situation_of
from klimanetz.features.funding.ways import Way, bearer_of, ways_of
from klimanetz.places.models import Authority, Kind, Succession
from tests.factories import make_authority

OWN = "kommune=160700029029&weg=eigene"


@pytest.fixture(autouse=True)
def _network(network: Network) -> None:
    """What a place means depends on the Land of the network."""


@pytest.fixture
def weak(db: None) -> Question:
    return Question.objects.create(slug="finanzschwach", text="Ist Ihre Kommune finanzschwach?")


def said(query: str, name: str) -> str:
    return " ".join(read_inquiry(query).problems.get(name, ()))


def ended(authority: Authority, *heirs: Authority) -> Authority:
    day = timezone.localdate() - timedelta(days=400)
    Authority.objects.filter(pk=authority.pk).update(valid_to=day)
    for heir in heirs:
        Succession.objects.create(
            predecessor=authority, successor=heir, change=Succession.Change.DISSOLVED, legal_on=day
        )
    return authority


@pytest.fixture
def chain(db: None) -> None:
    """A resolution presupposes a concept, and that a post that there was before."""
    before = Question.objects.create(slug="vorher", text="Gab es schon eine Stelle?", rank=1)
    concept = Question.objects.create(slug="konzept", text="Konzept?", presupposes=before, rank=2)
    Question.objects.create(slug="beschluss", text="Beschluss?", presupposes=concept, rank=3)


# Read


def test_a_bare_address_is_full_of_sensible_defaults(ilmenau: Authority) -> None:
    inquiry = read_inquiry(OWN)
    assert inquiry.is_complete
    assert inquiry.authority == ilmenau
    assert inquiry.way == Way.OWN
    assert inquiry.purpose == Purpose.NEW_POSITION
    assert (inquiry.post.group, inquiry.post.step, inquiry.post.share) == ("E11", 3, Decimal(1))
    assert inquiry.post.starts == usual_start()
    assert inquiry.post.starts.day == 1


def test_what_was_answered_is_read(ilmenau: Authority, arnstadt: Authority, weak: Question) -> None:
    year = timezone.localdate().year + 1
    inquiry = read_inquiry(
        f"kommune=160700029029&weg=gemeinsam&partner=160700004004&teilung=gleich&vorher=ja"
        f"&finanzschwach=nein&beginn={year}-09&gruppe=E10&stufe=2&anteil=75&steigerung=2,5"
        f"&arbeitsplatz=9.700,50&reisen=0&stand=2026-01-15"
    )
    assert not inquiry.problems
    assert inquiry.partners == (arnstadt,)
    assert inquiry.evenly
    assert inquiry.purpose == Purpose.FOLLOW_UP
    assert inquiry.answers == {"vorher": True, "finanzschwach": False}
    post = inquiry.post
    assert (post.group, post.step, post.share) == ("E10", 2, Decimal("0.75"))
    assert post.starts == date(year, 9, 1)
    assert (post.rise, post.workplace, post.travel) == (
        Decimal("2.5"),
        Decimal("9700.50"),
        Decimal(0),
    )
    assert inquiry.asked_on == date(2026, 1, 15)


def test_a_place_may_be_written_by_name(ilmenau: Authority) -> None:
    assert read_inquiry("kommune=Ilmenau&weg=eigene").authority == ilmenau


def test_a_name_that_means_several_asks_back(ilmenau: Authority, erfurt: Authority) -> None:
    make_authority("160680000022", "Ilmenau", Kind.MUNICIPALITY)
    assert "auf mehrere" in said("kommune=Ilmenau&weg=eigene", "kommune")


def test_who_is_no_more_is_what_became_of_it(ilmenau: Authority) -> None:
    ended(make_authority("160700099099", "Wolfsberg", Kind.MUNICIPALITY), ilmenau)
    for written in ("160700099099", "Wolfsberg"):
        inquiry = read_inquiry(f"kommune={written}&weg=eigene")
        assert inquiry.authority == ilmenau
        assert inquiry.notes == ("Wolfsberg gibt es nicht mehr. Heute gehört es zu Ilmenau.",)
        assert "160700029029" in inquiry.query


def test_who_was_divided_is_asked_back(ilmenau: Authority, arnstadt: Authority) -> None:
    ended(make_authority("160700099099", "Wolfsberg", Kind.MUNICIPALITY), ilmenau, arnstadt)
    assert "Wolfsberg gibt es nicht mehr" in said("kommune=160700099099&weg=eigene", "kommune")


# Mended


@pytest.mark.parametrize(
    ("more", "field", "sentence"),
    [
        ("&weg=", "weg", "zwei verschiedene Antworten"),
        ("&beginn=2027-13", "beginn", "Diesen Monat gibt es nicht"),
        ("&beginn=bald", "beginn", "Diesen Monat gibt es nicht"),
        ("&beginn=2020-01", "beginn", "Januar 2020 ist schon vorbei"),
        ("&beginn=2199-01", "beginn", "So weit reicht keine Rechnung"),
        ("&anteil=viel", "anteil", "Bitte schreiben Sie eine Zahl"),
        ("&anteil=0", "anteil", "mindestens 10"),
        ("&anteil=101", "anteil", "höchstens 100"),
        ("&anteil=NaN", "anteil", "Bitte schreiben Sie eine Zahl"),
        ("&anteil=1e9999", "anteil", "höchstens 100"),
        ("&steigerung=9999", "steigerung", "höchstens 10"),
        ("&reisen=-1", "reisen", "mindestens 0"),
        ("&arbeitsplatz=99999999999", "arbeitsplatz", "höchstens 100000"),
        ("&gruppe=B11", "gruppe", "nicht zur Auswahl"),
        ("&stufe=9", "stufe", "nicht zur Auswahl"),
        ("&finanzschwach=vielleicht", "finanzschwach", "nicht zur Auswahl"),
        ("&finanzschwach=ja&finanzschwach=nein", "finanzschwach", "zwei verschiedene Antworten"),
    ],
)
def test_nonsense_is_told_at_its_field_and_the_rest_is_kept(
    ilmenau: Authority, weak: Question, more: str, field: str, sentence: str
) -> None:
    inquiry = read_inquiry(OWN + more)
    assert set(inquiry.problems) == {field}
    assert len(inquiry.problems[field]) == 1
    assert sentence in inquiry.problems[field][0]
    assert inquiry.authority == ilmenau
    assert inquiry.query  # what is right can still be written


def test_nothing_said_asks_for_the_town(db: None) -> None:
    assert read_inquiry("").problems == {"kommune": ("Bitte nennen Sie Ihre Kommune.",)}


def test_after_the_town_the_way_is_asked_for(ilmenau: Authority) -> None:
    assert read_inquiry("kommune=160700029029").problems == {
        "weg": ("Bitte wählen Sie einen Weg.",)
    }


def test_a_city_without_district_has_no_district_to_lean_on(erfurt: Authority) -> None:
    assert "steht kreisfreie Stadt Erfurt nicht offen" in said(
        "kommune=160510000000&weg=landkreis", "weg"
    )


def test_what_nobody_asked_is_told_and_left_out(ilmenau: Authority) -> None:
    inquiry = read_inquiry(f"{OWN}&utm=brief")
    assert inquiry.notes == ("„utm“ in der Adresse kennen wir nicht. Wir haben es weggelassen.",)
    assert "utm" not in inquiry.query
    assert inquiry.is_complete


def test_a_day_that_is_none_is_told(ilmenau: Authority) -> None:
    inquiry = read_inquiry(f"{OWN}&stand=gestern")
    assert inquiry.asked_on is None
    assert inquiry.is_complete
    assert "Stand" in inquiry.notes[0]


def test_a_day_to_come_is_no_day_of_asking(ilmenau: Authority) -> None:
    assert read_inquiry(f"{OWN}&stand=2199-01-01").asked_on is None


# Partners


def test_nobody_shares_with_itself(ilmenau: Authority) -> None:
    query = "kommune=160700029029&weg=gemeinsam&partner=160700029029"
    assert "nicht mit sich selbst teilen" in said(query, "partner")


def test_two_partners_that_became_one_count_once_and_it_is_told(
    ilmenau: Authority, arnstadt: Authority
) -> None:
    ended(make_authority("160700099099", "Marlishausen", Kind.MUNICIPALITY), arnstadt)
    query = "kommune=160700029029&weg=gemeinsam&partner=160700004004&partner=160700099099"
    inquiry = read_inquiry(query)
    assert inquiry.is_complete
    assert inquiry.partners == (arnstadt,)
    told = "Marlishausen gibt es nicht mehr. Heute gehört es zu Arnstadt."
    assert inquiry.notes == (told,)


def test_a_partner_that_became_part_of_who_asks_is_none_any_more(
    ilmenau: Authority, arnstadt: Authority
) -> None:
    ended(make_authority("160700099099", "Marlishausen", Kind.MUNICIPALITY), ilmenau)
    alone = "kommune=160700029029&weg=gemeinsam&partner=160700099099"
    assert "mindestens eine" in said(alone, "partner")
    inquiry = read_inquiry(f"{alone}&partner=160700004004")
    assert inquiry.partners == (arnstadt,)
    assert "Heute gehört es zu Ilmenau." in inquiry.notes[0]


def test_a_partner_of_which_nothing_is_left_is_told(
    ilmenau: Authority, arnstadt: Authority
) -> None:
    ended(make_authority("160700099099", "Marlishausen", Kind.MUNICIPALITY))
    query = "kommune=160700029029&weg=gemeinsam&partner=160700004004&partner=160700099099"
    inquiry = read_inquiry(query)
    assert inquiry.partners == (arnstadt,)
    assert "wir wissen nicht, was daraus wurde" in inquiry.notes[0]


def test_one_partner_twice_is_told(ilmenau: Authority, arnstadt: Authority) -> None:
    query = "kommune=160700029029&weg=gemeinsam&partner=160700004004&partner=160700004004"
    assert "zweimal gewählt" in said(query, "partner")


def test_a_partner_nobody_knows_is_told(ilmenau: Authority) -> None:
    query = "kommune=160700029029&weg=gemeinsam&partner=999999999999"
    assert "kennt das Verzeichnis nicht: 999999999999" in said(query, "partner")


def test_without_a_partner_nothing_is_shared(ilmenau: Authority) -> None:
    assert "mindestens eine" in said("kommune=160700029029&weg=gemeinsam", "partner")


def test_the_district_is_a_way_of_its_own(ilmenau: Authority) -> None:
    query = "kommune=160700029029&weg=gemeinsam&partner=16070"
    assert "eine Stelle des Landkreises" in said(query, "partner")


def test_ones_own_association_is_no_partner(ilm_kreis: Authority) -> None:
    vg = make_authority("160705001", "Großbreitenbach", Kind.ASSOCIATION, parent=ilm_kreis)
    make_authority("160705001001", "Altenfeld", Kind.MUNICIPALITY, association=vg, parent=ilm_kreis)
    query = "kommune=160705001001&weg=gemeinsam&partner=160705001"
    assert "gehören zusammen" in said(query, "partner")


def test_one_more_can_be_written_by_name(ilmenau: Authority, erfurt: Authority) -> None:
    inquiry = read_inquiry("kommune=160700029029&weg=gemeinsam&dazu=Erfurt")
    assert inquiry.partners == (erfurt,)
    assert "partner=160510000000" in inquiry.query
    assert "dazu" not in inquiry.query


def test_partners_of_another_way_are_no_matter(ilmenau: Authority) -> None:
    inquiry = read_inquiry(f"{OWN}&partner=999&dazu=Nirgendwo&teilung=x")
    assert inquiry.is_complete
    assert not inquiry.partners


# Written


def test_the_canonical_address_reads_as_the_same(
    ilmenau: Authority, arnstadt: Authority, weak: Question
) -> None:
    first = read_inquiry(
        "kommune=Ilmenau&weg=gemeinsam&partner=160700004004&finanzschwach=ja&anteil=62,5"
    ).on(date(2026, 11, 1))
    again = read_inquiry(first.query)
    assert again == first
    assert again.query == first.query
    assert read_inquiry(QueryDict(first.query)) == first


def test_every_default_stands_in_the_address(ilmenau: Authority) -> None:
    query = QueryDict(read_inquiry(OWN).query)
    assert {"beginn", "gruppe", "stufe", "anteil", "steigerung", "arbeitsplatz"} <= query.keys()


def test_nothing_in_the_address_is_of_a_person(ilmenau: Authority, weak: Question) -> None:
    query = QueryDict(read_inquiry(f"{OWN}&finanzschwach=ja").on(date(2026, 1, 1)).query)
    assert set(query) == {
        "kommune", "weg", "finanzschwach", "beginn", "gruppe", "stufe", "anteil", "steigerung",
        "arbeitsplatz", "reisen", "stand",
    }  # fmt: skip


def test_an_endless_address_is_cut(ilmenau: Authority) -> None:
    assert isinstance(read_inquiry("x=1&" * 100_000), Inquiry)


# Ways


def test_the_ways_that_are_open(
    ilmenau: Authority, ilm_kreis: Authority, erfurt: Authority
) -> None:
    vg = make_authority("160705001", "Großbreitenbach", Kind.ASSOCIATION, parent=ilm_kreis)
    town = make_authority("160705001001", "Altenfeld", Kind.MUNICIPALITY, association=vg)
    assert list(ways_of(ilmenau)) == [Way.OWN, Way.SHARED, Way.DISTRICT]
    assert list(ways_of(erfurt)) == [Way.OWN, Way.SHARED]
    assert list(ways_of(ilm_kreis)) == [Way.OWN]
    assert list(ways_of(vg)) == [Way.OWN, Way.SHARED, Way.DISTRICT]
    assert list(ways_of(town)) == [Way.OWN, Way.SHARED, Way.ASSOCIATION]
    assert bearer_of(ilmenau, Way.DISTRICT) == ilm_kreis
    assert bearer_of(town, Way.ASSOCIATION) == vg
    assert bearer_of(town, Way.SHARED) == town


# Numbers and months


@given(st.decimals(min_value=0, max_value=99_999, places=2))
def test_a_number_is_read_as_it_was_written(number: Decimal) -> None:
    field = NumberField(max_digits=8, decimal_places=2)
    assert field.clean(write_number(number)) == number
    german = f"{number:,.2f}".replace(",", "_").replace(".", ",").replace("_", ".")
    assert field.clean(german) == number
    assert field.clean(f"{german} €") == number


@given(st.dates(min_value=date(2020, 1, 1), max_value=date(2100, 1, 1)), st.integers(0, 200))
def test_months_are_added(day: date, months: int) -> None:
    later = month_at(day, months)
    assert later.day == 1
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert read_month(f"{later:%Y-%m}") == later


# What follows from an answer


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("vorher=nein", {"vorher": False, "konzept": False, "beschluss": False}),
        ("konzept=nein", {"vorher": None, "konzept": False, "beschluss": False}),
        ("konzept=ja", {"vorher": None, "konzept": True, "beschluss": None}),
        ("beschluss=nein", {"vorher": None, "konzept": None, "beschluss": False}),
        ("vorher=nein&beschluss=nein", {"vorher": False, "konzept": False, "beschluss": False}),
    ],
)  # fmt: skip
def test_a_no_answers_all_that_presupposes_a_yes(
    ilmenau: Authority, chain: None, said: str, known: dict[str, bool | None]
) -> None:
    inquiry = read_inquiry(f"{OWN}&{said}")
    assert inquiry.is_complete
    assert inquiry.known == known
    assert situation_of(inquiry).answers == known


def test_what_only_follows_is_not_written_into_the_address(ilmenau: Authority, chain: None) -> None:
    """Whoever changes their mind about the first answer has not answered the second."""
    query = read_inquiry(f"{OWN}&konzept=nein").query
    assert "beschluss" not in query
    changed = read_inquiry(query.replace("konzept=nein", "konzept=ja"))
    assert changed.known["beschluss"] is None


def test_a_yes_far_above_a_no_contradicts_it(ilmenau: Authority, chain: None) -> None:
    assert said(f"{OWN}&vorher=nein&beschluss=ja", "beschluss") == (
        "Das passt nicht zu Ihrem Nein auf „Gab es schon eine Stelle?“ Bitte ändern Sie eines."
    )


def test_a_circle_of_questions_harms_nobody(ilmenau: Authority, chain: None) -> None:
    last = Question.objects.get(slug="beschluss")
    Question.objects.filter(slug="vorher").update(presupposes=last)
    known = read_inquiry(f"{OWN}&konzept=nein").known
    assert known == dict.fromkeys(("vorher", "konzept", "beschluss"), False)
