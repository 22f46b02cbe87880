"""The fields that the address of a check is read by; each says what is wrong in a sentence."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.features.funding.costing.months import month_at
from klimanetz.places.fields import AuthorityField
from klimanetz.places.models import Authority

KEY: Final = re.compile(r"[0-9]{5}([0-9]{4}([0-9]{3})?)?")
MONTH: Final = re.compile(r"([0-9]{4})-([0-9]{2})")
THOUSANDS: Final = re.compile(r"\d{1,3}(\.\d{3})+")
#: A post is planned no further ahead than a council decides.
FURTHEST_YEARS: Final = 6
OFFERED_MONTHS: Final = 36
MOST_PARTNERS: Final = 20


def find_by_keys(keys: Iterable[str]) -> dict[str, Authority]:
    """Who bears each key today, or bore it last, with district and association. One query."""
    rows = (
        Authority.objects.filter(ars__in=set(keys))
        .select_related("parent", "association")
        .order_by(F("valid_to").asc(nulls_first=True), "pk")
    )
    found: dict[str, Authority] = {}
    for row in rows:
        if row.ars not in found or found[row.ars].valid_to is not None:
            found[row.ars] = row
    return found


def is_ended(authority: Authority) -> bool:
    return authority.valid_to is not None and authority.valid_to < timezone.localdate()


def find_former(text: str) -> Authority | None:
    """One that bore this name and is no more, where nobody bears it today."""
    named = Authority.objects.filter(name__iexact=text.strip())
    former = named.ended().order_by("-valid_to", "pk").first() if text.strip() else None
    return None if former is None or named.valid().exists() else former


class PlaceField(AuthorityField):
    """Also takes a bare key, and who is no more: then it is what became of it.

    `former` is the one that was asked for, where it is no more. `known` are those that a form
    has found already, by their keys.
    """

    former: Authority | None = None
    known: Mapping[str, Authority] = {}

    def clean(self, value: object) -> Authority | None:
        text = str(forms.CharField.clean(self, value))
        found = self.known.get(text) if KEY.fullmatch(text) else find_former(text)
        if found is None:
            return with_surroundings(super().clean(value))
        return self.live_on(found) if is_ended(found) else found

    def live_on(self, former: Authority) -> Authority | None:
        heirs = former.today()
        if len(heirs) == 1:
            self.former = former
            return with_surroundings(heirs[0])
        self.widget.offered = tuple(heirs)
        said = _("%(name)s gibt es nicht mehr. Bitte wählen Sie, was heute daraus geworden ist.")
        raise ValidationError(said % {"name": former.name})


def with_surroundings(authority: Authority | None) -> Authority | None:
    """The same with its district and association at hand."""
    return find_by_keys([authority.ars])[authority.ars] if authority else None


class PartnersField(forms.Field):
    """Keys, each of them once in the address; cleans to authorities of today. Those that became
    one count once; `heirs` are what those became that are no more."""

    widget = forms.SelectMultiple
    known: Mapping[str, Authority] = {}
    heirs: Mapping[Authority, Sequence[Authority]] = {}

    def clean(self, value: Sequence[str]) -> list[Authority]:
        keys = [key.strip() for key in value or () if key.strip()]
        if len(keys) > MOST_PARTNERS:
            said = _("Bitte wählen Sie höchstens %(number)d Partnerkommunen.")
            raise ValidationError(said % {"number": MOST_PARTNERS})
        unknown = [key for key in dict.fromkeys(keys) if key not in self.known]
        if unknown:
            said = _("Diese Partnerkommune kennt das Verzeichnis nicht: %(key)s.")
            raise ValidationError([said % {"key": key[:40]} for key in unknown])
        chosen = [self.known[key] for key in keys]
        for number, one in enumerate(chosen):
            if one in chosen[:number]:
                said = _("%(name)s ist zweimal gewählt. Einmal genügt.")
                raise ValidationError(said % {"name": one.name})
        self.heirs = {one: one.today() for one in chosen if is_ended(one)}
        return list(dict.fromkeys(now for one in chosen for now in self.heirs.get(one, [one])))


class NumberField(forms.DecimalField):
    """Takes `2.5` and `2,5`, `9700` and `9.700,00`: as an address and as a person writes it."""

    default_error_messages = {
        "invalid": gettext_lazy("Bitte schreiben Sie eine Zahl, zum Beispiel 2,5."),
        "max_decimal_places": gettext_lazy("Bitte nennen Sie höchstens zwei Stellen."),
    }
    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def to_python(self, value: object) -> Decimal | None:  # type: ignore[override]
        text = str(value or "").replace(" ", "").replace("\u00a0", "").removesuffix("€")
        text = text.removesuffix("%")
        if "," in text:
            text = text.replace(".", "").replace(",", ".")
        elif THOUSANDS.fullmatch(text):
            text = text.replace(".", "")
        return super().to_python(text)


def write_number(number: Decimal) -> str:
    """`2.5`, `9700`: the shortest way that reads back as the same."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class MonthField(forms.Field):
    """`2027-09`; cleans to the first day of the month."""

    widget = forms.Select

    def clean(self, value: object) -> date | None:
        text = str(value or "").strip()
        if not text:
            return None
        month = read_month(text)
        if month is None:
            raise ValidationError(_("Diesen Monat gibt es nicht. Bitte wählen Sie einen aus."))
        today = timezone.localdate()
        if month < today.replace(day=1):
            raise ValidationError(
                _("%(month)s ist schon vorbei. Bitte wählen Sie einen späteren Beginn.")
                % {"month": date_format(month, "F Y")}
            )
        if month.year > today.year + FURTHEST_YEARS:
            raise ValidationError(
                _("So weit reicht keine Rechnung. Bitte wählen Sie einen Beginn bis %(year)d.")
                % {"year": today.year + FURTHEST_YEARS}
            )
        return month


def read_month(text: str) -> date | None:
    found = MONTH.fullmatch(text)
    if found is None or not (1 <= int(found[2]) <= 12 and int(found[1]) > 0):
        return None
    return date(int(found[1]), int(found[2]), 1)


def offer_months(chosen: str) -> list[tuple[str, str]]:
    """From next month on; one that is chosen already is offered whenever it is."""
    first = month_at(timezone.localdate(), 1)
    months = {month_at(first, ahead) for ahead in range(OFFERED_MONTHS)}
    if (other := read_month(chosen)) is not None:
        months.add(other)
    return [(f"{month:%Y-%m}", date_format(month, "F Y")) for month in sorted(months)]


YES, NO = "ja", "nein"
TERNARY = (
    (YES, gettext_lazy("ja")),
    (NO, gettext_lazy("nein")),
    ("", gettext_lazy("weiß ich nicht")),
)


class TernaryField(forms.ChoiceField):
    """Cleans to yes, no, or None for who does not know (also where nothing was said)."""

    widget = forms.RadioSelect

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(choices=TERNARY, required=False, **options)

    def clean(self, value: object) -> bool | None:
        return read_answer(super().clean(value))


def read_answer(text: object) -> bool | None:
    return {YES: True, NO: False}.get(str(text))


def write_answers(answers: Mapping[str, bool | None]) -> Iterator[tuple[str, str]]:
    for slug, answer in answers.items():
        if answer is not None:
            yield slug, YES if answer else NO
