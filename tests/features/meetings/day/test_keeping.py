"""A phone may keep the page of the door to load it anew, and not a day longer than needed."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from klimanetz.features.meetings.day.keeping import HEADER
from klimanetz.features.meetings.models import Meeting
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.features.meetings.conftest import berlin
from tests.features.meetings.day.conftest import Expected, Send, at

WORKER = "tuer/ohne-netz.js"


def read_until(office: Client, meeting: Meeting) -> datetime:
    answer = office.get(at("door", meeting))
    assert f'data-worker="{at("door_worker", meeting)}"' in answer.content.decode()
    return datetime.fromtimestamp(int(answer.headers[HEADER]), UTC)


@pytest.mark.parametrize(
    ("now", "until"),
    [
        (berlin(3, 16, 15), berlin(3, 17, 3)),  # tried out the day before: half a day
        (berlin(3, 17, 9, 45), berlin(3, 17, 21, 45)),
        (berlin(3, 17, 15), berlin(3, 18)),  # never longer than the day of the meeting
    ],
)
def test_it_says_how_long(
    expected: Expected,
    office: Client,
    clock: time_machine.Traveller,
    now: datetime,
    until: datetime,
) -> None:
    clock.move_to(now)
    assert read_until(office, expected.meeting) == until


def test_after_the_day_nothing_is_kept(
    expected: Expected, office: Client, clock: time_machine.Traveller
) -> None:
    """Who was there is put right with network; the list need not lie in a phone for that."""
    clock.move_to(berlin(3, 18, 0, 1))
    answer = office.get(at("door", expected.meeting))
    assert answer.status_code == 200
    assert HEADER not in answer.headers
    assert "data-worker" not in answer.content.decode()


def test_only_the_list_itself_says_so(expected: Expected, office: Client, sign_in: SignIn) -> None:
    """Neither the answer to a form nor a page that sends one away may be kept."""
    assert HEADER not in office.post(at("walk_in", expected.meeting), {"name": ""}).headers
    assert HEADER not in Client().get(at("door", expected.meeting)).headers
    assert HEADER not in office.get(at("door_sync", expected.meeting)).headers


def test_the_worker_lies_below_its_page_and_answers_for_no_other(
    expected: Expected, office: Client
) -> None:
    """Browsers let a worker answer for its own folder alone, unless a header says otherwise."""
    answer = office.get(at("door_worker", expected.meeting))
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert at("door_worker", expected.meeting).rpartition("/")[0] + "/" == (
        at("door", expected.meeting)
    )
    assert "Service-Worker-Allowed" not in answer.headers
    script = answer.content.decode()
    assert HEADER in script
    assert HEADER in Path(str(finders.find("day/door.js"))).read_text()  # without it no copy
    assert "caches.delete" in script
    assert "Mika" not in script


def test_the_security_policy_lets_it_run(expected: Expected, office: Client) -> None:
    """Without `worker-src` it is a script of our own; what it fetches is `connect-src`."""
    answer = office.get(at("door_worker", expected.meeting))
    said = answer.headers["Content-Security-Policy"]
    rules = dict(rule.split(" ", 1) for rule in said.split("; "))
    assert rules["script-src"] == rules["connect-src"] == "'self'"
    assert "worker-src" not in settings.SECURE_CSP


def test_only_organisers_get_it(expected: Expected, manager: Person, sign_in: SignIn) -> None:
    url = at("door_worker", expected.meeting)
    assert sign_in(manager).get(url).status_code == 403
    assert Client().get(url).status_code == 302
    assert Client().get(url).headers["Location"].startswith("/anmelden/")


def test_it_is_only_read(expected: Expected, office: Client) -> None:
    assert office.post(at("door_worker", expected.meeting)).status_code == 405
    assert office.get(f"/verwaltung/treffen/gibt-es-nicht/{WORKER}").status_code == 404


def test_what_phones_hear_has_its_time(
    expected: Expected, office: Client, send: Send, clock: time_machine.Traveller
) -> None:
    """So that a phone without network shows the newer of the page and the last answer."""
    page = office.get(at("door", expected.meeting)).content.decode()
    loaded = int(page.partition('data-at="')[2].partition('"')[0])
    assert loaded == int(berlin(3, 17, 9, 45).timestamp())
    clock.move_to(berlin(3, 17, 10))
    assert json.loads(json.dumps(send()))["at"] == loaded + 15 * 60
