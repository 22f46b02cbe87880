"""Two people change one thing at once: the second reads what the first did, and loses nothing.

The page of a form carries what stood there when it was opened. An action that finds something else
by now raises `Overtaken`; the form takes over what only the other person changed, keeps what was
typed, and says both. Whoever sends it again has read that.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from klimanetz.core.audit import name_actor, name_subject
from klimanetz.core.models import AuditEntry
from klimanetz.core.refusal import Refused

#: So much of a text is quoted.
QUOTED = 200


class Overtaken(Refused):
    """Somebody else changed the row since its page was opened; `here` is what stands there now."""

    def __init__(self, here: Model, names: list[str]) -> None:
        super().__init__(_("%(who)s hat das inzwischen geändert.") % {"who": name_last(here)})
        self.here, self.names = here, names


def name_last(row: Model) -> str:
    """Who did the last thing to it."""
    entries = AuditEntry.objects.filter(subject=name_subject(row))
    last = entries.order_by("-at", "-pk").first()
    return name_actor(last.actor) if last else _("Jemand")


@dataclass(frozen=True, slots=True)
class Begun:
    """What a row said when somebody began to change it, by the names of its fields."""

    said: Mapping[str, str]

    def require(self, wanted: Model) -> None:
        """Refused where `wanted` would undo what was saved since; its row is held already."""
        here = type(wanted)._base_manager.filter(pk=wanted.pk).first()
        if here is None:
            return
        names = [name for name in self.said if self.is_overtaken(name, here, wanted)]
        if names:
            raise Overtaken(here, names)

    def is_overtaken(self, name: str, here: Model, wanted: Model) -> bool:
        """Two who write the same have no quarrel, nor has who presses a button twice."""
        stands = plain(here.serializable_value(name))
        return stands != self.said[name] and stands != plain(wanted.serializable_value(name))


def plain(value: object) -> str:
    """Nothing is empty, a day is as in a calendar of machines, a row is its key."""
    if isinstance(value, Model):
        value = value.pk
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else "\n".join(str(value).split("\r\n")).strip()


class SharedForm(forms.ModelForm):  # type: ignore[type-arg]
    """Of a row that somebody else may change while its page is open."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as of every form
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for field in self.fields.values():
                field.show_hidden_initial = True

    @property
    def begun(self) -> Begun:
        """As far as the page said it."""
        return Begun(
            {
                name: self.read_begun(name)
                for name in self._meta.fields or ()
                if self[name].html_initial_name in self.data
            }
        )

    def read_begun(self, name: str) -> str:
        """What no field understands no page has said: then it counts as changed."""
        try:
            return plain(self.fields[name].to_python(self.data[self[name].html_initial_name]))
        except ValidationError:
            return ""

    def is_current(self) -> bool:
        """Whether nobody was faster, for a page that saves nothing yet; a valid form catches up."""
        try:
            self.begun.require(self.instance)
        except Overtaken as overtaken:
            self.catch_up(overtaken)
        return not self.errors

    def catch_up(self, overtaken: Overtaken) -> None:
        """Of a valid form: with what the other person changed, and all that was typed."""
        data, before, told = self.data.copy(), self.begun, []  # type: ignore[attr-defined]
        for name in overtaken.names:
            now = self.find(name, overtaken.here)
            data[self[name].html_initial_name] = self.fields[name].prepare_value(now)
            shown = say(self.fields[name], now)
            if plain(self.instance.serializable_value(name)) == before.said[name]:
                data[self.add_prefix(name)] = self.fields[name].prepare_value(now)
                told.append(f"{self.fields[name].label}: {shown}")
            else:
                both = _("Dort steht jetzt %(now)s; was Sie geschrieben haben, steht noch hier.")
                self.add_error(name, both % {"now": shown})
        self.data = data
        again = _("Ihre Eingaben sind noch da. Speichern Sie noch einmal, wenn sie gelten sollen.")
        self.add_error(None, f"{overtaken} {again}")
        if told:
            taken = _("Übernommen haben wir, was Sie nicht geändert hatten: %(told)s.")
            self.add_error(None, taken % {"told": "; ".join(told)})

    def find(self, name: str, row: Model) -> Any:  # noqa: ANN401 - of any field
        field, value = self.fields[name], row.serializable_value(name)
        if isinstance(field, forms.ModelChoiceField):
            return field.queryset.filter(pk=value).first()  # type: ignore[union-attr]
        return value


def say(field: forms.Field, value: Any) -> str:  # noqa: ANN401 - of any field
    """As the page of the form shows it."""
    if isinstance(field, forms.BooleanField):
        return _("ja") if value else _("nein")
    if value in (None, ""):
        return _("nichts")
    if isinstance(value, date):
        return date_format(value)
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        value = dict(field.choices).get(value, value)  # type: ignore[arg-type]
    return _("„%(text)s“") % {"text": Truncator(str(value)).chars(QUOTED)}
