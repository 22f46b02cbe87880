"""From what people write in cells to what they mean; `Unclear` where that cannot be told."""

import re
from calendar import monthrange
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

EMPTY = frozenset({"", "-", "–", "—", "/", ".", "?", "x", "k.a.", "k. a.", "ka", "n.n.", "n. n.",
                   "nn", "entfällt", "unbekannt", "offen"})  # fmt: skip
EXCEL_ERRORS = frozenset({"#NV", "#N/A", "#REF!", "#BEZUG!", "#WERT!", "#VALUE!", "#NAME?",
                          "#DIV/0!", "#NULL!", "#ZAHL!", "#NUM!"})  # fmt: skip
YES = frozenset({"ja", "j", "yes", "y", "1", "wahr", "true", "x", "✓", "✔", "verstetigt",
                 "unbefristet", "entfristet", "dauerhaft", "dauerstelle"})  # fmt: skip
NO = frozenset({"nein", "n", "no", "0", "falsch", "false", "befristet"})
PERMANENT = frozenset({"unbefristet", "verstetigt", "entfristet", "dauerhaft", "dauerstelle",
                       "nein", "keine"})  # fmt: skip
MONTHS = ("jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez")
EARLIEST, LATEST = 1970, 2099
MAX_PHONE = 60


class Unclear(Exception):  # noqa: N818 - a question to a person, not a failure
    """What a cell says cannot be used; `str()` says why."""


def is_empty(text: str) -> bool:
    return text.casefold() in EMPTY


def refuse_excel_error(text: str) -> str:
    if text.upper() in EXCEL_ERRORS:
        raise Unclear(_("In der Zelle steht ein Fehler aus Excel (%(text)s).") % {"text": text})
    return text


def read_text(text: str, *, most: int) -> str:
    """One line of at most `most` letters; a dash or `k. A.` is nothing."""
    text = refuse_excel_error(" ".join(text.split("\n")))
    if len(text) > most:
        raise Unclear(_("Der Text ist zu lang (höchstens %(most)s Zeichen).") % {"most": most})
    return "" if is_empty(text) else text


def read_email(text: str) -> str:
    """`Anna Muster <Anna@Stadt.de>` → `anna@stadt.de`."""
    text = refuse_excel_error(text)
    if is_empty(text):
        raise Unclear(_("Es steht keine E-Mail-Adresse da."))
    if bracketed := re.search(r"<([^<>]+@[^<>]+)>", text):
        text = bracketed[1]
    address = text.removeprefix("mailto:").strip(" .,;").lower()
    if not is_email(address):
        raise Unclear(_("„%(text)s“ ist keine E-Mail-Adresse.") % {"text": text})
    return address


def is_email(address: str) -> bool:
    try:
        validate_email(address)
    except ValidationError:
        return False
    return len(address) <= 254


def likely_emails(text: str) -> list[str]:
    """What may have been meant: several addresses in one cell, `(at)`, a comma for a dot."""
    parts = re.split(r"[;,\s]+", text.lower())
    repaired = re.sub(r"\s*[\(\[]\s*at\s*[\)\]]\s*", "@", text.lower())
    repaired = re.sub(r"\s+", "", repaired).replace(",", ".").replace("@@", "@")
    stripped = repaired.replace("..", ".").strip(".;")
    return list(dict.fromkeys(part for part in (*parts, repaired, stripped) if is_email(part)))


def read_phone(text: str) -> str:
    """As written; Excel's lost leading zero is put back where it is certain."""
    text = read_text(text, most=MAX_PHONE).removeprefix("'")
    if re.fullmatch(r"[1-9]\d{8,11}", text) and not text.startswith("49"):
        return f"0{text}"
    return text


