"""Loading what an office page is about: fetched and authorised in one place."""

from typing import cast

from django.http import HttpRequest, QueryDict
from django.shortcuts import get_object_or_404

from klimanetz.people.models import Organisation, Person
from klimanetz.people.rules import can_be_changed
from klimanetz.places.models import Authority
from klimanetz.roster import rules
from klimanetz.roster.models import FundingPeriod, Membership, Position, RosterImport


def signed_in(request: HttpRequest) -> Person:
    """Only for pages behind the sign-in, where the middleware has seen to it."""
    return cast("Person", request.user)


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form binds to: what was sent, were it nothing; and nothing on a first look."""
    return request.POST if request.method == "POST" else None


def open_office(request: HttpRequest) -> Person:
    """The organiser who asks; 403 with the reason for anyone else."""
    rules.can_manage(request.user).require()
    return signed_in(request)


def load_person(request: HttpRequest, pk: int) -> Person:
    """404 for whom the visitor may not see, 403 where only the office may."""
    visible = Person.objects.visible_to(signed_in(request)).select_related("organisation")
    person: Person = get_object_or_404(visible, pk=pk)
    rules.can_manage(request.user).require()
    return person


def load_known_person(request: HttpRequest, pk: int) -> Person:
    """To change something: as `load_person`, and 403 where the personal data were erased."""
    person = load_person(request, pk)
    can_be_changed(person).require()
    return person


def load_membership(request: HttpRequest, pk: int, membership: int) -> Membership:
    person = load_known_person(request, pk)
    return get_object_or_404(
        Membership.objects.select_related("person"), pk=membership, person=person
    )


def load_position(request: HttpRequest, pk: int) -> Position:
    visible = Position.objects.visible_to(signed_in(request)).select_related("authority")
    position = get_object_or_404(visible, pk=pk)
    rules.can_manage(request.user).require()
    return position


def load_period(request: HttpRequest, pk: int, period: int) -> FundingPeriod:
    position = load_position(request, pk)
    return get_object_or_404(FundingPeriod.objects.select_related("position__authority"),
                             pk=period, position=position)  # fmt: skip


def load_authority(request: HttpRequest, ars: str) -> Authority:
    """The one that exists today before one that has ended under the same key."""
    open_office(request)
    rows = Authority.objects.filter(ars=ars).select_related(
        "parent", "association__administered_by", "administered_by"
    )
    found = sorted(rows, key=lambda row: (row.valid_to is not None, -row.pk))
    return found[0] if found else get_object_or_404(rows)


def load_organisation(request: HttpRequest, pk: int) -> Organisation:
    open_office(request)
    return get_object_or_404(Organisation, pk=pk)


def load_import(request: HttpRequest, pk: int) -> RosterImport:
    """404 for a list that another organiser reads in."""
    mine = RosterImport.objects.visible_to(signed_in(request)).select_related("person")
    roster_import = get_object_or_404(mine, pk=pk)
    rules.can_manage(request.user).require()
    return roster_import
