"""What contacts see of their case: theirs, and nothing about anybody else."""

from dataclasses import dataclass

from django.db.models import Q, prefetch_related_objects

from klimanetz.core.components import Step
from klimanetz.features.advising.address import own_address
from klimanetz.features.advising.following.words import STEPS, Next, say_next
from klimanetz.features.advising.models import LETTERS, Case, CaseEntry, Contact
from klimanetz.features.advising.models.entry import CaseEntryQuerySet
from klimanetz.features.advising.progress import list_steps
from klimanetz.features.advising.reading import Attached, Told, list_entries


@dataclass(frozen=True, slots=True)
class FollowingPage:
    """`contact` is None where organisers look at what contacts see; `address` is that of the case,
    or empty."""

    case: Case
    contact: Contact | None
    steps: list[Step]
    next: Next
    told: list[Told]
    address: str

    @property
    def files(self) -> list[Attached]:
        return [file for one in self.told for file in one.files]


def entries_for(case: Case, contact: Contact | None) -> CaseEntryQuerySet:
    """What is shared, and what this contact and we wrote; never what another did."""
    shown = Q(shared=True) & ~Q(kind__in=LETTERS)
    if contact is not None:
        shown |= Q(contact=contact, kind__in=LETTERS)
    return CaseEntry.objects.filter(shown, case=case)


def read_page(case: Case, contact: Contact | None) -> FollowingPage:
    prefetch_related_objects([case], "applications")
    return FollowingPage(
        case=case,
        contact=contact,
        steps=list_steps(case, list(case.moves.order_by("at", "pk")), STEPS),
        next=say_next(case),
        told=list_entries(entries_for(case, contact)),
        address=own_address(case),
    )
