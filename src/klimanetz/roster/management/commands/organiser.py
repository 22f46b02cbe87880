"""`klimanetz organiser EMAIL NAME`: who runs the network; the first one has nobody to ask."""

from argparse import ArgumentParser

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from klimanetz.core.database import bring_up_to_date
from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.people.security.actions import reset_factors
from klimanetz.roster.actions.people import add_person, start_membership

#: Who stands in the audit trail where the command was run.
ACTOR = "klimanetz organiser"


class Command(BaseCommand):
    help = "Make a person an organiser; who is not known yet is added."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="the address to sign in with")
        parser.add_argument("name", nargs="*", help="first name and last name")
        parser.add_argument(
            "--reset-second-factor",
            action="store_true",
            help="for an organiser who lost every factor and has no colleague to ask",
        )

    def handle(
        self, *, email: str, name: list[str], reset_second_factor: bool, **_options: object
    ) -> None:
        if reset_second_factor:
            self.reset(email)
            return
        if not name:
            raise CommandError("Give the name, too: first name and last name.")
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"{email}: this is not an e-mail address.") from error
        bring_up_to_date()
        person = appoint(email, " ".join(name))
        self.stdout.write(
            f"{person.full_name} is an organiser. Sign in at {settings.BASE_URL}/anmelden/"
        )

    def reset(self, email: str) -> None:
        person = Person.objects.with_email(email).first()
        if person is None:
            raise CommandError(f"{email}: nobody is known by this address.")
        if reset_factors(person, actor=ACTOR):
            self.stdout.write(f"{person.full_name} signs in by the code from the mail again.")
        else:
            self.stdout.write(f"{person.full_name} has no second factor.")


@transaction.atomic
def appoint(email: str, name: str) -> Person:
    first_name, _, last_name = name.rpartition(" ")
    today = timezone.localdate()
    person: Person | None = Person.objects.with_email(email).first()
    if person is None:
        names = {"first_name": first_name, "last_name": last_name}
        return add_person(email, Role.ORGANISER, since=today, actor=ACTOR, **names)
    start_membership(person, Role.ORGANISER, since=today, actor=ACTOR)
    return person
