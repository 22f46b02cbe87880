"""What is installed: pinned, and the same for those who run it, read outlines and develop."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]
PIN = re.compile(r"^([\w.-]+)(?:\[[\w,-]+\])?==(\S+) \\$", re.MULTILINE)


def pins(name: str) -> dict[str, str]:
    return dict(PIN.findall((ROOT / "requirements" / f"{name}.txt").read_text()))


def test_developers_have_what_operators_have() -> None:
    developing = pins("dev").items()
    assert {"django", "granian"} <= pins("run").keys()
    assert pins("run").items() <= developing
    assert {"shapely"} <= pins("geo").keys()
    assert pins("geo").items() <= developing


def synced(tmp_path: Path) -> str:
    """The line of `make` that brings the packages to what is pinned."""
    said = subprocess.run(
        ["make", "-n", "-B", "-f", ROOT / "Makefile", ".venv/.run", "UV=uv"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return next(line for line in said.splitlines() if "pip sync" in line)


def test_what_outlines_need_stays_once_it_was_asked_for(tmp_path: Path) -> None:
    for name in ("requirements", "pyproject.toml", ".python-version"):
        (tmp_path / name).symlink_to(ROOT / name)
    assert "geo.txt" not in synced(tmp_path)
    (tmp_path / ".geo").touch()
    assert synced(tmp_path).endswith("requirements/run.txt requirements/geo.txt")
