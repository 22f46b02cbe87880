"""`klimanetz serve`: bring the database up to date, then serve pages and send mail."""

from django.conf import settings
from django.core.management import CommandError
from django.core.management.base import BaseCommand

from klimanetz.core import serving
from klimanetz.core.database import bring_up_to_date


class Command(BaseCommand):
    help = "Migrate the database, then run web server and mail worker until SIGTERM."
    requires_system_checks = ()

    def handle(self, *_args: object, **_options: object) -> None:
        port = settings.PORT
        if not serving.port_is_free(port):
            raise CommandError(
                f"Port {port} is taken by another program. Choose another: PORT={port + 1}"
            )
        bring_up_to_date()
        serving.serve(port, when_ready=self.say_where)

    def say_where(self) -> None:
        self.stdout.write(f"Klimanetz is running: {settings.BASE_URL}")
        if settings.DEMO:
            self.stdout.write(
                f"Sign in as organiser, manager or guest: {settings.BASE_URL}/demo/\n"
                f"All mail of the demo network:           {settings.BASE_URL}/demo/post/"
            )
        self.stdout.write("Stop with Ctrl-C.")
        self.stdout.flush()
