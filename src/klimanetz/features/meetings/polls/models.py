"""A poll about the date of a meeting: dates are proposed, people say which ones suit them."""

from datetime import timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower, Now
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from klimanetz.core.custody import NOBODY
from klimanetz.core.keyed import new_key
from klimanetz.features.meetings.models import Meeting, Mode, Series, State
from klimanetz.features.meetings.models.invitation import PAUSE
from klimanetz.features.meetings.wording import say_day, say_deadline, say_when
from klimanetz.people.models import Person

#: Who has not answered so long before the deadline is reminded, once.
BEFORE_DEADLINE = timedelta(days=3)
#: People without account are forgotten so long after the decision.
KEPT_FOR_STRANGERS = timedelta(days=30)
MOST_DATES = 8


class PollState(models.TextChoices):
    DRAFT = "draft", _("in Vorbereitung")
    OPEN = "open", _("läuft")
    DECIDED = "decided", _("entschieden")
    CLOSED = "closed", _("ohne Termin beendet")


#: From each state to the states it may reach.
LIFECYCLE: dict[str, frozenset[str]] = {
    PollState.DRAFT: frozenset({PollState.OPEN}),
    PollState.OPEN: frozenset({PollState.DECIDED, PollState.CLOSED}),
    PollState.DECIDED: frozenset(),
    PollState.CLOSED: frozenset(),
}


class Choice(models.TextChoices):
    YES = "yes", _("ja")
    IF_NEED_BE = "if_need_be", _("zur Not")
    NO = "no", _("nein")


class DatePollQuerySet(models.QuerySet["DatePoll"]):
    def running(self) -> Self:
        """Those that can be answered."""
        return self.filter(state=PollState.OPEN, answer_by__gt=timezone.now())

    def to_remind(self) -> Self:
        """Near the deadline, with somebody who has not answered and was not reminded by itself."""
        due = PollVoter.objects.to_remind_by_itself().values("poll")
        near = timezone.now() + BEFORE_DEADLINE
        return self.running().filter(answer_by__lte=near, pk__in=due)

    def to_tell(self) -> Self:
        """The deadline is over and the organisers have not heard how it went."""
        return self.filter(
            state=PollState.OPEN, answer_by__lte=timezone.now(), result_told_at__isnull=True
        )


