"""German first, and everything in English as well: each text, each page, each mail."""

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django.conf import settings as configured
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from klimanetz.core.models import Network
from klimanetz.mail.models import Mail
from klimanetz.mail.preview import preview_mail
from klimanetz.people.models import Person
from tests.harness.german import left_in_german, written_by_people

ENGLISH = Path("en") / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%s|%%")
MARKUP = re.compile(r"<[^>]+>|&\w+;")


# The catalogue


def key(text: polib.POEntry) -> tuple[str, str]:
    return text.msgctxt or "", text.msgid


def pairs(text: polib.POEntry) -> Iterator[tuple[str, str]]:
    """What is said in German and in English; the plural beside the plural."""
    if not text.msgid_plural:
        yield text.msgid, text.msgstr
        return
    for number, english in text.msgstr_plural.items():
        yield text.msgid_plural if number else text.msgid, english


@pytest.fixture(scope="module")
def committed() -> polib.POFile:
    return polib.pofile(str(Path(configured.LOCALE_PATHS[0]) / ENGLISH), check_for_duplicates=True)


@pytest.fixture
def gathered(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> polib.POFile:
    """What `make messages` would write now, made in a copy: xgettext leaves files on its way."""
    copy = tmp_path / "klimanetz"
    left_out = shutil.ignore_patterns("_static", "static", "migrations", "__pycache__", "*.mo")
    shutil.copytree(configured.PACKAGE_DIR, copy, ignore=left_out)
    settings.LOCALE_PATHS = [copy / "locale"]
    monkeypatch.chdir(copy)
    call_command("makemessages", locale=["en"], no_location=True, no_obsolete=True, verbosity=0)
    return polib.pofile(str(copy / "locale" / ENGLISH))


def test_every_text_is_translated(committed: polib.POFile, gathered: polib.POFile) -> None:
    english = {key(text) for text in committed if text.translated()}
    missing = [text.msgid for text in gathered if key(text) not in english]
    assert not missing, "Run `make messages` and translate: " + "\n".join(missing)


def test_nothing_is_kept_that_is_not_said_any_more(
    committed: polib.POFile, gathered: polib.POFile
) -> None:
    said = {key(text) for text in gathered}
    left = [text.msgid for text in committed if key(text) not in said]
    assert not left, "Run `make messages`: " + "\n".join(left)


def test_nothing_is_guessed_or_empty(committed: polib.POFile) -> None:
    unsure = [text.msgid for text in committed if text.fuzzy or not text.translated()]
    assert not unsure
    assert not committed.obsolete_entries()


@pytest.mark.parametrize("what", [PLACEHOLDER, MARKUP], ids=["placeholders", "markup"])
def test_what_a_text_carries_it_carries_in_english(
    committed: polib.POFile, what: re.Pattern[str]
) -> None:
    differing = [
        (german, english)
        for text in committed
        for german, english in pairs(text)
        if Counter(what.findall(german)) != Counter(what.findall(english))
    ]
    assert not differing


def test_lines_and_spaces_at_the_edges_stay(committed: polib.POFile) -> None:
    differing = [
        german
        for text in committed
        for german, english in pairs(text)
        if (german.count("\n"), german[:1] == " ", german[-1:] == " ")
        != (english.count("\n"), english[:1] == " ", english[-1:] == " ")
    ]
    assert not differing


def test_no_german_quotation_marks_are_left(committed: polib.POFile) -> None:
    """„…“ ends where “…” begins."""
    assert not [english for text in committed for _, english in pairs(text) if "„" in english]


# Pages and mails


def test_the_foot_turns_pages_english_and_back(client: Client, network: Network) -> None:
    german = client.get("/netzwerk/").content.decode()
    client.post("/sprache/", {"language": "en"})
    english = client.get("/netzwerk/").content.decode()
    client.post("/sprache/", {"language": "de"})
    again = client.get("/netzwerk/").content.decode()
    assert "Wer ist zuständig?" in german
    assert "Who is responsible?" in english
    assert "zuständig" not in english
    assert again == german


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("de", "Ihr Code zum Anmelden bei Klimanetz Thüringen"),
        ("en", "Your code to sign in to Klimanetz Thüringen"),
    ],
)
def test_a_mail_speaks_the_language_of_its_reader(
    client: Client, manager: Person, network: Network, language: str, subject: str
) -> None:
    """Whatever language the page has from which it is sent."""
    client.cookies["sprache"] = "de" if language == "en" else "en"
    Person.objects.filter(pk=manager.pk).update(language=language)
    client.post("/anmelden/", {"email": manager.email})
    mail = preview_mail(Mail.objects.select_related("letter").get(address=manager.email))
    assert mail.subject == subject
    german = "Guten Tag" in mail.text
    assert german == (language == "de")
    assert bool(list(left_in_german(mail.html, written_by_people()))) == german
