"""Of an answer one reads what is new; what was quoted is folded away, and never lost."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klimanetz.features.advising.quoting import split_quote

WROTE = "Am 12. Mai tagt der Rat.\n\nGruß, Bela"
QUOTED = "> Guten Tag,\n> wann tagt der Rat?\n>\n> Olga"


@pytest.mark.parametrize(
    "announced",
    [
        "Am Mo., 1. März 2027 um 09:00 Uhr schrieb Klimanetz <netz@agentur.example>:",
        "Am 01.03.27 um 09:00 schrieb\nKlimanetz Thüringen <netz@agentur.example>:",
        "On Mon, Mar 1, 2027 at 9:00 AM Klimanetz <netz@agentur.example> wrote:",
        "-----Ursprüngliche Nachricht-----",
        "Von: Klimanetz <netz@agentur.example>\nGesendet: Montag, 1. März 2027 09:00\nAn: Bela",
        "From: Klimanetz\nTo: Bela\nSent: Monday",
    ],
)
@pytest.mark.parametrize("quoted", [QUOTED, "Guten Tag,\nwann tagt der Rat?"])
def test_what_programs_announce(announced: str, quoted: str) -> None:
    own, rest = split_quote(f"{WROTE}\n\n{announced}\n{quoted}\n")
    assert own == WROTE
    assert rest.startswith(announced.split("\n", maxsplit=1)[0])
    assert rest.endswith(quoted)


def test_marked_lines_alone() -> None:
    assert split_quote(f"{WROTE}\n\n{QUOTED}\n") == (WROTE, QUOTED)


@pytest.mark.parametrize(
    "text",
    [
        WROTE,
        "> Wann tagt der Rat?\nAm 12. Mai.\n> Und wo?\nIm Rathaus.",
        f"{QUOTED}\n\n{WROTE}",
        QUOTED,
        "Von: wem kommt das Geld?\nVom Bund.",
        "Am Montag schrieb ich Ihnen schon.",
        "",
    ],
)
def test_what_is_not_folded(text: str) -> None:
    assert split_quote(text) == (text, "")


@given(st.text(alphabet="> \nAmVon:schriebGesendet-x", max_size=200))
def test_nothing_is_lost(text: str) -> None:
    own, quoted = split_quote(text)
    assert "".join((own + quoted).split()) == "".join(text.split())


@pytest.mark.parametrize("text", ["> \n" * 9000, "Am " * 6000, "Von: x\n" * 2500, "-" * 18_000])
def test_long_ones_are_quick(text: str) -> None:
    start = time.process_time()
    split_quote(text)
    assert time.process_time() - start < 0.5
