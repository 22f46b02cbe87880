"""`klimanetz serve`: bring the database up to date, then serve pages and send mail."""

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from klimanetz.core import serving


class Command(BaseCommand):
    help = "Migrate the database, then run web server and mail worker until SIGTERM."
    requires_system_checks = ()

    def handle(self, *_args: object, **_options: object) -> None:
        port = settings.PORT
        if not serving.port_is_free(port):
            raise CommandError(
                f"Port {port} is taken by another program. Choose another: PORT={port + 1}"
            )
        bring_database_up_to_date()
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


def bring_database_up_to_date() -> None:
    """Migrate only where a migration is missing: asking is far quicker than migrating nothing."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
    if settings.CACHES["default"]["LOCATION"] not in connection.introspection.table_names():
        call_command("createcachetable", verbosity=0)
