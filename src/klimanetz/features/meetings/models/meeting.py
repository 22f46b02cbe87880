"""A meeting of the network."""

from typing import ClassVar, Self

from django.contrib.auth.models import AnonymousUser
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klimanetz.features.meetings.models.series import Series
from klimanetz.features.meetings.models.vocabulary import (
    LIFECYCLE,
    Mode,
    Reply,
    State,
    VideoKind,
    Visibility,
)
from klimanetz.features.meetings.wording import say_day, say_deadline, say_time, say_when
from klimanetz.people.models import Person
from klimanetz.places.models import Authority

at_least_one = MinValueValidator(
    1, _("Mindestens ein Platz. Kommt niemand vor Ort, wählen Sie „online“.")
)


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def upcoming(self) -> Self:
        """Meetings that are still to come, the next one first."""
        return self.filter(
            ends_at__gte=timezone.now(), state__in=(State.PLANNED, State.INVITED)
        ).order_by("starts_at")

    def public(self) -> Self:
        return self.filter(visibility=Visibility.PUBLIC)

    def visible_to(self, person: Person | AnonymousUser) -> Self:
        """The twin of `rules.can_view`: public ones; to members all; to guests their own."""
        if not isinstance(person, Person):
            return self.public()
        if person.is_member:
            return self.all()
        asked = person.invitations.standing().values("meeting")
        return self.filter(models.Q(visibility=Visibility.PUBLIC) | models.Q(pk__in=asked))


class Meeting(models.Model):
    """A network meeting. `uid` and `sequence` identify it in every calendar (RFC 5545/5546)."""

    slug = models.SlugField(max_length=120, unique=True)
    series = models.ForeignKey(
        Series,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name=_("Reihe"),
    )
    title = models.CharField(_("Titel"), max_length=160)
    description = models.TextField(_("Worum geht es?"), blank=True)
    starts_at = models.DateTimeField(_("Beginn"))
    ends_at = models.DateTimeField(_("Ende"))
    mode = models.CharField(_("Teilnahme"), max_length=8, choices=Mode, default=Mode.BOTH)
    venue = models.CharField(_("Ort"), max_length=160, blank=True)
    address = models.CharField(_("Anschrift"), max_length=250, blank=True)
    directions = models.TextField(_("Anreise"), blank=True)
    host = models.ForeignKey(
        Authority,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Gastgebende Kommune"),
    )
    seats = models.PositiveIntegerField(
        _("Plätze vor Ort"), null=True, blank=True, validators=[at_least_one]
    )
    online_seats = models.PositiveIntegerField(
        _("Plätze online"), null=True, blank=True, validators=[at_least_one]
    )
    video_kind = models.CharField(
        _("Videokonferenz"), max_length=5, choices=VideoKind, default=VideoKind.LINK
    )
    video_url = models.URLField(_("Link zur Videokonferenz"), max_length=500, blank=True)
    answer_by = models.DateTimeField(_("Antwort bis"))
    visibility = models.CharField(
        _("Sichtbarkeit"), max_length=8, choices=Visibility, default=Visibility.PUBLIC
    )
    programme = models.TextField(
        blank=True,
        editable=False,
        help_text="The agenda in lines, as mails and calendar entries tell it.",
    )
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    reason = models.TextField(
        blank=True, editable=False, help_text="Why it was postponed or cancelled, as told to all."
    )
    audiences = models.JSONField(
        default=list,
        editable=False,
        help_text="Whom it was for: queries of roles, districts, without. Finds later joiners.",
    )
    uid = models.CharField(max_length=160, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    update_due_at = models.DateTimeField(
        null=True, editable=False, help_text="When the collected changes are announced."
    )
    announced = models.JSONField(
        default=dict, editable=False, help_text="What the last mail said, to tell what changed."
    )
    created_at = models.DateTimeField(db_default=Now())
    changed_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[MeetingQuerySet] = MeetingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("starts_at", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="meetings_meeting_ends_after_start",
            ),
            models.CheckConstraint(
                condition=models.Q(seats__isnull=True) | models.Q(seats__gte=1),
                name="meetings_meeting_has_a_seat",
            ),
            models.CheckConstraint(
                condition=models.Q(online_seats__isnull=True) | models.Q(online_seats__gte=1),
                name="meetings_meeting_has_an_online_seat",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/treffen/{self.slug}/"

    @property
    def when(self) -> str:
        """Mi., 17. März 2027, 10:00–14:00 Uhr"""
        return say_when(self.starts_at, self.ends_at)

    @property
    def moment(self) -> str:
        """By which a page says for when it asked."""
        return str(int(self.starts_at.timestamp()))

    @property
    def deadline(self) -> str:
        """Mi., 3. März 2027; with the time of day unless it is the end of that day."""
        return say_deadline(self.answer_by)

    @property
    def day(self) -> str:
        """Mi., 17. März 2027"""
        return say_day(self.starts_at)

    @property
    def start_time(self) -> str:
        return say_time(self.starts_at)

    @property
    def deadline_over(self) -> bool:
        return timezone.now() >= self.answer_by

    @property
    def place(self) -> str:
        """Venue and address in one line."""
        return ", ".join(part for part in (self.venue, self.address) if part)

    @property
    def on_site(self) -> bool:
        """One can come to a place."""
        return self.mode != Mode.ONLINE

    @property
    def online(self) -> bool:
        """One can join by video."""
        return self.mode != Mode.ON_SITE

    @property
    def replies(self) -> tuple[Reply, ...]:
        """What an invited person can choose, in the order of the buttons."""
        on_site = (Reply.ON_SITE,) if self.on_site else ()
        online = (Reply.ONLINE,) if self.online else ()
        return (*on_site, *online, Reply.DECLINED, Reply.DEPUTY)

    @property
    def waits_online(self) -> bool:
        """Whether those who wait for a seat on site join online meanwhile."""
        return self.online and self.online_seats is None

    def seats_in(self, mode: str) -> int | None:
        """How many places there are on site, or online; `None` where they are not limited."""
        if mode == Mode.ON_SITE:
            return self.seats if self.on_site else None
        return self.online_seats if self.online else None

    def free_seats(self, mode: str = Mode.ON_SITE) -> int | None:
        """Places left in `mode`, never below 0; `None` where they are not limited. One query."""
        seats = self.seats_in(mode)
        if seats is None:
            return None
        return max(seats - self.invitations.all().placed(mode).count(), 0)

    def may_become(self, state: State) -> bool:
        return state in LIFECYCLE[self.state]

    def become(self, state: State) -> None:
        """Enter `state`; a step that the lifecycle does not know is a mistake of ours."""
        if not self.may_become(state):
            raise ValueError(f"A meeting that is {self.state} cannot become {state}.")
        self.state = state
