"""What organisers say about a training."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _

from klimanetz.core.forms import DateInput
from klimanetz.core.meanwhile import SharedForm
from klimanetz.features.training.models import Training


class TrainingForm(SharedForm):
    class Meta:
        model = Training
        fields = (
            *("title", "giver", "learns", "for_whom", "starts", "ends", "register_by"),
            *("place", "online", "costs", "link"),
        )
        widgets: ClassVar = {
            "learns": forms.Textarea(attrs={"rows": 4}),
            "starts": DateInput,
            "ends": DateInput,
            "register_by": DateInput,
        }

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        starts, ends, register_by = (said.get(name) for name in ("starts", "ends", "register_by"))
        last = ends or starts
        if starts and ends and ends < starts:
            self.add_error("ends", _("Der letzte Tag liegt vor dem ersten."))
        elif register_by and last and register_by > last:
            self.add_error("register_by", _("Dann ist die Weiterbildung schon vorbei."))
        if not said.get("online") and not said.get("place") and "place" not in self.errors:
            self.add_error(
                "place", _("Bitte nennen Sie den Ort, oder setzen Sie das Häkchen bei „Online“.")
            )
        return said
