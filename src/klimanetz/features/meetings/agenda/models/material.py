"""Slides, papers and links of an item, before and after the meeting."""

from pathlib import PurePath
from typing import ClassVar, Self
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.validators import URLValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klimanetz.features.meetings.agenda.models.contribution import Contribution
from klimanetz.features.meetings.models import AgendaItem, Invitation, Meeting
from klimanetz.people.models import Person


def place_file(material: "Material", name: str) -> str:  # noqa: ARG001 - Django's signature
    """A path that tells nothing and cannot be guessed; the name is kept in the row."""
    return f"agenda/{uuid4().hex}{PurePath(name).suffix.lower()}"


class MaterialQuerySet(models.QuerySet["Material"]):
    def handed_in_for(self, item: AgendaItem) -> Self:
        """What the presenter brought, by the key or signed in; not what organisers added."""
        theirs = models.Q(uploaded_by=None) | models.Q(uploaded_by=item.presenter_id)
        return self.filter(theirs, item=item)

    def visible_to(self, person: Person | AnonymousUser) -> Self:
        """The twin of `rules.can_open`."""
        if not isinstance(person, Person):
            return self.filter(public=True, item__meeting__in=Meeting.objects.public())
        if person.is_organiser:
            return self
        own = models.Q(contribution__proposer=person) | models.Q(item__presenter=person)
        if person.is_member:
            return self.filter(own | models.Q(item__isnull=False))
        asked = Invitation.objects.standing().filter(person=person).values("meeting")
        seen = models.Q(public=True, item__meeting__in=Meeting.objects.visible_to(person))
        return self.filter(own | seen | models.Q(item__meeting__in=asked))


class Material(models.Model):
    """A file or a link. What is offered with a contribution goes along to its item."""

    item = models.ForeignKey(
        AgendaItem, models.CASCADE, null=True, blank=True, related_name="materials"
    )
    contribution = models.ForeignKey(
        Contribution, models.CASCADE, null=True, blank=True, related_name="materials"
    )
    title = models.CharField(
        _("Titel"), max_length=160, blank=True, help_text=_("Leer: der Name der Datei.")
    )
    file = models.FileField(_("Datei"), upload_to=place_file, max_length=200, blank=True)
    name = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=100, blank=True, help_text="Its content type, looked up.")
    size = models.PositiveBigIntegerField(default=0)
    link = models.URLField(
        _("Adresse im Internet"),
        max_length=500,
        blank=True,
        validators=[URLValidator(schemes=["http", "https"])],
    )
    public = models.BooleanField(_("Auch öffentlich zeigen"), default=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[MaterialQuerySet] = MaterialQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("uploaded_at", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(file="", link__gt="") | models.Q(link="", file__gt=""),
                name="agenda_material_file_or_link",
            ),
            models.CheckConstraint(
                condition=models.Q(item__isnull=False) | models.Q(contribution__isnull=False),
                name="agenda_material_belongs_somewhere",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def owner(self) -> AgendaItem | Contribution:
        """Of one that was handed in with a contribution: the item, once it has one."""
        owner = self.item or self.contribution
        assert owner is not None  # noqa: S101 - the constraint says so
        return owner
