"""Papers that a town needs on its way to a post, as organisers keep them to be filled."""

from pathlib import PurePath
from typing import ClassVar, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    COUNCIL_PAPER = "council_paper", _("Beschlussvorlage")
    JOB_DESCRIPTION = "job_description", _("Stellenbeschreibung")
    ADVERTISEMENT = "advertisement", _("Stellenausschreibung")
    COST_SHEET = "cost_sheet", _("Kostenblatt")


class TemplateQuerySet(models.QuerySet["Template"]):
    def standing(self) -> Self:
        """Those that are offered to everyone."""
        return self.filter(retired_at__isnull=True)


class Template(models.Model):
    """What is filled is its latest version; before the first one, what the product brings."""

    slug = models.SlugField(_("Kennwort in der Adresse"), max_length=60, unique=True)
    title = models.CharField(_("Titel"), max_length=80)
    about = models.CharField(_("Wofür"), max_length=300)
    kind = models.CharField(_("Art"), max_length=20, choices=Kind)
    rank = models.PositiveSmallIntegerField(default=100)
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[TemplateQuerySet] = TemplateQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("rank", "title", "pk")

    def __str__(self) -> str:
        return self.title

    @property
    def latest(self) -> "Version | None":
        return next(iter(self.versions.all()), None)

    @property
    def program(self) -> str:
        """What one opens it with."""
        latest = self.latest
        is_workbook = latest.ending == ".xlsx" if latest else self.kind == Kind.COST_SHEET
        return "Excel" if is_workbook else "Word"


def place_file(version: "Version", name: str) -> str:
    return f"shelf/{version.template_id}/{uuid4().hex}{PurePath(name).suffix.lower()}"


class Version(models.Model):
    """One file that was uploaded; earlier ones stay, to look up and to go back to."""

    template = models.ForeignKey(Template, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    file = models.FileField(_("Datei"), upload_to=place_file, max_length=200)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=100, help_text="Its content type, found by looking inside.")
    size = models.PositiveBigIntegerField()
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="uploaded_templates",
    )
    uploaded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("template", "-number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("template", "number"), name="shelf_version_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.template_id}: {self.number}"

    @property
    def ending(self) -> str:
        return PurePath(self.file.name or "").suffix
