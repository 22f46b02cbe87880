"""Who presents an item has a page of their own, opened by the key in their mail."""

from datetime import timedelta
from typing import ClassVar, Self

from django.db import models
from django.utils import timezone

from klimanetz.core.keyed import new_key
from klimanetz.features.meetings.models import AgendaItem, Meeting

#: So long after the meeting slides can be handed in.
OPEN_AFTERWARDS = timedelta(days=30)


class TalkQuerySet(models.QuerySet["Talk"]):
    def open(self) -> Self:
        return self.filter(item__meeting__ends_at__gt=timezone.now() - OPEN_AFTERWARDS)


class Talk(models.Model):
    """That a presenter was told, at which address, and what. Another presenter gets another."""

    item = models.OneToOneField(AgendaItem, models.CASCADE, related_name="talk")
    token = models.CharField(max_length=40, unique=True, default=new_key, editable=False)
    name = models.CharField(max_length=160)
    email = models.EmailField()
    told = models.CharField(max_length=32, help_text="What the last mail said, as a digest.")
    told_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[TalkQuerySet] = TalkQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("told_at", "pk")

    def __str__(self) -> str:
        return f"{self.name}, {self.item_id}"

    def get_absolute_url(self) -> str:
        return f"/vortrag/{self.token}/"

    @property
    def meeting(self) -> Meeting:
        return self.item.meeting

    @property
    def is_open(self) -> bool:
        return timezone.now() < self.meeting.ends_at + OPEN_AFTERWARDS
