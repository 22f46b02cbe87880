"""`winmail.dat`: read as far as an answer needs it, and never a cause of trouble."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klimanetz.features.meetings.replies import tnef
from klimanetz.features.meetings.replies.models import Word
from klimanetz.features.meetings.replies.saying import read_outlook
from klimanetz.mail import winmail
from tests.features.meetings.replies import shapes
from tests.features.meetings.replies.test_content import ONE, TEXT, UID

WHOLE = shapes.tnef(ONE)


def test_everything_an_answer_says() -> None:
    said = read_outlook(winmail.read_packed(WHOLE))
    assert said is not None
    assert (said.uid, said.word, said.sequence) == (UID, Word.ACCEPTED, 0)
    assert (said.address, said.name, said.comment) == (ONE.address, ONE.name, ONE.comment)
    assert (said.starts_at, said.ends_at, said.at) == (ONE.starts_at, ONE.ends_at, ONE.at)


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("IPM.Schedule.Meeting.Resp.Neg", Word.DECLINED),
        ("IPM.Microsoft Schedule.MtgRespP", Word.ACCEPTED),
        ("IPM.Microsoft Schedule.MtgRespN", Word.DECLINED),
        ("IPM.Microsoft Schedule.MtgRespA", Word.TENTATIVE),
    ],
)
def test_the_names_that_outlook_has_had_for_an_answer(kind: str, word: Word) -> None:
    said = read_outlook(winmail.read_packed(shapes.tnef(ONE, kind=kind)))
    assert said is not None
    assert said.word == word


@pytest.mark.parametrize("kind", ["IPM.Note", "IPM.Schedule.Meeting.Request", ""])
def test_other_messages_are_no_answers(kind: str) -> None:
    packed = winmail.read_packed(shapes.tnef(ONE, kind=kind or "IPM"))
    assert read_outlook(packed) is None


def test_an_event_that_outlook_made_has_its_own_kind_of_name() -> None:
    packed = winmail.Packed(values={tnef.GLOBAL_ID: b"\x04\x00\x00\x00\x82\x00\xe0\x00"})
    assert tnef.uid_in(packed) == "040000008200E000"
    assert tnef.uid_in(winmail.Packed()) == ""


def test_a_calendar_attached_inside_is_found() -> None:
    packed = winmail.read_packed(WHOLE + shapes.attribute(winmail.ATTACHED, TEXT.encode()))
    assert [one.content for one in packed.attached] == [TEXT.encode()]


@given(st.integers(0, len(WHOLE)), st.integers(0, 40), st.binary(max_size=12))
@settings(deadline=None, max_examples=300)
def test_nothing_is_too_broken(at: int, length: int, filling: bytes) -> None:
    packed = winmail.read_packed(WHOLE[:at] + filling + WHOLE[at + length :])
    said = read_outlook(packed)
    assert said is None or isinstance(said.word, Word)


@given(st.binary(max_size=200))
@settings(deadline=None, max_examples=200)
def test_nothing_is_too_strange(content: bytes) -> None:
    winmail.read_packed(WHOLE[:4] + content)
    assert winmail.read_packed(b"x" + content).values == {}


def test_a_moment_beyond_all_calendars_is_none() -> None:
    assert winmail.read_fixed(64, b"\xff" * 7 + b"\x7f") is None
    assert winmail.read_fixed(64, bytes(8)) == datetime(1601, 1, 1, tzinfo=UTC)
