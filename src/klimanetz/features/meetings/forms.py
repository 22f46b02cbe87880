"""What organisers fill in about a meeting."""

from datetime import date, datetime, time, timedelta
from hashlib import blake2s
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.core.forms import DateInput, TimeInput
from klimanetz.features.meetings.models import (
    Meeting,
    Mode,
    VideoKind,
    Visibility,
)
from klimanetz.features.meetings.schedule import Schedule, move_deadline
from klimanetz.places.fields import AuthorityField

#: A network meets four times a year, on the same day of the week.
QUARTER = timedelta(weeks=13)


class MeetingForm(Schedule, forms.ModelForm):  # type: ignore[type-arg]
    """A whole meeting on one page. Venue and link may follow later; the list of what is missing
    reminds of them."""

    host = AuthorityField(
        label=gettext_lazy("Gastgebende Kommune"),
        help_text=gettext_lazy("Name der Gemeinde, der Stadt oder des Landkreises."),
        required=False,
    )

    class Meta:
        model = Meeting
        fields = (
            "title", "mode", "venue", "address", "directions", "host", "seats", "online_seats",
            "video_kind", "video_url", "description", "visibility", "series",
        )  # fmt: skip
        widgets: ClassVar = {
            "mode": forms.RadioSelect,
            "video_kind": forms.RadioSelect,
            "visibility": forms.RadioSelect,
            "description": forms.Textarea(attrs={"rows": 5}),
            "directions": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts: ClassVar = {
            "venue": gettext_lazy("Zum Beispiel: Rathaus, Großer Saal"),
            "directions": gettext_lazy("Bahnhof, Haltestelle, Parkplatz, barrierefreier Zugang."),
            "seats": gettext_lazy(
                "Ist der letzte Platz vergeben, beginnt eine Warteliste. Leer: ohne Grenze."
            ),
            "online_seats": gettext_lazy("Leer: ohne Grenze."),
            "video_url": gettext_lazy("Den Link sehen nur Menschen, die zugesagt haben."),
        }

    field_order = (
        "title", "day", "begins", "ends", "mode", "venue", "address", "host", "directions",
        "seats", "online_seats", "video_kind", "video_url", "description", "answer_until",
        "visibility", "series",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - a form takes many
        """Which video is only asked where there is a choice."""
        super().__init__(*args, **kwargs)
        offered = list_video_kinds()
        self.fields["video_kind"].choices = offered  # type: ignore[attr-defined]
        if len(offered) == 1 and self.instance.video_kind == VideoKind.LINK:
            del self.fields["video_kind"]

    @property
    def video_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("video_kind", "video_url") if name in self.fields]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in ("starts_at", "ends_at", "answer_by"):
            if name in cleaned:
                setattr(self.instance, name, cleaned[name])
        if cleaned.get("mode") == Mode.ONLINE:
            cleaned["seats"] = None
        if cleaned.get("mode") == Mode.ON_SITE:
            cleaned["online_seats"] = None
        return cleaned

    def deadline(self, starts_at: datetime) -> datetime:
        """A deadline nobody touched keeps its hour."""
        if self.instance.pk and "answer_until" not in self.changed_data:
            standing: datetime = self.instance.answer_by
            return min(standing, starts_at)
        return super().deadline(starts_at)


def list_video_kinds() -> list[tuple[str, str]]:
    """What this installation has been told a server for, and a link of one's own."""
    servers = {VideoKind.JITSI: settings.JITSI, VideoKind.BIGBLUEBUTTON: settings.BBB}
    return [
        (kind.value, str(kind.label))
        for kind in VideoKind
        if kind not in servers or servers[kind]["url"]
    ]


def suggest_next(last: Meeting | None) -> dict[str, Any]:
    """What stands in a new meeting's form: like the last one, a quarter later."""
    title = {"title": _("Netzwerktreffen")}
    if last is None:
        return title | {
            "begins": time(10),
            "ends": time(14),
            "mode": Mode.BOTH,
            "visibility": Visibility.PUBLIC,
        }
    kept = (
        "mode", "seats", "online_seats", "video_kind", "video_url", "visibility", "series",
    )  # fmt: skip
    times = Schedule.initial_of(last)
    return (
        title
        | {name: getattr(last, name) for name in kept}
        | {
            "day": next_quarter(times["day"]),
            "begins": times["begins"],
            "ends": times["ends"],
        }
    )


def next_quarter(day: date) -> date:
    day += QUARTER
    while day <= timezone.localdate():
        day += QUARTER
    return day


class EditMeetingForm(MeetingForm):
    """Knows which state of the meeting it shows: what somebody else saved meanwhile is put
    beside what was typed, and only a second, knowing save replaces it."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: QueryDict | None = None, *, instance: Meeting) -> None:
        super().__init__(data, instance=instance, initial=self.initial_of(instance))
        self.shown = self.fingerprint()
        self.initial["version"] = self.shown

    def fingerprint(self) -> str:
        values = [str(self.initial.get(name, "")) for name in self.field_order]
        return blake2s("\0".join(values).encode(), digest_size=8).hexdigest()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.pop("version", "") != self.shown:
            self.ask_what_holds()
        return cleaned

    def ask_what_holds(self) -> None:
        for name in self.changed_data:
            if name != "version":
                reason = _("Inzwischen hat jemand hier gespeichert: „%(value)s“. Was soll gelten?")
                self.add_error(name, reason % {"value": self.say_initial(name)})
        self.data = dict(self.data.items()) | {"version": self.shown}

    def say_initial(self, name: str) -> str:
        field, value = self.fields[name], self.initial.get(name)
        if isinstance(value, date):
            return date_format(value)
        if isinstance(value, time):
            return f"{value:%H:%M}"
        if isinstance(field, forms.TypedChoiceField):
            return str(getattr(self.instance, f"get_{name}_display")())
        return str(field.prepare_value(value) or _("nichts"))


class PostponeForm(Schedule):
    """The new date, or none yet. The hours stay and the deadline moves along, unless somebody says
    otherwise."""

    day = forms.DateField(
        label=gettext_lazy("Neuer Tag"),
        required=False,
        help_text=gettext_lazy("Steht der neue Termin noch nicht fest? Dann leer lassen."),
        widget=DateInput,
    )
    begins = forms.TimeField(label=gettext_lazy("Beginn"), required=False, widget=TimeInput)
    ends = forms.TimeField(label=gettext_lazy("Ende"), required=False, widget=TimeInput)
    answer_until = forms.DateField(
        label=gettext_lazy("Antworten bis"),
        required=False,
        help_text=gettext_lazy("Bleibt das Feld leer, rückt die Frist mit dem Treffen mit."),
        widget=DateInput,
    )
    reason = forms.CharField(
        label=gettext_lazy("Warum? (steht so in der Mail)"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = ("day", "begins", "ends", "answer_until", "reason")

    def __init__(self, data: QueryDict | None = None, *, meeting: Meeting) -> None:
        times = self.initial_of(meeting)
        super().__init__(data, initial={name: times[name] for name in ("begins", "ends")})
        self.meeting = meeting

    def deadline(self, starts_at: datetime) -> datetime:
        if self.cleaned_data.get("answer_until"):
            return super().deadline(starts_at)
        return move_deadline(self.meeting, starts_at)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("day"):
            for name in ("begins", "ends"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("Bitte geben Sie auch die Uhrzeit an."))
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        """The three times, or none of them, and the reason."""
        kept = ("starts_at", "ends_at", "answer_by", "reason")
        return {name: self.cleaned_data.get(name) for name in kept}


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Warum? (steht so in der Mail)"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
