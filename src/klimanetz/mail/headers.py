"""Header fields with what people are called, safe whatever they are called."""

import re
from binascii import b2a_base64

from django.utils.encoding import punycode
from django.utils.translation import gettext as _

#: What may stand between quotes, and in a subject, as it is. Without "=", because "=?…?=" would
#: be read as an encoded word.
_PLAIN_PHRASE = re.compile(r"[ !#-<>-\[\]-~]{1,60}\Z")
_PLAIN_TEXT = re.compile(r"[ -<>-~]{1,66}\Z")
_ADDRESS = re.compile(r"[^\x00-\x20\x7f<>()\[\]:;,\\\"@]+@[A-Za-z0-9.-]+\Z")
#: 39 bytes make an encoded word of 64 characters: with the name of the header, a line of 76.
_WORD_BYTES = 39
_LINE = 76


class Unwritable(Exception):  # noqa: N818 - the mail is, not the program
    """This one mail cannot be written; `str()` of it says why."""


def clean(text: str) -> str:
    """One line of visible text: line breaks would start another header."""
    if not text.isprintable():
        text = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(text.split())


def encode_words(text: str) -> str:
    """`text` as encoded words (RFC 2047), each on a line of its own."""
    words, word = [], b""
    for character in text:
        encoded = character.encode()
        if len(word) + len(encoded) > _WORD_BYTES:
            words.append(word)
            word = b""
        word += encoded
    words.append(word)
    return "\r\n ".join(f"=?utf-8?b?{b2a_base64(word, newline=False).decode()}?=" for word in words)


def write_text(text: str) -> str:
    """The value of a header that people read, such as the subject."""
    text = clean(text)
    return text if _PLAIN_TEXT.match(text) else encode_words(text)


def write_mailbox(name: str, address: str) -> str:
    """`Name <address>`, or the address alone for somebody without a name."""
    name = clean(name)
    if not name:
        return address
    phrase = f'"{name}"' if _PLAIN_PHRASE.match(name) else encode_words(name)
    fits = len(phrase.rpartition("\n")[2]) + len(address) + len("Reply-To: <>") <= _LINE
    return f"{phrase}{' ' if fits else '\r\n '}<{address}>"


def write_address(address: str) -> str:
    """The address as mail servers know it: a domain with umlauts in its ASCII form."""
    local, at, domain = address.strip().rpartition("@")
    try:
        written = f"{local}{at}{punycode(domain)}"
    except UnicodeError:
        written = ""
    if not written.isascii() or not _ADDRESS.match(written):
        reason = _("„%(address)s“ ist keine Adresse, die ein Mailserver versteht.")
        raise Unwritable(reason % {"address": clean(address)})
    return written


def write_unsubscribe(url: str) -> str:
    """For mail programs that show "unsubscribe" (RFC 2369) and do it in one click (RFC 8058)."""
    return f"List-Unsubscribe:\r\n <{url}>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
