"""The house as docs/architecture.md describes it, held to by machine."""

import ast
import subprocess
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "klimanetz"
SHARED = ROOT.parent / "shared"

type Function = ast.FunctionDef | ast.AsyncFunctionDef


def python_files() -> list[Path]:
    return [path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts]


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(function: Function) -> int:
    """Lines from `def` to the end; a docstring is not counted, so that nobody saves on it."""
    first = function.body[0]
    documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    docstring = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
    return (function.end_lineno or 0) - function.lineno + 1 - docstring


def is_view_file(path: Path) -> bool:
    return path.name == "views.py" or path.parent.name == "views"


def test_functions_are_short() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{function.lineno} {function.name} has {length(function)} lines"
        for path in python_files()
        for function in functions(path)
        if length(function) > (25 if is_view_file(path) else 30)
    ]
    assert not long, "\n".join(long)


def test_files_are_short() -> None:
    long = [
        f"{path.relative_to(ROOT)} has {lines} lines"
        for path in python_files()
        if path.name != "settings.py" and (lines := len(path.read_text("utf-8").splitlines())) > 300
    ]
    assert not long, "\n".join(long)


def test_every_file_is_named_after_what_it_does() -> None:
    nondescript = {"utils", "util", "helpers", "common", "misc", "signals", "receivers"}
    assert not [path for path in python_files() if path.stem in nondescript]


def test_templates_carry_no_style_script_or_handler() -> None:
    """The content security policy would refuse them, silently."""
    forbidden = (" style=", "<style", " onclick=", " onload=", " onchange=", "javascript:", "hx-on")
    found = [
        f"{path.relative_to(ROOT)}: {word.strip()}"
        for path in SOURCE.rglob("*.html")
        if "mail" not in path.parts
        for word in forbidden
        if word in path.read_text("utf-8").lower()
    ]
    assert not found, "\n".join(found)


def test_models_and_migrations_agree(db: None) -> None:
    try:
        call_command("makemigrations", check=True, dry_run=True, verbosity=1)
    except SystemExit:
        pytest.fail("A model changed without its migration: run `klimanetz makemigrations`.")


def test_no_file_of_the_shared_data_is_committed() -> None:
    if not SHARED.is_dir():
        pytest.skip("the folder ../shared is not there")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False, text=True
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    theirs = {digest(path): path for path in SHARED.rglob("*") if is_worth_comparing(path)}
    ours = [ROOT / name for name in listed.stdout.split("\0") if name]
    copied = [path for path in ours if is_worth_comparing(path) and digest(path) in theirs]
    assert not copied


def is_worth_comparing(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0


def digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()
