"""What a council reads before it decides: two pages, German, on the operator's letterhead."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import override

from klimanetz.core.printing import print_document
from klimanetz.features.funding.result import Option, Result
from klimanetz.features.funding.shelf.values import (
    GERMAN,
    Source,
    gather,
    list_cost_sources,
    list_grant_sources,
    list_grants,
    list_sources,
    source_of,
)
from klimanetz.features.funding.wording import say_day

#: What two pages hold; what is left out is told, with where to read it.
MOST_GRANTS: Final = 6
MOST_LINES: Final = 4
MOST_OPEN: Final = 8
MOST_SOURCES: Final = 12

type Values = dict[str, Any]


def print_council_paper(result: Result) -> bytes:
    with override(GERMAN):
        content = write_content(result)
        title = f"Klimaschutzmanagement: {content['kommune_titel']}"
        return print_document("klimanetz.features.funding.shelf", "council", title, content)


def write_content(result: Result) -> Values:
    values, chosen = gather(result), result.chosen
    values["jahre"] = list(draw_bars(result, values["jahre"]))
    values["offen"] = list_open(chosen, values)[:MOST_OPEN]
    return values | {
        "occasion": say_occasion(values),
        "post": say_post(values),
        "standing": say_standing(values),
        "grants": list(number_grants(chosen, values["foerderungen"]))[:MOST_GRANTS],
        "more": say_more(values),
        "decision": say_decision(result),
        "cost_sources": "; ".join(write_briefly(list_cost_sources(chosen))),
        "sources": list(write_sources(list_sources(chosen, list_grants(chosen))))[:MOST_SOURCES],
        "shared": bool(chosen.plan.shares),
        "contact": list(list_contacts(values)),
        "short_address": values["adresse"].partition("?")[0].partition("://")[2],
    }


def draw_bars(result: Result, rows: list[Values]) -> Iterator[Values]:
    """As parts of the dearest year."""
    years = result.chosen.plan.years
    before = ""
    most = max(max(year.total for year in years), Decimal(1))
    for year, row in zip(years, rows, strict=True):
        yield row | {
            "begins": year.phase != before,
            "pays": float((year.total - year.own_share) / most),
            "owns": float(max(year.own_share, Decimal(0)) / most),
        }
        before = year.phase


def say_occasion(values: Values) -> str:
    where = f" ({values['landkreis']})" if values["landkreis"] else ""
    people = f" mit {values['einwohner']} Einwohner:innen" if values["einwohner"] else ""
    return (
        f"Klimaschutz berührt {values['in_kommune']}{where}{people} fast jede Aufgabe: eigene "
        "Gebäude, Bauleitplanung, Wärme, Beschaffung, Verkehr. Klimaschutzmanagement führt das "
        "zusammen, bereitet Maßnahmen zum Beschluss vor, beantragt Fördermittel und begleitet die "
        f"Umsetzung. Zu entscheiden ist, ob und auf welchem Weg. Gerechnet ist {values['weg']}; "
        f"Anstellung: {values['anstellung']}{say_partners(values)}."
    )


def say_partners(values: Values) -> str:
    if not values["partner"]:
        return ""
    return f", gemeinsam mit {values['partner_namen']}, Eigenanteil {values['teilung']} geteilt"


def say_post(values: Values) -> str:
    return (
        f"{values['umfang']} einer Vollzeitstelle, Entgeltgruppe {values['entgeltgruppe']}, Stufe "
        f"{values['stufe']}, ab {values['beginn']}. Personal, Arbeitsplatz und Reisen."
    )


def say_standing(values: Values) -> str:
    if not values["foerderungen"]:
        return (
            f"Für diesen Weg kennen wir am {values['datum']} kein Programm. Alle Kosten bleiben "
            "Eigenanteil, solange sich daran nichts ändert."
        )
    if not values["foerderung_moeglich"]:
        return (
            f"Am {values['datum']} trifft keines der Programme zu, die wir für diesen Weg kennen. "
            "Alle Kosten bleiben Eigenanteil, solange sich daran nichts ändert."
        )
    if values["foerderung_geklaert"]:
        return (
            "Nach den heutigen Regeln kommt eine Förderung infrage. Zugesagt ist sie erst mit dem "
            "Zuwendungsbescheid."
        )
    return (
        "Ob in allen Jahren gefördert wird, ist noch nicht zu sagen. „Mögliche Förderung“ zeigt, "
        "womit zu rechnen wäre, wenn sich die offenen Punkte klären; abgelaufene Programme sind "
        "nicht gerechnet."
    )


def list_open(option: Option, values: Values) -> list[str]:
    """Of all grants; each once. What is to be settled only for later years says so."""
    now = len(option.assessments)
    missing = [said for grant in values["foerderungen"][:now] for said in grant["fehlt"]]
    later = [
        f"{grant['titel']}: {' '.join(grant['fehlt'])}"
        for grant in values["foerderungen"][now:]
        if grant["fehlt"]
    ]
    return list(dict.fromkeys([*values["offen"], *missing, *later]))


def number_grants(option: Option, grants: list[Values]) -> Iterator[Values]:
    """With the number of its source in the list at the end."""
    found = list_grants(option)
    sources = list_grant_sources(found)
    for one, grant in zip(found, grants, strict=True):
        number = sources.index(source_of(one)) + 1
        yield grant | {"number": number, "lines": grant["gruende"][:MOST_LINES]}


def say_more(values: Values) -> str:
    left = len(values["foerderungen"]) - MOST_GRANTS
    if left <= 0:
        return ""
    return f"{left} weitere stehen mit allen Gründen unter der Adresse am Ende."


def say_decision(result: Result) -> str:
    months = [one.terms.decision_months for one in list_grants(result.chosen)]
    longest = max(filter(None, months), default=None)
    if longest is None:
        return ""
    wait = "einem Monat" if longest == 1 else f"{longest} Monaten"
    return f"Bescheid nach etwa {wait}, länger bei mehreren"


def write_sources(sources: Iterable[Values]) -> Iterator[str]:
    for one in sources:
        checked = f"geprüft am {one['datum']}" if one["datum"] else ""
        yield ", ".join(filter(None, (one["titel"], one["adresse"], checked)))


def write_briefly(sources: Iterable[Source]) -> Iterator[str]:
    for title, _url, day in sources:
        yield f"{title.rstrip('.')} ({say_day(day)})" if day else title.rstrip(".")


def list_contacts(values: Values) -> Iterator[str]:
    yield ", ".join(
        filter(None, (values["netzwerk_traeger"], values["netzwerk"], values["netzwerk_anschrift"]))
    )
    reach = (values["netzwerk_telefon"], values["netzwerk_email"])
    if any(reach):
        yield ", ".join(filter(None, reach))
    for one in values["ansprechpersonen"][:3]:
        yield ", ".join(filter(None, (one["name"], one["telefon"], one["email"])))
