"""A vacancy as everyone may read it, until its deadline or until somebody is found."""

from typing import ClassVar, Self

from django.core.validators import URLValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klimanetz.roster.models import Holding, Position, PositionState


class VacancyQuerySet(models.QuerySet["Vacancy"]):
    def standing(self) -> Self:
        """Not withdrawn; its deadline may be over."""
        return self.filter(withdrawn_at__isnull=True)

    def open(self) -> Self:
        """What the public reads: gone by itself after the deadline, and once somebody is found.

        Who still holds the position until a last day does not fill it.
        """
        found = Holding.objects.filter(position=models.OuterRef("position"), ends__isnull=True)
        return (
            self.standing()
            .filter(~models.Exists(found), apply_by__gte=timezone.localdate())
            .exclude(position__state=PositionState.ENDED)
        )

    def expired(self) -> Self:
        """Nobody was found until the deadline: time to advertise again."""
        return self.standing().filter(
            position__state=PositionState.VACANT, apply_by__lt=timezone.localdate()
        )


class Vacancy(models.Model):
    position = models.ForeignKey(Position, models.CASCADE, related_name="vacancies")
    title = models.CharField(_("Überschrift"), max_length=160)
    text = models.TextField(
        _("Worum es geht"),
        max_length=2000,
        blank=True,
        help_text=_("Drei Sätze genügen: Aufgabe, Umfang, was die Kommune bietet."),
    )
    link = models.URLField(
        _("Adresse der Ausschreibung"),
        max_length=300,
        blank=True,
        validators=[URLValidator(schemes=["http", "https"])],
        help_text=_("Die Seite der Kommune mit der ganzen Ausschreibung."),
    )
    apply_by = models.DateField(
        _("Bewerben bis"), help_text=_("Danach verschwindet die Anzeige von selbst.")
    )
    published_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[VacancyQuerySet] = VacancyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("apply_by", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("position",),
                condition=models.Q(withdrawn_at__isnull=True),
                name="succession_one_standing_vacancy",
            )
        ]

    def __str__(self) -> str:
        return self.title
