"""A network of any size for measuring: `python -m bench.seed MANAGERS` (reads DATABASE_URL).

Prints, as JSON, the sign-in cookies of an organiser and a member, and the addresses to measure. 30
managers work in Thuringia's starter register; 10,000 in 400 districts of 25 municipalities each.
Where the boundaries of all German districts lie beside the project they are drawn, else regular
shapes.
"""

import json
import os
import sys
from datetime import date, timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "klimanetz.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.processes import SHARED  # noqa: E402
from bench.profiles import seed_profiles  # noqa: E402
from klimanetz.core.models import Network  # noqa: E402
from klimanetz.features.meetings.models import Invitation, Meeting, Reply, State  # noqa: E402
from klimanetz.people.models import Audience, Consent, Field, Person  # noqa: E402
from klimanetz.people.roles import Role  # noqa: E402
from klimanetz.places.models import Authority, Kind  # noqa: E402
from klimanetz.places.starter import load_starter_register  # noqa: E402
from klimanetz.roster.models import Holding, Membership, Position  # noqa: E402
from klimanetz.roster.succession.models import Reminder  # noqa: E402
from klimanetz.roster.succession.terms import due_step  # noqa: E402

OUTLINES = SHARED / "bkg" / "districts_de_vg250_2025-01-01.topojson"
TODAY = date(2026, 11, 22)


def seed_districts(count: int) -> list[Authority]:
    """`count` districts with 25 municipalities each; returns the municipalities."""
    keys = real_district_keys()[:count] or [f"{n:05d}" for n in range(1001, 1001 + count)]
    districts = Authority.objects.bulk_create(
        Authority(
            ars=key,
            ags=key,
            name=f"Kreis {key}",
            official_name=f"Kreis {key}",
            kind=Kind.DISTRICT,
            kind_code="44",
            population=200_000,
        )
        for key in keys
    )
    return Authority.objects.bulk_create(
        [
            Authority(
                ars=f"{district.ars}0{n:03d}{n:03d}",
                ags=f"{district.ars}{n:03d}",
                name=f"Musterstadt {district.ars}-{n}",
                official_name="Musterstadt",
                kind=Kind.MUNICIPALITY,
                kind_code="64",
                parent=district,
                population=8_000,
                longitude=9.5 + i % 20 / 8,
                latitude=50 + i // 20 / 8,
            )
            for i, district in enumerate(districts)
            for n in range(1, 26)
        ],
        batch_size=500,
    )


def real_district_keys() -> list[str]:
    if not OUTLINES.exists():
        return []
    layers = json.loads(OUTLINES.read_text())["objects"].values()
    shapes = [shape["properties"] for layer in layers for shape in layer["geometries"]]
    return sorted(
        {str(shape.get("AGS") or shape.get("ags") or shape.get("ARS")) for shape in shapes}
    )


def seed_managers(authorities: list[Authority], count: int) -> list[Person]:
    people = Person.objects.bulk_create(
        [
            Person(
                email=f"person{n}@kommune.example",
                first_name=f"Vorname{n % 97}",
                last_name=f"Nachname{n}",
                phone="0361 123456",
                password="!",  # noqa: S106 - unusable
            )
            for n in range(count)
        ],
        batch_size=500,
    )
    positions = Position.objects.bulk_create(
        [
            Position(
                authority=authorities[n % len(authorities)],
                starts=date(2024, 1, 1),
                ends=TODAY + timedelta(days=n % 900),
            )
            for n in range(count)
        ],
        batch_size=500,
    )
    seed_reminders(positions)
    Holding.objects.bulk_create(
        [
            Holding(position=p, person=q, starts=p.starts)
            for p, q in zip(positions, people, strict=True)
        ],
        batch_size=500,
    )
    Membership.objects.bulk_create(
        [
            Membership(person=person, role=Role.MANAGER, starts=date(2024, 1, 1))
            for person in people
        ],
        batch_size=500,
    )
    Consent.objects.bulk_create(
        [
            Consent(person=person, field=Field.NAME, audience=Audience.PUBLIC)
            for person in people[::2]
        ],
        batch_size=500,
    )
    return people


def seed_reminders(positions: list[Position]) -> None:
    """What a worker of earlier days has done: it stands not before a mountain."""
    now = timezone.now()
    steps = [(position, due_step(position.ends)) for position in positions if position.ends]
    Reminder.objects.bulk_create(
        [
            Reminder(position=it, term_end=it.ends, months=step, organisers_told_at=now)
            for it, step in steps
            if step
        ],
        batch_size=500,
    )


def seed_meeting(people: list[Person], slug: str, invited: int) -> Meeting:
    start = timezone.now() + timedelta(days=40)
    meeting = Meeting.objects.create(
        slug=slug,
        title="Netzwerktreffen",
        description="Praxisberichte und Neues vom Land.",
        starts_at=start,
        ends_at=start + timedelta(hours=4),
        venue="Rathaus",
        address="Erfurt",
        video_url="https://video.example/treffen",
        answer_by=start - timedelta(days=10),
        state=State.INVITED if invited else State.PLANNED,
        uid=f"{slug}@klimanetz.example",
    )
    replies = [Reply.OPEN, Reply.ON_SITE, Reply.ONLINE, Reply.DECLINED]
    Invitation.objects.bulk_create(
        [
            Invitation(
                meeting=meeting,
                person=people[n % len(people)] if n < len(people) else None,
                name=f"Person {n}",
                email=f"person{n}@kommune.example",
                organisation=f"Musterstadt {n}",
                district=f"Kreis {n % 22}",
                reply=replies[n % 4],
                token=f"bench-{slug}-{n}",
            )
            for n in range(invited)
        ],
        batch_size=500,
    )
    return meeting


def sign_in(person: Person) -> str:
    session = SessionStore()
    session["_auth_user_id"] = str(person.pk)
    session["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[0]
    session["_auth_user_hash"] = person.get_session_auth_hash()
    session.create()
    return f"sessionid={session.session_key}"


def main(managers: int) -> None:
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    small = managers <= 605
    Network.objects.create(
        pk=1,
        name="Klimanetz",
        claim="Das Netzwerk.",
        email="netz@agentur.example",
        land="16" if small else "",
    )
    if small:
        load_starter_register()
        authorities = list(Authority.objects.municipalities())
    else:
        authorities = seed_districts(400)
        if OUTLINES.exists():
            call_command("places", "outlines", str(OUTLINES), verbosity=0)
    people = seed_managers(authorities, managers)
    organiser = Person.objects.create_user("organiser@agentur.example", last_name="Organiser")
    Membership.objects.create(person=organiser, role=Role.ORGANISER, starts=date(2024, 1, 1))
    seed_meeting(people, "treffen", 300)
    seed_meeting(people, "rundruf", 0)
    seed_profiles(people)
    cookies = {"organiser": sign_in(organiser), "member": sign_in(people[0])}
    print(json.dumps({"cookies": cookies, "tokens": [f"bench-treffen-{n}" for n in range(300)]}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
