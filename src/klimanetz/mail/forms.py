"""What an organiser may ask of the outbox, and how people wish to hear from us."""

from collections.abc import Callable
from typing import ClassVar

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from klimanetz.mail.models import LetterQuerySet, MailState, MailWish


class Show(models.TextChoices):
    """Which letters to list; the values stand in the address."""

    ALL = "", _("Alle Mails")
    WAITING = "wartet", _("Wartet")
    FAILED = "nicht-zustellbar", _("Nicht zustellbar")
    HELD = "angehalten", _("Angehalten")
    CODES = "anmeldecodes", _("Codes zum Anmelden")


class PaceForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = MailWish
        fields = ("pace",)
        labels: ClassVar = {"pace": _("Neues zu Treffen, Erinnerungen, Protokolle")}
        widgets: ClassVar = {"pace": forms.RadioSelect}


class OutboxFilter(forms.Form):
    suche = forms.CharField(label=_("Betreff, Name oder E-Mail"), required=False, max_length=100)
    zeigen = forms.ChoiceField(label=_("Zeigen"), choices=Show, required=False)

    @property
    def is_asking(self) -> bool:
        return any(self.cleaned_data.values()) if self.is_valid() else True

    def narrow(self, letters: LetterQuerySet) -> LetterQuerySet:
        """`letters` as asked for; what nobody can ask for is left out of account."""
        asked = self.cleaned_data if self.is_valid() else {}
        letters = NARROW[asked.get("zeigen", "")](letters)
        return letters.mentioning(asked["suche"]) if asked.get("suche") else letters


NARROW: dict[str, Callable[[LetterQuerySet], LetterQuerySet]] = {
    Show.ALL: LetterQuerySet.for_reading,
    Show.WAITING: lambda letters: letters.with_mail(state=MailState.WAITING),
    Show.FAILED: lambda letters: letters.with_mail(state=MailState.FAILED),
    Show.HELD: lambda letters: letters.filter(held=True),
    Show.CODES: lambda letters: letters.filter(confidential=True),
}
