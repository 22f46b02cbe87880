"""Files that go with a letter, and an address for its answers."""

from email.message import EmailMessage
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from klimanetz.core.models import Network
from klimanetz.mail.attaching import write_attached
from klimanetz.mail.delivery import Desk
from klimanetz.mail.forgetting import forget
from klimanetz.mail.headers import Unwritable
from klimanetz.mail.letters import write_letter
from klimanetz.mail.models import Letter, Mail
from klimanetz.mail.outbox import post
from klimanetz.mail.preview import preview_mail
from klimanetz.mail.recipient import Recipient
from klimanetz.people.models import Person
from tests.mail.conftest import CALENDAR, unhurried
from tests.mail.test_message import make_letter, make_mail, make_out

CONTENT = b"%PDF-1.7\r\n--=_\n" + bytes(range(256)) * 40


@pytest.fixture
def file(settings: Settings, tmp_path: Path) -> dict[str, str]:
    settings.MEDIA_ROOT = tmp_path
    path = default_storage.save("cases/1/a.pdf", ContentFile(CONTENT))
    return {"path": path, "name": "Beschluß für den Rat.pdf", "kind": "application/pdf"}


def attached(message: EmailMessage) -> list[tuple[str | None, str, bytes]]:
    parts = message.iter_attachments()
    return [
        (part.get_filename(), part.get_content_type(), part.get_payload(decode=True))  # type: ignore[misc]
        for part in parts
    ]


def test_beside_the_text(file: dict[str, str]) -> None:
    message = make_out(make_letter(calendar="", attached=[file, file]), make_mail())
    pdf = ("Beschluß für den Rat.pdf", "application/pdf", CONTENT)
    assert attached(message) == [pdf, pdf]
    body = message.get_body(("html",))
    assert body is not None
    assert "Guten Tag Mika Managerin" in body.get_content()


def test_beside_a_calendar_entry(file: dict[str, str]) -> None:
    message = make_out(make_letter(calendar=CALENDAR, attached=[file]), make_mail())
    assert [name for name, _kind, _content in attached(message)] == ["invite.ics", file["name"]]
    kinds = [part.get_content_type() for part in message.walk()]
    assert "text/calendar" in kinds


@unhurried
@given(name=st.text(min_size=1, max_size=190).filter(str.strip), content=st.binary(max_size=300))
def test_any_name_and_any_content(name: str, content: bytes) -> None:
    path = default_storage.save("any", ContentFile(content))
    try:
        file = {"path": path, "name": f"{name}.bin", "kind": "application/octet-stream"}
        written = b"".join(write_attached("=_b", file))
    finally:
        default_storage.delete(path)
    head = written.partition(b"\r\n\r\n")[0]
    assert written.startswith(b"\r\n--=_b\r\n")
    assert head.isascii()
    assert max(map(len, head.split(b"\r\n"))) <= 998
    assert head.count(b"Content-Disposition") == 1


def test_what_is_gone_is_said(file: dict[str, str]) -> None:
    default_storage.delete(file["path"])
    with pytest.raises(Unwritable, match=r"„Beschluß für den Rat.pdf“ gibt es nicht mehr"):
        make_out(make_letter(attached=[file]), make_mail())


@pytest.fixture
def posted(file: dict[str, str], network: Network) -> Mail:
    letter = write_letter(
        "mail/letter.html", purpose="test", language="de", context={},
        reply_to="fall-7@agentur.example",
    )  # fmt: skip
    letter.attached = [file]
    post(letter, [Recipient("mika@kommune.example", "Mika", {})])
    return Mail.objects.select_related("letter").get()


def test_it_is_answered_where_a_person_awaits_it(posted: Mail) -> None:
    shown = preview_mail(posted)
    assert shown.reply_to == "Klimanetz Thüringen <fall-7@agentur.example>"
    assert shown.attached == ("Beschluß für den Rat.pdf",)


def test_heavy_letters_are_not_kept_ready(posted: Mail) -> None:
    desk = Desk()
    sender = desk.load([posted])
    assert b"application/pdf" in desk.make_out(posted, sender)
    assert not desk.messages
    Letter.objects.update(attached=[])
    desk = Desk()
    desk.make_out(posted, desk.load([posted]))
    assert list(desk.messages) == [posted.letter_id]


def test_what_was_attached_is_forgotten_with_its_reader(posted: Mail, manager: Person) -> None:
    Mail.objects.update(state="sent", address=manager.email)
    forget(manager.traces)
    assert Letter.objects.get().attached == []
