"""What members write about themselves, and the organisers' list of fields of action."""

from typing import Any, ClassVar

from django import forms
from django.core.files import File
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from klimanetz.roster.directory.models import OFFERS, FieldOfAction, Profile
from klimanetz.roster.directory.pictures import Picture, read_picture

#: Monday to Friday.
WORKDAYS = [(day, WEEKDAYS[day]) for day in range(5)]


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]
    working_days = forms.TypedMultipleChoiceField(
        label=_("Arbeitstage"),
        choices=WORKDAYS,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Wann man Sie in der Regel erreicht."),
    )
    photo = forms.FileField(
        label=_("Foto"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text=_("JPEG, PNG oder WebP, höchstens 10 MB. Wir schneiden es quadratisch zu."),
    )

    class Meta:
        model = Profile
        fields: ClassVar = [*OFFERS, "fields_of_action", "languages", "working_days"]
        widgets: ClassVar = {
            **{name: forms.Textarea(attrs={"rows": 3}) for name in OFFERS},
            "fields_of_action": forms.CheckboxSelectMultiple,
        }
        help_texts: ClassVar = {
            "can_help": _("Wobei können Sie anderen helfen? Stichworte genügen."),
            "to_copy": _("Was läuft bei Ihnen und lässt sich übernehmen?"),
            "working_on": _("Woran sitzen Sie gerade?"),
            "needs_help": _("Wozu suchen Sie Rat oder Mitstreiter:innen?"),
            "fields_of_action": _("Nur die, in denen Sie wirklich arbeiten."),
            "languages": _("Zum Beispiel: Deutsch, Englisch, etwas Polnisch."),
        }

    def clean_photo(self) -> Picture | None:
        sent: File[bytes] | None = self.cleaned_data["photo"]
        return read_picture(sent) if sent else None

    def clean(self) -> dict[str, Any]:
        """Texts come with the line ends of the browser, which would look like a change."""
        for name in OFFERS:
            if name in self.cleaned_data:
                self.cleaned_data[name] = self.cleaned_data[name].replace("\r\n", "\n")
        return self.cleaned_data


class FieldOfActionForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = FieldOfAction
        fields: ClassVar = ["name", "scheme", "rank"]
