"""`klimanetz compilemessages`: Django's own needs GNU gettext, which a fresh machine has not."""

from pathlib import Path

import polib
from django.conf import settings
from django.core.management import CommandError
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Compile the translations (.po) into what the program reads (.mo)."
    requires_system_checks = ()

    def handle(self, *_args: object, **_options: object) -> None:
        for root in settings.LOCALE_PATHS:
            for source in sorted(Path(root).glob("*/LC_MESSAGES/*.po")):
                compile_catalogue(source)


def compile_catalogue(source: Path) -> None:
    """Write the .mo beside `source`; raises `CommandError` where the file cannot be read."""
    try:
        catalogue = polib.pofile(str(source), check_for_duplicates=True)
    except (OSError, ValueError) as error:
        raise CommandError(f"{source}: {error}") from error
    catalogue.save_as_mofile(str(source.with_suffix(".mo")))
