"""What a plan supposes, in sentences."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from klimanetz.features.funding.combining import Combination
from klimanetz.features.funding.costing.months import USUAL_MONTHS, Row, month_at, months_of
from klimanetz.features.funding.costing.post import Post
from klimanetz.features.funding.costing.salary import rises_until
from klimanetz.features.funding.costing.tables import PAY_TABLES, STEPS
from klimanetz.features.funding.costing.wording import write_percent
from klimanetz.features.funding.saying import say_months


def list_notes(
    post: Post, rows: Sequence[Row], combinations: Sequence[Combination | None]
) -> Iterator[str]:
    if rises_until(month_at(post.starts, rows[-1].ends - 1)):
        yield _("Das Entgelt steigt nach der %(table)s jeden Mai um %(rise)s.") % {
            "table": PAY_TABLES[-1].name,
            "rise": write_percent(post.rise),
        }
    if post.step < STEPS:
        yield _("Die Stufen steigen nach den Zeiten des Tarifvertrags bei üblicher Leistung.")
    if post.starts.day > 1:
        yield _("Der Monat, in dem die Stelle beginnt, zählt ganz.")
    found = [one for one in combinations if one]
    if found:
        yield _("Als förderfähig sind nur die Personalkosten gerechnet.")
    for phase, combination in zip(USUAL_MONTHS, combinations, strict=True):
        if combination and any(one.terms.duration_months is None for one in combination.parts):
            yield unknown_duration(months_of(combination, phase))
    if any(one.tier and one.tier.per_inhabitant for each in found for one in each.parts):
        yield _("Pauschalen je Einwohner:in sind nicht gerechnet: sie sind für vieles da.")


def unknown_duration(months: int) -> str:
    return _("Wo die Dauer einer Förderung nicht bekannt ist, sind %(months)s gerechnet.") % {
        "months": say_months(months)
    }
