"""What a paper says about a town: the result of its check as plain texts, always in German."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.conf import settings
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import override

from klimanetz.core.models import Network
from klimanetz.features.funding.assessing import Answer, Assessment
from klimanetz.features.funding.costing.wording import write_euros, write_percent
from klimanetz.features.funding.inquiry import Inquiry
from klimanetz.features.funding.result import Option, Result
from klimanetz.features.funding.saying import say_months, say_tiers
from klimanetz.features.funding.shelf.naming import say_beside, say_where, say_who
from klimanetz.features.funding.ways import Way, name_way, say_whose
from klimanetz.features.funding.wording import say_day
from klimanetz.people.contacts import public_contacts
from klimanetz.places.models import Authority

GERMAN: Final = "de"
#: A way in two words, after „als“.
BRIEFLY: Final = {
    Way.OWN: "eigene Stelle",
    Way.SHARED: "gemeinsame Stelle",
    Way.ASSOCIATION: "Stelle %(whose)s",
    Way.DISTRICT: "Stelle des Landkreises",
}
PHASES: Final = {
    "initial": "erste Förderung",
    "follow_up": "Anschluss",
    "permanent": "auf Dauer",
}
NOTHING: Final = "–"
NEVER_CHECKED: Final = "nicht geprüft"
#: Of a grant that a condition or an unverified rule still stands before.
STILL_OPEN: Final = "noch offen"


@dataclass(frozen=True, slots=True)
class Paper:
    """What is to be written about: an inquiry with its result, and its day."""

    inquiry: Inquiry
    result: Result

    @property
    def authority(self) -> Authority:
        authority = self.inquiry.authority
        assert authority is not None  # noqa: S101 - there is a result
        return authority


def gather(result: Result) -> dict[str, Any]:
    """As `placeholders.EXAMPLE` shows it; three queries."""
    with override(GERMAN):
        paper = Paper(result.inquiry, result)
        return {
            **about_town(paper),
            **about_post(paper),
            **about_costs(paper),
            **about_grants(paper),
            **about_network(Network.objects.current()),
        }


def about_town(paper: Paper) -> dict[str, Any]:
    town = paper.authority
    return {
        "kommune": town.name,
        "kommune_titel": town.title,
        "die_kommune": say_who(town),
        "in_kommune": say_where(town),
        "art": town.designation,
        "einwohner": count(town.population),
        "landkreis": town.parent.title if town.parent else "",
        "datum": say_day(paper.result.on),
    }


def count(people: int | None) -> str:
    return number_format(people, force_grouping=True) if people else ""


def about_post(paper: Paper) -> dict[str, Any]:
    inquiry, chosen = paper.inquiry, paper.result.chosen
    post, partners = inquiry.post, inquiry.partners
    evenly = bool(partners) and all(one.weight == 1 for one in chosen.plan.shares)
    return {
        "weg": name_way(chosen.way, chosen.bearer),
        "weg_kurz": BRIEFLY[chosen.way] % {"whose": say_whose(chosen.bearer)},
        "anstellung": chosen.bearer.title,
        "die_anstellung": say_who(chosen.bearer),
        "partner": [{"name": one.title, "einwohner": count(one.population)} for one in partners],
        "partner_namen": say_beside(partners),
        "teilung": "zu gleichen Teilen" if evenly else "nach Einwohner:innen",
        "beginn": say_day(post.starts),
        "entgeltgruppe": f"E {post.group.removeprefix('E')}",
        "stufe": str(post.step),
        "umfang": write_percent(post.share * 100),
    }


def about_costs(paper: Paper) -> dict[str, Any]:
    plan = paper.result.chosen.plan
    return {
        "erstes_jahr": str(plan.years[0].year),
        "letztes_jahr": str(plan.years[-1].year),
        "jahre": list(list_years(paper.result.chosen)),
        "kosten_gesamt": write_euros(plan.total),
        "foerderung_gesamt": write_euros(plan.total - plan.own_share),
        "eigenanteil_gesamt": write_euros(plan.own_share),
        "anteil_gesamt": write_euros(sum(paper.result.chosen.by_year, Decimal(0))),
        "annahmen": list(plan.notes),
        "wege": [describe_way(one) for one in paper.result.options],
    }


def list_years(option: Option) -> Iterator[dict[str, str]]:
    for year, share in zip(option.plan.years, option.by_year, strict=True):
        yield {
            "jahr": str(year.year),
            "monate": str(year.months),
            "phase": PHASES[year.phase],
            "kosten": write_euros(year.total),
            "foerderung": write_euros(year.total - year.own_share),
            "vermerk": "" if all(one.certain for one in year.grants) else STILL_OPEN,
            "eigenanteil": write_euros(year.own_share),
            "anteil": write_euros(share),
        }


def describe_way(option: Option) -> dict[str, str]:
    plan = option.plan
    return {
        "name": name_way(option.way, option.bearer),
        "kosten": write_euros(plan.total),
        "foerderung": write_euros(plan.total - plan.own_share),
        "anteil": write_euros(sum(option.by_year, Decimal(0))),
    }


def about_grants(paper: Paper) -> dict[str, Any]:
    result, day = paper.result, say_day(paper.result.on)
    grants = list_grants(result.chosen)
    path = f"{reverse('check_result')}?{paper.inquiry.on(result.on).query}"
    return {
        "foerderung_geklaert": result.chosen.is_certain and result.chosen.plan.certain,
        "foerderung_moeglich": any(one.answer != Answer.NO for one in grants),
        "foerderungen": [describe_grant(one) for one in grants],
        "offen": list(result.missing),
        "quellen": list(list_sources(result.chosen, grants)),
        "vorbehalt": f"Stand {day}, ohne Gewähr. Über Förderung entscheidet allein der "
        "Fördergeber.",
        "adresse": settings.BASE_URL + path,
    }


def list_grants(option: Option) -> list[Assessment]:
    """What was asked for, and what the plan reckons with afterwards."""
    later = option.follow_up[0].parts if option.follow_up else ()
    return [*option.assessments, *later]


def describe_grant(one: Assessment) -> dict[str, Any]:
    terms, pays = one.terms, one.answer != Answer.NO
    return {
        "programm": terms.programme_name,
        "titel": terms.title,
        "ebene": str(terms.level.label),
        "antwort": str(one.answer.label),
        "status": str(terms.status.label),
        "satz": say_rates(one),
        "dauer": say_months(terms.duration_months) if pays and terms.duration_months else "",
        "gruende": list(map(capfirst, one.reasons)),
        "fehlt": list(map(capfirst, one.missing)),
        "quelle": terms.source,
        "adresse": terms.source_url,
        "geprueft": say_day(terms.checked_on) if terms.checked_on else NEVER_CHECKED,
    }


def say_rates(one: Assessment) -> str:
    """What is sure once the answer is yes, and what more may be."""
    if one.answer == Answer.NO:
        return NOTHING
    found = dict.fromkeys(tier for tier in (one.tier, *one.best) if tier)
    return ", ".join(say_tiers(found)) or "offen"


def list_sources(option: Option, grants: Sequence[Assessment]) -> Iterator[dict[str, str]]:
    """Each once: those of the grants, then those of the costs."""
    for title, url, day in (*list_grant_sources(grants), *list_cost_sources(option)):
        yield {"titel": title, "adresse": url, "datum": say_day(day) if day else ""}


type Source = tuple[str, str, date | None]


def list_grant_sources(grants: Sequence[Assessment]) -> list[Source]:
    return list(dict.fromkeys(map(source_of, grants)))


def source_of(one: Assessment) -> Source:
    terms = one.terms
    return f"{terms.programme_name}: {terms.source}", terms.source_url, terms.checked_on


def list_cost_sources(option: Option) -> list[Source]:
    origins = [amount.origin for year in option.plan.years for amount in year.costs]
    found = [(one.source, one.source_url, one.checked_on) for one in origins if one.source]
    return list(dict.fromkeys(found))


def about_network(network: Network) -> dict[str, Any]:
    return {
        "netzwerk": network.name,
        "netzwerk_traeger": network.operator or network.name,
        "netzwerk_anschrift": ", ".join(network.address.split("\n")).replace("\r", ""),
        "netzwerk_telefon": network.phone,
        "netzwerk_email": network.email,
        "ansprechpersonen": [
            {"name": one.name, "telefon": one.phone, "email": one.email}
            for one in public_contacts()
        ],
    }
