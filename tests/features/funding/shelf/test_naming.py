"""Towns stand in sentences as one speaks of them."""

import pytest

from klimanetz.features.funding.shelf.naming import say_beside, say_where, say_who
from klimanetz.places.models import Authority, Kind

ELXLEBEN = Authority(name="Elxleben", kind=Kind.MUNICIPALITY, kind_code="64")
GOTHA = Authority(name="Gotha", kind=Kind.MUNICIPALITY, kind_code="63")
ERFURT = Authority(name="Erfurt", kind=Kind.DISTRICT_FREE_CITY, kind_code="61")
LEINETAL = Authority(name="Leinetal", kind=Kind.ASSOCIATION, kind_code="54")
LANDKREIS = Authority(name="Gotha", kind=Kind.DISTRICT, kind_code="44")
ILM_KREIS = Authority(name="Ilm-Kreis", kind=Kind.DISTRICT, kind_code="43")
REGION = Authority(name="Region Hannover", kind=Kind.DISTRICT, kind_code="45")


@pytest.mark.parametrize(
    ("town", "who", "where"),
    [
        (ELXLEBEN, "Die Gemeinde Elxleben", "in Elxleben"),
        (GOTHA, "Die Stadt Gotha", "in Gotha"),
        (ERFURT, "Die kreisfreie Stadt Erfurt", "in Erfurt"),
        (LEINETAL, "Die Verwaltungsgemeinschaft Leinetal",
         "in der Verwaltungsgemeinschaft Leinetal"),
        (LANDKREIS, "Der Landkreis Gotha", "im Landkreis Gotha"),
        (ILM_KREIS, "Der Ilm-Kreis", "im Ilm-Kreis"),
        (REGION, "Die Region Hannover", "in der Region Hannover"),
    ],
)  # fmt: skip
def test_each_has_its_article(town: Authority, who: str, where: str) -> None:
    assert (say_who(town), say_where(town)) == (who, where)


def test_partners_read_well_after_mit() -> None:
    assert say_beside([ELXLEBEN, GOTHA, LEINETAL]) == (
        "Elxleben, Gotha und der Verwaltungsgemeinschaft Leinetal"
    )
    assert say_beside([]) == ""
