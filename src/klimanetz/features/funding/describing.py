"""A rule, point by point, in words: for its page, for previews, and to tell what changed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.features.funding.models import Applicant, Cumulation, Level, Order, Status
from klimanetz.features.funding.saying import say_months, say_number, say_span, say_tiers
from klimanetz.features.funding.terms import Presupposed, Terms
from klimanetz.features.funding.wording import say_euros, say_list, say_percent
from klimanetz.places.lands import LANDS

WRITTEN: Final = frozenset({"title", "decided_by", "documents", "note"})

type Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that a rule says, in one line or several."""

    key: str
    label: str
    lines: Lines

    @property
    def written(self) -> bool:
        """Word for word as an organiser wrote it."""
        return self.key in WRITTEN


def lines(*texts: str) -> Lines:
    return tuple(filter(None, texts))


def say_status(terms: Terms) -> Lines:
    return (str(Status(terms.status).label),)


def say_land(terms: Terms) -> Lines:
    return (str(LANDS.get(terms.land, terms.land) or _("ganz Deutschland")),)


def say_applicants(terms: Terms) -> Lines:
    return lines(say_list([str(one.label) for one in Applicant if one in terms.applicants]))


def say_rates(terms: Terms) -> Lines:
    return say_tiers(terms.tiers)


def say_duration(terms: Terms) -> Lines:
    return lines(say_months(terms.duration_months) if terms.duration_months else "")


def say_least(terms: Terms) -> Lines:
    costs = terms.minimum_costs
    people = terms.minimum_participants
    return lines(
        _("%(euros)s förderfähige Ausgaben") % {"euros": say_euros(costs)} if costs else "",
        _("%(number)s teilnehmende Kommunen") % {"number": say_number(people)} if people else "",
    )


def say_cap(terms: Terms) -> Lines:
    if terms.cap is None:
        return ()
    euros = say_euros(terms.cap)
    each = _("%(euros)s je teilnehmender Kommune") % {"euros": euros}
    return (each if terms.cap_per_participant else euros,)


def say_own_share(terms: Terms) -> Lines:
    share = terms.own_share
    return lines(_("mindestens %(share)s") % {"share": say_percent(share)} if share else "")


def say_cumulation(terms: Terms) -> Lines:
    ceiling = terms.cumulation_ceiling
    most = _("alle zusammen höchstens %(percent)s der Ausgaben")
    ordered = terms.cumulation_order != Order.ANY
    return lines(
        str(Cumulation(terms.cumulation).label),
        most % {"percent": say_percent(ceiling)} if ceiling is not None else "",
        str(Order(terms.cumulation_order).label) if ordered else "",
    )


def say_requirements(terms: Terms) -> Lines:
    wanted = {True: _("Die Antwort muss Ja sein."), False: _("Die Antwort muss Nein sein.")}
    return tuple(f"{one.question_text} {wanted[one.wanted]}" for one in terms.requirements)


def say_presupposed(terms: Terms) -> Lines:
    return tuple(map(say_order, terms.presupposed))


def say_order(one: Presupposed) -> str:
    firsts = (_("„%(text)s“") % {"text": text} for _slug, text in one.firsts)
    said = {"question": one.question_text, "firsts": _(" und ").join(firsts)}
    return _("„%(question)s“ nur nach einem Ja auf %(firsts)s") % said


def say_decision(terms: Terms) -> Lines:
    months = terms.decision_months
    return lines(_("etwa %(months)s") % {"months": say_months(months)} if months else "")


def say_lead(terms: Terms) -> Lines:
    months = terms.lead_months
    return lines(_("%(months)s vor dem Antrag") % {"months": say_months(months)} if months else "")


#: In the order in which one asks: who, what, how much, how long, on which terms, by when, says who.
FACETS: tuple[tuple[str, Promise, Callable[[Terms], Lines]], ...] = (
    ("title", gettext_lazy("Was gefördert wird"), lambda terms: (terms.title,)),
    ("status", gettext_lazy("Stand der Prüfung"), say_status),
    ("purpose", gettext_lazy("Zweck"), lambda terms: (str(terms.purpose.label),)),
    ("level", gettext_lazy("Ebene"), lambda terms: (str(Level(terms.level).label),)),
    ("land", gettext_lazy("Land"), say_land),
    ("decided_by", gettext_lazy("Zuständig"), lambda terms: lines(terms.decided_by)),
    ("applicants", gettext_lazy("Wer darf beantragen"), say_applicants),
    ("rates", gettext_lazy("Wie viel"), say_rates),
    ("duration", gettext_lazy("Wie lange"), say_duration),
    ("least", gettext_lazy("Mindestens"), say_least),
    ("cap", gettext_lazy("Höchstens"), say_cap),
    ("own_share", gettext_lazy("Eigenanteil"), say_own_share),
    ("cumulation", gettext_lazy("Mit anderen Mitteln"), say_cumulation),
    ("requirements", gettext_lazy("Bedingungen"), say_requirements),
    ("presupposed", gettext_lazy("Was Antworten voraussetzen"), say_presupposed),
    ("documents", gettext_lazy("Nötige Unterlagen"), lambda terms: terms.documents),
    (
        "window",
        gettext_lazy("Anträge"),
        lambda terms: lines(say_span(terms.window_opens, terms.window_closes)),
    ),
    ("lead", gettext_lazy("Vorlauf"), say_lead),
    ("decision", gettext_lazy("Bis zum Bescheid"), say_decision),
    (
        "valid",
        gettext_lazy("Gilt"),
        lambda terms: lines(say_span(terms.valid_from, terms.valid_to)),
    ),
    ("note", gettext_lazy("Gut zu wissen"), lambda terms: lines(terms.note)),
    ("source", gettext_lazy("Fundstelle"), lambda terms: lines(terms.source, terms.source_url)),
)


def describe(terms: Terms) -> list[Point]:
    """All points, also those that no source says anything about."""
    return [Point(key, str(label), say(terms)) for key, label, say in FACETS]
