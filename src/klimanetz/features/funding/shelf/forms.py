"""What organisers say about a template, and the file they bring."""

from typing import TYPE_CHECKING, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from klimanetz.core.meanwhile import SharedForm
from klimanetz.features.funding.inquiry_fields import PlaceField
from klimanetz.features.funding.shelf.checking import ENDINGS, check_template
from klimanetz.features.funding.shelf.models import Template

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


class VersionForm(forms.Form):
    """Cleans to the upload as `file`, and to what was found in it as `content_type`."""

    file = forms.FileField(
        label=_("Datei"),
        max_length=200,
        help_text=_("Word (.docx) oder Excel (.xlsx), höchstens 25 MB, ohne Makros."),
        widget=forms.ClearableFileInput(attrs={"accept": ENDINGS}),
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        upload: UploadedFile[bytes] = self.cleaned_data["file"]
        self.cleaned_data["content_type"] = check_template(upload)
        return upload


class TemplateForm(SharedForm):
    class Meta:
        model = Template
        fields: ClassVar = ["title", "about", "kind"]
        help_texts: ClassVar = {"about": _("Ein Satz: Wofür braucht eine Kommune dieses Papier?")}


class NewTemplateForm(VersionForm, TemplateForm):
    """Both at once; the file stands last."""

    field_order = ("title", "about", "kind", "file")


class TryOutForm(forms.Form):
    kommune = PlaceField(label=_("Kommune"), help_text=_("Name oder Postleitzahl."))
