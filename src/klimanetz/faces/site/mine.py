"""A member's day: what waits for an answer, what was answered, what comes next."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.timezone import localdate

from klimanetz.features.meetings.minutes.models import ActionItem
from klimanetz.features.meetings.models import Invitation, Meeting, Reply, State
from klimanetz.features.meetings.polls.models import PollVoter
from klimanetz.features.meetings.wording import say_when
from klimanetz.people.models import Person
from klimanetz.roster.beginning.company import Companion, who_asks_me
from klimanetz.roster.beginning.progress import Progress, progress_worth_a_line
from klimanetz.roster.beginning.steps import next_step
from klimanetz.roster.directory.sight import has_profile
from klimanetz.roster.introductions.overview import Question, who_waits_for
from klimanetz.roster.models import Holding, Position
from klimanetz.roster.strip import Strip, draw_strip
from klimanetz.roster.succession.deciding import find_undecided
from klimanetz.roster.succession.rules import writing_holdings


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is wanted of me by a day."""

    day: date
    invitation: Invitation | None = None
    voter: PollVoter | None = None
    action: ActionItem | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """`open` waits for an answer until its deadline, the nearest first; `answered` is to come;
    `polls` ask which day suits.

    `ending` are my positions that run out within a year while nobody has said what follows.
    """

    open: tuple[Invitation, ...]
    answered: tuple[Invitation, ...]
    polls: tuple[PollVoter, ...]
    asks_for_profile: bool
    meeting: Meeting | None
    when: str
    strips: tuple[Strip, ...]
    progress: Progress | None
    step: str
    asking: list[Companion]
    questions: list[Question]
    ending: tuple[Position, ...]
    handovers: tuple[Position, ...]
    actions: tuple[ActionItem, ...]

    @property
    def due(self) -> list[Due]:
        """Answers and action items as one list, the nearest first; without a day last."""
        found = [
            *(Due(localdate(one.meeting.answer_by), invitation=one) for one in self.open),
            *(Due(localdate(one.poll.answer_by), voter=one) for one in self.polls),
            *(Due(one.due_on or date.max, action=one) for one in self.actions),
        ]
        return sorted(found, key=lambda one: one.day)


def my_day(person: Person) -> Day:
    """In nine queries, and three for who works at an authority."""
    invitations = Invitation.objects.filter(person=person).select_related("meeting")
    waiting = invitations.answerable().filter(reply=Reply.OPEN)
    answered = invitations.standing().exclude(reply=Reply.OPEN)
    upcoming = answered.filter(meeting__ends_at__gte=timezone.now(), meeting__state=State.INVITED)
    meeting = Meeting.objects.visible_to(person).upcoming().first()
    return Day(
        open=tuple(waiting.order_by("meeting__answer_by", "pk")),
        answered=tuple(upcoming.order_by("meeting__starts_at", "pk")),
        polls=tuple(PollVoter.objects.waiting_for(person)),
        asks_for_profile=person.is_member and not has_profile(person),
        meeting=meeting,
        when=say_when(meeting.starts_at, meeting.ends_at) if meeting else "",
        strips=my_strips(person),
        progress=progress_worth_a_line(person),
        step=str(getattr(next_step(person), "label", "")),
        asking=who_asks_me(person),
        questions=who_waits_for(person),
        ending=my_endings(person),
        handovers=my_handovers(person),
        actions=tuple(ActionItem.objects.open_of(person)),
    )


def my_strips(person: Person) -> tuple[Strip, ...]:
    holdings = (
        Holding.objects.valid()
        .filter(person=person)
        .select_related("position__authority")
        .prefetch_related("position__funding_periods")
        .order_by("starts", "pk")
    )
    return tuple(draw_strip(h.position, h.position.funding_periods.all()) for h in holdings)


def my_endings(person: Person) -> tuple[Position, ...]:
    held = Holding.objects.valid().filter(person=person).values("position")
    return tuple(find_undecided(12).filter(pk__in=held).select_related("authority"))


def my_handovers(person: Person) -> tuple[Position, ...]:
    """The handover files of my positions, for some time after my last day too."""
    held = writing_holdings(person).values("position")
    return tuple(Position.objects.filter(pk__in=held).select_related("authority").order_by("pk"))
