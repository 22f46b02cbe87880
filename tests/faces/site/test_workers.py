"""Withdrawn means gone from every process that serves, with its next answer."""

import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.harness.running import Running, klimanetz, serving

NAME = "Jonas Weber"
HIDE = f"""
from klimanetz.people.actions import hide_field
from klimanetz.people.models import Field, Person
person = Person.objects.get(last_name="{NAME.split()[1]}")
hide_field(person, Field.NAME, actor=person)
"""


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Running]:
    klimanetz(tmp_path, "demo", DEMO="1")
    with serving(tmp_path, {"DEMO": "1"}) as running:
        yield running


def read(running: Running, path: str) -> str:
    with urllib.request.urlopen(f"{running.url}{path}") as response:  # noqa: S310 - our own server
        return str(response.read().decode())


def test_what_is_withdrawn_is_gone_from_all_workers(demo: Running, tmp_path: Path) -> None:
    for path in ("/netzwerk/", "/netzwerk/160700029029-ilmenau/"):
        assert all(NAME in read(demo, path) for _ in range(20))
    klimanetz(tmp_path, "shell", "--no-imports", "-c", HIDE)
    for path in ("/netzwerk/", "/netzwerk/160700029029-ilmenau/"):
        assert not any(NAME in read(demo, path) for _ in range(20))
