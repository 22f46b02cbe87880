"""What somebody promised to do, from the release of the minutes until it is done."""

from datetime import date, timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klimanetz.core.keyed import new_key
from klimanetz.features.meetings.minutes.models.entry import Entry
from klimanetz.features.meetings.models import Meeting
from klimanetz.people.models import Person

#: When the owner hears of it, in days after the date: each of these once.
REMINDERS = (-3, 1, 7)


class ActionItemQuerySet(models.QuerySet["ActionItem"]):
    def open(self) -> Self:
        return self.filter(done_at=None, dropped_at=None)

    def open_of(self, person: Person) -> Self:
        """What waits for this person, the nearest date first; also what came by their address."""
        mine = models.Q(owner=person) | models.Q(owner=None, owner_email__iexact=person.email)
        order = models.F("due_on").asc(nulls_last=True)
        return self.open().filter(mine).select_related("meeting").order_by(order, "pk")

    def to_remind(self, today: date) -> Self:
        due = models.Q()
        for number, days in enumerate(REMINDERS, start=1):
            reached = models.Q(due_on__lte=today - timedelta(days=days))
            due |= models.Q(reminded__lt=number) & reached
        return self.open().filter(due).exclude(owner_email="")


class ActionItem(models.Model):
    """The key in its link lets the owner say that it is done, without signing in."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="action_items")
    entry = models.OneToOneField(Entry, models.SET_NULL, null=True, related_name="action")
    key = models.CharField(max_length=40, unique=True, default=new_key, editable=False)
    text = models.TextField(_("Aufgabe"))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    owner_name = models.CharField(_("Wer?"), max_length=220, blank=True)
    owner_email = models.EmailField(_("E-Mail"), blank=True)
    language = models.CharField(max_length=2, default="de")
    due_on = models.DateField(_("Bis wann?"), null=True, blank=True)
    reminded = models.PositiveSmallIntegerField(default=0, help_text="How many of REMINDERS.")
    told_to = models.EmailField(blank=True, help_text="Who was told that it is theirs.")
    done_at = models.DateTimeField(null=True, blank=True)
    done_note = models.TextField(_("Was ist dabei herausgekommen?"), blank=True, max_length=2000)
    dropped_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[ActionItemQuerySet] = ActionItemQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("due_on", "pk")
        indexes: ClassVar = [
            models.Index(
                fields=("due_on",),
                condition=models.Q(done_at=None, dropped_at=None),
                name="minutes_open_actions",
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]

    def get_absolute_url(self) -> str:
        """The page on which one says that it is done; the key in it opens it."""
        return f"/aufgabe/{self.key}/"

    @property
    def uid(self) -> str:
        """In every calendar."""
        return f"aufgabe-{self.pk}@{self.meeting.uid.rpartition('@')[2]}"

    @property
    def title(self) -> str:
        """The first line."""
        return self.text.partition("\n")[0]

    @property
    def is_open(self) -> bool:
        return self.done_at is None and self.dropped_at is None

    @property
    def is_late(self) -> bool:
        return self.is_open and self.due_on is not None and self.due_on < timezone.localdate()
