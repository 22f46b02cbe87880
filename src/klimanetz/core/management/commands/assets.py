"""`klimanetz assets`: gather what browsers load; does nothing where nothing changed."""

from django.core.management.base import BaseCommand, CommandError

from klimanetz.core import assets


class Command(BaseCommand):
    help = "Gathers stylesheet, fonts and scripts into the directory that is served."
    requires_system_checks = ()

    def handle(self, **options: object) -> None:  # noqa: ARG002
        try:
            made = assets.build()
        except assets.MissingParts as error:
            raise CommandError(str(error)) from error
        if made:
            self.stdout.write("Gathered what browsers load.")
