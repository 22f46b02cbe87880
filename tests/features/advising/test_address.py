"""The key of a case: read however it is written, never taken for the key of an invitation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from klimanetz.core.models import Network
from klimanetz.features.advising.address import (
    Key,
    case_address,
    find_keys,
    find_subject_keys,
    mark_subject,
    proves,
    seal,
    unmark_subject,
)
from klimanetz.features.advising.models import Case
from klimanetz.features.meetings import reply_address
from klimanetz.features.meetings.models import Invitation


@pytest.fixture(autouse=True)
def _own_addresses(settings: Settings) -> None:
    settings.REPLY_ADDRESS = "netz+*@agentur.example"


numbers = st.integers(min_value=1, max_value=10**17)


@given(numbers)
def test_a_key_reads_back_from_its_address_in_any_case(number: int) -> None:
    address = case_address(Case(pk=number))
    for written in (address, address.upper(), f"Netz <{address}>, andere@x.example"):
        (key,) = find_keys(written)
        assert key.case == number
        assert proves(key)
    assert len(address.partition("@")[0]) <= 64


@given(numbers, st.text(min_size=1, max_size=30))
def test_a_meeting_and_a_case_never_mix(number: int, token: str) -> None:
    assert not list(reply_address.find_keys(case_address(Case(pk=number))))
    assert not list(find_keys(reply_address.own_address(Invitation(pk=number, token=token))))


@given(numbers, st.from_regex(r"[a-z2-7]{20}", fullmatch=True))
def test_a_guess_proves_nothing(number: int, guess: str) -> None:
    assert proves(Key(number, guess)) is (guess == seal(number))
    assert not proves(Key(number + 1, seal(number)))


@pytest.mark.parametrize("pattern", ["netz+*@a.example", "*@antwort.example", "netz*@a.example"])
def test_any_form_of_address(pattern: str, settings: Settings) -> None:
    settings.REPLY_ADDRESS = pattern
    (key,) = find_keys(case_address(Case(pk=7)))
    assert proves(key)


def test_without_own_addresses_the_subject_carries_the_key(
    settings: Settings, network: Network
) -> None:
    settings.REPLY_ADDRESS = ""
    case = Case(pk=7)
    assert case_address(case) == network.email
    marked = mark_subject(case, "Ihr Ratsbeschluss")
    assert marked == f"Ihr Ratsbeschluss [B-7-{seal(7)[:8]}]"
    assert mark_subject(case, f"Re: {marked}") == f"Re: {marked}"  # once is enough
    (key,) = find_subject_keys(f"AW: RE: {marked.upper()}")
    assert proves(key)
    assert unmark_subject(f"Re: {marked}") == "Re: Ihr Ratsbeschluss"


def test_with_own_addresses_the_subject_stays_as_it_is_written() -> None:
    assert mark_subject(Case(pk=7), "Ihr Ratsbeschluss") == "Ihr Ratsbeschluss"
