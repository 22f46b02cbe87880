"""A network meeting, who is invited, and every answer they gave.

A seat on site is taken by the reply "on site" and by a deputy who comes on site. Where none is
free the reply becomes "waiting"; a waiting invitation that names a deputy waits for that deputy.
"""

import secrets
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models.functions import Lower, Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klimanetz.features.meetings.wording import say_when
from klimanetz.people.models import Person
from klimanetz.places.models import Authority


class Mode(models.TextChoices):
    ON_SITE = "on_site", _("vor Ort")
    ONLINE = "online", _("online")
    BOTH = "both", _("vor Ort und online")


class Visibility(models.TextChoices):
    PUBLIC = "public", _("öffentlich")
    MEMBERS = "members", _("nur für Mitglieder")


class State(models.TextChoices):
    PLANNED = "planned", _("geplant")
    INVITED = "invited", _("eingeladen")
    POSTPONED = "postponed", _("verschoben")
    HELD = "held", _("durchgeführt")
    CANCELLED = "cancelled", _("abgesagt")


#: From each state to the states it may reach.
LIFECYCLE: dict[str, frozenset[str]] = {
    State.PLANNED: frozenset({State.INVITED, State.POSTPONED, State.CANCELLED}),
    State.INVITED: frozenset({State.HELD, State.POSTPONED, State.CANCELLED}),
    State.POSTPONED: frozenset({State.PLANNED, State.INVITED, State.CANCELLED}),
    State.HELD: frozenset(),
    State.CANCELLED: frozenset(),
}


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
        asked = Invitation.objects.standing().filter(meeting=models.OuterRef("pk"), person=person)
        return self.filter(models.Q(visibility=Visibility.PUBLIC) | models.Exists(asked))


class Meeting(models.Model):
    """A network meeting. `uid` and `sequence` identify it in every calendar (RFC 5545/5546)."""

    slug = models.SlugField(max_length=120, unique=True)
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
    seats = models.PositiveIntegerField(_("Plätze vor Ort"), null=True, blank=True)
    video_url = models.URLField(_("Link zur Videokonferenz"), max_length=500, blank=True)
    answer_by = models.DateTimeField(_("Antwort bis"))
    visibility = models.CharField(
        _("Sichtbarkeit"), max_length=8, choices=Visibility, default=Visibility.PUBLIC
    )
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    reason = models.TextField(
        blank=True, editable=False, help_text="Why it was postponed or cancelled, as told to all."
    )
    audience = models.JSONField(
        default=dict,
        editable=False,
        help_text="Whom the invitation was for (roles, districts, without), to find later joiners.",
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
            )
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
    def on_site(self) -> bool:
        """One can come to a place."""
        return self.mode != Mode.ONLINE

    @property
    def online(self) -> bool:
        """One can join by video."""
        return self.mode != Mode.ON_SITE

    @property
    def replies(self) -> tuple["Reply", ...]:
        """What an invited person can choose, in the order of the buttons."""
        on_site = (Reply.ON_SITE,) if self.on_site else ()
        online = (Reply.ONLINE,) if self.online else ()
        return (*on_site, *online, Reply.DECLINED, Reply.DEPUTY)

    def free_seats(self) -> int | None:
        """Seats left on site, never below 0; `None` where they are not limited. One query."""
        if self.seats is None or not self.on_site:
            return None
        return max(self.seats - self.invitations.all().on_site().count(), 0)

    def may_become(self, state: State) -> bool:
        return state in LIFECYCLE[self.state]


class Reply(models.TextChoices):
    OPEN = "open", _("noch offen")
    ON_SITE = "on_site", _("vor Ort")
    ONLINE = "online", _("online")
    DECLINED = "declined", _("nimmt nicht teil")
    DEPUTY = "deputy", _("schickt Vertretung")
    WAITING = "waiting", _("Warteliste vor Ort")


class Source(models.TextChoices):
    LINK = "link", _("Link aus der Einladung")
    ACCOUNT = "account", _("angemeldet")
    ORGANISER = "organiser", _("von der Geschäftsstelle eingetragen")
    SYSTEM = "system", _("automatisch")


