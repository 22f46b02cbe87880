"""What is asked of an item, of a contribution, and of what belongs to them."""

from hashlib import blake2s
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from klimanetz.features.meetings.agenda.models import Contribution
from klimanetz.features.meetings.agenda.presenting import address_of, find_presenter
from klimanetz.features.meetings.models import AgendaItem, Meeting, Series
from klimanetz.roster.succession.documents import ENDINGS, recognise

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

NAME_WITH_ADDRESS = _("Bitte schreiben Sie auch den Namen; die Adresse kennt das Netzwerk nicht.")


class ItemForm(forms.ModelForm):  # type: ignore[type-arg]
    """`seen` is what stood there when the page was opened: nobody undoes what another did."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = AgendaItem
        fields: ClassVar = [
            "kind",
            "title",
            "duration",
            "presenter_name",
            "presenter_email",
            "summary",
        ]
        widgets: ClassVar = {
            "summary": forms.Textarea(attrs={"rows": 4}),
            "duration": forms.NumberInput(attrs={"min": 1, "max": 600}),
        }
        help_texts: ClassVar = {
            "presenter_name": _("Wer ein Konto hat, wird damit verbunden. Sonst genügt der Name."),
            "presenter_email": _(
                "Dorthin schicken Sie später den Link zur eigenen Seite für die Folien."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(*args, **kwargs)
        self.fields["duration"].min_value = 1  # type: ignore[attr-defined]
        if self.instance.pk:
            self.initial["presenter_email"] = address_of(self.instance)
            self.initial["seen"] = fingerprint(self.instance)
        self.stored = fingerprint(self.instance) if self.instance.pk else ""

    def clean_duration(self) -> int:
        duration: int = self.cleaned_data["duration"]
        if duration < 1:
            raise forms.ValidationError(gettext("Ein Punkt dauert mindestens eine Minute."))
        return duration

    def clean_presenter_email(self) -> str:
        return str(self.cleaned_data["presenter_email"]).lower()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.stored and cleaned.get("seen") != self.stored:
            self.data = {**self.data.dict(), "seen": self.stored}  # type: ignore[attr-defined]
            self.add_error(
                None,
                gettext(
                    "Jemand hat diesen Punkt inzwischen geändert. Speichern Sie noch einmal, wenn "
                    "Ihre Fassung gelten soll."
                ),
            )
        self.find_presenter(cleaned)
        return cleaned

    def find_presenter(self, cleaned: dict[str, Any]) -> None:
        name, email = cleaned.get("presenter_name", ""), cleaned.get("presenter_email", "")
        person = find_presenter(name, email)
        self.instance.presenter = person
        if person is not None:
            cleaned["presenter_name"] = name or person.full_name
            cleaned["presenter_email"] = ""
        elif email and not name:
            self.add_error("presenter_name", NAME_WITH_ADDRESS)


def fingerprint(item: AgendaItem) -> str:
    facts = [getattr(item, name) for name in ItemForm.Meta.fields] + [item.presenter_id]
    return blake2s(repr(facts).encode(), digest_size=8).hexdigest()


class ContributionForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Contribution
        fields: ClassVar = [
            "title",
            "takeaway",
            "minutes",
            "field",
            "speaker_name",
            "speaker_email",
            "series",
        ]
        widgets: ClassVar = {"takeaway": forms.Textarea(attrs={"rows": 5})}
        help_texts: ClassVar = {
            "speaker_email": _("Dorthin geht der Link zum Hochladen der Folien."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(*args, **kwargs)
        if Series.objects.exists():
            choice: Any = self.fields["series"]
            choice.empty_label = _("egal, wo es passt")
        else:
            del self.fields["series"]

    def clean_speaker_email(self) -> str:
        return str(self.cleaned_data["speaker_email"]).lower()


class MaterialForm(forms.Form):
    """A file or a link. Cleans to what was found in the file as `kind`."""

    file = forms.FileField(
        label=_("Datei"),
        required=False,
        max_length=200,
        help_text=_("PDF, Office- oder OpenDocument-Datei, Bild oder Text, höchstens 25 MB."),
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
    )
    link = forms.URLField(
        label=_("oder Adresse im Internet"), required=False, max_length=500, assume_scheme="https"
    )
    title = forms.CharField(
        label=_("Titel"),
        required=False,
        max_length=160,
        help_text=_("Bleibt das Feld leer, steht dort der Name der Datei."),
    )

    def clean_file(self) -> "UploadedFile[bytes] | None":
        upload: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if upload:
            self.cleaned_data["kind"] = recognise(upload)
        return upload

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            self.require_one(bool(cleaned.get("file")), bool(cleaned.get("link")))
        return cleaned

    def require_one(self, file: bool, link: bool) -> None:
        if not file and not link:
            self.add_error("file", gettext("Bitte wählen Sie eine Datei aus."))
        if file and link:
            self.add_error(
                "link", gettext("Bitte geben Sie eine Datei oder eine Adresse an, nicht beides.")
            )


class OfficeMaterialForm(MaterialForm):
    public = forms.BooleanField(
        label=_("Auch öffentlich zeigen"),
        required=False,
        help_text=_("Sonst sehen es Mitglieder und Eingeladene."),
    )


class MeetingField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """The meetings of a series have one title: what tells them apart is the day."""

    def label_from_instance(self, obj: Any) -> str:  # noqa: ANN401 - as the field says it
        return f"{obj.day}: {obj.title}"


class PlaceForm(forms.Form):
    """The meeting on whose agenda a contribution comes."""

    meeting = MeetingField(Meeting.objects.none(), label=_("Treffen"), empty_label=None)

    def __init__(self, meetings: Any, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = meetings  # type: ignore[attr-defined]


class WordsForm(forms.Form):
    """What the proposer reads in the mail."""

    words = forms.CharField(
        label=_("Ihre Worte dazu"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Sie stehen in der Mail."),
    )


class DeclineForm(WordsForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(*args, **kwargs)
        self.fields["words"].required = True
        self.fields["words"].help_text = gettext(
            "Sie stehen in der Mail. Was würde den Beitrag passend machen, oder wo passt er besser?"
        )
