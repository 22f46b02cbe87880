"""Which authority a line means; asks where the register has two answers or none."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from klimanetz.roster.importing.columns import LABELS, Field
from klimanetz.roster.importing.finder import PlaceFinder, Spot
from klimanetz.roster.importing.questions import Cells, Choice, Question, choice
from klimanetz.roster.importing.values import is_empty

#: `Arnstadt (160700004004)`, as our own export writes served authorities.
WITH_KEY = re.compile(r"(.*?)\s*\((\d{5,12})\)")


@dataclass(slots=True)
class PlaceReading:
    """Reads the places of one line and collects what has to be asked."""

    line: int
    cells: Cells
    questions: list[Question] = field(default_factory=list)

    def cell(self, name: Field) -> str:
        text = self.cells.get(name, "")
        return "" if is_empty(text) else " ".join(text.split("\n"))

    def authority(self, finder: PlaceFinder) -> int | None:
        """By key where there is one, else by name; a key and a name that differ are asked."""
        key, name = self.cell(Field.KEY), self.name()
        if key:
            return self.by_key(finder, key, name)
        if not name:
            return None
        spots = finder.by_name(name, district=self.district(), is_district=self.is_district())
        if len(spots) == 1:
            return spots[0].pk
        if spots:
            self.ask(_("„%(name)s“ gibt es mehrmals.") % {"name": name}, *map(offer, spots))
        else:
            self.ask_unknown(finder, name)
        return None

    def name(self) -> str:
        """The district's column names the place itself where no other does."""
        return self.cell(Field.AUTHORITY) or self.cell(Field.DISTRICT)

    def district(self) -> str:
        return self.cell(Field.DISTRICT) if self.cell(Field.AUTHORITY) else ""

    def is_district(self) -> bool:
        return not self.cell(Field.AUTHORITY)

    def by_key(self, finder: PlaceFinder, key: str, name: str) -> int | None:
        spots = finder.by_key(key)
        if len(spots) != 1:
            text = _("Den Schlüssel „%(key)s“ kennt das Verzeichnis nicht.") % {"key": key}
            named = finder.by_name(name, district=self.district(), is_district=self.is_district())
            self.ask(text, *map(offer, spots or named or finder.nearest(name)), nowhere(name))
            return None
        if name and not finder.fits(spots[0], name):
            named = finder.by_name(name, district=self.district(), is_district=self.is_district())
            if spots[0] not in named:
                text = _("Der Schlüssel gehört zu %(place)s, da steht aber „%(name)s“.")
                self.ask(text % {"place": spots[0].label, "name": name},
                         *map(offer, (*spots, *named)))  # fmt: skip
                return None
        return spots[0].pk

    def ask_unknown(self, finder: PlaceFinder, name: str) -> None:
        text = _("„%(name)s“ steht nicht im Verzeichnis der Kommunen.") % {"name": name}
        self.ask(text, *map(offer, finder.nearest(name)), nowhere(name))

    def ask(self, text: str, *choices: Choice) -> None:
        self.questions.append(
            Question(self.line, Field.AUTHORITY, text, choices, Field.AUTHORITY, self.name())
        )

    def served(self, finder: PlaceFinder) -> tuple[int, ...]:
        """Further authorities, separated by semicolons, else by commas."""
        written = self.cells.get(Field.SERVES, "")
        split = re.split(r"[;\n]" if re.search(r"[;\n]", written) else r",", written)
        parts = [part.strip() for part in split]
        found = []
        for part in parts:
            if is_empty(part):
                continue
            spots = self.find_served(finder, part)
            if len(spots) == 1:
                found.append(spots[0].pk)
            else:
                self.ask_served(finder, part, parts, spots)
        return tuple(dict.fromkeys(found))

    def find_served(self, finder: PlaceFinder, part: str) -> list[Spot]:
        if with_key := WITH_KEY.fullmatch(part):
            return finder.by_key(with_key[2])
        return finder.by_name(part)

    def ask_served(
        self, finder: PlaceFinder, part: str, parts: list[str], spots: list[Spot]
    ) -> None:
        def instead(words: str) -> str:
            return "; ".join(filter(None, (words if other == part else other for other in parts)))

        text = _("Weitere Kommunen: „%(name)s“ ist nicht eindeutig.") % {"name": part}
        choices = [
            choice(spot.label, serves=instead(f"{spot.name} ({spot.ars})"))
            for spot in spots or finder.nearest(part)
        ]
        choices.append(choice(_("„%(name)s“ weglassen") % {"name": part}, serves=instead("")))
        self.questions.append(
            Question(self.line, Field.SERVES, text, tuple(choices), Field.SERVES, "; ".join(parts))
        )


def offer(spot: Spot) -> Choice:
    return choice(spot.label, key=spot.ars, authority=spot.name)


def nowhere(name: str) -> Choice:
    """A post outside the register, say at a special-purpose association, is no position here."""
    return choice(
        _("Keine Kommune: als %(label)s eintragen") % {"label": LABELS[Field.ORGANISATION]},
        key="", authority="", district="", organisation=name,
    )  # fmt: skip
