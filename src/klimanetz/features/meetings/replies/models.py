"""What came as an answer from a calendar and did not simply become one."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klimanetz.features.meetings.models import Invitation, Meeting, Reply, State
from klimanetz.features.meetings.wording import say_moment, say_when


class Word(models.TextChoices):
    """What a calendar program says for its owner (PARTSTAT, or the METHOD that proposes)."""

    ACCEPTED = "accepted", _("sagt zu")
    TENTATIVE = "tentative", _("sagt unter Vorbehalt zu")
    DECLINED = "declined", _("sagt ab")
    DELEGATED = "delegated", _("schickt jemand anderen")
    COUNTER = "counter", _("schlägt eine andere Zeit vor")
    UNCLEAR = "unclear", _("sagt nicht, ob")


class Why(models.TextChoices):
    """Why somebody has to look."""

    TENTATIVE = "tentative", _("Ein Vorbehalt zählt nicht als Zusage.")
    COMMENT = "comment", _("Die Antwort ist eingetragen. Dabei stand ein Kommentar.")
    COUNTER = "counter", _("Über eine andere Zeit entscheiden Sie.")
    FORWARDED = (
        "forwarded",
        _("Geantwortet hat eine andere Adresse als die eingeladene, vielleicht nach dem "
          "Weiterleiten."),
    )  # fmt: skip
    STRANGER = "stranger", _("Diese Adresse ist zu dem Treffen nicht eingeladen.")
    UNPROVEN = (
        "unproven",
        _("Die Mail kam nicht von der eingeladenen Adresse und beweist nicht, wer sie schrieb."),
    )
    DEPUTY = "deputy", _("Geantwortet hat die Vertretung.")
    DEPUTISED = (
        "deputised",
        _("Für diese Person kommt schon eine Vertretung; jetzt sagt sie selbst zu."),
    )
    OUTDATED = "outdated", _("Die Antwort gilt dem Termin vor dem Verschieben.")
    OVERTAKEN = "overtaken", _("Inzwischen gibt es eine neuere Antwort.")
    LATE = "late", _("Die Antwort kam nach der Frist.")
    WITHDRAWN = "withdrawn", _("Die Einladung war schon zurückgezogen.")
    CLOSED = "closed", _("Zu diesem Treffen kann niemand mehr antworten.")
    AUTOMATIC = "automatic", _("Ein Programm hat geantwortet, kein Mensch.")
    UNCLEAR = "unclear", _("Aus der Mail geht nicht hervor, wer was antwortet.")
    NO_MEETING = "no_meeting", _("Das Treffen gibt es nicht.")
    REFUSED = "refused", _("Die Antwort ließ sich nicht eintragen.")


class CalendarReplyQuerySet(models.QuerySet["CalendarReply"]):
    def visible_to(self, person: object) -> Self:
        """The twin of `rules.can_read`."""
        return self if getattr(person, "is_organiser", False) else self.none()

    def waiting(self) -> Self:
        """What somebody has to look at; a reservation only until its person answers, or until
        there is nothing left to come to.
        """
        decided = Q(
            why=Why.TENTATIVE, invitation__replied_at__gt=F("received_at")
        ) & ~Q(invitation__reply=Reply.OPEN)  # fmt: skip
        nothing = Q(meeting__ends_at__lt=timezone.now()) | Q(meeting__state=State.CANCELLED)
        return self.filter(done_at=None).exclude(decided).exclude(nothing, why=Why.TENTATIVE)

    def done(self) -> Self:
        return self.filter(done_at__isnull=False)


class CalendarReply(models.Model):
    """One answer that waits for an organiser. `invitation` is whose it is, or may be.

    Of the mail only what it says stays, and that no longer than somebody needs it.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, null=True, related_name="calendar_replies")
    invitation = models.ForeignKey(
        Invitation, models.SET_NULL, null=True, related_name="calendar_replies"
    )
    key = models.CharField(
        max_length=64, unique=True, help_text="A digest of what it says: the same again is one."
    )
    received_at = models.DateTimeField(default=timezone.now)
    address = models.CharField(max_length=254, blank=True)
    name = models.CharField(max_length=200, blank=True)
    word = models.CharField(max_length=10, choices=Word)
    why = models.CharField(max_length=12, choices=Why)
    reason = models.CharField(max_length=500, blank=True, help_text="The words of a refusal.")
    comment = models.TextField(blank=True)
    proposed_start = models.DateTimeField(null=True)
    proposed_end = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=200, blank=True)

    objects: ClassVar[CalendarReplyQuerySet] = CalendarReplyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("received_at", "pk")
        indexes: ClassVar = [
            models.Index(fields=("meeting", "done_at")),
            models.Index(
                fields=("received_at",),
                condition=models.Q(done_at=None),
                name="replies_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sender}: {self.word}"

    @property
    def sender(self) -> str:
        return self.name or self.address

    @property
    def proposed(self) -> str:
        """The other time that somebody would rather have."""
        if self.proposed_start is None:
            return ""
        if self.proposed_end is None or self.proposed_end <= self.proposed_start:
            return say_moment(self.proposed_start)
        return say_when(self.proposed_start, self.proposed_end)

    @property
    def is_waiting(self) -> bool:
        return self.done_at is None
