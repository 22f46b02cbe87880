"""Person (the user of this software) and what a person agreed to show."""

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Concat, Lower, Now, Replace
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from klimanetz.core.custody import Traces
from klimanetz.people.roles import MEMBER_ROLES, Role
from klimanetz.people.traces import find_traces

#: As a telephone book sorts (DIN 5007-2): Müller stands with Mueller, whatever the capitals.
SPELLINGS = (
    *(("Ä", "ae"), ("ä", "ae"), ("Ö", "oe"), ("ö", "oe"), ("Ü", "ue"), ("ü", "ue"), ("ß", "ss")),
    *(("É", "e"), ("é", "e"), ("è", "e"), ("ê", "e"), ("á", "a"), ("à", "a"), ("ç", "c")),
)


def fold_name(name: str) -> str:
    """What `Person.sort_name` makes of a name, for searching it."""
    for letter, spelled in SPELLINGS:
        name = name.replace(letter, spelled)
    return name.lower()


def folded(expression: models.expressions.Combinable) -> Lower:
    """The same in the database, whose own LOWER may know ASCII only."""
    for letter, spelled in SPELLINGS:
        expression = Replace(expression, models.Value(letter), models.Value(spelled))
    return Lower(expression)


class Organisation(models.Model):  # type: ignore[django-manager-missing]
    """Where partners and guests work, and whoever else is not with a local authority."""

    class Kind(models.TextChoices):
        ADMINISTRATION = "administration", _("Verwaltung")
        BUSINESS = "business", _("Wirtschaft")
        SCIENCE = "science", _("Wissenschaft")
        ASSOCIATION = "association", _("Verband oder Verein")

    name = models.CharField(
        _("Name"),
        max_length=160,
        unique=True,
        error_messages={"unique": _("Diese Organisation gibt es schon.")},
    )
    kind = models.CharField(
        _("Art"),
        max_length=20,
        choices=Kind,
        blank=True,
        help_text=_("Leer, solange es niemand gesagt hat."),
    )

    if TYPE_CHECKING:
        people: Any

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


def member_on(on: date | None) -> models.Q:
    """Of a person: a membership that covers a day (default today)."""
    on = on or timezone.localdate()
    begun = models.Q(memberships__starts__isnull=True) | models.Q(memberships__starts__lte=on)
    lasting = models.Q(memberships__ends__isnull=True) | models.Q(memberships__ends__gte=on)
    return begun & lasting


class PersonQuerySet(models.QuerySet["Person"]):
    def with_email(self, email: str) -> Self:
        return self.filter(email=email.strip().lower())

    def with_role(self, *roles: Role, on: date | None = None) -> Self:
        """People who hold one of `roles` on a day (default today)."""
        return self.filter(member_on(on), memberships__role__in=roles).distinct()

    def knowing_roles(self) -> Self:
        """With the roles they hold today in `held`, so that nobody has to ask for them."""
        held = models.StringAgg("memberships__role", models.Value(" "), filter=member_on(None))
        return self.annotate(held=held)

    def organisers(self) -> Self:
        """Those who run the network today, and may sign in."""
        return self.filter(is_active=True).with_role(Role.ORGANISER)

    def visible_to(self, viewer: "Person") -> Self:
        """Organisers see everyone; anyone else sees their own record."""
        return self if viewer.is_organiser else self.filter(pk=viewer.pk)


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str, **fields: object) -> "Person":
        person = self.model(email=email.strip().lower(), **fields)
        person.set_unusable_password()
        person.save()
        return person


class Person(AbstractBaseUser):
    """Anyone the network knows by name. The e-mail address is the key, whatever its case."""

    email = models.EmailField(
        _("E-Mail"),
        unique=True,
        error_messages={"unique": _("Diese Adresse hat schon eine Person.")},
    )
    title = models.CharField(_("Titel"), max_length=60, blank=True)
    first_name = models.CharField(_("Vorname"), max_length=100, blank=True)
    last_name = models.CharField(_("Nachname"), max_length=100)
    phone = models.CharField(_("Telefon"), max_length=60, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("Organisation"),
        help_text=_("Für Menschen, die nicht bei einer Kommune arbeiten."),
    )
    language = models.CharField(_("Sprache"), max_length=2, default="de")
    is_active = models.BooleanField(default=True)
    erased_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    sort_name = models.GeneratedField(
        expression=folded(Concat("last_name", models.Value(" "), "first_name")),
        output_field=models.CharField(max_length=420),
        db_persist=True,
    )

    objects: ClassVar[Any] = PersonManager.from_queryset(PersonQuerySet)()

    if TYPE_CHECKING:
        memberships: Any
        held: str | None

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        ordering = ("sort_name", "pk")
        indexes: ClassVar = [models.Index(fields=("sort_name", "id"), name="people_by_name")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="people_person_email_lower_case"
            )
        ]

    def __str__(self) -> str:
        return f"{self.full_name} <{self.email}>"

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.title, self.first_name, self.last_name) if part)

    @property
    def initials(self) -> str:
        return (self.first_name[:1] + self.last_name[:1]).upper()

    @cached_property
    def traces(self) -> Traces:
        """Kept on this object, so that it still knows them while they are erased one by one."""
        return find_traces(self)

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles held today, kept on this object; one query, none of who has signed in."""
        if hasattr(self, "held"):
            return frozenset((self.held or "").split())
        return frozenset(self.memberships.valid().values_list("role", flat=True))

    @property
    def is_organiser(self) -> bool:
        return Role.ORGANISER in self.roles

    @property
    def is_member(self) -> bool:
        return not self.roles.isdisjoint(MEMBER_ROLES)


class Field(models.TextChoices):
    """What a person can show of themselves, each on its own."""

    NAME = "name", _("Name")
    EMAIL = "email", _("E-Mail-Adresse")
    PHONE = "phone", _("Telefonnummer")
    PHOTO = "photo", _("Foto")
    LANGUAGES = "languages", _("Sprachen")
    WORKING_DAYS = "working_days", _("Arbeitstage")
    PROFILE = "profile", _("Profil")


class Audience(models.TextChoices):
    """To whom; without a consent only organisers see it, and members the name."""

    MEMBERS = "members", _("Mitglieder")
    PUBLIC = "public", _("alle")


class ConsentQuerySet(models.QuerySet["Consent"]):
    def standing(self) -> Self:
        return self.filter(withdrawn_at__isnull=True)

    def reaching(self, audience: Audience) -> Self:
        """Those that stand and let `audience` see; what all may see, members may."""
        standing = self.standing()
        return standing.filter(audience=audience) if audience == Audience.PUBLIC else standing

    def shown(self) -> set[tuple[int, str]]:
        """Who shows which field, to look it up row by row."""
        return set(self.values_list("person_id", "field"))


class Consent(models.Model):
    """A consent with its date; withdrawing dates it, too, and never deletes it."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    field = models.CharField(max_length=30, choices=Field)
    audience = models.CharField(max_length=10, choices=Audience)
    given_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = ConsentQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("person", "field"),
                condition=models.Q(withdrawn_at__isnull=True),
                name="people_consent_one_standing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.field} {self.audience}"
