"""Where a person is signed in. The factors themselves are rows of allauth's `Authenticator`."""

from typing import ClassVar, Self

from django.contrib.sessions.models import Session
from django.db import models
from django.utils import timezone

from klimanetz.people.models import Person


class VisitQuerySet(models.QuerySet["Visit"]):
    def standing(self) -> Self:
        """Those whose session still opens the door."""
        alive = Session.objects.filter(expire_date__gt=timezone.now())
        return self.filter(session_key__in=alive.values("session_key"))

    def visible_to(self, viewer: Person) -> Self:
        """Everyone sees their own, organisers too."""
        return self.filter(person=viewer)


class Visit(models.Model):
    """One browser in which a person is signed in; no address of it is kept."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="visits")
    session_key = models.CharField(max_length=40, unique=True)
    user_agent = models.CharField(max_length=300, blank=True)
    began_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now, help_text="To the hour.")

    objects: ClassVar[VisitQuerySet] = VisitQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-seen_at", "-pk")

    def __str__(self) -> str:
        return f"{self.person_id} since {self.began_at}"
