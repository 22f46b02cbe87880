"""The outbox. A letter is written once; a mail is that letter to one address."""

from collections.abc import Collection
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce, Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klimanetz.mail.personal import split_slots


def count_mails(state: str) -> Coalesce:
    """Counted only for the letters of a page, from the index on letter and state."""
    mails = Mail.objects.filter(letter=models.OuterRef("pk"), state=state).order_by()
    counted = mails.values("letter").annotate(number=models.Count("pk")).values("number")
    return Coalesce(models.Subquery(counted), 0)


class LetterQuerySet(models.QuerySet["Letter"]):
    def visible_to(self, person: object) -> Self:
        """The twin of `rules.can_see_outbox`."""
        return self if getattr(person, "is_organiser", False) else self.none()

    def for_reading(self) -> Self:
        """Without the codes to sign in: many, short-lived, and nothing to read in them."""
        return self.filter(confidential=False)

    def with_mail(self, **conditions: object) -> Self:
        """Letters of which at least one mail is so."""
        mails = Mail.objects.filter(letter=models.OuterRef("pk"), **conditions)
        return self.filter(models.Exists(mails))

    def mentioning(self, words: str) -> Self:
        """Letters with these words in the subject, in a name or in an address."""
        mails = Mail.objects.filter(
            models.Q(address__icontains=words) | models.Q(name__icontains=words),
            letter=models.OuterRef("pk"),
        )
        return self.filter(models.Q(subject__icontains=words) | models.Exists(mails))

    def counted(self) -> Self:
        """With `waiting`, `sent` and `failed`, how many of its mails are so, and one reader."""
        mails = Mail.objects.filter(letter=models.OuterRef("pk")).order_by("pk")
        reader = models.Case(models.When(name="", then="address"), default="name")
        return self.annotate(
            reader=models.Subquery(mails.values_list(reader)[:1]),
            **{state: count_mails(state) for state in MailState.values},
        )


class Manner(models.TextChoices):
    """How much a letter may press on its readers."""

    #: Answers what somebody did, or calls something off: at once and always.
    PROMPT = "prompt"
    #: Everyone needs it, but at most one an hour about the same thing.
    PACED = "paced"
    #: Good to know: as paced, and only as its readers wish.
    NEWS = "news"


class Letter(models.Model):
    """What is written once for many: `string.Template` texts whose `${…}` each mail fills in.

    A literal dollar sign stands as `$$`. Values are escaped for HTML and for iCalendar where
    they are filled in, so a letter holds them raw. `calendar` is unfolded iCalendar text.
    """

    purpose = models.CharField(max_length=60, help_text="e.g. meetings.invitation")
    about = models.CharField(
        max_length=120, blank=True, db_index=True, help_text="e.g. meetings.meeting:7"
    )
    subject = models.CharField(max_length=250)
    text = models.TextField()
    html = models.TextField()
    calendar = models.TextField(blank=True)
    calendar_method = models.CharField(max_length=10, blank=True)
    reply_to = models.EmailField(
        blank=True, help_text="Where a person awaits the answer; empty: at the network's address."
    )
    attached = models.JSONField(
        default=list, blank=True, help_text="Files in the storage: `path`, `name` and `kind` each."
    )
    manner = models.CharField(max_length=6, choices=Manner, default=Manner.PROMPT)
    held = models.BooleanField(_("angehalten"), default=False)
    confidential = models.BooleanField(
        default=False,
        help_text="Its values are shown to nobody, and forgotten when the mail has left.",
    )
    written_by = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(db_default=Now())

    if TYPE_CHECKING:
        reader: str  # of `counted()`

    objects: ClassVar[LetterQuerySet] = LetterQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-created_at", "-pk")
        indexes: ClassVar = [
            models.Index(
                fields=("-created_at", "-id"),
                condition=models.Q(confidential=False),
                name="mail_letter_newest",
            ),
            models.Index(
                fields=("created_at",),
                condition=models.Q(confidential=True),
                name="mail_letter_codes",
            ),
        ]

    def __str__(self) -> str:
        return self.heading

    @property
    def settable(self) -> bool:
        """Whether its readers may wish for more or less of it. Nobody does for a code."""
        return not self.confidential or self.manner == Manner.NEWS

    @property
    def heading(self) -> str:
        """The subject to be read in a list: what is personal in it is left open."""
        return "…".join(split_slots(self.subject)[0])


class MailState(models.TextChoices):
    WAITING = "waiting", _("wartet")
    SENT = "sent", _("gesendet")
    FAILED = "failed", _("nicht zustellbar")
    DAILY = "daily", _("für die Tagesmail gesammelt")


