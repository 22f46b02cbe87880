"""The sheet of assumptions: each in a yellow cell, with where it comes from."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from openpyxl.worksheet.worksheet import Worksheet

from klimanetz.features.funding.costing.defaults import DEFAULTS, Default
from klimanetz.features.funding.costing.grants import Payer
from klimanetz.features.funding.costing.months import Phase
from klimanetz.features.funding.costing.origin import Origin, Standing
from klimanetz.features.funding.costing.showing import names_of_phases
from klimanetz.features.funding.costing.tables import SPECIAL_PAYMENTS, STEP_TIMES
from klimanetz.features.funding.costing.workbook.cells import BOLD, EUROS, NUMBER, ask, put
from klimanetz.features.funding.costing.workbook.outline import Outline
from klimanetz.features.funding.models.vocabulary import Status

WIDTHS = {"A": 46, "B": 18, "C": 90}


@dataclass(frozen=True, slots=True)
class Grant:
    """Addresses of what is asked about one grant. `rate` is percent or the whole sum in euros."""

    rate: str
    cap: str
    least: str


@dataclass(slots=True)
class Inputs:
    """Addresses, for the formulas of the other sheets."""

    sheet: Worksheet
    row: int = 0
    named: dict[str, str] = field(default_factory=dict)
    special: dict[int, str] = field(default_factory=dict)
    ceilings: dict[str, str] = field(default_factory=dict)
    grants: list[Grant] = field(default_factory=list)

    def ask(self, label: str, value: Decimal | None, form: str, source: str = "") -> str:
        self.row += 1
        put(self.sheet, self.row, 1, label)
        put(self.sheet, self.row, 3, source)
        return ask(self.sheet, self.row, 2, value, form)

    def say(self, text: str, value: str = "", *, bold: bool = False) -> None:
        self.row += 1
        put(self.sheet, self.row, 1, text)
        put(self.sheet, self.row, 2, value)
        if bold:
            self.sheet.cell(self.row, 1).font = BOLD

    def skip(self) -> None:
        self.row += 1


def write_inputs(sheet: Worksheet, title: str, whole: Outline) -> Inputs:
    for letter, width in WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    inputs = Inputs(sheet)
    write_head(inputs, title, whole)
    write_post(inputs, whole)
    write_special(inputs, whole)
    for phase in whole.phases:
        write_phase(inputs, phase, [payer for _number, payer in whole.payers_of(phase)])
    write_notes(inputs, whole)
    return inputs


def write_head(inputs: Inputs, title: str, whole: Outline) -> None:
    post = whole.plan.post
    inputs.say(title, bold=True)
    today = date_format(timezone.localdate())
    inputs.say(_("Stand %(day)s, ohne Gewähr.") % {"day": today})
    inputs.say(_("Ändern Sie die gelben Felder: Alle anderen Blätter rechnen sich neu."))
    inputs.skip()
    group = f"E {post.group[1:]}"
    inputs.say(_("Entgeltgruppe"), group)
    inputs.say(_("Stufe bei Beginn"), str(post.step))
    inputs.say(_("Beginn"), date_format(post.starts))
    inputs.say(_("Stufenlaufzeiten"), STEP_TIMES.origin.source)


def write_post(inputs: Inputs, whole: Outline) -> None:
    post = whole.plan.post
    share = inputs.ask(_("Anteil an einer vollen Stelle (1 = ganz)"), post.share, NUMBER)
    inputs.named["share"] = share
    for name, label, form, value in (
        ("rise", _("Steigerung des Entgelts jedes Jahr im Mai, in Prozent"), NUMBER, post.rise),
        ("workplace", _("Arbeitsplatz im Jahr"), EUROS, post.workplace),
        ("travel", _("Dienstreisen im Jahr"), EUROS, post.travel),
        ("statutory", _("Sozialversicherung, in Prozent"), NUMBER, post.statutory),
        ("supplementary", _("Zusatzversorgung, in Prozent"), NUMBER, post.supplementary),
    ):
        default: Default = getattr(DEFAULTS, name)
        source = describe(default.origin) if value == default.value else _("Ihre Angabe")
        inputs.named[name] = inputs.ask(label, value, form, source)


def write_special(inputs: Inputs, whole: Outline) -> None:
    """Each rate that the years of the plan need."""
    for rule, later in zip(SPECIAL_PAYMENTS, (*SPECIAL_PAYMENTS[1:], None), strict=True):
        needed = [
            row for row in whole.rows
            if row.year >= rule.from_year and (later is None or row.year < later.from_year)
        ]  # fmt: skip
        if needed:
            label = _("Jahressonderzahlung ab %(year)s, in Prozent") % {"year": rule.from_year}
            percent = rule.percent[whole.plan.post.group]
            where = inputs.ask(label, percent, NUMBER, describe(rule.origin))
            inputs.special[rule.from_year] = where


def write_phase(inputs: Inputs, phase: Phase, payers: list[Payer]) -> None:
    if phase.combination is None or not payers:
        return
    inputs.skip()
    inputs.say(names_of_phases()[phase.name], bold=True)
    label = _("Alle Mittel zusammen höchstens, in Prozent der Personalkosten")
    inputs.ceilings[phase.name] = inputs.ask(label, phase.combination.ceiling, NUMBER)
    for payer in payers:
        inputs.grants.append(write_grant(inputs, payer))


def write_grant(inputs: Inputs, payer: Payer) -> Grant:
    terms, tier = payer.part.terms, payer.part.tier
    name = {"name": terms.programme_name, "months": payer.months}
    source = describe(Origin("", terms.source, terms.source_url, terms.checked_on))
    if terms.status == Status.UNVERIFIED:
        source = f"{Status.UNVERIFIED.label}. {source}"
    elif not payer.certain:
        source = f"{_('noch nicht sicher')}. {source}"
    if tier and tier.percent is not None:
        label = _("%(name)s: Prozent der Personalkosten, %(months)s Monate lang") % name
        rate = inputs.ask(label, tier.percent, NUMBER, source)
    else:
        label = _("%(name)s: Festbetrag für %(months)s Monate") % name
        rate = inputs.ask(label, tier.euros if tier else None, EUROS, source)
    cap = inputs.ask(_("%(name)s: Höchstbetrag (leer: keiner)") % name, payer.part.cap, EUROS)
    least = _("%(name)s: ab so viel förderfähigen Ausgaben (leer: gleich)") % name
    return Grant(rate, cap, inputs.ask(least, terms.minimum_costs, EUROS))


def write_notes(inputs: Inputs, whole: Outline) -> None:
    inputs.skip()
    for note in whole.plan.notes:
        inputs.say(note)


def describe(origin: Origin) -> str:
    words = [origin.source]
    if origin.source_url:
        words.append(origin.source_url)
    if origin.checked_on:
        day = date_format(origin.checked_on, "SHORT_DATE_FORMAT")
        words.append(_("nachgesehen am %(day)s") % {"day": day})
    if origin.standing is not Standing.CHECKED:
        words.append(str(origin.standing.label))
    return ", ".join(words)
