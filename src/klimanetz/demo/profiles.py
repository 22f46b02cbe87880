"""What the managers of the demo network write about themselves, and whom they let read it."""

import csv
from importlib import resources

from klimanetz.people.models import Audience, Consent, Field, Person
from klimanetz.roster.directory.actions import heal_index
from klimanetz.roster.directory.models import OFFERS, FieldOfAction, Profile

SHOWS = {
    "profile": Field.PROFILE,
    "languages": Field.LANGUAGES,
    "days": Field.WORKING_DAYS,
    "email": Field.EMAIL,
    "phone": Field.PHONE,
}


def create_profiles() -> None:
    """Who shows nothing has a profile that only the organisers read."""
    people = {person.last_name: person for person in Person.objects.filter(holdings__isnull=False)}
    fields = {field.name: field for field in FieldOfAction.objects.all()}
    source = resources.files("klimanetz.demo").joinpath("profiles.csv")
    with source.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter=";"):
            create_profile(people[row["last_name"]], row, fields)
    heal_index()


def create_profile(person: Person, row: dict[str, str], fields: dict[str, FieldOfAction]) -> None:
    profile = Profile.objects.create(
        person=person,
        languages=row["languages"],
        working_days=[int(day) for day in row["days"].split()],
        **{name: row[name] for name in OFFERS},
    )
    profile.fields_of_action.set(field for name, field in fields.items() if name in row["fields"])
    for shown in row["shows"].split():
        Consent.objects.get_or_create(
            person=person,
            field=SHOWS[shown],
            withdrawn_at=None,
            defaults={"audience": Audience.MEMBERS},
        )
