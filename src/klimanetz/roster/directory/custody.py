"""What the directory keeps about a person."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.core.custody import Record, keep_in_custody
from klimanetz.people.models import Person
from klimanetz.roster.directory.models import OFFERS, Entry, Portrait, Profile, label_of


def collect(person: Person) -> Iterator[Record]:
    for profile in Profile.objects.filter(person=person):
        yield {
            **{label_of(name): getattr(profile, name) for name in OFFERS},
            label_of("fields_of_action"): ", ".join(
                profile.fields_of_action.values_list("name", flat=True)
            ),
            label_of("languages"): profile.languages,
            label_of("working_days"): profile.days,
        }
    for day in Portrait.objects.filter(person=person).values_list("changed_at", flat=True):
        yield {_("Foto hochgeladen am"): day}


def erase(person: Person) -> int:
    """All of it, and what they were found by: nothing of it counts without the person."""
    rows = sum(
        model.objects.filter(person=person).delete()[0] for model in (Profile, Portrait, Entry)
    )
    return int(rows)


keep_in_custody(gettext_lazy("Profil im Verzeichnis"), collect=collect, erase=erase)
