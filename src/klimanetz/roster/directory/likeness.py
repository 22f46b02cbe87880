"""How alike the authorities of the directory are: the measure of `places.similarity`, in SQL.

`score` is the same sum of the same four parts, so that a database sorts ten thousand people by it
at once; a test holds the two together. Straight lines stand for the way along the earth, which
within 100 km differs by a metre.
"""

from typing import Final

from django.db.models import Case, Expression, F, FloatField, Value, When
from django.db.models.functions import Abs, Coalesce, Greatest, Sqrt
from django.db.models.lookups import LessThan
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.places.kinds import Kind
from klimanetz.places.models import Authority
from klimanetz.places.similarity import FAR, WEIGHTS, Likeness, SizeClass, size_class
from klimanetz.roster.directory.models import Entry

LIKE_YOURS: Final[dict[SizeClass, Promise]] = {
    SizeClass.CITY: gettext_lazy("Großstadt wie Ihre"),
    SizeClass.MEDIUM_TOWN: gettext_lazy("Mittelstadt wie Ihre"),
    SizeClass.SMALL_TOWN: gettext_lazy("Kleinstadt wie Ihre"),
    SizeClass.RURAL: gettext_lazy("Landgemeinde wie Ihre"),
    SizeClass.DISTRICT: gettext_lazy("Landkreis wie Ihrer"),
}


def score(mine: Entry) -> Expression:
    """From 0 to 1, for each line of the index, how like its authority is to that of `mine`."""
    same_kind = Case(When(kind=mine.kind, then=Value(1.0)), default=Value(0.0))
    return (
        WEIGHTS["kind"] * same_kind
        + WEIGHTS["inhabitants"] * closeness("population_log", mine.population_log)
        + WEIGHTS["density"] * closeness("density_log", mine.density_log)
        + WEIGHTS["distance"] * nearness(mine)
    )


def closeness(name: str, mine: float | None) -> Expression:
    """1 for equal numbers, 0 where one is ten times the other or one is not known."""
    if mine is None:
        return Value(0.0)
    return Coalesce(Greatest(Value(0.0), 1.0 - Abs(F(name) - mine)), Value(0.0))


def nearness(mine: Entry) -> Expression:
    """1 for the same place, 0 from `FAR` on and where a place is not known."""
    if mine.x is None:
        return Value(0.0)
    parts = [F(axis) - Value(getattr(mine, axis)) for axis in ("x", "y", "z")]
    square = parts[0] * parts[0] + parts[1] * parts[1] + parts[2] * parts[2]
    near = When(LessThan(square, FAR**2), then=1.0 - Sqrt(square) / FAR)
    return Case(near, default=Value(0.0), output_field=FloatField())


def say_why(mine: Authority, other: Authority, likeness: Likeness) -> str:
    """`Kleinstadt wie Ihre, 24 km`."""
    if mine.pk == other.pk:
        return _("Ihre Kommune")
    words = name_size(other, likeness)
    if likeness.km is None:
        return words
    return _("%(size)s, %(km)s km") % {"size": words, "km": round(likeness.km)}


def name_size(other: Authority, likeness: Likeness) -> str:
    """An association is a kind of its own, whatever the sum of its inhabitants."""
    if other.kind == Kind.ASSOCIATION:
        return _("Verwaltungsgemeinschaft wie Ihre") if likeness.same_kind else other.designation
    size = size_class(other)
    return str(LIKE_YOURS[size] if likeness.same_size else size.label)
