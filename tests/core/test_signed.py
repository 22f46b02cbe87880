"""Links that carry what they stand for."""

import time

import pytest

from klimanetz.core.signed import read_signed, write_signed


@pytest.mark.parametrize("value", ["mika@kommune.example", 17])
def test_what_was_written_is_read(value: str | int) -> None:
    assert read_signed(write_signed(value, "mails"), "mails") == value


def test_the_link_of_a_mail_looked_at_is_the_link_of_the_mail_sent_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = write_signed("mika@kommune.example", "mails")
    later = time.time() + 3600
    monkeypatch.setattr(time, "time", lambda: later)
    assert write_signed("mika@kommune.example", "mails") == before


def test_nobody_makes_one_up_or_uses_it_for_something_else() -> None:
    key = write_signed(17, "leaving")
    assert read_signed(key, "joining") is None
    assert read_signed(f"MTg{key[3:]}", "leaving") is None
    assert read_signed("", "leaving") is None
