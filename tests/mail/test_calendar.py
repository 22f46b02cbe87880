"""Personal values in calendar entries: the entry stays valid, whatever the values are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from klimanetz.mail.calendar import fold, prepare_line, unfold
from tests.mail.conftest import CALENDAR, unhurried

VALUES = st.text(max_size=120) | st.text("aä😀\"\\,;:^'\n\r ${}", max_size=60)
ADDRESSES = st.emails()


def fill(calendar: str, **values: str) -> bytes:
    return b"".join(fold(prepare_line(line).fill(values)) for line in unfold(calendar))


def one_line(value: str) -> str:
    return " ".join(value.split())


@unhurried
@given(VALUES.filter(lambda value: value.isprintable() or "\n" in value), ADDRESSES)
def test_any_value_arrives_as_it_is(value: str, address: str) -> None:
    value = "".join(c for c in value if c.isprintable() or c == "\n")
    entry = fill(CALENDAR, name=value, address=address, answer_url=value)
    (event,) = Calendar.from_ical(entry).walk("VEVENT")
    attendee = event["ATTENDEE"]
    assert attendee == f"mailto:{address}"
    assert attendee.params.get("CN", "") == one_line(value.replace('"', "'").replace("\\", "/"))
    assert attendee.params["RSVP"] == "TRUE"
    assert event["DESCRIPTION"] == f"Antworten: {value}"
    assert event["SUMMARY"] == "Netzwerktreffen, Frühjahr"


@unhurried
@given(st.text(max_size=400))
def test_folded_lines_are_short_and_whole_characters(line: str) -> None:
    line = "".join(c for c in line if c.isprintable())
    pieces = fold(line).removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(piece) <= 75 and piece.decode() is not None for piece in pieces)
    assert "".join([pieces[0].decode(), *(piece.decode()[1:] for piece in pieces[1:])]) == line


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_takes_any_line_ends_and_folded_text(end: str) -> None:
    folded = "BEGIN:VEVENT\nSUMMARY:Netz\n werk\n\ttreffen\nEND:VEVENT\n".replace("\n", end)
    assert unfold(folded) == ["BEGIN:VEVENT", "SUMMARY:Netzwerktreffen", "END:VEVENT"]


def test_a_slot_without_quotes_gets_them() -> None:
    line = prepare_line("ATTENDEE;CN=${name};RSVP=TRUE:mailto:${address}")
    filled = line.fill({"name": "Meier, Mika; Dr.", "address": "m@k.example"})
    assert filled == 'ATTENDEE;CN="Meier, Mika; Dr.";RSVP=TRUE:mailto:m@k.example'


def test_a_name_cannot_smuggle_in_another_property() -> None:
    entry = fill(
        CALENDAR, name='x"\r\nATTACH:http://evil.example', address="m@k.example", answer_url="u"
    )
    (event,) = Calendar.from_ical(entry).walk("VEVENT")
    assert "ATTACH" not in event


def test_an_address_is_not_escaped_and_has_no_spaces() -> None:
    assert prepare_line("URL:${url}").fill({"url": "https://a/;b,c d"}) == "URL:https://a/;b,cd"
    assert prepare_line("COMMENT:${url}").fill({"url": "a;b,c d"}) == r"COMMENT:a\;b\,c d"


def test_literal_dollars_come_back_single() -> None:
    assert prepare_line("SUMMARY:5 $$ für $${name}").fill({}) == "SUMMARY:5 $ für ${name}"
