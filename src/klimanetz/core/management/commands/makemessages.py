"""`make messages`: gather every text of templates and code into the catalogue of translations.

Django's own (it needs GNU gettext), but the catalogue changes only where a text does.
"""

from pathlib import Path

import polib
from django.core.management.commands import makemessages

#: Nothing about when and by whom: the history knows.
HEAD = {
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}


class Command(makemessages.Command):
    # A guessed translation is a wrong one: a changed text is translated anew.
    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]

    def write_po_file(self, potfile: str, locale: str) -> None:
        super().write_po_file(potfile, locale)
        settle(Path(potfile).parent / locale / "LC_MESSAGES" / f"{self.domain}.po", locale)


def settle(catalogue: Path, locale: str) -> None:
    """Sort the texts, and keep no date."""
    gathered = polib.pofile(str(catalogue), wrapwidth=100)
    plural = gathered.metadata["Plural-Forms"]
    settled = polib.POFile(wrapwidth=100)
    settled.metadata = {"Language": locale, **HEAD, "Plural-Forms": plural}
    settled.extend(sorted(gathered, key=lambda text: (text.msgid, text.msgctxt or "")))
    settled.save(str(catalogue))
