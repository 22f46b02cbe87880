"""What the address of a check says, read by one form; its names stand in links people share."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.core.forms import DateInput
from klimanetz.core.templatetags.german import german
from klimanetz.features.funding.costing.defaults import DEFAULTS
from klimanetz.features.funding.costing.months import month_at
from klimanetz.features.funding.costing.tables import GROUPS
from klimanetz.features.funding.inquiry_fields import (
    KEY,
    MOST_PARTNERS,
    MonthField,
    NumberField,
    PartnersField,
    PlaceField,
    TernaryField,
    find_by_keys,
    offer_months,
)
from klimanetz.features.funding.models import Question
from klimanetz.features.funding.situation import BEFORE, denied
from klimanetz.features.funding.ways import Way, ways_of
from klimanetz.places.models import Authority, Kind

#: So long from a first talk to the first day at work.
USUAL_LEAD: Final = 9
GROUP, STEP, SHARE = "E11", 3, Decimal(100)
STEPS: Final = range(1, 7)
ABOUT_PARTNERS: Final = ("partner", "dazu", "teilung")
EVENLY: Final = "gleich"
MOST_STRANGERS: Final = 3
#: What a field that takes a place asks back with, where several places fit.
ASKED_BACK: Final = ("_choice", "_asked")


def usual_start(today: date | None = None) -> date:
    return month_at(today or timezone.localdate(), USUAL_LEAD)


def offered_groups() -> list[tuple[str, str]]:
    return [(group, f"E {group[1:]}") for group in GROUPS]


class InquiryForm(forms.Form):
    """Bound to the address. Nothing is required here but what `clean` asks for, step by step."""

    kommune = PlaceField(
        label=gettext_lazy("Ihre Kommune"),
        help_text=gettext_lazy(
            "Name oder Postleitzahl. Auch ein Landkreis oder eine Verwaltungsgemeinschaft."
        ),
        required=False,
    )
    weg = forms.ChoiceField(
        label=gettext_lazy("Wer würde die Stelle schaffen?"),
        choices=Way,
        required=False,
        widget=forms.RadioSelect,
    )
    partner = PartnersField(label=gettext_lazy("Partnerkommunen"), required=False)
    dazu = PlaceField(
        label=gettext_lazy("Eine weitere Kommune"),
        help_text=gettext_lazy("Falls sie nicht in der Liste steht: Name oder Postleitzahl."),
        required=False,
    )
    teilung = forms.ChoiceField(
        label=gettext_lazy("Wie teilen Sie den Eigenanteil?"),
        choices=(
            ("", gettext_lazy("nach Einwohner:innen")),
            (EVENLY, gettext_lazy("zu gleichen Teilen")),
        ),
        required=False,
        widget=forms.RadioSelect,
    )
    vorher = TernaryField(
        label=gettext_lazy(
            "Gab es bei Ihnen schon eine geförderte Stelle für Klimaschutzmanagement?"
        ),
        help_text=gettext_lazy("Dann geht es um den Anschluss, für den andere Regeln gelten."),
    )
    beginn = MonthField(label=gettext_lazy("Wann soll die Stelle beginnen?"), required=False)
    gruppe = forms.ChoiceField(
        label=gettext_lazy("Entgeltgruppe"), choices=offered_groups, required=False
    )
    stufe = forms.TypedChoiceField(
        label=gettext_lazy("Stufe"),
        choices=[(step, str(step)) for step in STEPS],
        coerce=int,
        empty_value=None,
        required=False,
    )
    anteil = NumberField(
        label=gettext_lazy("Anteil einer Vollzeitstelle, in Prozent"),
        min_value=10,
        max_value=100,
        decimal_places=2,
        required=False,
    )
    steigerung = NumberField(
        label=gettext_lazy("Angenommene Tarifsteigerung im Jahr, in Prozent"),
        min_value=0,
        max_value=10,
        decimal_places=2,
        required=False,
    )
    arbeitsplatz = NumberField(
        label=gettext_lazy("Arbeitsplatz im Jahr, in Euro"),
        min_value=0,
        max_value=100_000,
        decimal_places=2,
        required=False,
    )
    reisen = NumberField(
        label=gettext_lazy("Reisen und Sachkosten im Jahr, in Euro"),
        min_value=0,
        max_value=100_000,
        decimal_places=2,
        required=False,
    )
    stand = forms.DateField(required=False, widget=DateInput)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.notes: list[str] = []
        found = list(Question.objects.all())
        self.questions = [one for one in found if one.slug == BEFORE or one.slug not in self.fields]
        for question in self.questions:
            self.fields[question.slug] = TernaryField(
                label=german(question.text), help_text=german(question.hint)
            )
        by_pk = {one.pk: one.slug for one in self.questions}
        firsts = {one.slug: by_pk.get(one.presupposes_id or 0, "") for one in self.questions}
        self.presupposed = {slug: first for slug, first in firsts.items() if first}
        self.find_places(data)
        self.fields["beginn"].widget.choices = offer_months(data.get("beginn", ""))

    def find_places(self, data: QueryDict) -> None:
        """All that are named by their keys, in one query."""
        names = ("kommune", "partner", "dazu")
        keys = [key.strip() for name in names for key in data.getlist(name)][: 2 * MOST_PARTNERS]
        known = find_by_keys(key for key in keys if KEY.fullmatch(key))
        for name in names:
            self.fields[name].known = known  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        self.note_strangers()
        self.refuse_contradictions()
        self.refuse_presuppositions()
        self.check_place()
        if authority := self.cleaned_data.get("kommune"):
            self.check_way(authority)
            self.check_partners(authority)
        return self.cleaned_data

    def keep_errors_of(self, names: Collection[str]) -> None:
        """A page shows what is wrong on it, once it was sent."""
        for name in [name for name in self.errors if name not in names]:
            del self.errors[name]

    def note_strangers(self) -> None:
        """What the address says and nobody asked is told and left out."""
        known = {f"{name}{ending}" for name in self.fields for ending in ("", *ASKED_BACK)}
        strangers = [str(name)[:40] for name in self.data if name not in known]
        for name in strangers[:MOST_STRANGERS]:
            said = _("„%(name)s“ in der Adresse kennen wir nicht. Wir haben es weggelassen.")
            self.notes.append(said % {"name": name})
        if "stand" in self.errors:
            del self.errors["stand"]
            self.notes.append(_("Den Stand in der Adresse können wir nicht lesen."))

    def refuse_contradictions(self) -> None:
        for name in self.fields:
            given = {value.strip() for value in self.data.getlist(name)}  # type: ignore[attr-defined]
            if name != "partner" and len(given) > 1:
                self.add_error(name, _("Dazu stehen zwei verschiedene Antworten in der Adresse."))

    def refuse_presuppositions(self) -> None:
        """A yes that needs another yes, which was answered with no."""
        said = dict(self.cleaned_data)
        for slug in self.presupposed:
            if said.get(slug) and (first := denied(slug, said, self.presupposed)):
                text = _("Das passt nicht zu Ihrem Nein auf „%(question)s“ Bitte ändern Sie eines.")
                self.add_error(slug, text % {"question": self.fields[first].label})

    def check_place(self) -> None:
        if "kommune" in self.errors:
            return
        authority = self.cleaned_data.get("kommune")
        if authority is None:
            self.add_error("kommune", _("Bitte nennen Sie Ihre Kommune."))
            return
        former = self.fields["kommune"].former  # type: ignore[attr-defined]
        if former is not None:
            said = _("%(former)s gibt es nicht mehr. Heute gehört es zu %(name)s.")
            self.notes.append(said % {"former": former.name, "name": authority.name})

    def check_way(self, authority: Authority) -> None:
        if "weg" in self.errors:
            return
        way = self.cleaned_data.get("weg")
        if not way:
            self.add_error("weg", _("Bitte wählen Sie einen Weg."))
        elif way not in ways_of(authority):
            said = _("Dieser Weg steht %(name)s nicht offen. Bitte wählen Sie einen anderen.")
            self.add_error("weg", said % {"name": authority.title})

    def check_partners(self, authority: Authority) -> None:
        """Partners of a way that was left again are kept in the address and no matter."""
        if self.cleaned_data.get("weg") != Way.SHARED:
            for name in ABOUT_PARTNERS:
                self.errors.pop(name, None)
        elif not {"partner", "dazu"} & self.errors.keys():
            self.check_each(authority)

    def note_merged(self, authority: Authority) -> None:
        """Partners that are no more count as what they are today, unless that is who asks."""
        heirs: Mapping[Authority, Sequence[Authority]] = self.fields["partner"].heirs  # type: ignore[attr-defined]
        for former, found in heirs.items():
            said = _("%(former)s gibt es nicht mehr. Heute gehört es zu %(name)s.")
            names = _(" und ").join(one.name for one in found)
            if not found:
                said = _("%(former)s gibt es nicht mehr, und wir wissen nicht, was daraus wurde.")
            self.notes.append(said % {"former": former.name, "name": names})
        if any(authority in found for found in heirs.values()):
            partners = self.cleaned_data["partner"]
            self.cleaned_data["partner"] = [one for one in partners if one != authority]

    def check_each(self, authority: Authority) -> None:
        self.note_merged(authority)
        more = self.cleaned_data.get("dazu")
        partners: list[Authority] = self.cleaned_data["partner"]
        if more is not None and more not in partners:
            partners.append(more)
        if not partners:
            self.add_error("partner", _("Bitte wählen Sie mindestens eine Partnerkommune."))
        for partner in partners:
            if said := why_no_partner(authority, partner):
                self.add_error("dazu" if partner == more else "partner", said)


def why_no_partner(authority: Authority, partner: Authority) -> str:
    words = {"name": authority.name, "partner": partner.title}
    if partner == authority:
        return _("%(name)s kann sich die Stelle nicht mit sich selbst teilen.") % words
    if partner == authority.association or authority == partner.association:
        return _("%(name)s und %(partner)s gehören zusammen und zählen nicht als zwei.") % words
    if partner.kind == Kind.DISTRICT:
        return _("Für %(partner)s gibt es einen eigenen Weg: eine Stelle des Landkreises.") % words
    return ""


def default_of(name: str) -> object:
    """What holds where nothing was said."""
    return {
        "beginn": usual_start(),
        "gruppe": GROUP,
        "stufe": STEP,
        "anteil": SHARE,
        "steigerung": DEFAULTS.rise.value,
        "arbeitsplatz": DEFAULTS.workplace.value,
        "reisen": DEFAULTS.travel.value,
    }.get(name)
