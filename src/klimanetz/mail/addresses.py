"""Addresses as people type or paste them."""

import re
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

type Named = tuple[str, str]


def read_addresses(text: str) -> tuple[list[Named], list[str]]:
    """Names (empty where none is written) and addresses, and what is no address.

    One a line, or with semicolons, or commas after each address: `Name <mail>`, a bare address,
    and `Nachname, Vorname <mail>` as mail programs copy it.
    """
    readable: list[Named] = []
    unreadable: list[str] = []
    for piece in split_pieces(text):
        name, email = take_apart(piece)
        try:
            validate_email(email)
        except ValidationError:
            unreadable.append(piece)
        else:
            readable.append((name, email))
    return readable, unreadable


def split_pieces(text: str) -> Iterator[str]:
    for part in re.split(r"[\n;]|(?<=>)\s*,", text):
        pieces = [part] if "<" in part else part.split(",")
        yield from (piece.strip() for piece in pieces if piece.strip())


def take_apart(piece: str) -> Named:
    """Name and address of one piece of text; "Nachname, Vorname" is turned round."""
    name, bracket, email = piece.partition("<")
    if not bracket:
        return "", piece.lower()
    last, comma, first = name.replace('"', "").partition(",")
    name = f"{first.strip()} {last.strip()}" if comma else last.strip()
    return name, email.strip(" >").lower()