class Urgency(models.IntegerChoices):
    """Who goes first: a person waiting at the screen, then one person, then a circular."""

    NOW = 0
    SOON = 1
    CIRCULAR = 2


class MailQuerySet(models.QuerySet["Mail"]):
    def due(self) -> Self:
        """What a worker may claim now, in the order of sending."""
        now = timezone.now()
        free = models.Q(leased_until__isnull=True) | models.Q(leased_until__lte=now)
        return self.filter(
            free, state=MailState.WAITING, due_at__lte=now, letter__held=False
        ).order_by("urgency", "due_at", "pk")

    def collected(self) -> Self:
        """What belongs into a mail of the day now."""
        now = timezone.now()
        return self.filter(state=MailState.DAILY, due_at__lte=now, letter__held=False)

    def held_back(self, about: str, purposes: Collection[str]) -> Self:
        """What an organiser has not let go yet, of letters about one thing."""
        return self.filter(
            state=MailState.WAITING,
            letter__held=True,
            letter__about=about,
            letter__purpose__in=purposes,
        )

    def in_state(self, state: str) -> Self:
        return self.filter(state=state)

    def counted(self) -> dict[str, int]:
        """How many wait, were sent, and failed."""
        kinds = {s: models.Count("pk", filter=models.Q(state=s)) for s in MailState.values}
        return self.order_by().aggregate(**kinds)

    def stuck(self) -> dict[str, int]:
        """How many wait, and how many failed; the many that were sent are not counted."""
        return self.exclude(state=MailState.SENT).counted()


class Mail(models.Model):
    """One letter to one address. `key` makes it happen at most once, whoever asks again."""

    letter = models.ForeignKey(
        Letter,
        models.CASCADE,
        related_name="mails",
        db_index=False,  # the index on letter and state serves it
    )
    address = models.EmailField()
    name = models.CharField(max_length=220, blank=True)
    values = models.JSONField(default=dict)
    key = models.CharField(max_length=160, unique=True, null=True, blank=True)
    state = models.CharField(max_length=8, choices=MailState, default=MailState.WAITING)
    urgency = models.PositiveSmallIntegerField(default=Urgency.CIRCULAR)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    leased_by = models.CharField(max_length=60, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(
        max_length=500, blank=True, help_text="What the mail server said when it refused."
    )

    objects: ClassVar[MailQuerySet] = MailQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-pk",)
        indexes: ClassVar = [
            models.Index(
                fields=("urgency", "due_at", "id"),
                condition=models.Q(state="waiting"),
                name="mail_waiting",
            ),
            models.Index(
                fields=("letter",), condition=models.Q(state="failed"), name="mail_failed"
            ),
            models.Index(
                fields=("due_at",), condition=models.Q(state="daily"), name="mail_collected"
            ),
            models.Index(fields=("letter", "state"), name="mail_of_letter"),
        ]

    def __str__(self) -> str:
        return f"{self.letter_id} → {self.address}"


class DispatchManager(models.Manager["Dispatch"]):
    def current(self) -> "Dispatch":
        return self.first() or Dispatch(pk=1)

    def leave_sign(self) -> None:
        """The worker is alive."""
        self.update_or_create(pk=1, defaults={"worked_at": timezone.now()})

    def note_trouble(self, words: str) -> None:
        self.leave_sign()
        self.filter(pk=1, trouble_since=None).update(trouble_since=timezone.now())
        self.filter(pk=1).update(trouble=words)

    def forget_trouble(self) -> None:
        self.exclude(trouble="").update(trouble="", trouble_since=None)


class Dispatch(models.Model):
    """Whether mail leaves this installation now, as the worker last saw it (one row)."""

    worked_at = models.DateTimeField(null=True)
    trouble = models.CharField(
        max_length=500, blank=True, help_text="Why the mail server takes nothing, in its words."
    )
    trouble_since = models.DateTimeField(null=True)

    objects: ClassVar[DispatchManager] = DispatchManager()

    #: A worker that has not been seen for so long is not running.
    SILENCE = timedelta(minutes=2)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(pk=1), name="mail_dispatch_one_row")
        ]

    def __str__(self) -> str:
        return self.trouble or "ok"

    @staticmethod
    def configured() -> bool:
        """Whether a mail can go anywhere: to a server, or to the mailbox of the demo."""
        return bool(settings.SMTP["host"]) or settings.DEMO

    @property
    def working(self) -> bool:
        return self.worked_at is not None and timezone.now() - self.worked_at < self.SILENCE