def new_token() -> str:
    return secrets.token_urlsafe(18)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def standing(self) -> Self:
        return self.filter(withdrawn_at__isnull=True)

    def unanswered(self) -> Self:
        return self.standing().filter(reply=Reply.OPEN)

    def answerable(self) -> Self:
        """The twin of `rules.can_answer`: what the invited people can still answer themselves."""
        return self.standing().filter(
            meeting__state=State.INVITED, meeting__answer_by__gt=timezone.now()
        )

    def coming(self) -> Self:
        """Everyone who takes part, themselves or by a deputy."""
        return self.standing().filter(reply__in=(Reply.ON_SITE, Reply.ONLINE, Reply.DEPUTY))

    def on_site(self) -> Self:
        """Everyone who takes a seat, themselves or by a deputy."""
        deputy = models.Q(reply=Reply.DEPUTY, deputy_mode=Mode.ON_SITE)
        return self.standing().filter(models.Q(reply=Reply.ON_SITE) | deputy)

    def online(self) -> Self:
        """Everyone who joins by video; those who wait for a seat are not counted."""
        deputy = models.Q(reply=Reply.DEPUTY, deputy_mode=Mode.ONLINE)
        return self.standing().filter(models.Q(reply=Reply.ONLINE) | deputy)

    def waiting(self) -> Self:
        """The waiting list, the first in line first."""
        return self.standing().filter(reply=Reply.WAITING).order_by("waiting_since", "pk")


class Invitation(models.Model):
    """One person (or guest by address) asked to one meeting; carries the current answer.

    Name and address are copied when invited: a guest has no account, and a list of a past
    meeting must not change when somebody moves.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="invitations")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="invitations",
    )
    name = models.CharField(_("Name"), max_length=220)
    email = models.EmailField(_("E-Mail"))
    organisation = models.CharField(_("Kommune oder Organisation"), max_length=200, blank=True)
    district = models.CharField(_("Kreis"), max_length=120, blank=True)
    language = models.CharField(max_length=2, default="de")
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    reply = models.CharField(max_length=10, choices=Reply, default=Reply.OPEN)
    deputy_name = models.CharField(_("Name der Vertretung"), max_length=160, blank=True)
    deputy_email = models.EmailField(_("E-Mail der Vertretung"), blank=True)
    deputy_mode = models.CharField(
        _("Teilnahme der Vertretung"),
        max_length=8,
        choices=[(Mode.ON_SITE.value, Mode.ON_SITE.label), (Mode.ONLINE.value, Mode.ONLINE.label)],
        blank=True,
    )
    waiting_since = models.DateTimeField(null=True, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    invited_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, editable=False)
    deadline_reminded_at = models.DateTimeField(null=True, editable=False)
    eve_reminded_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[InvitationQuerySet] = InvitationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("name", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                "meeting", Lower("email"), name="meetings_invitation_once_per_address"
            ),
            models.UniqueConstraint(
                fields=("meeting", "person"), name="meetings_invitation_once_per_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} → {self.meeting_id}"

    def get_absolute_url(self) -> str:
        """The page on which one answers without signing in; the token in it is the key."""
        return f"/antwort/{self.token}/"

    @property
    def takes_seat(self) -> bool:
        return self.reply == Reply.ON_SITE or (
            self.reply == Reply.DEPUTY and self.deputy_mode == Mode.ON_SITE
        )

    @property
    def knows_video_link(self) -> bool:
        """Whoever accepted sees the link; so does who waits for a seat: they join online meanwhile.

        A place on the waiting list is kept while joining online; answering "online" gives it up.
        """
        accepted = {Reply.ON_SITE, Reply.ONLINE, Reply.DEPUTY, Reply.WAITING}
        return self.withdrawn_at is None and self.reply in accepted


class Answer(models.Model):
    """One answer of one invitation, kept with its time and source for ever."""

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="answers")
    reply = models.CharField(max_length=10, choices=Reply)
    source = models.CharField(max_length=10, choices=Source)
    by = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.invitation_id}: {self.reply}"
