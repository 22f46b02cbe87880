"""The audit trail as a list: filtered, said in words, a page at a time, or all of it as a file."""

import csv
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from itertools import batched
from typing import Any, NamedTuple

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.core.audit import name_actor
from klimanetz.core.forms import DateInput
from klimanetz.core.models import AuditEntry, AuditQuerySet
from klimanetz.core.verbs import Thing, known_verbs, name_subjects, say_details, say_verb

PAGE_SIZE = 50
#: So many lines of a file are named and written at once.
BATCH = 1000


def offered_verbs() -> list[tuple[str, str]]:
    return [("", _("alles")), *known_verbs()]


class TrailFilter(forms.Form):
    """What the address of the page asks for; its names stand in links that people share."""

    wer = forms.CharField(label=gettext_lazy("Wer"), required=False, max_length=100)
    was = forms.ChoiceField(label=gettext_lazy("Was"), required=False, choices=offered_verbs)
    von = forms.DateField(label=gettext_lazy("Von"), required=False, widget=DateInput)
    bis = forms.DateField(label=gettext_lazy("Bis"), required=False, widget=DateInput)
    ueber = forms.RegexField(r"^[a-z_.]+:\d+$", required=False, widget=forms.HiddenInput)

    @property
    def asked(self) -> dict[str, object]:
        """What can be asked for; a field that was filled in wrongly asks for nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def narrow(self, entries: AuditQuerySet) -> AuditQuerySet:
        return entries.filter(*(ASK[name](value) for name, value in self.asked.items()))


def begin_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))


def until_end_of(day: date) -> Q:
    return Q(at__lte=timezone.make_aware(datetime.combine(day, datetime.max.time())))


ASK: dict[str, Callable[[Any], Q]] = {
    "wer": lambda text: Q(actor__icontains=text),
    "was": lambda verb: Q(verb=verb),
    "von": lambda day: Q(at__gte=begin_of(day)),
    "bis": until_end_of,
    "ueber": lambda subject: Q(subject=subject),
}


class Line(NamedTuple):
    """One thing done, in words; `subject` is its key, for the filter."""

    at: datetime
    actor: str
    what: str
    subject: str
    thing: Thing
    details: list[str]


def write_lines(entries: Iterable[AuditEntry]) -> list[Line]:
    """One query for each kind of thing among them."""
    entries = list(entries)
    things = name_subjects({entry.subject for entry in entries})
    return [
        Line(
            entry.at,
            name_actor(entry.actor),
            say_verb(entry.verb),
            entry.subject,
            things.get(entry.subject, Thing(entry.subject)),
            say_details(entry.detail),
        )
        for entry in entries
    ]


class _Echo:
    def write(self, text: str) -> str:
        return text


def write_csv(entries: AuditQuerySet) -> Iterator[str]:
    """For a spreadsheet: UTF-8 with its mark, semicolons, and no text that could be a formula."""
    writer = csv.writer(_Echo(), delimiter=";")
    head = (_("Wann"), _("Wer"), _("Was"), _("Wen oder was"), _("Einzelheiten"))
    yield "\ufeff" + writer.writerow(head)
    for batch in batched(entries.iterator(BATCH), BATCH, strict=False):
        for line in write_lines(batch):
            at = timezone.localtime(line.at).strftime("%Y-%m-%d %H:%M:%S")
            cells = (at, line.actor, line.what, line.thing.name, "; ".join(line.details))
            yield writer.writerow([harmless(cell) for cell in cells])


def harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell
