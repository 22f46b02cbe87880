"""What organisers fill in about a poll, and what people answer to it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.core.forms import DateInput, TimeInput
from klimanetz.features.meetings.audience_form import AudienceForm
from klimanetz.features.meetings.forms import MeetingForm
from klimanetz.features.meetings.models import Meeting, Series
from klimanetz.features.meetings.polls.models import (
    MOST_DATES,
    Choice,
    DatePoll,
    PollDate,
    PollVoter,
)
from klimanetz.features.meetings.schedule import END_OF_DAY, at_local_time, default_deadline

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

#: So many dates are asked for at first; the others are folded away.
FIRST_DATES = 4
#: So long people have to answer, unless somebody says otherwise.
TIME_TO_ANSWER = timedelta(days=14)
USUAL_HOURS = (time(10), time(14))
ATTENDS = PollVoter._meta.get_field("attends")
#: How one takes part where both is possible.
WAYS = (*(ATTENDS.choices or ()), ("", gettext_lazy("weiß ich noch nicht")))


class Span(NamedTuple):
    starts_at: datetime
    ends_at: datetime


class DeadlineForm(forms.Form):
    """Until when people can answer: to the end of that day."""

    answer_until = forms.DateField(label=gettext_lazy("Antworten bis"), widget=DateInput)

    def clean_answer_until(self) -> date:
        until: date = self.cleaned_data["answer_until"]
        if until < timezone.localdate():
            raise ValidationError(_("Dieser Tag ist schon vorbei."))
        return until

    @property
    def answer_by(self) -> datetime:
        return at_local_time(self.cleaned_data["answer_until"], END_OF_DAY)


class PollForm(DeadlineForm, forms.ModelForm):  # type: ignore[type-arg]
    """A poll with its dates, each a day and two hours; a line without a day proposes nothing."""

    class Meta:
        model = DatePoll
        fields = ("title", "description", "mode", "series")
        widgets: ClassVar = {
            "mode": forms.RadioSelect,
            "description": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, data: QueryDict | None = None, *, instance: DatePoll) -> None:
        super().__init__(data, instance=instance)
        if not Series.objects.exists():
            del self.fields["series"]
        if instance.pk:
            self.initial["answer_until"] = timezone.localdate(instance.answer_by)
        self.add_dates([] if instance._state.adding else list(instance.dates.all()))

    def add_dates(self, dates: list[PollDate]) -> None:
        usual = read_hours(dates[-1]) if dates else USUAL_HOURS
        for number in range(1, MOST_DATES + 1):
            known = dates[number - 1] if number <= len(dates) else None
            begins, ends = read_hours(known) if known else usual
            label = _("%(number)s. Termin") % {"number": number}
            day = timezone.localdate(known.starts_at) if known else None
            self.fields[f"day_{number}"] = forms.DateField(
                label=label, required=False, initial=day, widget=DateInput
            )
            for name, text, clock in (("begins", _("Beginn"), begins), ("ends", _("Ende"), ends)):
                self.fields[f"{name}_{number}"] = forms.TimeField(
                    label=text, required=False, initial=clock, widget=TimeInput
                )

    @property
    def lines(self) -> list[tuple[forms.BoundField, ...]]:
        """Day, beginning and end of each date."""
        names = ("day", "begins", "ends")
        return [
            tuple(self[f"{name}_{number}"] for name in names) for number in range(1, MOST_DATES + 1)
        ]

    @property
    def first_lines(self) -> list[tuple[forms.BoundField, ...]]:
        return self.lines[:FIRST_DATES]

    @property
    def further_lines(self) -> list[tuple[forms.BoundField, ...]]:
        return self.lines[FIRST_DATES:]

    @property
    def shows_further(self) -> bool:
        """Whether a folded date says something."""
        return any(
            line[0].value() or any(one.errors for one in line) for line in self.further_lines
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.spans: list[Span] = []
        for number in range(1, MOST_DATES + 1):
            if day := cleaned.get(f"day_{number}"):
                self.read_date(number, day)
        if not self.errors and len(self.spans) < 2:
            self.add_error("day_1", _("Bitte schlagen Sie mindestens zwei Termine vor."))
        self.check_deadline()
        return cleaned

    def read_date(self, number: int, day: date) -> None:
        begins, ends = self.read_clock("begins", number, day), self.read_clock("ends", number, day)
        if begins is None or ends is None:
            return
        if begins <= timezone.now():
            self.add_error(f"day_{number}", _("Dieser Termin ist schon vorbei."))
        elif ends <= begins:
            self.add_error(f"ends_{number}", _("Das Ende liegt vor dem Beginn."))
        elif any(begins == span.starts_at for span in self.spans):
            self.add_error(f"day_{number}", _("Dieser Termin steht schon in der Liste."))
        else:
            self.spans.append(Span(begins, ends))

    def read_clock(self, name: str, number: int, day: date) -> datetime | None:
        field = f"{name}_{number}"
        if field in self.errors:
            return None
        clock = self.cleaned_data.get(field)
        if clock is None:
            self.add_error(field, _("Bitte geben Sie auch die Uhrzeit an."))
            return None
        try:
            return at_local_time(day, clock)
        except ValidationError as error:
            self.add_error(field, error)
            return None

    def check_deadline(self) -> None:
        until = self.cleaned_data.get("answer_until")
        if until and self.spans and self.answer_by > min(self.spans).starts_at:
            self.add_error("answer_until", _("Bis dahin ist der erste Termin schon vorbei."))


def read_hours(one: PollDate | Meeting) -> tuple[time, time]:
    return timezone.localtime(one.starts_at).time(), timezone.localtime(one.ends_at).time()


class AskForm(AudienceForm):
    """The same choice as for an invitation; there is nothing to hold back."""

    held = None  # type: ignore[assignment]

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.fields["roles"].label = _("Wen möchten Sie fragen?")


def choose_among(
    choices: "Iterable[tuple[str, StrOrPromise]]", label: "StrOrPromise", initial: str
) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=choices, required=False, initial=initial, widget=forms.RadioSelect
    )


class VoteForm(forms.Form):
    """One choice for each date; what is left open stays as it was.

    `said` was saved before; `wanted` stands first, and in its place, until it is sent.
    """

    comment = forms.CharField(
        label=PollVoter._meta.get_field("comment").verbose_name,
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        voter: PollVoter,
        dates: list[PollDate],
        wanted: Mapping[int, str],
    ) -> None:
        super().__init__(data)
        self.said: dict[int, str] = dict(voter.votes.values_list("date", "choice"))
        self.wanted = dict(wanted.items() - self.said.items())
        self.dates = sorted(dates, key=lambda one: one.pk not in self.wanted)
        stands = self.said | self.wanted
        for one in self.dates:
            self.fields[f"date_{one.pk}"] = choose_among(
                Choice.choices, one.when, stands.get(one.pk, "")
            )
        if voter.poll.hybrid:
            self.fields["attends"] = choose_among(WAYS, ATTENDS.verbose_name, voter.attends)
        self.fields["comment"].initial = voter.comment

    @property
    def lines(self) -> list[tuple[PollDate, forms.BoundField]]:
        return [(one, self[f"date_{one.pk}"]) for one in self.dates]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not self.votes:
            raise ValidationError(_("Bitte wählen Sie bei mindestens einem Termin eine Antwort."))
        return cleaned

    @property
    def votes(self) -> dict[int, Choice]:
        given = {one.pk: self.cleaned_data.get(f"date_{one.pk}") for one in self.dates}
        return {date: Choice(choice) for date, choice in given.items() if choice}


class ChooseForm(forms.ModelForm):  # type: ignore[type-arg]
    """What the poll does not say about the meeting; suggested is what held at the last one."""

    host = MeetingForm.base_fields["host"]
    answer_until = forms.DateField(label=gettext_lazy("Antworten bis"), widget=DateInput)

    class Meta:
        model = Meeting
        fields = ("venue", "address", "directions", "host", "seats", "video_url")
        widgets: ClassVar = {"directions": forms.Textarea(attrs={"rows": 3})}

    field_order = (*Meta.fields, "answer_until")

    def __init__(self, data: QueryDict | None = None, *, chosen: PollDate, like: Meeting) -> None:
        super().__init__(data, instance=like)
        self.chosen = chosen
        self.initial["answer_until"] = default_deadline(timezone.localdate(chosen.starts_at))
        for name in () if like.on_site else ("venue", "address", "directions", "host", "seats"):
            del self.fields[name]
        if not like.online:
            del self.fields["video_url"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        until = cleaned.get("answer_until")
        if until is None:
            return cleaned
        if until > timezone.localdate(self.chosen.starts_at):
            self.add_error("answer_until", _("Diese Frist endet erst nach dem Treffen."))
        elif until < timezone.localdate():
            self.add_error("answer_until", _("Dieser Tag ist schon vorbei."))
        by = at_local_time(until, END_OF_DAY)
        self.instance.answer_by = min(by, self.chosen.starts_at)
        return cleaned


class CloseForm(forms.Form):
    message = forms.CharField(
        label=gettext_lazy("Möchten Sie etwas dazu sagen? (steht so in der Mail)"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
