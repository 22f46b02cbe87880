"""How every form looks: the design system's markup for Django's fields and widgets."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import fields
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

#: Errors say what to do; Django's say what is.
PLAINLY: "dict[type[forms.Field], dict[str, StrOrPromise]]" = {
    forms.Field: {"required": _("Bitte füllen Sie dieses Feld aus.")},
    forms.CharField: {
        "max_length": _(
            "Bitte kürzen Sie auf höchstens %(limit_value)d Zeichen; jetzt sind es %(show_value)d."
        ),
    },
    forms.EmailField: {
        "invalid": _("Bitte prüfen Sie die Adresse; sie sieht zum Beispiel so aus: name@ort.de."),
    },
    forms.DateField: {
        "invalid": _(
            "Diesen Tag finden wir nicht im Kalender. Bitte schreiben Sie ihn so: 17.03.2027."
        )
    },
    forms.TimeField: {"invalid": _("Bitte schreiben Sie die Uhrzeit so: 10:30.")},
    forms.ChoiceField: {
        "required": _("Bitte wählen Sie etwas aus."),
        "invalid_choice": _("Das steht nicht zur Auswahl. Bitte wählen Sie neu."),
    },
    forms.ModelChoiceField: {
        "required": _("Bitte wählen Sie etwas aus."),
        "invalid_choice": _("Das steht nicht zur Auswahl. Bitte wählen Sie neu."),
    },
    forms.BooleanField: {"required": _("Bitte setzen Sie hier ein Häkchen.")},
    forms.FileField: {
        "required": _("Bitte wählen Sie eine Datei aus."),
        "empty": _("Diese Datei ist leer. Bitte speichern Sie sie neu."),
    },
}


def speak_plainly() -> None:
    """Teach Django's fields our words for an answer that is empty or wrong, once at start."""
    fields.BLANK_CHOICE_LABEL = _("nichts ausgewählt")
    MinValueValidator.message = _("Bitte nennen Sie mindestens %(limit_value)s.")
    MaxValueValidator.message = _("Bitte nennen Sie höchstens %(limit_value)s.")
    for field, words in PLAINLY.items():
        field.default_error_messages = {
            **vars(field).get("default_error_messages", {}),
            **words,
        }


class DateInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class DateTimeInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


#: Kind of control and its class, the special widgets before their parents.
CONTROLS: tuple[tuple[type[forms.Widget], str, str], ...] = (
    (forms.CheckboxSelectMultiple, "choices", "kern-form-check__checkbox"),
    (forms.RadioSelect, "choices", "kern-form-check__radio"),
    (forms.CheckboxInput, "check", "kern-form-check__checkbox"),
    (forms.MultiWidget, "parts", "kern-form-input__input"),
    (forms.SelectDateWidget, "parts", "kern-form-input__input"),
    (forms.SelectMultiple, "input", "kern-form-input__input"),
    (forms.Select, "select", "kern-form-input__select"),
    (forms.Widget, "input", "kern-form-input__input"),
)


def control_of(widget: forms.Widget) -> tuple[str, str]:
    return next((kind, name) for type_, kind, name in CONTROLS if isinstance(widget, type_))


class KernBoundField(BoundField):
    """A field that knows how its control is marked up and described to a screen reader."""

    @property
    def kind(self) -> str:
        """choices, check, parts, select or input: the branch of `core/forms/field.html`."""
        return control_of(self.field.widget)[0]

    @property
    def optional(self) -> bool:
        """Worth saying only where something else is asked for, and not beside a tick box."""
        if self.field.required or self.kind == "check":
            return False
        return any(field.required for field in self.form.fields.values())

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        if widget.is_hidden:
            return attrs
        kind, name = control_of(widget)
        classes = [widget.attrs.get("class", ""), name, f"{name}--error" if self.errors else ""]
        attrs["class"] = " ".join(filter(None, classes))
        if kind == "parts":
            attrs["aria-label"] = str(self.label)
        if kind == "input" and "aria-describedby" not in attrs and self.aria_describedby:
            attrs["aria-describedby"] = self.aria_describedby
        return attrs


class KernRenderer(TemplatesSetting):
    form_template_name = "core/forms/form.html"
    field_template_name = "core/forms/field.html"
    bound_field_class = KernBoundField