def read_date(text: str, *, last: bool = False) -> date | None:
    """`2026-02-01`, `1.2.2026`, `01/02/2026`, `1. Februar 2026`, `02/2026` (first or last day)."""
    text = refuse_excel_error(text)
    if is_empty(text):
        return None
    year, month, day = split_date(text)
    try:
        days = monthrange(year, month)[1]
        found = date(year, month, day or (days if last else 1))
    except ValueError:
        found = None
    if found is None or not EARLIEST <= found.year <= LATEST:
        raise Unclear(_("„%(text)s“ ist kein Datum im Kalender.") % {"text": text})
    return found


def split_date(text: str) -> tuple[int, int, int | None]:
    plain = re.sub(r"\s+00:00(:00)?$", "", text.casefold().replace("maerz", "märz"))
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(t.*)?", plain):
        return int(found[1]), int(found[2]), int(found[3])
    if found := re.fullmatch(r"(\d{1,2})[./-] ?(\d{1,2})[./-] ?(\d{4}|\d{2})", plain):
        return full_year(found[3]), int(found[2]), int(found[1])
    if found := re.fullmatch(r"(?:(\d{1,2})\. ?)?([a-zä]{3})[a-zä]*\.? (\d{4}|\d{2})", plain):
        if found[2] in MONTHS:
            return full_year(found[3]), MONTHS.index(found[2]) + 1, int(found[1] or 0) or None
    elif found := re.fullmatch(r"(\d{1,2})[./-](\d{4})", plain):
        return int(found[2]), int(found[1]), None
    raise Unclear(_("„%(text)s“ ist kein vollständiges Datum wie 1.2.2026.") % {"text": text})


def full_year(digits: str) -> int:
    return int(digits) + 2000 if len(digits) == 2 else int(digits)


def read_period(text: str) -> tuple[date | None, date | None]:
    """`1.1.2024 – 31.12.2025` or `01/2024 bis 12/2025`."""
    if is_empty(text):
        return None, None
    parts = re.split(r"\s*(?:–|—|\bbis\b| - )\s*", text.removeprefix("von "))
    if len(parts) == 1:
        parts = text.split("-") if text.count("-") == 1 else parts
    if len(parts) != 2:
        raise Unclear(_("„%(text)s“ ist kein Zeitraum wie 1.1.2026 – 31.12.2027.") % {"text": text})
    return read_date(parts[0].strip()), read_date(parts[1].strip(), last=True)


def read_yes_no(text: str) -> bool | None:
    text = refuse_excel_error(text)
    plain = text.casefold()
    if plain in YES:
        return True
    if plain in NO:
        return False
    if is_empty(text):
        return None
    raise Unclear(_("„%(text)s“ heißt weder ja noch nein.") % {"text": text})


def read_end(text: str) -> tuple[date | None, bool | None]:
    """A fixed term's last day, and whether the post is permanent, as far as the cell tells."""
    plain = text.casefold()
    if plain in PERMANENT:
        return None, True
    if plain in {"ja", "befristet", "j"}:
        return None, False
    until = read_date(
        re.sub(r"^(befristet )?bis (zum )?", "", text, flags=re.IGNORECASE), last=True
    )
    return until, False if until else None


def read_share(text: str) -> Decimal | None:
    """`0,5`, `50 %`, `50`, `Vollzeit` → 0.50; hours are refused: their full week is unknown."""
    text = refuse_excel_error(text)
    plain = re.sub(r"\s*(vzä|vzae|ak|vk|stelle|stellen)$", "", text.casefold())
    if is_empty(text):
        return None
    if plain in {"vollzeit", "voll", "vz"}:
        return Decimal("1.00")
    written = re.fullmatch(r"(\d{1,3}(?:[.,]\d{1,4})?) ?%?", plain)
    number = Decimal(written[1].replace(",", ".")) if written else Decimal(-1)
    if "%" in plain or number > 1:
        number /= 100
    share = round(number, 2)
    if not 0 < share <= 1:
        raise Unclear(_("„%(text)s“ ist kein Anteil wie 0,5 oder 50 %%.") % {"text": text})
    return share
