"""Rate limits count per client and per window, whichever worker is asked."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from klimanetz.core.models import Attempt
from klimanetz.core.refusal import Refused
from klimanetz.core.throttle import client_address, forget_attempts, throttle

HOUR = timedelta(hours=1)
pytestmark = pytest.mark.django_db


def try_from(address: str, action: str = "answer") -> None:
    throttle(RequestFactory().post("/", REMOTE_ADDR=address), action, limit=2, per=HOUR)


def test_third_try_is_refused_with_a_sentence() -> None:
    try_from("192.0.2.1")
    try_from("192.0.2.1")
    with pytest.raises(Refused, match="warten Sie einige Minuten"):
        try_from("192.0.2.1")


def test_others_and_other_forms_are_not_affected() -> None:
    for _ in range(2):
        try_from("192.0.2.1")
    try_from("192.0.2.2")
    try_from("192.0.2.1", action="join")


def test_next_window_begins_anew() -> None:
    with time_machine.travel(datetime(2026, 11, 22, 10, 59, tzinfo=UTC)) as clock:
        try_from("192.0.2.1")
        try_from("192.0.2.1")
        clock.shift(120)
        try_from("192.0.2.1")


def test_old_windows_are_forgotten() -> None:
    with time_machine.travel(datetime(2026, 11, 20, tzinfo=UTC)):
        try_from("192.0.2.1")
    try_from("192.0.2.1")
    forget_attempts(before=datetime(2026, 11, 21, tzinfo=UTC))
    assert Attempt.objects.count() == 1


def test_behind_a_proxy_only_the_address_it_added_counts(settings: Settings) -> None:
    forged = RequestFactory().post(
        "/", REMOTE_ADDR="127.0.0.1", headers={"X-Forwarded-For": "198.51.100.9, 192.0.2.7"}
    )
    assert client_address(forged) == "127.0.0.1"
    settings.TRUST_PROXY = True
    assert client_address(forged) == "192.0.2.7"
