"""Whom to invite: roles and districts of the roster, single people by name, guests by address."""

from collections.abc import Iterator

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.features.meetings.guest_list import Audience, Invitee
from klimanetz.mail.addresses import read_addresses
from klimanetz.people.models import Person
from klimanetz.people.roles import POSITION_ROLES, Role
from klimanetz.places.models import Authority

#: Whom a network meeting is for, unless the organisers choose otherwise.
USUAL_ROLES = (*POSITION_ROLES, Role.STANDING_GUEST)


def find_person(name: str) -> Person:
    """The one person of this name; refuses where nobody or several have it."""
    last_name, comma, first_name = name.partition(",")
    if not comma:
        first_name, _space, last_name = name.rpartition(" ")
    everyone = Person.objects.filter(is_active=True).with_role(*Role)
    people = everyone.filter(last_name__iexact=last_name.strip())
    found = list(people.filter(first_name__iexact=first_name.strip())[:2])
    if len(found) == 1:
        person: Person = found[0]
        return person
    reason = (
        _("„%(name)s“ heißen mehrere. Bitte schreiben Sie die E-Mail-Adresse.")
        if found
        else _("„%(name)s“ steht nicht im Verzeichnis. Bitte schreiben Sie die E-Mail-Adresse.")
    )
    raise ValidationError(reason % {"name": name})


def no_address(piece: str) -> ValidationError:
    return ValidationError(_("Das ist keine E-Mail-Adresse: %(piece)s") % {"piece": piece})


def list_districts() -> list[tuple[str, str]]:
    rows = Authority.objects.valid().districts().order_by("name", "ars")
    return list(rows.values_list("ars", "name"))


class Addresses(forms.MultipleChoiceField):
    """Whatever addresses come back from the list that was shown."""

    widget = forms.MultipleHiddenInput

    def valid_value(self, value: str) -> bool:  # noqa: ARG002
        return True


class AudienceForm(forms.Form):
    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Wen möchten Sie einladen?"),
        choices=Role.choices,
        initial=[role.value for role in USUAL_ROLES],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    districts = forms.MultipleChoiceField(
        label=gettext_lazy("Nur aus bestimmten Kreisen?"),
        choices=list_districts,
        help_text=gettext_lazy("Ohne Häkchen: aus allen."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    further = forms.CharField(
        label=gettext_lazy("Weitere Menschen und Gäste"),
        help_text=gettext_lazy(
            "Je Zeile ein Name aus dem Verzeichnis oder eine E-Mail-Adresse, gern mit Namen: "
            "Ina Muster &lt;ina.muster@ministerium.example&gt;"
        ),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    without = forms.ModelMultipleChoiceField(
        Person.objects.all(), required=False, widget=forms.MultipleHiddenInput
    )
    without_guests = Addresses(required=False)

    held = forms.BooleanField(
        label=gettext_lazy("Noch nicht senden: erst in der Post ansehen und freigeben"),
        required=False,
    )

    def lines(self) -> Iterator[str]:
        for line in self.cleaned_data["further"].splitlines():
            if line.strip():
                yield line.strip()

    def clean_further(self) -> str:
        self.people: list[int] = []
        self.guests: list[str] = []
        errors: list[ValidationError] = []
        for line in self.lines():
            if "@" in line:
                self.guests.append(line)
                errors += map(no_address, read_addresses(line)[1])
                continue
            try:
                self.people.append(find_person(line).pk)
            except ValidationError as error:
                errors.append(error)
        if errors:
            raise ValidationError(errors)
        return str(self.cleaned_data["further"])

    @property
    def audience(self) -> Audience:
        """Everyone asked for, before single ones are taken out."""
        return Audience(
            roles=tuple(self.cleaned_data["roles"]),
            districts=tuple(self.cleaned_data["districts"]),
            people=tuple(self.people),
            guests="\n".join(self.guests),
        )

    @property
    def left_out(self) -> tuple[int, ...]:
        return tuple(person.pk for person in self.cleaned_data["without"])

    def leaves_out(self, invitee: Invitee) -> bool:
        """Taken out of the list that was shown: people by who they are, guests by address."""
        if invitee.person_id is None:
            return invitee.email in self.cleaned_data["without_guests"]
        return invitee.person_id in self.left_out