class DatePoll(models.Model):
    """Nobody is asked while it is a draft. Once decided, its date has become a meeting."""

    title = models.CharField(_("Wie heißt das Treffen?"), max_length=160)
    description = models.TextField(_("Worum geht es?"), blank=True)
    mode = models.CharField(_("Teilnahme"), max_length=8, choices=Mode, default=Mode.BOTH)
    series = models.ForeignKey(
        Series,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="polls",
        verbose_name=_("Reihe"),
    )
    answer_by = models.DateTimeField(_("Antworten bis"))
    state = models.CharField(max_length=8, choices=PollState, default=PollState.DRAFT)
    audiences = models.JSONField(
        default=list, editable=False, help_text="Whom it was for, to be kept with the meeting."
    )
    chosen = models.ForeignKey(
        "PollDate", models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    meeting = models.OneToOneField(
        Meeting, models.SET_NULL, null=True, blank=True, related_name="poll", editable=False
    )
    settled_at = models.DateTimeField(null=True, editable=False)
    result_told_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(db_default=Now())

    objects: ClassVar[DatePollQuerySet] = DatePollQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("answer_by", "pk")
        indexes: ClassVar = [models.Index(fields=("state", "answer_by"))]

    def __str__(self) -> str:
        return self.title

    @property
    def deadline(self) -> str:
        """Mi., 3. März 2027"""
        return say_deadline(self.answer_by)

    @property
    def deadline_over(self) -> bool:
        return timezone.now() >= self.answer_by

    @property
    def hybrid(self) -> bool:
        return self.mode == Mode.BOTH

    @property
    def counts(self) -> bool:
        """Whether it still matters who answered what: until people are invited."""
        planned = self.meeting is not None and self.meeting.state == State.PLANNED
        return self.state == PollState.OPEN or planned

    def become(self, state: PollState) -> None:
        """Enter `state`; a step that the lifecycle does not know is a mistake of ours."""
        if state not in LIFECYCLE[self.state]:
            raise ValueError(f"A poll that is {self.state} cannot become {state}.")
        self.state = state
        if not LIFECYCLE[state]:
            self.settled_at = timezone.now()


class PollDate(models.Model):
    poll = models.ForeignKey(DatePoll, models.CASCADE, related_name="dates")
    starts_at = models.DateTimeField(_("Beginn"))
    ends_at = models.DateTimeField(_("Ende"))

    class Meta:
        ordering = ("starts_at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("poll", "starts_at"), name="polls_date_once"),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="polls_date_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.when

    @property
    def when(self) -> str:
        """Mi., 17. März 2027, 10:00–14:00 Uhr"""
        return say_when(self.starts_at, self.ends_at)

    @property
    def day(self) -> str:
        return say_day(self.starts_at)

    @property
    def short(self) -> str:
        """Mi. 17. 3., for the head of a table."""
        # Translators: a date format of Django: weekday, day, month (in English "D j M").
        return date_format(timezone.localtime(self.starts_at), str(_("D. j. n.")))

    @property
    def past(self) -> bool:
        return self.starts_at <= timezone.now()


class PollVoterQuerySet(models.QuerySet["PollVoter"]):
    def answered(self) -> Self:
        return self.filter(replied_at__isnull=False)

    def known(self) -> Self:
        """Without those who were erased: what they said counts, but there is nobody to write to."""
        return self.exclude(name=NOBODY)

    def unanswered(self) -> Self:
        return self.known().filter(replied_at__isnull=True)

    def waiting_for(self, person: Person) -> Self:
        """Where `person` is asked and can still answer."""
        running = DatePoll.objects.running()
        waiting = self.unanswered().filter(person=person, poll__in=running)
        return waiting.select_related("poll").order_by("poll__answer_by", "pk")

    def remindable(self) -> Self:
        """Without answer, and neither asked nor reminded within a day."""
        rested = timezone.now() - PAUSE
        left_alone = models.Q(reminded_at=None) | models.Q(reminded_at__lte=rested)
        return self.unanswered().filter(left_alone, asked_at__lte=rested)

    def to_remind_by_itself(self) -> Self:
        return self.remindable().filter(deadline_reminded_at=None)


class PollVoter(models.Model):
    """Somebody who is asked. Name and address are copied: a guest has no account."""

    poll = models.ForeignKey(DatePoll, models.CASCADE, related_name="voters")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("Name"), max_length=220)
    email = models.EmailField(_("E-Mail"))
    organisation = models.CharField(_("Kommune oder Organisation"), max_length=200, blank=True)
    district = models.CharField(_("Kreis"), max_length=120, blank=True)
    language = models.CharField(max_length=2, default="de")
    token = models.CharField(max_length=40, unique=True, default=new_key, editable=False)
    attends = models.CharField(
        _("Wie wären Sie dabei?"),
        max_length=8,
        choices=[(Mode.ON_SITE.value, Mode.ON_SITE.label), (Mode.ONLINE.value, Mode.ONLINE.label)],
        blank=True,
    )
    comment = models.CharField(_("Möchten Sie uns dazu etwas sagen?"), max_length=500, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    replied_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, editable=False)
    deadline_reminded_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[PollVoterQuerySet] = PollVoterQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("name", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint("poll", Lower("email"), name="polls_voter_once_per_address"),
            models.UniqueConstraint(fields=("poll", "person"), name="polls_voter_once_per_person"),
        ]

    def __str__(self) -> str:
        return f"{self.name} → {self.poll_id}"

    def get_absolute_url(self) -> str:
        """The page on which one votes without signing in; the token in it is the key."""
        return f"/umfrage/{self.token}/"

    @property
    def address(self) -> str:
        """Where they read mail today; fetch `person` along."""
        return self.person.email if self.person else self.email


class Vote(models.Model):
    voter = models.ForeignKey(PollVoter, models.CASCADE, related_name="votes")
    date = models.ForeignKey(PollDate, models.CASCADE, related_name="votes")
    choice = models.CharField(max_length=10, choices=Choice)

    class Meta:
        ordering = ("date__starts_at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("voter", "date"), name="polls_one_vote_per_date"),
        ]

    def __str__(self) -> str:
        return f"{self.voter_id}, {self.date_id}: {self.choice}"
