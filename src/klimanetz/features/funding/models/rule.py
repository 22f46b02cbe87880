"""One version of what a programme pays. It is never edited, only succeeded."""

from datetime import date
from typing import ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klimanetz.features.funding.models.programme import Level, Programme
from klimanetz.features.funding.models.question import Question
from klimanetz.features.funding.models.vocabulary import (
    Cumulation,
    Order,
    Purpose,
    Status,
)

PERCENT = [MinValueValidator(0), MaxValueValidator(100)]


class RuleQuerySet(models.QuerySet["Rule"]):
    def current(self) -> Self:
        """The last version of each rule, whether it still holds or not."""
        return self.filter(successor__isnull=True)

    def holding(self, on: date | None = None) -> Self:
        """Of each rule the version that holds, or held last, on a day (default today)."""
        on = on or timezone.localdate()
        begun = models.Q(valid_from__isnull=True) | models.Q(valid_from__lte=on)
        later = self.model.objects.filter(
            begun,
            programme=models.OuterRef("programme"),
            slug=models.OuterRef("slug"),
            version__gt=models.OuterRef("version"),
        )
        return self.filter(begun | models.Q(predecessor__isnull=True), ~models.Exists(later))

    def with_terms(self) -> Self:
        """With all that an answer needs: three queries, however many rules."""
        rates = Rate.objects.select_related("question")
        conditions = Condition.objects.select_related("question__presupposes")
        return self.select_related("programme").prefetch_related(
            models.Prefetch("rates", rates), models.Prefetch("conditions", conditions)
        )


