"""Two people write in the same text, and nothing of either is lost."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klimanetz.features.meetings.minutes.merging import merge

BASE = "Ilmenau plant Wärme. Danach kam die Pause."


@pytest.mark.parametrize(
    ("base", "theirs", "mine", "merged"),
    [
        (BASE, BASE, BASE, BASE),
        (BASE, BASE, "Neu.", "Neu."),
        (BASE, "Neu.", BASE, "Neu."),
        ("", "Hallo", "Hallo", "Hallo"),
        # Each at another place
        (
            BASE,
            "Ilmenau plant Wärme und Strom. Danach kam die Pause.",
            "Ilmenau plant Wärme. Danach kam die lange Pause.",
            "Ilmenau plant Wärme und Strom. Danach kam die lange Pause.",
        ),
        # Both at the end
        (BASE, f"{BASE} Eins.", f"{BASE} Zwei.", f"{BASE} Eins. Zwei."),
        ("", "Eins.", "Zwei.", "Eins. Zwei."),
        # The same, and one went on
        ("", "Lastenräder", "Lastenräder kaufen", "Lastenräder kaufen"),
        ("", "Lastenräder kaufen", "Lasten", "Lastenräder kaufen"),
        # The same word in two ways: both stay, for a person to decide
        ("Kosten: 100 Euro", "Kosten: 120 Euro", "Kosten: 150 Euro", "Kosten: 120 ⇄ 150 Euro"),
        # Taken away here, rewritten there
        (BASE, "Ilmenau plant Wärme.", BASE.replace("Pause", "Mittagspause"),
         "Ilmenau plant Wärme. Danach kam die Mittagspause."),
        # Both took away the same
        ("Eins. Zwei.", "Eins.", "Eins.", "Eins."),
        # Lines
        ("a\nb", "a\nx\nb", "a\nb\ny", "a\nx\nb\ny"),
    ],
)  # fmt: skip
def test_what_each_changed_stands_in_it(base: str, theirs: str, mine: str, merged: str) -> None:
    assert merge(base, theirs, mine) == merged


WORDS = st.lists(st.sampled_from(["eins", "zwei", "drei", "vier", "fünf", "\n"]), max_size=12)


def count(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


@given(WORDS, st.data())
def test_no_word_that_somebody_added_is_lost(base: list[str], data: st.DataObject) -> None:
    def edit(name: str) -> list[str]:
        """Some words taken away, some of one's own put in."""
        kept = [word for word in base if data.draw(st.booleans())]
        for number in range(data.draw(st.integers(0, 3))):
            kept.insert(data.draw(st.integers(0, len(kept))), f"{name}{number}")
        return kept

    theirs, mine = edit("anna"), edit("paul")
    merged = count(merge(" ".join(base), " ".join(theirs), " ".join(mine)))
    added = [word for word in theirs + mine if word.startswith(("anna", "paul"))]
    assert not Counter(added) - merged


@given(WORDS, WORDS)
def test_saving_twice_changes_nothing(base: list[str], mine: list[str]) -> None:
    once = merge(" ".join(base), " ".join(base), " ".join(mine))
    assert merge(" ".join(base), once, " ".join(mine)) == once
