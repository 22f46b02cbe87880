"""`klimanetz check`: is this installation fit for production? Django's own checks run, too."""

import sys

from django.core.checks import ERROR, WARNING, CheckMessage, run_checks
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Say in plain words what is misconfigured for production; status 1 where anything is."
    requires_system_checks = ()

    def handle(self, *_args: object, **_options: object) -> None:
        found = run_checks(include_deployment_checks=True, databases=["default"])
        found = [message for message in found if not message.is_silenced()]
        wrong = [message for message in found if message.level >= WARNING]
        self.tell("To be put right before production:", wrong)
        self.tell("Good to know:", [message for message in found if message.level < WARNING])
        if not wrong:
            self.stdout.write(self.style.SUCCESS("Fit for production."))
        if any(message.level >= ERROR for message in wrong):
            sys.exit(1)

    def tell(self, heading: str, messages: list[CheckMessage]) -> None:
        if not messages:
            return
        self.stdout.write(heading)
        for message in messages:
            self.stdout.write(f"  - {message.msg}")
            if message.hint:
                self.stdout.write(f"    {message.hint}")
