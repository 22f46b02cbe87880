"""The demo's meetings: two that took place, and the next one, to which people are answering."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import cycle

from django.utils import timezone

from klimanetz.demo.agenda import build_agenda
from klimanetz.demo.cast import MANAGER
from klimanetz.demo.company import create_company
from klimanetz.features.meetings import actions
from klimanetz.features.meetings.guest_list import Audience, gather
from klimanetz.features.meetings.models import (
    Answer,
    Invitation,
    Meeting,
    Mode,
    Reply,
    Series,
    Source,
    State,
)
from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.places.models import Authority

THURSDAY = 3
WEIMAR, MUEHLHAUSEN = "160550000000", "160640046046"
VIDEO = "https://video.agentur.example/netzwerk"
EVERYONE = Audience(
    roles=[role for role in Role if role != Role.VOLUNTEER],
    guests="Dr. Ulrike Sander <ulrike.sander@wetterdienst.example>",
)


@dataclass(frozen=True)
class Given:
    """An answer that somebody gives."""

    reply: Reply
    note: str = ""
    deputy_mode: str = ""


#: In turn, over those who have answered so far.
ANSWERS = (
    Given(Reply.ON_SITE),
    Given(Reply.ON_SITE),
    Given(Reply.ONLINE),
    Given(Reply.DECLINED, note="Bin an dem Tag im Stadtrat. Bitte das Protokoll schicken!"),
    Given(Reply.ON_SITE),
    Given(Reply.ONLINE, note="Ab 11 Uhr, vorher Kita."),
    Given(Reply.DEPUTY, deputy_mode=Mode.ON_SITE),
)
#: Who comes for somebody else, each for one.
DEPUTIES = (
    "Jana Böhm", "Tobias Wendt", "Karin Ludwig", "Mehmet Aydın", "Silke Hartung", "Paul Reinhardt",
    "Anja Kirsch", "Georg Lindner", "Nadine Voigt", "Ralf Seidel",
)  # fmt: skip


def thursday(weeks: int, hour: int) -> datetime:
    """A Thursday so many weeks from this week's, at a full hour in Berlin."""
    today = timezone.localdate()
    day = today + timedelta(weeks=weeks, days=THURSDAY - today.weekday())
    return timezone.make_aware(datetime.combine(day, time(hour)))


def at(weeks: int) -> dict[str, datetime]:
    return {
        "starts_at": thursday(weeks, 10),
        "ends_at": thursday(weeks, 14),
        "answer_by": thursday(weeks - 1, 18),
    }


def weeks_to_next() -> int:
    """Five; two more where that is between Christmas and Epiphany, when nobody meets."""
    day = thursday(5, 10)
    resting = (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 6)
    return 7 if resting else 5


def begin_series() -> Series:
    """Every quarter on a Thursday, in the months of the meetings that there are."""
    return Series.objects.create(
        slug="netzwerktreffen",
        title="Netzwerktreffen",
        first_month=thursday(weeks_to_next(), 10).month % 3 or 3,
    )


def create_meetings(organiser: Person) -> None:
    series = begin_series()
    held(on_heat_plans(series), organiser)
    held(on_ending_grants(series), organiser)
    coming = invited(next_meeting(series), organiser)
    answered(coming)
    create_company(coming)


def on_heat_plans(series: Series) -> Meeting:
    return Meeting(
        series=series,
        title="Wärmeplanung in kleinen Kommunen",
        description="Drei Kommunen zeigen, wie sie begonnen haben und was sie heute anders "
        "machen würden. Danach ein Rundgang zum neuen Nahwärmenetz.",
        mode=Mode.ON_SITE,
        venue="Rathaus, Großer Saal",
        address="Ratsstraße 25, 99974 Mühlhausen",
        host=Authority.objects.valid().get(ars=MUEHLHAUSEN),
        seats=40,
        **at(-26),
    )


def on_ending_grants(series: Series) -> Meeting:
    return Meeting(
        series=series,
        title="Wenn die Förderung endet",
        description="Wie eine Stelle bleibt: Anschlussvorhaben, Beschluss des Rates, "
        "Zeitplan. Mit Zeit für Ihre eigenen Fälle.",
        mode=Mode.ONLINE,
        video_url=VIDEO,
        **at(-13),
    )


def next_meeting(series: Series) -> Meeting:
    return Meeting(
        series=series,
        title="Hitze, Starkregen, Stadtgrün: Anpassung vor Ort",
        description="Was schützt im nächsten Sommer? Weimar zeigt seine kühlen Orte, der "
        "Wetterdienst seine Karten. Am Nachmittag: Ihre Fragen, unsere Erfahrungen.",
        mode=Mode.BOTH,
        venue="Stadtverwaltung, Ratssaal",
        address="Markt 1, 99423 Weimar",
        directions="Vom Hauptbahnhof mit dem Bus 1 bis Goetheplatz, dann drei Minuten zu Fuß. "
        "Der Saal ist stufenlos zu erreichen.",
        host=Authority.objects.valid().get(ars=WEIMAR),
        seats=16,
        video_url=VIDEO,
        **at(weeks_to_next()),
    )


def invited(meeting: Meeting, organiser: Person) -> Meeting:
    meeting = actions.plan(meeting, actor=organiser)
    build_agenda(meeting, organiser)
    actions.invite(meeting, gather(meeting, EVERYONE).invitees, actor=organiser, audience=EVERYONE)
    # Who has not answered since can be reminded.
    meeting.invitations.update(invited_at=timezone.now() - timedelta(days=9))
    return meeting


def answered(meeting: Meeting) -> None:
    """Two of three have answered; the manager one can play in the demo has not."""
    invitations = meeting.invitations.exclude(email=MANAGER).order_by("pk")
    prompt = [one for number, one in enumerate(invitations) if number % 3]
    deputies = iter(DEPUTIES)
    for invitation, given in zip(prompt, cycle(ANSWERS), strict=False):
        actions.answer(
            invitation,
            given.reply,
            source=Source.LINK,
            note=given.note,
            deputy_name=next(deputies) if given.reply == Reply.DEPUTY else "",
            deputy_mode=given.deputy_mode,
        )


def held(meeting: Meeting, organiser: Person) -> None:
    """A meeting of the past with its answers; its mails were read long ago."""
    meeting = actions.plan(meeting, actor=organiser)
    meeting.state = State.HELD
    meeting.save(update_fields=["state"])
    came = meeting.replies[0]
    replies = cycle((came, came, came, Reply.DECLINED))
    answered_at = meeting.starts_at - timedelta(weeks=4)
    invitations = Invitation.objects.bulk_create(
        Invitation(
            meeting=meeting,
            person_id=one.person_id,
            name=one.name,
            email=one.email,
            organisation=one.organisation,
            district=one.district,
            reply=reply,
            invited_at=meeting.starts_at - timedelta(weeks=6),
            replied_at=answered_at,
        )
        for one, reply in zip(gather(meeting, EVERYONE).invitees, replies, strict=False)
    )
    Answer.objects.bulk_create(
        Answer(invitation=one, reply=one.reply, source=Source.LINK, at=answered_at)
        for one in invitations
    )
