"""Which authority a line means; asks where the register has two answers or none."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from klimanetz.places.gazetteer import Place
from klimanetz.places.lookup import Found, Outcome
from klimanetz.roster.importing.columns import LABELS, Field
from klimanetz.roster.importing.finder import DISTRICTS, PlaceFinder
from klimanetz.roster.importing.questions import Cells, Choice, Question, choice
from klimanetz.roster.importing.values import is_empty

#: `Arnstadt (160700004004)`, as our own export writes served authorities.
WITH_KEY = re.compile(r".*\((\d{5,12})\)")


@dataclass(slots=True)
class PlaceReading:
    """Reads the places of one line and collects what has to be asked."""

    line: int
    cells: Cells
    finder: PlaceFinder
    questions: list[Question] = field(default_factory=list)

    def cell(self, name: Field) -> str:
        text = self.cells.get(name, "")
        return "" if is_empty(text) else " ".join(text.split("\n"))

    @property
    def name(self) -> str:
        """The district's column names the place itself where no other column does."""
        return self.cell(Field.AUTHORITY) or self.cell(Field.DISTRICT)

    def authority(self) -> int | None:
        """By key where there is one, else by name; a key and a name that differ are asked."""
        if key := self.cell(Field.KEY):
            return self.by_key(key)
        found = self.by_name()
        if found.exact:
            return found.exact.pk
        if self.name:
            self.ask(self.tell(found, self.name), found.places, elsewhere=True)
        return None

    def by_name(self) -> Found:
        if authority := self.cell(Field.AUTHORITY):
            return self.finder.by_name(authority, district=self.cell(Field.DISTRICT))
        return self.finder.by_name(self.name, kinds=DISTRICTS)

    def by_key(self, key: str) -> int | None:
        found = self.finder.by_key(key)
        named = self.by_name().places
        if found.exact is None:
            self.ask(self.tell(found, key), found.places or named, elsewhere=True)
        elif self.finder.contradicts(found.exact, self.name):
            text = _("Der Schlüssel gehört zu %(place)s, da steht aber „%(name)s“.")
            place = self.finder.label(found.exact.pk)
            self.ask(text % {"place": place, "name": self.name}, (found.exact, *named))
        else:
            return found.exact.pk
        return None

    def tell(self, found: Found, written: str) -> str:
        if found.outcome is Outcome.ENDED:
            text = _("„%(name)s“ gibt es nicht mehr. Heute gehört es hierzu:")
        elif found.outcome is Outcome.AMBIGUOUS:
            text = _("„%(name)s“ passt nicht nur auf eine Kommune.")
        else:
            text = _("„%(name)s“ steht nicht im Verzeichnis der Kommunen.")
        return text % {"name": written}

    def ask(self, text: str, places: tuple[Place, ...], *, elsewhere: bool = False) -> None:
        choices = [self.offer(place) for place in dict.fromkeys(places)]
        if elsewhere and self.name:
            choices.append(nowhere(self.name))
        self.questions.append(
            Question(self.line, Field.AUTHORITY, text, tuple(choices), Field.AUTHORITY, self.name)
        )

    def offer(self, place: Place) -> Choice:
        return choice(self.finder.label(place.pk), key=place.ars, authority=place.name)

    def served(self) -> tuple[int, ...]:
        """Further authorities, separated by semicolons, else by commas."""
        written = self.cells.get(Field.SERVES, "")
        split = re.split(r"[;\n]" if re.search(r"[;\n]", written) else r",", written)
        parts = [part.strip() for part in split if not is_empty(part.strip())]
        found = []
        for part in parts:
            place = self.find_served(part)
            if place.exact:
                found.append(place.exact.pk)
            else:
                self.ask_served(part, parts, place)
        return tuple(dict.fromkeys(found))

    def find_served(self, part: str) -> Found:
        with_key = WITH_KEY.fullmatch(part)
        return self.finder.by_key(with_key[1]) if with_key else self.finder.by_name(part)

    def ask_served(self, part: str, parts: list[str], found: Found) -> None:
        """Each choice writes the cell anew with one part of it replaced."""

        def instead(words: str) -> str:
            return "; ".join(filter(None, (words if other == part else other for other in parts)))

        choices = [
            choice(self.finder.label(place.pk), serves=instead(f"{place.name} ({place.ars})"))
            for place in found.places
        ]
        choices.append(choice(_("„%(name)s“ weglassen") % {"name": part}, serves=instead("")))
        text = f"{LABELS[Field.SERVES]}: {self.tell(found, part)}"
        self.questions.append(
            Question(self.line, Field.SERVES, text, tuple(choices), Field.SERVES, "; ".join(parts))
        )


def nowhere(name: str) -> Choice:
    """A post outside the register, say at a special-purpose association, is no position here."""
    return choice(
        _("Keine Kommune: als %(label)s eintragen") % {"label": LABELS[Field.ORGANISATION]},
        key="", authority="", district="", organisation=name,
    )  # fmt: skip
