"""The minutes of a meeting, and every version of them that was released."""

from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from klimanetz.features.meetings.models import Meeting, State
from klimanetz.features.meetings.participants import attended_by
from klimanetz.people.models import Person


class Readers(models.TextChoices):
    """Who reads what was released; organisers always do."""

    MEMBERS = "members", _("nur Mitglieder")
    GUESTS = "guests", _("Mitglieder und die Gäste, die dabei waren")
    PUBLIC = "public", _("Mitglieder, Gäste, die dabei waren, und alle anderen einen Auszug")


class MinutesQuerySet(models.QuerySet["Minutes"]):
    def visible_to(self, person: Person | AnonymousUser) -> Self:
        """The twin of `rules.can_read`: what was released, in full or as an extract."""
        released = self.filter(meeting__state=State.PUBLISHED)
        seen = released.filter(meeting__in=Meeting.objects.visible_to(person))
        if not isinstance(person, Person):
            return seen.filter(readers=Readers.PUBLIC)
        if person.is_member:
            return seen
        came = models.Q(readers=Readers.GUESTS, meeting__in=attended_by(person))
        return seen.filter(models.Q(readers=Readers.PUBLIC) | came)


class Minutes(models.Model):
    """One for each meeting, begun with the first word. `revision` rises with every word."""

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="minutes")
    taker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    revision = models.PositiveIntegerField(default=0)
    readers = models.CharField(
        _("Wer liest das Protokoll?"), max_length=8, choices=Readers, default=Readers.MEMBERS
    )
    review_until = models.DateField(_("Prüfen bis"), null=True, blank=True)

    objects: ClassVar[MinutesQuerySet] = MinutesQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name_plural = "minutes"

    def __str__(self) -> str:
        return f"{self.meeting_id}"

    @property
    def stand(self) -> str:
        """By which a page says what it showed of them: every word, who reads, what is released."""
        return f"{self.revision}.{self.readers}.{self.versions.count()}"

    @property
    def opens_to_guests(self) -> bool:
        """Whether those who were there read all of it, were they members or not."""
        return self.readers in {Readers.GUESTS, Readers.PUBLIC}


class MinutesVersion(models.Model):
    """What was released, as it was: only erasing a person ever changes it.

    `content` has the items with their entries; `of_revision` tells whether more was written since.
    """

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    of_revision = models.PositiveIntegerField()
    released_at = models.DateTimeField()
    released_by = models.CharField(max_length=220)

    class Meta:
        ordering = ("-number",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("minutes", "number"), name="minutes_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.minutes_id}, {self.number}"
