"""What is attached to a mail that Outlook packed, and that nothing of it is lost unseen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klimanetz.mail.winmail import Inside, read_packed
from tests.mail.conftest import unhurried
from tests.mail.winmails import pack, pack_file

PLAN = pack_file(b"%PDF Plan", "STELLE~1.PDF", "Stellenplan Ämter 2027.pdf")
PAPER = pack_file(b"Beschluss", "Beschluß.txt")
BOTH = pack(PLAN, PAPER)


def test_each_file_has_its_name_and_content() -> None:
    packed = read_packed(BOTH)
    assert packed.attached == [
        Inside("Stellenplan Ämter 2027.pdf", b"%PDF Plan"),
        Inside("Beschluß.txt", b"Beschluss"),
    ]
    assert packed.is_unpacked


def test_a_packed_mail_without_files_is_nothing_more() -> None:
    assert read_packed(pack()).is_unpacked


@pytest.mark.parametrize(
    "content",
    [
        BOTH[:-5],
        pack(pack_file(b"", "Mail in der Mail")),
        b"PK" + BOTH,
        b"",
        pack(pack_file(b"x", "x") * 1000),
    ],
    ids=["broken off", "a mail inside", "something else", "empty", "endless"],
)
def test_what_cannot_be_read_to_its_end_is_known_as_such(content: bytes) -> None:
    assert not read_packed(content).is_unpacked


@given(st.integers(0, len(BOTH)), st.integers(0, 40), st.binary(max_size=12))
@unhurried
def test_nothing_is_too_broken(at: int, length: int, filling: bytes) -> None:
    packed = read_packed(BOTH[:at] + filling + BOTH[at + length :])
    assert len(packed.attached) <= 2
