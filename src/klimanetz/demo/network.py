"""The demo network: who runs it, who is in it, which posts there are. Dates count from today."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from klimanetz.core.audit import record
from klimanetz.core.models import Network
from klimanetz.core.months import add_months
from klimanetz.core.public import changed_for_the_public
from klimanetz.demo.advising import create_cases
from klimanetz.demo.agenda import build_contributions
from klimanetz.demo.beginning import create_beginnings
from klimanetz.demo.board import fill_board
from klimanetz.demo.cast import ORGANISER, OTHERS, Other, Post, mail_name, read_posts
from klimanetz.demo.confirmations import create_confirmations
from klimanetz.demo.correspondence import create_correspondence
from klimanetz.demo.day import create_attendance
from klimanetz.demo.feedback import create_feedback
from klimanetz.demo.funding import create_funding
from klimanetz.demo.introductions import create_introductions
from klimanetz.demo.joining import create_requests
from klimanetz.demo.leavers import create_leavers
from klimanetz.demo.meetings import create_meetings
from klimanetz.demo.minutes import create_minutes
from klimanetz.demo.polls import create_poll
from klimanetz.demo.profiles import create_profiles
from klimanetz.demo.replies import create_replies
from klimanetz.demo.succession import create_succession
from klimanetz.demo.trainings import create_trainings
from klimanetz.people.models import Audience, Consent, Field, Organisation, Person
from klimanetz.people.roles import Role
from klimanetz.places.models import Authority
from klimanetz.roster.models import FundingPeriod, Holding, Membership, Position, PositionState

#: By this name an installation is known to be a demo, which nothing is lost in.
OPERATOR = "Landesenergieagentur (Demo)"
FACTS = {
    "name": "Klimanetz Thüringen",
    "claim": (
        "Wir sind die Klimaschutzmanager:innen der Thüringer Städte, Gemeinden und Landkreise. "
        "Vier Mal im Jahr treffen wir uns; dazwischen helfen wir uns."
    ),
    "land": "16",
    "address": "Musterstraße 12\n99084 Erfurt",
    "email": "netzwerk@agentur.example",
    "phone": "030 23125 100",
    "imprint": "Dies ist ein Netzwerk zum Ausprobieren. Alle Personen sind erfunden.",
    "privacy": "Dies ist ein Netzwerk zum Ausprobieren. Es verlässt diesen Rechner nicht.",
    "accessibility": "Etwas ist nicht zugänglich? Bitte schreiben Sie uns.",
}
NAMED = (Field.NAME,)
REACHABLE = (Field.EMAIL, Field.PHONE)


def months_from_today(months: int) -> date:
    """The first day of the month so many months away; posts begin on such days."""
    return add_months(timezone.localdate().replace(day=1), months)


def last_day_of(months: int) -> date:
    """The last day of the month so many months away."""
    return months_from_today(months + 1) - timedelta(days=1)


@transaction.atomic
def create_network() -> Network:
    """Needs the register of places; everything or nothing."""
    network = Network.objects.create(pk=1, operator=OPERATOR, **FACTS)
    create_funding(network)
    for one in OTHERS:
        welcome(
            one.email,
            one.role,
            first_name=one.first_name,
            last_name=one.last_name,
            organisation=organisation_of(one),
            phone=one.phone,
        )
    for post in read_posts():
        create_post(post)
    create_profiles()
    show_contacts()
    create_leavers()
    live_through_meetings(Person.objects.get(email=ORGANISER))
    create_beginnings()
    create_requests(Person.objects.get(email=ORGANISER))
    create_confirmations()
    create_introductions()
    create_succession()
    create_trainings(Person.objects.get(email=ORGANISER))
    advise_authorities(Person.objects.get(email=ORGANISER))
    record("demo.created", network)
    changed_for_the_public()
    return network


def live_through_meetings(organiser: Person) -> None:
    """From the poll for a date to the minutes and what people thought."""
    create_meetings(organiser)
    create_poll(organiser)
    create_replies()
    build_contributions(organiser)
    create_attendance(organiser)
    create_minutes()
    create_feedback()


def advise_authorities(organiser: Person) -> None:
    """A few cases with all that was said and written, and many that only stand somewhere."""
    create_cases(organiser)
    create_correspondence(organiser)
    fill_board()


def organisation_of(one: Other) -> Organisation:
    organisation, _new = Organisation.objects.get_or_create(
        name=one.organisation, defaults={"kind": one.kind}
    )
    return organisation


def show_contacts() -> None:
    """Who runs a network wants to be called."""
    for person in Person.objects.with_role(Role.ORGANISER):
        show(person, Audience.PUBLIC, *NAMED, *REACHABLE)


def show(person: Person, audience: Audience, *fields: Field) -> None:
    Consent.objects.bulk_create(
        Consent(person=person, field=field, audience=audience) for field in fields
    )


def welcome(email: str, role: Role, *, since: int = -36, **fields: object) -> Person:
    person: Person = Person.objects.create_user(email, **fields)
    Membership.objects.create(person=person, role=role, starts=months_from_today(since))
    return person


def create_post(post: Post) -> None:
    authority = Authority.objects.valid().get(ars=post.ars)
    position = Position.objects.create(
        authority=authority,
        kind=post.role,
        share=post.share,
        permanent=post.ends is None,
        state=state_of(post),
        starts=months_from_today(post.since),
        ends=None if post.ends is None else last_day_of(post.ends),
    )
    if post.programme:
        FundingPeriod.objects.create(
            position=position,
            programme=post.programme,
            starts=position.starts,
            ends=position.ends,
        )
    if post.last_name:
        fill(position, post)


def state_of(post: Post) -> PositionState:
    if post.last_name:
        return PositionState.FILLED
    return PositionState.PLANNED if post.since > 0 else PositionState.VACANT


def fill(position: Position, post: Post) -> None:
    since = post.held_since or post.since
    person = welcome(
        f"{mail_name(post.first_name)}.{mail_name(post.last_name)}"
        f"@{mail_name(position.authority.name)}.example",
        post.role,
        since=since,
        title=post.title,
        first_name=post.first_name,
        last_name=post.last_name,
        phone="030 23125 " + str(200 + position.pk % 700),
    )
    Holding.objects.create(position=position, person=person, starts=months_from_today(since))
    if "name" in post.shows:
        show(person, Audience.PUBLIC, *NAMED)
    show(person, Audience.PUBLIC if "contact" in post.shows else Audience.MEMBERS, *REACHABLE)
