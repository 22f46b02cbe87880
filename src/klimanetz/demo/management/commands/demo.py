"""`klimanetz demo`: a believable network to try things out with; never touches another one."""

from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand

from klimanetz.core.models import Network
from klimanetz.demo.network import create_network
from klimanetz.places.starter import load_starter_register


class Command(BaseCommand):
    help = "Create the demo network in an empty installation."
    requires_system_checks = ()

    def handle(self, *_args: object, **_options: object) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        network = Network.objects.first()
        if network and "Demo" not in network.operator:
            raise CommandError(f"This installation serves {network.name}: nothing was changed.")
        if network:
            return
        self.stdout.write("Creating the demo network …")
        load_starter_register()
        create_network()
