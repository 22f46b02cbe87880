"""The form of the network's own settings."""

from hashlib import blake2s
from pathlib import PurePath
from typing import ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from klimanetz.core.models import Network
from klimanetz.faces.site.logo import check_logo
from klimanetz.places.lands import LANDS

#: Empty means all of them.
TERRITORIES = (("", _("ganz Deutschland")), *LANDS.items())


class NetworkForm(forms.ModelForm):  # type: ignore[type-arg]
    land = forms.ChoiceField(
        label=_("Gebiet des Netzwerks"),
        choices=TERRITORIES,
        required=False,
        help_text=_("Danach richten sich die Karte und die Zahlen in der Übersicht."),
    )

    class Meta:
        model = Network
        fields: ClassVar[list[str]] = [
            *("name", "claim", "land", "logo"),
            *("operator", "address", "email", "phone"),
            *("keep_months", "imprint", "privacy", "accessibility"),
            "second_factor_required",
        ]
        widgets: ClassVar = {
            "claim": forms.Textarea(attrs={"rows": 3}),
            "address": forms.Textarea(attrs={"rows": 3}),
            "imprint": forms.Textarea(attrs={"rows": 6}),
            "privacy": forms.Textarea(attrs={"rows": 6}),
            "accessibility": forms.Textarea(attrs={"rows": 6}),
        }
        help_texts: ClassVar = {
            "claim": _("Der erste Satz steht groß auf der Startseite, was folgt, darunter."),
            "logo": _("SVG oder PNG, höchstens 100 kB. Steht oben auf jeder Seite."),
            "email": _("Steht auf den öffentlichen Seiten; Antworten auf E-Mails gehen hierhin."),
            "imprint": _("Eine leere Zeile beginnt einen neuen Absatz."),
            "privacy": _(
                "Bleibt das leer, steht dort ein Text, der beschreibt, was diese Software tut. "
                "Eine leere Zeile beginnt einen neuen Absatz."
            ),
            "accessibility": _("Eine leere Zeile beginnt einen neuen Absatz."),
        }

    @property
    def groups(self) -> list[tuple[Promise, list[forms.BoundField]]]:
        """The fields in the order of the page, each group under its title."""
        return [
            (_("Das Netzwerk"), self.pick("name", "claim", "land", "logo")),
            (_("Der Träger"), self.pick("operator", "address", "email", "phone")),
            (_("Datenschutz"), self.pick("keep_months")),
            (_("Rechtliche Texte"), self.pick("imprint", "privacy", "accessibility")),
            (_("Sicherheit"), self.pick("second_factor_required")),
        ]

    def pick(self, *names: str) -> list[forms.BoundField]:
        return [self[name] for name in names]

    def clean_logo(self) -> object:
        logo = self.cleaned_data["logo"]
        if isinstance(logo, UploadedFile):
            check_logo(logo)
            # A name of its own for each picture: browsers keep it for ever.
            digest = blake2s(logo.read(), digest_size=8).hexdigest()
            logo.seek(0)
            logo.name = f"{digest}{PurePath(str(logo.name)).suffix.lower()}"
        return logo
