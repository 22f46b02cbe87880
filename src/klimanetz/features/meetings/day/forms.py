"""Who came without having said so, and what is put right afterwards."""

from datetime import datetime, time
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.core.forms import TimeInput
from klimanetz.features.meetings.models import Attendance, Mode


class WalkInForm(forms.ModelForm):  # type: ignore[type-arg]
    """One line; the name alone is enough."""

    use_required_attribute = False

    class Meta:
        model = Attendance
        fields = ("name", "organisation", "email")
        help_texts: ClassVar = {
            "email": gettext_lazy("Dorthin geht später die Teilnahmebestätigung. Freiwillig.")
        }


class CorrectionForm(forms.ModelForm):  # type: ignore[type-arg]
    came = forms.TimeField(
        label=gettext_lazy("Gekommen um"),
        widget=TimeInput,
        help_text=gettext_lazy("Wer später kam: Was Sie hier eintragen, steht in der Bestätigung."),
    )
    left = forms.TimeField(
        label=gettext_lazy("Gegangen um"),
        required=False,
        widget=TimeInput,
        help_text=gettext_lazy("Nur wenn jemand früher ging. Es steht dann in der Bestätigung."),
    )

    class Meta:
        model = Attendance
        fields = ("name", "organisation", "email", "mode")
        widgets: ClassVar = {"mode": forms.RadioSelect}
        labels: ClassVar = {"mode": gettext_lazy("Teilnahme")}

    def __init__(self, data: QueryDict | None = None, *, instance: Attendance) -> None:
        initial = {"came": to_minute(instance.came_at), "left": to_minute(instance.left_at)}
        super().__init__(data, instance=instance, initial=initial)
        self.fields["mode"] = forms.ChoiceField(
            label=_("Teilnahme"),
            choices=[(mode.value, mode.label) for mode in (Mode.ON_SITE, Mode.ONLINE)],
            widget=forms.RadioSelect,
        )

    def clean(self) -> dict[str, Any]:
        """Only hours and minutes are asked, of the day that is known."""
        cleaned = super().clean() or self.cleaned_data
        came, left = cleaned.get("came"), cleaned.get("left")
        if came and left and left <= came:
            self.add_error("left", _("Das liegt vor der Ankunft."))
        day = self.instance.came_at
        if came and "came" in self.changed_data:
            self.instance.came_at = on_day(day, came)
        if "left" in self.changed_data:
            self.instance.left_at = on_day(day, left) if left else None
        return cleaned


def to_minute(at: datetime | None) -> time | None:
    return timezone.localtime(at).time().replace(second=0, microsecond=0) if at else None


def on_day(day: datetime, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(timezone.localdate(day), at))
