"""The day of a meeting: `python -m bench.day` (reads DATABASE_URL; without it a new SQLite file).

Three phones note 300 people at once, each in an order of its own, each batch sent twice as after a
lost answer; every person is noted by two of them. Then 300 certificates: all in one document, and
one by one, as people fetch them.
"""

import json
import os
import sys
import tempfile
import time
from threading import Barrier, Thread

os.environ.setdefault("DATA_DIR", tempfile.mkdtemp())
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "klimanetz.settings")

import django

django.setup()

from datetime import timedelta  # noqa: E402

from django.conf import settings  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from klimanetz.core.models import Network  # noqa: E402
from klimanetz.features.meetings.day.models import Tap  # noqa: E402
from klimanetz.features.meetings.day.papers import list_certified, print_certificates  # noqa: E402
from klimanetz.features.meetings.models import (  # noqa: E402
    Attendance,
    Invitation,
    Meeting,
    Reply,
    State,
)
from klimanetz.people.models import Person  # noqa: E402
from klimanetz.people.roles import Role  # noqa: E402
from klimanetz.roster.models import Membership  # noqa: E402

PEOPLE, PHONES, BATCH, STRANGERS = 300, 3, 5, 10
AGENDA = "Begrüßung\nWärmeplanung in kleinen Kommunen\nAnschlussförderung\nKollegiale Beratung"
type Taps = list[dict[str, object]]


def seed() -> tuple[Meeting, str]:
    """A meeting that has just begun, and an organiser's session."""
    call_command("migrate", verbosity=0)
    Network.objects.update_or_create(pk=1, defaults={"name": "Klimanetz", "operator": "Agentur"})
    now = timezone.now()
    meeting = Meeting.objects.create(
        slug=f"tag-{now:%f}",
        uid=f"{now:%f}@klimanetz.example",
        title="Netzwerktreffen",
        description=AGENDA,
        starts_at=now,
        ends_at=now + timedelta(hours=4),
        answer_by=now,
        state=State.INVITED,
        venue="Rathaus",
    )
    Invitation.objects.bulk_create(
        Invitation(
            meeting=meeting,
            name=f"Vorname Nachname{n}",
            email=f"gast{n}@kommune.example",
            organisation=f"Stadt {n}",
            reply=Reply.ON_SITE,
            token=f"tag-{now:%f}-{n}",
        )
        for n in range(PEOPLE)
    )
    person, _new = Person.objects.get_or_create(email="olga@agentur.example", last_name="Olga")
    Membership.objects.get_or_create(person=person, role=Role.ORGANISER, starts=now.date())
    return meeting, sign_in(person)


def sign_in(person: Person) -> str:
    session = SessionStore()
    session["_auth_user_id"] = str(person.pk)
    session["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[0]
    session["_auth_user_hash"] = person.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def taps_of(phone: int, invitations: list[int]) -> Taps:
    """Two thirds of the list, begun at another place by each phone; and somebody new."""
    begin = phone * PEOPLE // PHONES
    mine = (invitations[begin:] + invitations[:begin])[: 2 * PEOPLE // PHONES]
    known: Taps = [
        {"key": f"phone{phone}tap{pk}", "who": f"i{pk}", "present": True, "age": 0} for pk in mine
    ]
    new: Taps = [
        {"key": f"neuling{phone}x{n}", "who": f"nneuling{phone}x{n}", "present": True, "age": 0}
        | {"name": f"Neu {phone} {n}"}
        for n in range(STRANGERS)
    ]
    return known + new


def measure_door(meeting: Meeting, session: str) -> str:
    invitations = list(meeting.invitations.order_by("pk").values_list("pk", flat=True))
    start, took = Barrier(PHONES + 1), []

    def stand_at_the_door(phone: int) -> None:
        client = Client(SERVER_NAME="127.0.0.1")
        client.cookies["sessionid"] = session
        taps = taps_of(phone, invitations)
        start.wait()
        for at in range(0, len(taps), BATCH):
            body = json.dumps({"taps": taps[at : at + BATCH]})
            for _twice in range(2):
                began = time.perf_counter()
                url = f"/verwaltung/treffen/{meeting.slug}/tuer/abgleich/"
                answer = client.post(url, body, content_type="application/json")
                took.append(time.perf_counter() - began)
                if answer.status_code != 200:
                    sys.exit(f"{url} answered {answer.status_code}")
        connection.close()

    phones = [Thread(target=stand_at_the_door, args=(phone,)) for phone in range(PHONES)]
    for one in phones:
        one.start()
    start.wait()
    began = time.perf_counter()
    for one in phones:
        one.join()
    return say_door(meeting, time.perf_counter() - began, sorted(took))


def say_door(meeting: Meeting, seconds: float, took: list[float]) -> str:
    there = Attendance.objects.present().filter(meeting=meeting)
    wanted = PEOPLE + PHONES * STRANGERS
    lost = wanted - there.values("name").distinct().count()
    doubled = there.count() - there.values("name").distinct().count()
    taps = Tap.objects.filter(meeting=meeting).count()
    extra = taps - PHONES * (2 * PEOPLE // PHONES + STRANGERS)
    p95 = took[int(len(took) * 0.95)] * 1000
    return (
        f"| {connection.vendor} | {there.count()} | {lost} | {doubled} | {extra} | {seconds:.1f} | "
        f"{len(took)} | {p95:.0f} |"
    )


def measure_certificates(meeting: Meeting) -> str:
    people = list_certified(meeting)[:PEOPLE]
    began = time.perf_counter()
    size = len(print_certificates(meeting, people))
    together = time.perf_counter() - began
    began = time.perf_counter()
    for one in people:
        print_certificates(meeting, [one])
    alone = time.perf_counter() - began
    return f"| {len(people)} | {together:.2f} | {size / 1000:.0f} | {alone:.1f} | 20 |"


def main() -> None:
    meeting, session = seed()
    print("| database | noted | lost | doubled | taps twice | seconds | batches | p95 ms |")
    print("| --- |" + " ---: |" * 7)
    print(measure_door(meeting, session), flush=True)
    print("\n| certificates | in one, s | kB | one by one, s | to reach, s |")
    print("|" + " ---: |" * 5)
    print(measure_certificates(meeting))


if __name__ == "__main__":
    main()
