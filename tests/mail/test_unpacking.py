"""A large message says the same whether its files lie on disk or not, and costs little memory."""

import tracemalloc
from base64 import encodebytes
from email import message_from_bytes
from email.message import EmailMessage, Message
from io import BytesIO
from secrets import token_bytes

import pytest

from klimanetz.mail.envelope import open_content, read_bytes
from klimanetz.mail.unpacking import SMALL, Unpacked, unpack

BIG = SMALL * 2


def a_mail(*files: bytes, text: str = "Anbei.") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["Message-ID"] = "bela@ilmenau.example", "<1@ilmenau.example>"
    message.set_content(text)
    for number, one in enumerate(files):
        message.add_attachment(one, "application", "pdf", filename=f"{number}.pdf")
    return message


def say(message: Message) -> list[tuple[str, str | None, bytes]]:
    """Of each part what it is, how it is called and what is in it."""
    return [
        (part.get_content_type(), part.get_filename(), open_content(part).read())
        for part in message.walk()
    ]


def on_disk(message: Message) -> list[str | None]:
    return [
        part.get_filename()
        for part in message.walk()
        if isinstance(part, Unpacked) and part.file is not None
    ]


def says_the_same(written: bytes) -> list[str | None]:
    with unpack(BytesIO(written)) as message:
        assert say(message) == say(message_from_bytes(written))
        return on_disk(message)


@pytest.mark.parametrize("ending", [b"\n", b"\r\n"])
@pytest.mark.parametrize("off", range(4))
def test_large_files_lie_on_disk_and_nothing_of_them_is_lost(ending: bytes, off: int) -> None:
    message = a_mail(token_bytes(BIG + off), b"small", token_bytes(BIG - off))
    written = message.as_bytes().replace(b"\n", ending)
    assert says_the_same(written) == ["0.pdf", "2.pdf"]


def test_the_same_file_twice_is_there_twice() -> None:
    same = token_bytes(BIG)
    assert says_the_same(a_mail(same, same).as_bytes()) == ["0.pdf", "1.pdf"]


def test_in_parts_of_parts_and_in_a_mail_within_the_mail() -> None:
    inner = a_mail(token_bytes(BIG))
    outer = a_mail(token_bytes(BIG))
    outer.add_attachment(inner)
    assert says_the_same(outer.as_bytes()) == ["0.pdf", "0.pdf"]


def test_a_message_that_is_one_file() -> None:
    lines = (b"Content-Type: application/pdf", b"Content-Transfer-Encoding: BASE64", b"")
    head = b"\r\n".join((*lines, b""))
    assert says_the_same(head + encodebytes(token_bytes(BIG))) == [None]


BORDER = b'Content-Type: multipart/mixed; boundary="=_b"\n\n'
FILE = b"--=_b\nContent-Type: application/pdf; name=a.pdf\n"


@pytest.mark.parametrize(
    "written",
    [
        # its last line fails
        BORDER + FILE + b"Content-Transfer-Encoding: base64\n\n" + encodebytes(token_bytes(BIG)),
        # folded in a way of its own
        BORDER + FILE + b"Content-Transfer-Encoding:\n base64\n\n" + encodebytes(token_bytes(BIG))
        + b"--=_b--\n",
        # after it a list writes below it
        BORDER + FILE + b"Content-Transfer-Encoding: base64\n\n" + encodebytes(token_bytes(BIG))
        + b"--=_b--\n-- \nContent-Transfer-Encoding: base64\n\nDie Liste\n",
        # a text that looks like a part
        b"Subject: x\n\n--=_b\nContent-Transfer-Encoding: base64\n\n"
        + encodebytes(token_bytes(BIG)),
    ],
)  # fmt: skip
def test_however_a_program_writes_it(written: bytes) -> None:
    says_the_same(written)


def test_what_is_no_base64_is_read_as_far_as_it_goes() -> None:
    head = BORDER + FILE + b"Content-Transfer-Encoding: base64\n\n"
    with unpack(BytesIO(head + b"!" * BIG + b"\n!!!\n--=_b--\n")) as message:
        assert [len(open_content(part).read()) for part in message.walk()] == [0, 0]


def test_who_does_not_ask_for_the_file_gets_no_garbage() -> None:
    with unpack(BytesIO(a_mail(token_bytes(BIG)).as_bytes())) as message:
        assert len(read_bytes(list(message.walk())[-1])) < 100


def test_the_files_are_gone_afterwards() -> None:
    with unpack(BytesIO(a_mail(token_bytes(BIG)).as_bytes())) as message:
        file = open_content(list(message.walk())[-1])
    assert file.closed


def test_memory_holds_no_file() -> None:
    written = a_mail(token_bytes(8 * 1024 * 1024)).as_bytes()

    tracemalloc.start()
    try:
        with unpack(BytesIO(written)) as message:
            assert on_disk(message) == ["0.pdf"]
        assert tracemalloc.get_traced_memory()[1] < 4 * 1024 * 1024
    finally:
        tracemalloc.stop()