class Rule(models.Model):
    """`slug` names the rule within its programme, whatever its version.

    Euros are euros of a whole grant; percents are of the eligible costs. `checked_on` is empty
    where the source bears no date and nobody has looked at it since: such a rule is unverified.
    `level`, `land` and `decided_by` are those of the programme when this was written; `presupposed`
    has for a question, by its slug, what a yes to it presupposed: slugs and texts, nearest first.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="rules")
    slug = models.SlugField(_("Kennwort"), max_length=60)
    version = models.PositiveSmallIntegerField(default=1)
    predecessor = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="successor"
    )
    #: The version that it repeats with what became different in the programme.
    amends = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    level = models.CharField(_("Ebene"), max_length=10, choices=Level)
    land = models.CharField(_("Land"), max_length=2, blank=True)
    decided_by = models.CharField(_("Zuständig"), max_length=160)
    title = models.CharField(_("Was gefördert wird"), max_length=160)
    purpose = models.CharField(_("Zweck"), max_length=20, choices=Purpose)
    applicants = models.JSONField(
        _("Wer darf beantragen"), default=list, help_text="Values of `Applicant`."
    )
    duration_months = models.PositiveSmallIntegerField(_("Dauer in Monaten"), null=True, blank=True)
    minimum_costs = models.DecimalField(
        _("Mindestens förderfähige Ausgaben"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
    )
    cap = models.DecimalField(
        _("Höchstbetrag"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    cap_per_participant = models.BooleanField(
        _("Höchstbetrag je teilnehmender Kommune"), default=False
    )
    minimum_participants = models.PositiveSmallIntegerField(
        _("Mindestens so viele teilnehmende Kommunen"), null=True, blank=True
    )
    own_share = models.DecimalField(
        _("Eigenanteil mindestens, in Prozent"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=PERCENT,
    )
    cumulation = models.CharField(
        _("Mit anderen Mitteln"),
        max_length=10,
        choices=Cumulation,
        default=Cumulation.UNKNOWN,
    )
    cumulation_ceiling = models.DecimalField(
        _("Alle Mittel zusammen höchstens, in Prozent"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=PERCENT,
    )
    cumulation_order = models.CharField(
        _("Reihenfolge der Mittel"), max_length=20, choices=Order, blank=True, default=Order.ANY
    )
    documents = models.TextField(
        _("Nötige Unterlagen"), blank=True, help_text=_("Eine Zeile für jede Unterlage.")
    )
    window_opens = models.DateField(_("Anträge ab"), null=True, blank=True)
    window_closes = models.DateField(_("Anträge bis"), null=True, blank=True)
    decision_months = models.PositiveSmallIntegerField(
        _("Monate bis zum Bescheid"), null=True, blank=True
    )
    lead_months = models.PositiveSmallIntegerField(
        _("Monate Vorlauf vor dem Antrag"), null=True, blank=True
    )
    note = models.TextField(_("Was man noch wissen muss"), blank=True)
    valid_from = models.DateField(_("gilt ab"), null=True, blank=True)
    valid_to = models.DateField(_("gilt bis"), null=True, blank=True)
    status = models.CharField(_("Stand der Prüfung"), max_length=12, choices=Status)
    source_url = models.URLField(
        _("Adresse der Quelle"),
        max_length=300,
        blank=True,
        validators=[URLValidator(schemes=["http", "https"])],
    )
    source = models.CharField(
        _("Fundstelle"), max_length=300, help_text=_("Seite, Absatz oder ein kurzes Zitat.")
    )
    checked_on = models.DateField(_("geprüft am"), null=True, blank=True)
    checked_by = models.CharField(_("geprüft von"), max_length=160, blank=True)
    presupposed = models.JSONField(default=dict, editable=False)
    #: Whether a file says so: what organisers write is theirs, and no file undoes it.
    shipped = models.BooleanField(default=False, editable=False)
    entered_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[RuleQuerySet] = RuleQuerySet.as_manager()  # type: ignore[assignment]

    #: What it is compared with, where somebody has read that (`with_predecessors`).
    before: "Rule | None" = None

    class Meta:
        ordering = ("programme", "slug", "version")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("programme", "slug", "version"), name="funding_rule_version_once"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_from__isnull=True)
                | models.Q(valid_to__isnull=True)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="funding_rule_ends_after_start",
            ),
            models.CheckConstraint(
                condition=models.Q(window_opens__isnull=True)
                | models.Q(window_closes__isnull=True)
                | models.Q(window_closes__gte=models.F("window_opens")),
                name="funding_window_closes_after_opening",
            ),
            models.CheckConstraint(
                condition=~models.Q(source=""), name="funding_rule_names_its_source"
            ),
            models.CheckConstraint(
                condition=~models.Q(status=Status.ACTIVE)
                | models.Q(checked_on__isnull=False) & ~models.Q(source_url=""),
                name="funding_active_rule_was_checked",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme_id} {self.slug} {self.version}"

    @property
    def before_id(self) -> int | None:
        return self.amends_id or self.predecessor_id


class Rate(models.Model):
    """What is paid: percents of the costs, euros for each inhabitant, or euros; one of the three.

    The highest rate whose conditions all hold is paid. A rate without any is paid to everyone.
    """

    rule = models.ForeignKey(Rule, models.CASCADE, related_name="rates")
    question = models.ForeignKey(
        Question, models.PROTECT, null=True, blank=True, related_name="rates",
        help_text="Paid where this is answered with yes.",
    )  # fmt: skip
    population_from = models.PositiveIntegerField(_("ab Einwohner:innen"), null=True, blank=True)
    population_to = models.PositiveIntegerField(_("bis Einwohner:innen"), null=True, blank=True)
    shared = models.BooleanField(_("nur für eine gemeinsame Stelle"), default=False)
    percent = models.DecimalField(
        _("Prozent"), max_digits=5, decimal_places=2, null=True, blank=True, validators=PERCENT
    )
    euros_per_inhabitant = models.DecimalField(
        _("Euro je Einwohner:in"), max_digits=8, decimal_places=2, null=True, blank=True
    )
    euros = models.DecimalField(_("Euro"), max_digits=12, decimal_places=2, null=True, blank=True)

    class Meta:
        ordering = ("rule_id", "percent", "euros_per_inhabitant", "euros", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(
                    percent__isnull=False, euros_per_inhabitant__isnull=True, euros__isnull=True
                )
                | models.Q(
                    percent__isnull=True, euros_per_inhabitant__isnull=False, euros__isnull=True
                )
                | models.Q(
                    percent__isnull=True, euros_per_inhabitant__isnull=True, euros__isnull=False
                ),
                name="funding_rate_is_one_of_three",
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule_id} {self.percent or self.euros_per_inhabitant or self.euros}"


class Condition(models.Model):
    """Without it nothing is paid. `otherwise` is the sentence that says why not."""

    rule = models.ForeignKey(Rule, models.CASCADE, related_name="conditions")
    question = models.ForeignKey(Question, models.PROTECT, related_name="conditions")
    wanted = models.BooleanField(_("Nötige Antwort: ja"), default=True)
    otherwise = models.CharField(_("Grund, wenn es nicht so ist"), max_length=300)

    class Meta:
        ordering = ("rule_id", "question__rank", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("rule", "question"), name="funding_condition_once")
        ]

    def __str__(self) -> str:
        return f"{self.rule_id} {self.question_id}"
