"""What the people of a measured network write about themselves, so that there is much to search."""

from itertools import batched

from klimanetz.people.models import Audience, Consent, Field, Person
from klimanetz.roster.directory.actions import heal_index
from klimanetz.roster.directory.models import FieldOfAction, Profile

SUBJECTS = (
    "Wärmeplanung", "Förderung", "Straßenbeleuchtung", "Photovoltaik", "Radverkehr",
    "Beschaffung", "Klimabildung", "Hitzeaktionsplan", "Treibhausgasbilanz", "Abwärme",
    "Ladesäulen", "Vergabe", "Genossenschaft", "Windkraft", "Entsiegelung", "Energiebericht",
)  # fmt: skip


def seed_profiles(people: list[Person]) -> None:
    """Everyone has a profile with twelve of sixteen subjects; four of five show it to members."""
    Profile.objects.bulk_create(
        [
            Profile(
                person=person,
                can_help=pick(n),
                to_copy=pick(n + 3),
                working_on=pick(n + 7),
                needs_help=pick(n + 11),
                languages="Deutsch, Englisch",
                working_days=[0, 1, 2, 3],
            )
            for n, person in enumerate(people)
        ],
        batch_size=500,
    )
    fields = list(FieldOfAction.objects.values_list("pk", flat=True))
    chosen = Profile.fields_of_action.through
    rows = (
        chosen(profile_id=person.pk, fieldofaction_id=fields[(n + step) % len(fields)])
        for n, person in enumerate(people)
        for step in (0, 5, 9)
    )
    for some in batched(rows, 2000, strict=False):
        chosen.objects.bulk_create(some)
    Consent.objects.bulk_create(
        [
            Consent(person=person, field=Field.PROFILE, audience=Audience.MEMBERS)
            for n, person in enumerate(people)
            if n % 5
        ],
        batch_size=500,
    )
    heal_index()


def pick(at: int) -> str:
    return ", ".join(SUBJECTS[(at * step) % len(SUBJECTS)] for step in (1, 3, 5))
