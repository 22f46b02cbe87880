"""What authorities are called, and which exist on a day."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from klimanetz.places.kinds import Kind, ags_of, association_key, full_title, kind_of, split_name
from klimanetz.places.models import Authority
from tests.factories import make_authority


@pytest.mark.parametrize(
    ("official", "code", "name", "title"),
    [
        ("Eisenach, Stadt", "63", "Eisenach", "Stadt Eisenach"),
        ("Seebad , Stadt", "63", "Seebad", "Stadt Seebad"),
        ("Gotha", "44", "Gotha", "Landkreis Gotha"),
        ("Ilm-Kreis", "44", "Ilm-Kreis", "Ilm-Kreis"),
        ("Städteregion Aachen", "43", "Städteregion Aachen", "Städteregion Aachen"),
        ("Regionalverband Saarbrücken", "45", "Regionalverband Saarbrücken",
         "Regionalverband Saarbrücken"),
        ("Herzogtum Lauenburg", "43", "Herzogtum Lauenburg", "Kreis Herzogtum Lauenburg"),
        ("Erfurt, Stadt", "61", "Erfurt", "kreisfreie Stadt Erfurt"),
        ("Emmerting (VGem)", "54", "Emmerting", "Verwaltungsgemeinschaft Emmerting"),
        ("VVG der Stadt Neuffen", "54", "VVG der Stadt Neuffen", "VVG der Stadt Neuffen"),
        ("EG Uder", "58", "Uder", "erfüllende Gemeinde Uder"),
        ("Frankfurt (Oder), Stadt", "61", "Frankfurt (Oder)", "kreisfreie Stadt Frankfurt (Oder)"),
        ("Amt Wachsenburg", "64", "Amt Wachsenburg", "Gemeinde Amt Wachsenburg"),
    ],
)  # fmt: skip
def test_names_and_titles(official: str, code: str, name: str, title: str) -> None:
    kind = {"4": Kind.DISTRICT, "5": Kind.ASSOCIATION, "6": Kind.MUNICIPALITY}[code[0]]
    assert split_name(official, kind, code) == name
    assert full_title(name, code) == title


@pytest.mark.parametrize(
    ("ars", "code", "kind", "ags", "association"),
    [
        ("16070", "44", Kind.DISTRICT, "16070", ""),
        ("160705009", "54", Kind.ASSOCIATION, "", ""),
        ("160705009012", "64", Kind.MUNICIPALITY, "16070012", "160705009"),
        ("160700029029", "63", Kind.MUNICIPALITY, "16070029", ""),
        ("160510000000", "61", Kind.DISTRICT_FREE_CITY, "16051000", ""),
        ("081110000000", "62", Kind.DISTRICT_FREE_CITY, "08111000", ""),
    ],
)
def test_keys_say_what_an_authority_is(
    ars: str, code: str, kind: Kind, ags: str, association: str
) -> None:
    assert (kind_of(ars, code), ags_of(ars), association_key(ars)) == (kind, ags, association)


def test_validity_covers_both_ends(db: None) -> None:
    today = timezone.localdate()
    yesterday, tomorrow = today - timedelta(days=1), today + timedelta(days=1)
    for at, (starts, ends) in enumerate(
        [(None, None), (today, today), (tomorrow, None), (None, yesterday)]
    ):
        make_authority(
            f"1607000290{at:02d}", f"Ort {at}", Kind.MUNICIPALITY, valid_from=starts, valid_to=ends
        )
    assert list(Authority.objects.valid().values_list("name", flat=True)) == ["Ort 0", "Ort 1"]
    assert list(Authority.objects.ended().values_list("name", flat=True)) == ["Ort 3"]
    assert Authority.objects.valid(tomorrow).count() == 2


def test_a_key_stands_once_among_what_exists(ilmenau: Authority) -> None:
    for ars in ("160700029029", "160705009029"):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_authority(ars, "Ilmenau", Kind.MUNICIPALITY)
    make_authority("160700029029", "Ilmenau alt", Kind.MUNICIPALITY, valid_to=date(1990, 1, 1))


@pytest.mark.parametrize(
    ("code", "designation", "title"),
    [
        ("61", "kreisfreie Stadt", "kreisfreie Stadt Erfurt"),
        ("67", "Große Kreisstadt", "Große Kreisstadt Erfurt"),
        ("", "Kreisfreie Stadt", "Erfurt"),
    ],
)
def test_designations_are_those_of_the_register(
    code: str, designation: str, title: str, erfurt: Authority
) -> None:
    erfurt.kind_code = code
    assert (erfurt.designation, erfurt.title) == (designation, title)
