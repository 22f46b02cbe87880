"""Who comes instead, and what reached the organisers by telephone or mail."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.features.meetings.models import Invitation, Mode, Reply
from klimanetz.features.meetings.waiting import wanted_behind


class DeputyForm(forms.ModelForm):  # type: ignore[type-arg]
    """Who comes instead, and how where both is possible."""

    deputy_mode = forms.ChoiceField(
        label=gettext_lazy("Wie nimmt die Vertretung teil?"),
        choices=[(mode.value, mode.label) for mode in (Mode.ON_SITE, Mode.ONLINE)],
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Invitation
        fields = ("deputy_name", "deputy_email", "deputy_mode")
        help_texts: ClassVar = {
            "deputy_email": gettext_lazy("Dorthin schicken wir den Termin mit allen Angaben.")
        }

    def __init__(self, data: QueryDict | None = None, *, instance: Invitation) -> None:
        super().__init__(data, instance=instance)
        self.fields["deputy_name"].required = True
        if instance.meeting.mode != Mode.BOTH:
            del self.fields["deputy_mode"]

    def clean_deputy_email(self) -> str:
        email: str = self.cleaned_data["deputy_email"]
        if email and email.lower() == self.instance.email.lower():
            raise ValidationError(
                _("Das ist die Adresse der eingeladenen Person. Kommt sie selbst? Sonst lassen Sie "
                  "das Feld leer; sie bekommt dann die Angaben zum Weitergeben.")
            )  # fmt: skip
        return email


class AnswerForm(DeputyForm):
    """An answer that reached the organisers by telephone or mail."""

    use_required_attribute = False

    reply = forms.ChoiceField(label=gettext_lazy("Antwort"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=gettext_lazy("Notiz"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Zum Beispiel: Anruf am Montag. Sieht nur das Netzwerkmanagement."),
    )
    field_order = ("reply", "deputy_name", "deputy_email", "deputy_mode", "note")

    def __init__(self, data: QueryDict | None = None, *, instance: Invitation) -> None:
        super().__init__(data, instance=instance)
        replies = [(reply.value, reply.label) for reply in instance.meeting.replies]
        self.initial["reply"] = wanted_behind(Reply(instance.reply), instance.deputy_name)
        self.fields["reply"] = forms.ChoiceField(
            label=_("Antwort"), choices=replies, widget=forms.RadioSelect
        )

    @property
    def deputy_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("deputy_")]

    @property
    def shows_deputy(self) -> bool:
        return bool(self["reply"].value() == Reply.DEPUTY)

    def clean(self) -> dict[str, Any]:
        """Who comes instead counts only where somebody does."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("reply") == Reply.DEPUTY:
            return cleaned
        for field in self.deputy_fields:
            self.errors.pop(field.name, None)
        return {name: cleaned[name] for name in ("reply", "note") if name in cleaned}
