"""Set-up gathers what browsers load: little, hashed, compressed, and only when needed."""

import json
import os
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import CommandError, call_command
from django.templatetags.static import static
from pytest_django import Settings

from klimanetz.core import assets
from klimanetz.settings import PACKAGE_DIR

FIRST_VISIT = 150_000


def forget_finders() -> None:
    """Django keeps the finders, and they keep the directories of the settings."""
    finders.get_finder.cache_clear()  # type: ignore[attr-defined]


@pytest.fixture
def place(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    """Everything is made in a directory of its own."""
    if not assets.kern_css().exists():
        pytest.skip("node_modules is missing: npm ci")
    settings.BUILT_STATIC = tmp_path / "built"
    settings.STATICFILES_DIRS = [settings.BUILT_STATIC]
    settings.STATIC_ROOT = tmp_path / "root"
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "klimanetz.core.assets.ServedNames"}
    }
    forget_finders()
    yield settings.STATIC_ROOT
    forget_finders()


def test_what_is_served_is_small_hashed_and_compressed(place: Path) -> None:
    call_command("assets", stdout=StringIO())
    names = json.loads((place / "staticfiles.json").read_text())["paths"]
    fonts = {f"fonts/{name}" for name in assets.FONTS}
    assert {"klimanetz.css", "htmx.js", "core/sign.svg"} | fonts <= set(names)
    assert not [name for name in names if name.startswith(("core/css/", "django_htmx/"))]
    loaded = [place / names[name] for name in ("core/sign.svg", *fonts)]
    loaded += [place / f"{names[name]}.br" for name in ("klimanetz.css", "htmx.js")]
    assert sum(path.stat().st_size for path in loaded) < FIRST_VISIT / 2
    css = (place / names["klimanetz.css"]).read_text()
    for font in fonts:
        assert Path(names[font]).name in css
    assert "@import" not in css
    assert not re.search(r"url\(.?https?:", css)


def test_a_second_run_changes_nothing_and_a_touched_source_is_noticed(
    place: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert assets.build()
    assert not assets.build()
    styles = tmp_path / "css"
    styles.mkdir()
    for name in assets.STYLES:
        (styles / f"{name}.css").write_text((assets.OWN_STYLES / f"{name}.css").read_text())
    monkeypatch.setattr(assets, "OWN_STYLES", styles)
    monkeypatch.setattr(assets, "sources", lambda: styles.glob("*.css"))
    assert assets.build()
    os.utime(styles / "map.css", (1, 1))
    assert assets.build()
    assert not assets.build()


def test_missing_parts_are_named(place: Path, settings: Settings, tmp_path: Path) -> None:
    settings.NODE_MODULES = tmp_path / "nowhere"
    with pytest.raises(CommandError, match="npm ci"):
        call_command("assets")


def test_names_are_hashed_once_made_and_plain_before(place: Path) -> None:
    assert static("klimanetz.css") == "/static/klimanetz.css"
    assets.build()
    assets.ServedNames.hashed_files = {}
    storage = assets.ServedNames()
    assert re.fullmatch(r"klimanetz\.\w{12}\.css", storage.stored_name("klimanetz.css"))
    assert storage.stored_name("later.css") == "later.css"


def test_every_file_a_template_names_is_served(place: Path, settings: Settings) -> None:
    assets.gather(settings.BUILT_STATIC)
    for path in PACKAGE_DIR.rglob("templates/**/*.html"):
        for name in re.findall(r"""{% static ['"]([^'"]+)""", path.read_text("utf-8")):
            assert finders.find(name), f"{path.name}: {name}"
