"""Laws that hold for any two issues of a register, whatever stands in them."""

from datetime import date

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from klimanetz.core.refusal import Refused
from klimanetz.places.actions import import_register
from klimanetz.places.models import Authority, Kind
from klimanetz.places.settlement import Outcome
from klimanetz.places.sources.entries import (
    ASSOCIATION,
    DISTRICT,
    MUNICIPALITY,
    Facts,
    Issue,
    Row,
    assemble,
)

STATED = frozenset({"population", "area_km2", "postcode", "longitude", "latitude"})
ANYTHING = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40
)

#: Municipality number → (association or none, inhabitants); all in one district.
TOWNS = st.dictionaries(
    st.integers(1, 30),
    st.tuples(st.sampled_from(["", "5001", "5002"]), st.integers(1, 9999)),
    min_size=1,
    max_size=20,
)


def issue(towns: dict[int, tuple[str, int]], year: int = 2024) -> Issue:
    return Issue(
        status_on=date(year, 12, 31),
        credit="©",
        stated=STATED,
        lands={"16": "Thüringen"},
        entries=assemble(rows_of(towns))[0],
        population_on=date(year - 1, 12, 31),
        area_on=date(year - 1, 12, 31),
    )


def rows_of(towns: dict[int, tuple[str, int]]) -> list[Row]:
    rows = {"16070": Row("", DISTRICT, "16070", "44", "Ilm-Kreis")}
    for number, (group, people) in towns.items():
        above = f"16070{group or f'{number:04d}'}"
        rows[above] = Row("", ASSOCIATION, above, "54" if group else "50", f"Verband {group}")
        key = f"{above}{number:03d}"
        rows[key] = Row("", MUNICIPALITY, key, "64", f"Ort {number}", Facts(people))
    return list(rows.values())


def valid(on: date) -> set[str]:
    return set(Authority.objects.valid(on).values_list("ars", flat=True))


def keys(towns: dict[int, tuple[str, int]]) -> set[str]:
    return {entry.ars for entry in issue(towns).entries}


def import_or_refuse(towns: dict[int, tuple[str, int]], year: int) -> Outcome | None:
    try:
        return import_register(issue(towns, year))
    except Refused:
        return None


@ANYTHING
@given(towns=TOWNS)
def test_a_second_import_changes_nothing(db: None, towns: dict[int, tuple[str, int]]) -> None:
    with transaction.atomic():
        first = import_register(issue(towns))
        assert len(first.added) == len(keys(towns))
        second = import_register(issue(towns))
        assert not second.moved
        assert second.unchanged == len(first.added)
        transaction.set_rollback(True)


@ANYTHING
@given(before=TOWNS, after=TOWNS)
def test_what_exists_is_what_the_last_issue_says(
    db: None, before: dict[int, tuple[str, int]], after: dict[int, tuple[str, int]]
) -> None:
    with transaction.atomic():
        import_register(issue(before))
        outcome = import_or_refuse(after, 2025)
        if outcome is None:
            assert valid(date(2025, 12, 31)) == keys(before)
        else:
            assert valid(date(2025, 12, 31)) == keys(after)
            told = len(outcome.added) + len(outcome.changed) + outcome.unchanged
            assert told == len(keys(after))
        transaction.set_rollback(True)


@ANYTHING
@given(before=TOWNS, after=TOWNS)
def test_no_row_is_ever_lost_and_no_municipality_becomes_another(
    db: None, before: dict[int, tuple[str, int]], after: dict[int, tuple[str, int]]
) -> None:
    with transaction.atomic():
        import_register(issue(before))
        known = dict(Authority.objects.values_list("pk", "ags"))
        import_or_refuse(after, 2025)
        now = dict(Authority.objects.values_list("pk", "ags"))
        assert {pk: now[pk] for pk in known} == known
        transaction.set_rollback(True)


@ANYTHING
@given(towns=TOWNS)
def test_inhabitants_of_districts_and_towns_agree(
    db: None, towns: dict[int, tuple[str, int]]
) -> None:
    with transaction.atomic():
        import_register(issue(towns))
        people = sum(people for _, people in towns.values())
        assert Authority.objects.get(kind=Kind.DISTRICT).population == people
        for association in Authority.objects.filter(kind=Kind.ASSOCIATION):
            members = association.association_members.all()
            assert association.population == sum(member.population or 0 for member in members)
        transaction.set_rollback(True)


@ANYTHING
@given(first=TOWNS, second=TOWNS)
def test_there_and_back_again(
    db: None, first: dict[int, tuple[str, int]], second: dict[int, tuple[str, int]]
) -> None:
    """An issue read by mistake is undone by reading the right one; nobody was doubled."""
    with transaction.atomic():
        import_register(issue(first))
        facts = list(Authority.objects.order_by("ars").values_list("pk", "ars", "population"))
        if import_or_refuse(second, 2024) and import_or_refuse(first, 2024):
            again = Authority.objects.valid(date(2024, 12, 31)).order_by("ars")
            assert list(again.values_list("pk", "ars", "population")) == facts
        transaction.set_rollback(True)
