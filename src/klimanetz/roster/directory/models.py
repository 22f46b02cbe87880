"""What members tell each other about their work, and the index in which it is searched."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext_lazy as _

from klimanetz.people.models import Person
from klimanetz.people.roles import MEMBER_ROLES, Role
from klimanetz.places.kinds import Kind
from klimanetz.places.models import Authority
from klimanetz.roster.models import Membership

#: How much somebody may write under one heading.
LONGEST = 1000
#: The four headings of a profile, in the order in which they are read.
OFFERS = ("can_help", "to_copy", "working_on", "needs_help")


def is_member_today(person: str) -> models.Exists:
    """Whether the person of a row (the name of its column) has a member's role today."""
    roles = Membership.objects.valid().filter(role__in=MEMBER_ROLES)
    return models.Exists(roles.filter(person=models.OuterRef(person)))


def listed_people(viewer: Person) -> models.QuerySet[Person]:
    """Whose profile the viewer may read: members read those of members, others none."""
    people: models.QuerySet[Person] = Person.objects.filter(is_active=True)
    return people.filter(is_member_today("pk")) if viewer.is_member else people.none()


class FieldOfAction(models.Model):
    """A part of municipal climate action; organisers keep the list."""

    name = models.CharField(_("Handlungsfeld"), max_length=80)
    scheme = models.CharField(
        _("Woher die Einteilung stammt"),
        max_length=80,
        blank=True,
        help_text=_("Zum Beispiel: Kommunalrichtlinie."),
    )
    rank = models.PositiveSmallIntegerField(
        _("Platz in der Liste"), default=100, help_text=_("Kleine Zahlen stehen oben.")
    )

    class Meta:
        ordering = ("rank", "name", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("name"),
                name="directory_field_name_once",
                violation_error_message=_("Dieses Handlungsfeld gibt es schon."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Profile(models.Model):
    """What somebody can help with and looks for; others see it as far as its owner agreed."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="profile"
    )
    can_help = models.TextField(_("Ich kann"), max_length=LONGEST, blank=True)
    to_copy = models.TextField(_("Zum Nachmachen"), max_length=LONGEST, blank=True)
    working_on = models.TextField(_("Daran arbeite ich"), max_length=LONGEST, blank=True)
    needs_help = models.TextField(_("Ich suche"), max_length=LONGEST, blank=True)
    fields_of_action = models.ManyToManyField(
        FieldOfAction, blank=True, related_name="profiles", verbose_name=_("Handlungsfelder")
    )
    languages = models.CharField(_("Sprachen"), max_length=120, blank=True)
    working_days = models.JSONField(
        _("Arbeitstage"), default=list, blank=True, help_text="Weekdays, Monday is 0."
    )

    def __str__(self) -> str:
        return f"{self.person_id}"

    @property
    def days(self) -> str:
        """`Mo, Di, Do` in the reader's language."""
        return ", ".join(str(WEEKDAYS_ABBR[day]) for day in self.working_days)

    @property
    def offers(self) -> list[tuple[str, str]]:
        """The headings with something under them, and what is there."""
        said = ((label_of(name), getattr(self, name)) for name in OFFERS)
        return [(label, text) for label, text in said if text]


def label_of(name: str) -> str:
    """The heading of a field of the profile."""
    field: models.Field[Any, Any] = Profile._meta.get_field(name)  # type: ignore[assignment]
    return str(field.verbose_name)


class Portrait(models.Model):
    """A person's face in the two sizes that are shown; a new one gets a new address."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="portrait"
    )
    token = models.CharField(max_length=43, unique=True)
    small = models.BinaryField()
    large = models.BinaryField()
    changed_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.person_id}"


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, viewer: Person) -> Self:
        """Members find members, as long as they are; nobody else finds anybody."""
        if not viewer.is_member:
            return self.none()
        return self.filter(is_member_today("person_id"), person__is_active=True)


class Entry(models.Model):
    """A line of the index: what a member is found by, and where their authority stands.

    Made from the rows it copies and made anew whenever they differ; nothing is kept here alone.
    Place and size are those of the first post, as numbers that the database can compare by itself.
    `members` and `organisers` hold the searched words as each of them may know them. The index of
    the measures has all that sorting needs, so that ten thousand long rows are not read for it.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="directory_entry"
    )
    authority = models.ForeignKey(Authority, models.SET_NULL, null=True, related_name="+")
    role = models.CharField(max_length=20, choices=Role)
    kind = models.CharField(max_length=20, choices=Kind, blank=True)
    sort_name = models.CharField(max_length=420)
    population_log = models.FloatField(null=True)
    density_log = models.FloatField(null=True)
    x = models.FloatField(null=True, help_text="km from the centre of the earth, as are y and z")
    y = models.FloatField(null=True)
    z = models.FloatField(null=True)
    fingerprint = models.CharField(max_length=32)
    members = models.TextField()
    organisers = models.TextField()

    objects: ClassVar[EntryQuerySet] = EntryQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=(
                    *("sort_name", "person", "authority", "kind"),
                    *("population_log", "density_log", "x", "y", "z"),
                ),
                name="directory_measures",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id}"
