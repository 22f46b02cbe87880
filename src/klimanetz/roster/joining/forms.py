"""Forms of joining: what the public fills in, and what organisers do with it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.core.forms import DateInput
from klimanetz.mail.addresses import Named, read_addresses
from klimanetz.people.fields import OrganisationField
from klimanetz.people.models import Person
from klimanetz.people.roles import POSITION_ROLES, Role
from klimanetz.places.fields import AuthorityField
from klimanetz.places.finding import describe
from klimanetz.roster.joining.models import JoinInvitation
from klimanetz.roster.joining.pace import PacedForm
from klimanetz.roster.joining.review import Review

LONGEST_TEXT = 2000
#: The choice of somebody or something that is not there yet.
NEW = "neu"


def text_area(label: Any, help_text: Any = "", *, required: bool = True) -> forms.CharField:  # noqa: ANN401
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class JoinForm(PacedForm):
    first_name = forms.CharField(
        label=gettext_lazy("Vorname"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = forms.CharField(
        label=gettext_lazy("Nachname"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("Dienstliche E-Mail-Adresse"),
        help_text=gettext_lazy("Dorthin schicken wir gleich einen Link zum Bestätigen."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    authority = AuthorityField(
        label=gettext_lazy("Kommune"),
        help_text=gettext_lazy(
            "Name, Postleitzahl oder Schlüssel der Gemeinde, der Stadt oder des Landkreises."
        ),
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Ihre Funktion"),
        choices=[(role.value, role.label) for role in POSITION_ROLES],
    )
    starts = forms.DateField(label=gettext_lazy("Stelle seit"), required=False, widget=DateInput)
    ends = forms.DateField(label=gettext_lazy("befristet bis"), required=False, widget=DateInput)
    message = text_area(gettext_lazy("Möchten Sie uns etwas sagen?"), required=False)

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def clean(self) -> dict[str, object]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("starts") and said.get("ends") and said["ends"] < said["starts"]:
            self.add_error("ends", _("Das Ende liegt vor dem Beginn."))
        return said

    def said(self) -> dict[str, Any]:
        """What the asker says, without what the form needs for itself."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in PacedForm.base_fields
        }


class AnswerForm(forms.Form):
    answer = text_area(gettext_lazy("Ihre Antwort"))


class QuestionForm(forms.Form):
    text = text_area(
        gettext_lazy("Ihre Frage"),
        gettext_lazy("Sie geht als E-Mail hinaus. Die Antwort steht dann hier bei der Anfrage."),
    )


class DeclineForm(forms.Form):
    reason = text_area(
        gettext_lazy("Begründung"),
        gettext_lazy("Sie steht so in der E-Mail, zwischen Gruß und Dank."),
    )


class ApproveForm(forms.Form):
    """Who it is, where they work, and which position it becomes; most often as proposed."""

    person = forms.ChoiceField(label=gettext_lazy("Wer ist das?"), widget=forms.RadioSelect)
    authority = forms.ChoiceField(
        label=gettext_lazy("Zu welcher Kommune gehört die Stelle heute?"), widget=forms.RadioSelect
    )
    position = forms.ChoiceField(label=gettext_lazy("Welche Stelle?"), widget=forms.RadioSelect)
    since = forms.DateField(label=gettext_lazy("Auf der Stelle seit"), widget=DateInput)

    def __init__(self, review: Review, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.review = review
        request = review.request
        self.offer("person", self.list_people(), str(review.owner.pk) if review.owner else NEW)
        self.offer("position", self.list_positions(), review.proposed_position or NEW)
        self.fields["since"].initial = request.starts or timezone.localdate()
        if review.heirs:
            heirs = [(str(heir.pk), describe(heir)) for heir in review.heirs]
            self.offer("authority", heirs, heirs[0][0] if len(heirs) == 1 else "")
        else:
            del self.fields["authority"]

    def offer(self, name: str, choices: list[tuple[str, str]], chosen: str) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the types
        field.choices, field.initial = choices, chosen

    def list_people(self) -> list[tuple[str, str]]:
        """Whose address it is can be nobody else, nor somebody new."""
        if self.review.owner:
            return [(str(self.review.owner.pk), self.review.owner.full_name)]
        known = [
            (str(one.person.pk), _("%(name)s, schon im Netzwerk bekannt") % {"name": one.person})
            for one in self.review.alike
        ]
        return [(NEW, _("Eine neue Person")), *known]

    def list_positions(self) -> list[tuple[str, str]]:
        there = [(str(one.pk), self.review.name_position(one)) for one in self.review.positions]
        return [*there, (NEW, _("Eine neue Stelle anlegen"))]

    def decided(self) -> dict[str, Any]:
        """What `approve` needs."""
        said, review = self.cleaned_data, self.review
        people = [one.person for one in review.alike] + ([review.owner] if review.owner else [])
        places = [*review.heirs, review.request.authority]
        return {
            "person": next((one for one in people if str(one.pk) == said["person"]), None),
            "position": next(
                (one for one in review.positions if str(one.pk) == said["position"]), None
            ),
            "authority": next(
                (one for one in places if str(one.pk) == said.get("authority")),
                review.request.authority,
            ),
            "since": said["since"],
        }


class InviteForm(forms.Form):
    addresses = forms.CharField(
        label=gettext_lazy("E-Mail-Adressen"),
        help_text=gettext_lazy(
            "Eine je Zeile oder durch Semikolon getrennt, gern mit Namen: "
            "Vera Sommer &lt;vera@ministerium.example&gt;"
        ),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off"}),
    )
    role = forms.ChoiceField(label=gettext_lazy("Rolle im Netzwerk"), choices=Role.choices)
    organisation = OrganisationField(
        label=gettext_lazy("Organisation"),
        help_text=gettext_lazy(
            "Für Partner:innen und Gäste, die nicht bei einer Kommune arbeiten."
        ),
    )

    def clean_addresses(self) -> list[Named]:
        readable, unreadable = read_addresses(self.cleaned_data["addresses"])
        if unreadable:
            raise ValidationError(
                _("Das ist keine E-Mail-Adresse: %(lines)s") % {"lines": " · ".join(unreadable[:5])}
            )
        return readable


class AcceptForm(forms.Form):
    """Name, and where the role works for a local authority, which one, unless that is known."""

    first_name = JoinForm.base_fields["first_name"]
    last_name = JoinForm.base_fields["last_name"]
    authority = JoinForm.base_fields["authority"]
    since = forms.DateField(label=gettext_lazy("Stelle seit"), required=False, widget=DateInput)

    def __init__(
        self, invitation: JoinInvitation, known: Person | None, data: QueryDict | None = None
    ) -> None:
        first, _space, last = invitation.name.rpartition(" ")
        names = {"first_name": first, "last_name": last}
        if known is not None:
            names = {"first_name": known.first_name, "last_name": known.last_name}
        super().__init__(data, initial=names)
        if invitation.role not in POSITION_ROLES or has_post(known, invitation.role):
            del self.fields["authority"], self.fields["since"]


def has_post(person: Person | None, role: str) -> bool:
    """Whose position organisers entered with the invitation is not asked for it once more."""
    if person is None:
        return False
    lasting = Q(ends__isnull=True) | Q(ends__gte=timezone.localdate())
    return person.holdings.filter(lasting, position__kind=role).exists()
