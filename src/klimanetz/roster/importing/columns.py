"""Which column holds what: German headers in any order, with the usual synonyms."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise, zip_longest

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rapidfuzz import fuzz, process

from klimanetz.roster.importing.grid import HEADER_WITHIN, MAX_LINES, Grid, Line, TableError


class Field(StrEnum):
    EMAIL = "email"
    NAME = "name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    TITLE = "title"
    SALUTATION = "salutation"
    PHONE = "phone"
    MOBILE = "mobile"
    KEY = "key"
    AUTHORITY = "authority"
    DISTRICT = "district"
    ORGANISATION = "organisation"
    ROLE = "role"
    MEMBER_SINCE = "member_since"
    STARTS = "starts"
    ENDS = "ends"
    PERMANENT = "permanent"
    SHARE = "share"
    PROGRAMME = "programme"
    FUNDING_STARTS = "funding_starts"
    FUNDING_ENDS = "funding_ends"
    FUNDING_PERIOD = "funding_period"
    SERVES = "serves"
    POSITION_NUMBER = "position_number"


#: What each column is called on the page and in our own export.
LABELS = {
    Field.EMAIL: gettext_lazy("E-Mail"),
    Field.NAME: gettext_lazy("Name"),
    Field.FIRST_NAME: gettext_lazy("Vorname"),
    Field.LAST_NAME: gettext_lazy("Nachname"),
    Field.TITLE: gettext_lazy("Titel"),
    Field.SALUTATION: gettext_lazy("Anrede"),
    Field.PHONE: gettext_lazy("Telefon"),
    Field.MOBILE: gettext_lazy("Mobiltelefon"),
    Field.KEY: gettext_lazy("ARS"),
    Field.AUTHORITY: gettext_lazy("Kommune"),
    Field.DISTRICT: gettext_lazy("Landkreis"),
    Field.ORGANISATION: gettext_lazy("Organisation"),
    Field.ROLE: gettext_lazy("Funktion"),
    Field.MEMBER_SINCE: gettext_lazy("Mitglied seit"),
    Field.STARTS: gettext_lazy("Stelle seit"),
    Field.ENDS: gettext_lazy("befristet bis"),
    Field.PERMANENT: gettext_lazy("verstetigt"),
    Field.SHARE: gettext_lazy("Stellenanteil"),
    Field.PROGRAMME: gettext_lazy("Förderung"),
    Field.FUNDING_STARTS: gettext_lazy("Förderung von"),
    Field.FUNDING_ENDS: gettext_lazy("Förderung bis"),
    Field.FUNDING_PERIOD: gettext_lazy("Förderzeitraum"),
    Field.SERVES: gettext_lazy("weitere Kommunen"),
    Field.POSITION_NUMBER: gettext_lazy("Stelle Nr."),
}

#: The first name of a line wins where a table has several columns for one thing.
SYNONYMS = {
    Field.EMAIL: "email, mail, emailadresse, mailadresse, emaildienstlich, dienstlicheemail, "
    "dienstemail, emaildienst, kontaktemail, elektronischepost",
    Field.NAME: "name, vorundnachname, vornamenachname, nachnamevorname, namevorname, vornamename, "
    "person, ansprechpartner, ansprechpartnerin, ansprechperson, kontaktperson, stelleninhaber, "
    "stelleninhaberin, mitarbeiter, mitarbeiterin, klimaschutzmanager, klimaschutzmanagerin",
    Field.FIRST_NAME: "vorname, rufname, vornamen",
    Field.LAST_NAME: "nachname, familienname, zuname, nachnamen",
    Field.TITLE: "titel, akademischertitel, akadtitel, akadgrad, akademischergrad",
    Field.SALUTATION: "anrede",
    Field.PHONE: "telefon, tel, telefonnummer, telnr, telefonnr, durchwahl, telefondienstlich, "
    "festnetz, rufnummer, fon, phone, teldienstlich, telefondurchwahl",
    Field.MOBILE: "mobil, mobiltelefon, handy, mobilnummer, handynummer, diensthandy",
    Field.KEY: "ars, regionalschluessel, amtlicherregionalschluessel, ags, gemeindeschluessel, "
    "amtlichergemeindeschluessel, gemeindekennziffer, gkz, gemeindeschluesselags, agsars, "
    "schluessel, kreisschluessel",
    Field.AUTHORITY: "kommune, gemeinde, stadt, stadtgemeinde, gemeindestadt, "
    "gebietskoerperschaft, kommunelandkreis, stadtlandkreis, landkreisstadt, kommuneinstitution, "
    "verwaltung, kommunalverwaltung, behoerde, dienststelle, arbeitgeber, anstellungstraeger, "
    "dienstherr, anstellungskoerperschaft, ort, dienstort, stadtverwaltung, gemeindeverwaltung",
    Field.DISTRICT: "landkreis, kreis, lk, landkreiskreisfreiestadt, gebiet",
    Field.ORGANISATION: "organisation, institution, einrichtung, firma, unternehmen, verband",
    Field.ROLE: "funktion, rolle, taetigkeit, aufgabe, position, funktionsbezeichnung, "
    "stellenbezeichnung, artderstelle, aufgabenbereich, berufsbezeichnung, stelle, amt",
    Field.MEMBER_SINCE: "mitgliedseit, imnetzwerkseit, netzwerkseit, beitritt",
    Field.STARTS: "stelleseit, seit, imamtseit, stellenbeginn, beginn, stellenantritt, start, "
    "dienstantritt, beschaeftigtseit, beginnderstelle, angestelltseit, taetigseit, eintritt",
    Field.ENDS: "befristetbis, stellebis, befristung, ende, vertragsende, laufzeitbis, "
    "stellenende, endederstelle, befristet, laufzeitende, endebefristung, stellebefristetbis",
    Field.PERMANENT: "verstetigt, unbefristet, entfristet, dauerstelle, verstetigung",
    Field.SHARE: "stellenanteil, vzae, umfang, stellenumfang, vollzeitaequivalent, "
    "anteilvollzeit, arbeitszeit, beschaeftigungsumfang, anteil, anteilvollzeitstelle",
    Field.PROGRAMME: "foerderung, foerderprogramm, programm, gefoerdertdurch, foerdermittelgeber, "
    "foerdermittel, finanzierung, foerderrichtlinie, foerderkulisse",
    Field.FUNDING_STARTS: "foerderungvon, foerderungab, foerderbeginn, foerderungbeginn, "
    "foerderungseit, bewilligungszeitraumvon, foerderzeitraumvon, beginnfoerderung",
    Field.FUNDING_ENDS: "foerderungbis, foerderende, foerderungende, gefoerdertbis, "
    "bewilligungszeitraumbis, foerderzeitraumbis, endefoerderung, endederfoerderung",
    Field.FUNDING_PERIOD: "foerderzeitraum, bewilligungszeitraum, foerderdauer",
    Field.SERVES: "weiterekommunen, zustaendigfuer, auchfuer, auchzustaendigfuer, betreut, "
    "betreutekommunen, betreutauch, weiteregemeinden, mitbetreut, zustaendigauchfuer",
    Field.POSITION_NUMBER: "stellenr, stellennummer, stellenummer, stellennr",
}
KNOWN = {
    synonym.strip(): field for field, names in SYNONYMS.items() for synonym in names.split(",")
}
RANK = {synonym: rank for rank, synonym in enumerate(KNOWN)}
#: A header with a slip of the keyboard still counts from this likeness (of 100) on.
LIKENESS = 90

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines below the header, and which cell of them is which field."""

    columns: dict[Field, int]
    unused: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Header:
    names: tuple[str, ...]
    below: int

    def columns(self) -> dict[Field, int]:
        """The best column of each field: the synonym named first, then the one further left."""
        found: dict[Field, tuple[int, int]] = {}
        for index, name in enumerate(self.names):
            if (synonym := recognise(name)) is None:
                continue
            rank = (RANK[synonym], index)
            field = KNOWN[synonym]
            found[field] = min(rank, found.get(field, rank))
        return {field: index for field, (_rank, index) in found.items()}


