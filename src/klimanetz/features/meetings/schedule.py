"""When a meeting is and until when one answers: days and wall clocks in Germany."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.core.forms import DateInput, TimeInput
from klimanetz.features.meetings.models import Meeting

BERLIN = ZoneInfo("Europe/Berlin")
#: How long before a meeting its answers are due, unless somebody says otherwise.
ANSWER_LEAD = timedelta(days=10)
#: "Until Friday" ends with the last minute of Friday.
END_OF_DAY = time(23, 59)


def at_local_time(day: date, clock: time) -> datetime:
    """The moment of a wall clock; refuses an hour that the change to summer time leaves out."""
    moment = datetime.combine(day, clock, tzinfo=BERLIN)
    if moment.astimezone(UTC).astimezone(BERLIN).time() != clock:
        reason = _("An diesem Tag beginnt die Sommerzeit, %(clock)s Uhr gibt es nicht.")
        raise ValidationError(reason % {"clock": f"{clock:%H:%M}"})
    return moment


def default_deadline(day: date) -> date:
    """The last day to answer; never before today, or nobody could."""
    return max(day - ANSWER_LEAD, timezone.localdate())


def move_deadline(meeting: Meeting, starts_at: datetime) -> datetime:
    """As many days before the new beginning as before, at the same hour on the wall; never before
    today, or nobody could answer."""
    days = timezone.localdate(starts_at) - timezone.localdate(meeting.starts_at)
    moved = timezone.make_aware(timezone.make_naive(meeting.answer_by) + days)
    if moved <= timezone.now():
        moved = at_local_time(timezone.localdate(), END_OF_DAY)
    return min(moved, starts_at)


class Schedule(forms.Form):
    """Cleans to `starts_at`, `ends_at` and `answer_by`."""

    day = forms.DateField(label=gettext_lazy("Tag"), widget=DateInput)
    begins = forms.TimeField(label=gettext_lazy("Beginn"), widget=TimeInput)
    ends = forms.TimeField(label=gettext_lazy("Ende"), widget=TimeInput)
    answer_until = forms.DateField(
        label=gettext_lazy("Antworten bis"),
        required=False,
        help_text=gettext_lazy("Bleibt das Feld leer, sind es zehn Tage vor dem Treffen."),
        widget=DateInput,
    )

    @staticmethod
    def initial_of(meeting: Meeting) -> dict[str, Any]:
        starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
        return {
            "day": starts.date(),
            "begins": starts.time(),
            "ends": ends.time(),
            "answer_until": timezone.localtime(meeting.answer_by).date(),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        day = cleaned.get("day")
        starts_at, ends_at = self.read_clock("begins"), self.read_clock("ends")
        if day and starts_at and ends_at:
            cleaned |= {"starts_at": starts_at, "ends_at": ends_at}
            cleaned["answer_by"] = self.deadline(starts_at)
            self.check_order(starts_at)
        return cleaned

    def deadline(self, starts_at: datetime) -> datetime:
        """The end of the last day to answer; never after the meeting has begun."""
        until = self.cleaned_data.get("answer_until") or default_deadline(starts_at.date())
        return min(at_local_time(until, END_OF_DAY), starts_at)

    def read_clock(self, field: str) -> datetime | None:
        day, clock = self.cleaned_data.get("day"), self.cleaned_data.get(field)
        if day is None or clock is None:
            return None
        try:
            return at_local_time(day, clock)
        except ValidationError as error:
            self.add_error(field, error)
            return None

    def check_order(self, starts_at: datetime) -> None:
        day = starts_at.date()
        if self.cleaned_data["ends"] <= self.cleaned_data["begins"]:
            self.add_error("ends", _("Das Ende liegt vor dem Beginn."))
        until = self.cleaned_data.get("answer_until")
        if until and until > day:
            self.add_error("answer_until", _("Diese Frist endet erst nach dem Treffen."))
        if "day" not in self.changed_data:
            return
        if day < timezone.localdate():
            self.add_error("day", _("Dieser Tag ist schon vorbei."))
        elif starts_at <= timezone.now():
            self.add_error("begins", _("Diese Uhrzeit ist heute schon vorbei."))
