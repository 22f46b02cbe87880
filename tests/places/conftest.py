"""Real files where they are, small ones everywhere, and the command as an operator types it."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from klimanetz.places.models import Authority, Outline, Register, Succession
from klimanetz.places.sources.entries import Issue
from klimanetz.places.sources.recognise import read_source
from tests.places.papers import SHARED, write_register

type Shared = Callable[[str], Path]
type Run = Callable[..., str]
type Refuse = Callable[..., str]


@pytest.fixture(scope="session")
def shared() -> Shared:
    """A real file, or skip."""

    def find(name: str) -> Path:
        path = SHARED / name
        if not path.exists():
            pytest.skip(f"the real data ../shared/data/{name} is not there")
        return path

    return find


@pytest.fixture(scope="session")
def germany(shared: Shared) -> Issue:
    """The real register of all Germany, read once for all tests."""
    issue = read_source(shared("destatis/AuszugGV4QAktuell_2024-12-31.xlsx"))
    assert isinstance(issue, Issue)
    return issue


@pytest.fixture
def run(db: None) -> Run:
    """`klimanetz places …`; returns what it printed."""

    def command(*arguments: object) -> str:
        out = StringIO()
        call_command("places", *map(str, arguments), stdout=out)
        return out.getvalue()

    return command


@pytest.fixture
def refuse(run: Run) -> Refuse:
    """The sentence with which the command refuses; the database stays as it was."""

    def command(*arguments: object) -> str:
        before = snapshot()
        with pytest.raises(CommandError) as refusal:
            run(*arguments)
        assert snapshot() == before
        sentence = str(refusal.value)
        assert "\n" not in sentence
        return sentence

    return command


@pytest.fixture
def country(run: Run, tmp_path: Path) -> None:
    """The small register of `papers.COUNTRY`, as of 2024-12-31."""
    run("import", write_register(tmp_path / "country.xlsx"))


def snapshot() -> list[list[tuple[object, ...]]]:
    return [
        list(model.objects.order_by("pk").values_list())
        for model in (Authority, Outline, Register, Succession)
    ]