def squeeze(name: str) -> str:
    """Only letters: `E-Mail-Adresse*` → `emailadresse`."""
    return re.sub(r"[^a-z]", "", name.casefold().translate(_UMLAUTS))


def recognise(name: str) -> str | None:
    """The synonym a header is, with or without what it says in brackets."""
    for candidate in (squeeze(name), squeeze(re.sub(r"\(.*?\)|\[.*?\]", "", name))):
        if candidate in KNOWN:
            return candidate
    if len(squeeze(name)) < 6:
        return None
    best = process.extractOne(squeeze(name), RANK.keys(), scorer=fuzz.ratio, score_cutoff=LIKENESS)
    return str(best[0]) if best and len(best[0]) >= 6 else None


def find_columns(grids: list[Grid]) -> Sheet:
    """The grid and header that tell most. Raises `TableError` where there is none."""
    candidates = [(header, grid) for grid in grids for header in headers(grid)]
    header, grid = max(
        candidates, key=lambda found: len(found[0].columns()), default=(Header((), 0), [])
    )
    columns = header.columns()
    require(columns, header)
    used = set(columns.values())
    unused = tuple(n for i, n in enumerate(header.names) if n and i not in used)
    lines = tuple(grid[header.below :])
    if not lines:
        raise TableError(_("Unter der Kopfzeile steht keine Zeile."))
    if len(lines) > MAX_LINES:
        raise TableError(
            _("Die Liste hat mehr als %(most)s Zeilen. Bitte teilen Sie sie.") % {"most": MAX_LINES}
        )
    return Sheet(columns, unused, lines)


def headers(grid: Grid) -> Iterator[Header]:
    """Each of the first lines as a header, then each two of them as one of two storeys."""
    head = grid[:HEADER_WITHIN]
    for index, line in enumerate(head, start=1):
        yield Header(line.cells, index)
    for index, (upper, lower) in enumerate(pairwise(head), start=2):
        yield Header(tuple(storeys(upper, lower)), index)


def storeys(upper: Line, lower: Line) -> Iterator[str]:
    """`Förderung` over `von | bis` → `Förderung von`, `Förderung bis`."""
    group = ""
    for above, name in zip_longest(upper.cells, lower.cells, fillvalue=""):
        group = above or group
        if not name:
            yield above
        else:
            joined = f"{group} {name}"
            yield joined if recognise(joined) else name


def require(columns: dict[Field, int], header: Header) -> None:
    if len(columns) < 2:
        raise TableError(_("Wir finden keine Kopfzeile mit Spalten wie Name, E-Mail und Kommune."))
    missing = []
    if Field.EMAIL not in columns:
        missing.append(_("E-Mail"))
    if Field.NAME not in columns and Field.LAST_NAME not in columns:
        missing.append(_("Name"))
    if missing:
        raise TableError(
            _("Es fehlt die Spalte %(missing)s. Gefunden haben wir: %(found)s.")
            % {
                "missing": _(" und ").join(missing),
                "found": ", ".join(name for name in header.names if name),
            }
        )
