"""One thing that was said, decided or agreed to be done."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from klimanetz.features.meetings.models import AgendaItem, Meeting

if TYPE_CHECKING:
    from klimanetz.features.meetings.minutes.models.following import ActionItem


class Kind(models.TextChoices):
    INFORMATION = "information", _("Information")
    DECISION = "decision", _("Beschluss")
    ACTION = "action", _("Aufgabe")


class WrittenQuerySet(models.QuerySet["Entry"]):
    def standing(self) -> Self:
        return self.filter(removed=False)


class Entry(models.Model):
    """Made by its first word; `key` is given where it was typed, so that sending twice makes one.

    Where an agenda item is taken away, its entries stay, under "Sonstiges", with its title. A
    removed entry comes back when somebody else goes on writing in it.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="entries")
    key = models.CharField(max_length=60)
    item = models.ForeignKey(
        AgendaItem, models.SET_NULL, null=True, blank=True, related_name="entries"
    )
    item_title = models.CharField(max_length=160, blank=True)
    kind = models.CharField(_("Art"), max_length=12, choices=Kind, default=Kind.INFORMATION)
    text = models.TextField(_("Text"), blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    owner_name = models.CharField(_("Wer?"), max_length=220, blank=True)
    owner_email = models.EmailField(_("E-Mail"), blank=True)
    due_on = models.DateField(_("Bis wann?"), null=True, blank=True)
    in_extract = models.BooleanField(null=True, help_text="None: as its kind would have it.")
    removed = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(help_text="Of the minutes, when it last changed.")
    created_at = models.DateTimeField(db_default=Now())

    if TYPE_CHECKING:
        action: ActionItem

    objects: ClassVar[WrittenQuerySet] = WrittenQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("pk",)
        verbose_name_plural = "entries"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("meeting", "key"), name="minutes_entry_once"),
        ]
        indexes: ClassVar = [models.Index(fields=("meeting", "revision"))]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def said(self) -> str:
        """As it is read: what is typed may still end in a space or a new line."""
        return self.text.strip()

    @property
    def is_public(self) -> bool:
        """In the extract for everyone: decisions, unless somebody chose otherwise."""
        return self.kind == Kind.DECISION if self.in_extract is None else self.in_extract

    @property
    def who(self) -> str:
        """The owner as one types it."""
        if self.owner_email and not self.owner_id:
            return f"{self.owner_name} <{self.owner_email}>".strip()
        return self.owner_name
