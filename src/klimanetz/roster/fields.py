"""Fields that take a place or a person as one writes them, and ask back where that fits several."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from klimanetz.people.models import Person, fold_name
from klimanetz.places.gazetteer import Place
from klimanetz.places.models import Authority
from klimanetz.roster.importing.finder import PlaceFinder

OFFERED = 8


def find_place(text: str, finder: PlaceFinder) -> Place:
    """Raises `ValidationError` with what to write instead."""
    found = finder.by_name(text)
    if found.exact:
        return found.exact
    if not found.places:
        raise ValidationError(
            _("„%(name)s“ steht nicht im Verzeichnis der Kommunen.") % {"name": text}
        )
    raise ValidationError(
        _("Welche Kommune ist gemeint? Bitte schreiben Sie: %(places)s")
        % {"places": " · ".join(write_place(place) for place in found.places[:OFFERED])}
    )


def write_place(place: Place | Authority) -> str:
    """`160680016016 Elxleben`: the key tells it from others of its name."""
    return f"{place.ars} {place.name}"


class PlacesField(forms.CharField):
    """Several places, separated by semicolons; cleans to a list of authorities."""

    def prepare_value(self, value: object) -> object:
        if isinstance(value, list):
            return "; ".join(write_place(place) for place in value)
        return value

    def clean(self, value: object) -> list[Authority]:
        text = super().clean(value)
        parts = [part.strip() for part in text.split(";") if part.strip()]
        finder = PlaceFinder() if parts else None
        pks = [find_place(part, finder).pk for part in parts if finder]
        return list(Authority.objects.filter(pk__in=pks).order_by("name", "ars"))


class PersonField(forms.CharField):
    """Somebody the network knows, by address or name."""

    def clean(self, value: object) -> Person:
        text = super().clean(value)
        people = list(self.find(text)[: OFFERED + 1])
        if len(people) == 1:
            return people[0]
        if not people:
            raise ValidationError(
                _("„%(name)s“ kennt das Netzwerk nicht. Bitte legen Sie die Person zuerst an.")
                % {"name": text}
            )
        raise ValidationError(
            _("Wen meinen Sie? Bitte schreiben Sie die Adresse: %(people)s")
            % {"people": " · ".join(person.email for person in people[:OFFERED])}
        )

    def find(self, text: str) -> list[Person]:
        if "@" in text:
            return list(Person.objects.with_email(text))
        people = Person.objects.filter(is_active=True)
        for word in text.split():
            people = people.filter(sort_name__contains=fold_name(word))
        return list(people.order_by("sort_name", "pk")[: OFFERED + 1])
