"""A large message, read line by line: its files go to disk as they come.

The standard library holds a message several times over while it takes it apart, for a file of
25 MB nearly 300 MB. Here it gets in place of each large file one line that stands for it.
"""

import re
from binascii import Error as BrokenBase64
from binascii import a2b_base64
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from email.feedparser import BytesFeedParser
from email.message import Message
from email.policy import compat32
from hashlib import sha256
from tempfile import TemporaryFile
from typing import IO

#: Smaller files stay in the message.
SMALL = 512 * 1024
#: So much is decoded at once; four letters of Base64 are three bytes.
AT_ONCE = 4 * 16 * 1024

BASE64 = re.compile(rb"^content-transfer-encoding:[ \t]*base64", re.IGNORECASE | re.MULTILINE)
WITHIN = re.compile(rb"^content-type:\s*message/rfc822", re.IGNORECASE | re.MULTILINE)
BOUNDARY = re.compile(rb"""\bboundary\s*=\s*(?:"([^"\r\n]+)"|([^\s";]+))""", re.IGNORECASE)
FOREIGN = re.compile(rb"[^A-Za-z0-9+/=]+")


class Unpacked(Message):
    """A message, or a part of one: `file` is what was in it, where that was large."""

    file: IO[bytes] | None = None


@contextmanager
def unpack(lines: Iterable[bytes]) -> Iterator[Message]:
    """The message that `lines` are; its files are there until the block ends."""
    parser = BytesFeedParser(Unpacked, policy=compat32)
    files: dict[str, IO[bytes]] = {}
    try:
        for line in put_files_aside(lines, files):
            parser.feed(line)
        message = parser.close()
        give_back(message, files)
        yield message
    finally:
        for file in files.values():
            file.close()


def give_back(message: Message, files: dict[str, IO[bytes]]) -> None:
    """Each file to the part that it was in; the line that stood for it is no Base64."""
    for part in message.walk():
        name = str(part.get_payload()).strip() if not part.is_multipart() else ""
        if isinstance(part, Unpacked) and name in files:
            part.file = files[name]
            del part["Content-Transfer-Encoding"]


def put_files_aside(lines: Iterable[bytes], files: dict[str, IO[bytes]]) -> Iterator[bytes]:
    """All lines but those of large files, which `files` gets by the name that stands for them."""
    head, heads, body = bytearray(), True, None
    borders: tuple[bytes, ...] = ()
    for line in lines:
        if borders and line.startswith(borders):
            yield from body.close(files) if body else ()
            head, heads, body = bytearray(), True, None
        if body:
            body.take(line)
            continue
        yield line
        if not heads:
            continue
        if line.strip(b"\r\n"):
            head += line
            continue
        borders += tuple(b"--" + (one[1] or one[2]) for one in BOUNDARY.finditer(head))
        heads = bool(WITHIN.search(head))
        body = Body() if BASE64.search(head) else None
        head = bytearray()
    yield from body.close(files) if body else ()


class Body:
    """What comes as Base64: kept as it is while it is small, then decoded to disk."""

    def __init__(self) -> None:
        self.lines: list[bytes] = []
        self.size = 0
        self.file: IO[bytes] | None = None
        self.letters = bytearray()
        self.seal = sha256()

    def take(self, line: bytes) -> None:
        self.size += len(line)
        if self.file is None:
            self.lines.append(line)
        if self.size <= SMALL:
            return
        if self.file is None:
            self.file = TemporaryFile()  # noqa: SIM115 - closed with the message that has it
            self.letters += FOREIGN.sub(b"", b"".join(self.lines))
            self.lines = []
        else:
            self.letters += FOREIGN.sub(b"", line)
        self.write(len(self.letters) // AT_ONCE * AT_ONCE)

    def write(self, length: int) -> None:
        content = decode(bytes(self.letters[:length]))
        del self.letters[:length]
        self.seal.update(content)
        if self.file is not None:
            self.file.write(content)

    def close(self, files: dict[str, IO[bytes]]) -> Iterator[bytes]:
        """Named by what is in it, so that the message says the same however often it comes."""
        if self.file is None:
            yield from self.lines
            return
        self.write(len(self.letters))
        name = self.seal.hexdigest()
        if name in files:
            self.file.close()
        files.setdefault(name, self.file)
        yield f"{name}\r\n".encode()


def decode(letters: bytes) -> bytes:
    """As far as it can be read."""
    try:
        return a2b_base64(letters + b"=" * (-len(letters) % 4))
    except BrokenBase64:
        return b""
