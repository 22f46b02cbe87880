"""Where tests run: nothing of theirs reaches the data of a real installation."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches
from pytest_django import Settings


def pytest_configure() -> None:
    """Plain static files: hashed names need `make assets`, and only the browser tests do that.

    SQLite's test database is in memory, and each of several workers has its own.
    """
    settings.WHITENOISE_AUTOREFRESH = True
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    database: Any = settings.DATABASES["default"]
    if str(database["ENGINE"]).endswith("sqlite"):
        database.setdefault("TEST", {})["NAME"] = ":memory:"


@pytest.fixture(autouse=True)
def _own_files(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.DEMO = False
    caches["pages"].clear()  # every test starts at revision 1
