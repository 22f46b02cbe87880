"""What a label of the map says of the people at a place."""

from klimanetz.faces.site.listing import Entry
from klimanetz.faces.site.territory import say_who


def entry(name: str = "", role: str = "Klimaschutzmanagement") -> Entry:
    return Entry("160700029029", "Ilmenau", "municipality", role, name, "", "", 0)


def test_who_agreed_is_named_and_the_others_by_role() -> None:
    assert say_who([entry(), entry("Mika Managerin")]).splitlines() == [
        "Mika Managerin",
        "Klimaschutzmanagement",
    ]


def test_the_same_role_is_counted() -> None:
    assert say_who([entry(), entry(), entry(role="Wärmeplanung")]).splitlines() == [
        "2 × Klimaschutzmanagement",
        "Wärmeplanung",
    ]


def test_of_many_the_first_are_said() -> None:
    people = [entry(f"Mensch {number}") for number in range(4)]
    assert say_who([*people, entry(), entry()]).splitlines()[-2:] == ["Mensch 2", "und 3 weitere"]


def test_nobody_is_said() -> None:
    assert say_who([]) == "noch ohne Klimaschutzmanagement"
