"""The commands an operator types: check, compilemessages; and what they say."""

import os
import subprocess
from io import StringIO
from pathlib import Path

import polib
import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.db.migrations.executor import MigrationExecutor
from pytest_django import Settings

from klimanetz.core.checks import is_local
from tests.harness.running import KLIMANETZ, surroundings

SECURE_SMTP = {
    "host": "mail.agentur.de",
    "password": "geheim",
    "tls": False,
    "starttls": True,
}


@pytest.fixture
def production(settings: Settings, tmp_path: Path, db: None) -> Settings:
    """An installation as docs/operating.md describes it."""
    settings.DATA_DIR = tmp_path
    settings.BASE_URL = "https://netz.agentur.de"
    settings.HTTPS = True
    settings.TRUST_PROXY = True
    settings.DEMO = settings.DEBUG = False
    settings.SMTP = SECURE_SMTP
    settings.MAIL_FROM = "netzwerk@agentur.de"
    for name in ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"):
        setattr(settings, name, True)
    settings.SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    settings.SECRET_KEY = "a long and random text that nobody could guess, 123456789"
    settings.ALLOWED_HOSTS = ["netz.agentur.de"]
    return settings


def check() -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("check", stdout=out, no_color=True)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue()
    return 0, out.getvalue()


def test_a_right_installation_is_fit_for_production(production: Settings) -> None:
    status, said = check()
    assert status == 0
    assert "Fit for production." in said


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("DEMO", True, "anyone may sign in as anyone"),
        ("DEBUG", True, "show the inside"),
        ("BASE_URL", "http://127.0.0.1:8000", "links in mails lead nowhere"),
        ("HTTPS", False, "travel readable"),
        ("TRUST_PROXY", False, "look like one"),
        ("SMTP", {"host": ""}, "no invitation leaves"),
        ("SECRET_KEY", "abc", "SECRET_KEY can be guessed"),
        ("SECRET_KEY", "a" * 60, "SECRET_KEY can be guessed"),
        ("MAIL_FROM", "netzwerk@klimanetz.example", "nobody can answer"),
    ],
)
def test_what_is_wrong_is_said_in_plain_words(
    production: Settings, name: str, value: object, said: str
) -> None:
    setattr(production, name, value)
    status, words = check()
    assert status == 1
    assert said in words
    assert "Fit for production" not in words


def test_an_installation_without_places_is_told_how_to_get_them(production: Settings) -> None:
    status, said = check()
    assert status == 0
    assert "no list of people can be read in" in said


def test_a_password_without_tls_is_warned_of(production: Settings) -> None:
    production.SMTP = SECURE_SMTP | {"starttls": False}
    said = check()[1]
    assert "SMTP_URL: the password travels readable" in said
    assert "Fit for production" not in said
    for secure in ({"tls": True, "starttls": False}, {"starttls": False, "password": ""}):
        production.SMTP = SECURE_SMTP | secure
        assert "SMTP_URL" not in check()[1]


def test_a_weak_key_is_said_once_and_plainly(production: Settings) -> None:
    production.SECRET_KEY = "abc"
    said = check()[1]
    assert said.count("SECRET_KEY") == 1
    assert "django-insecure" not in said


def test_a_generated_key_is_worth_knowing_and_not_wrong(production: Settings) -> None:
    (production.DATA_DIR / "secret_key").write_text(production.SECRET_KEY)
    status, said = check()
    assert status == 0
    assert "Keep that file with the backup" in said


def test_a_database_that_is_away_is_said(
    production: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OperationalError("connection refused\nIs the server running?")

    monkeypatch.setattr(MigrationExecutor, "__init__", refuse)
    status, said = check()
    assert status == 1
    assert "The database does not answer: connection refused Is the server running?" in said


def test_a_database_that_is_behind_is_said(
    production: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *_: ["one", "two"])
    status, said = check()
    assert status == 1
    assert "2 steps behind" in said


@pytest.mark.parametrize(
    ("host", "local"),
    [("localhost", True), ("127.0.0.1", True), ("::1", True), ("netz.agentur.de", False)],
)
def test_addresses_of_this_machine_alone(host: str, local: bool) -> None:
    assert is_local(host) is local


def catalogue(root: Path, *entries: polib.POEntry) -> Path:
    source = root / "en" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    made = polib.POFile()
    made.metadata = {"Content-Type": "text/plain; charset=utf-8"}
    made.extend(entries)
    made.save(str(source))
    return source


def test_translations_are_compiled_without_gettext(settings: Settings, tmp_path: Path) -> None:
    source = catalogue(tmp_path, polib.POEntry(msgid="Einladung senden", msgstr="Send invitation"))
    settings.LOCALE_PATHS = [tmp_path]
    call_command("compilemessages")
    compiled = polib.mofile(str(source.with_suffix(".mo")))
    assert [(entry.msgid, entry.msgstr) for entry in compiled] == [
        ("Einladung senden", "Send invitation")
    ]


def test_a_broken_translation_is_named(settings: Settings, tmp_path: Path) -> None:
    source = catalogue(tmp_path)
    source.write_text('msgid "Einladung\nmsgstr')
    settings.LOCALE_PATHS = [tmp_path]
    with pytest.raises(CommandError, match=r"django\.po"):
        call_command("compilemessages")


def test_a_reader_who_has_seen_enough_is_no_mistake(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [KLIMANETZ, "help"],
        env=surroundings(tmp_path),
        stdout=write,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(write)
    assert done.returncode == 141
    assert done.stderr == ""
