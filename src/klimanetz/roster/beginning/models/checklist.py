"""The first 100 days: what organisers recommend, and what each newcomer has done of it."""

import re
from datetime import date, timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klimanetz.people.models import Person

#: For so many days somebody is new.
DAYS = 100
#: The last day something can be due, counted from the start.
LAST_DAY = 365


def validate_link(value: str) -> None:
    """A page of ours by its path, or a page elsewhere by its whole address."""
    if not re.match(r"(https?://[^\s/]+|/(?!/))\S*$", value):
        raise ValidationError(
            _("Bitte beginnen Sie mit https:// oder, für eine Seite von hier, mit einem /.")
        )


class ChecklistItemQuerySet(models.QuerySet["ChecklistItem"]):
    def standing(self) -> Self:
        return self.filter(removed_at__isnull=True)

    def with_ticks_of(self, person: Person) -> Self:
        """Each with `done_at`; what was removed from the template stays where it was done."""
        done_at = models.Max("ticks__done_at", filter=models.Q(ticks__person=person))
        return self.annotate(done_at=done_at).filter(
            models.Q(removed_at__isnull=True) | models.Q(done_at__isnull=False)
        )


class ChecklistItem(models.Model):
    """One thing to do in the first 100 days. Removed ones stay for those who have done them."""

    title = models.CharField(_("Was ist zu tun?"), max_length=160)
    explanation = models.TextField(_("Erklärung"), max_length=1000, blank=True)
    link = models.CharField(
        _("Link"),
        max_length=300,
        blank=True,
        validators=[validate_link],
        help_text=_("Wo es weitergeht, zum Beispiel /treffen/ oder https://…"),
    )
    due_day = models.PositiveSmallIntegerField(
        _("Fällig am wievielten Tag?"),
        validators=[MinValueValidator(1), MaxValueValidator(LAST_DAY)],
        help_text=_("Gezählt ab dem ersten Arbeitstag der Person."),
    )
    place = models.PositiveIntegerField(editable=False, help_text="Where it stands in the list.")
    removed_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[ChecklistItemQuerySet] = ChecklistItemQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("place", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(due_day__gte=1, due_day__lte=LAST_DAY),
                name="beginning_item_due_within_a_year",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def due_on(self, start: date) -> date:
        """The first day is day 1."""
        return start + timedelta(days=self.due_day - 1)


class Tick(models.Model):
    """A person has done an item."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    item = models.ForeignKey(ChecklistItem, models.CASCADE, related_name="ticks")
    done_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("done_at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("person", "item"), name="beginning_tick_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.item_id}"
