"""Long work shows how fast it goes, where somebody looks."""

import sys
from io import StringIO
from pathlib import Path

import pytest

from tests.places.conftest import Run
from tests.places.papers import write_register


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_sees_a_bar_with_its_rate(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    run("import", write_register(tmp_path / "a.xlsx"))
    shown = terminal.getvalue()
    assert "Verzeichnis lesen" in shown
    assert "Vergleichen: 100%" in shown
    assert "Zeilen/s" in shown


def test_a_log_sees_none(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("import", write_register(tmp_path / "a.xlsx"))
    assert capsys.readouterr().err == ""
