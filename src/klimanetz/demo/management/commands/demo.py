"""`klimanetz demo`: a believable network to try things out with; never touches another one."""

import os
import sys

from django.core.management import CommandError, CommandParser, call_command
from django.core.management.base import BaseCommand
from django.db import connections, transaction

from klimanetz.core.database import bring_up_to_date
from klimanetz.core.models import Network
from klimanetz.demo.network import OPERATOR, create_network
from klimanetz.places.starter import load_starter_register


class Command(BaseCommand):
    help = "Create the demo network in an empty installation; a second run changes nothing."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--serve", action="store_true", help="then serve it (make run)")

    def handle(self, *_args: object, **options: object) -> None:
        bring_up_to_date()
        network = Network.objects.first()
        if network is None:
            self.stdout.write("Creating the demo network …")
            with transaction.atomic():
                load_starter_register()
                create_network()
            if options["serve"]:
                self.start_afresh()
        elif network.operator != OPERATOR:
            raise CommandError(f"This installation serves {network.name}: nothing was changed.")
        if options["serve"]:
            call_command("serve")

    def start_afresh(self) -> None:
        """Serve from a process that has done nothing yet, as `serve` alone does.

        The documents of the demo are set with threads (of typst), and threads are not forked along:
        a web worker that counts on them would wait for ever when it prints.
        """
        self.stdout.flush()
        connections.close_all()
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - ourselves
