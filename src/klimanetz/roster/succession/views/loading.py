"""Loading what a page is about: fetched and authorised in one place."""

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from klimanetz.people.models import Person
from klimanetz.roster.models import Position
from klimanetz.roster.office import open_office, signed_in
from klimanetz.roster.succession import rules
from klimanetz.roster.succession.models import FollowUpItem
from klimanetz.roster.succession.terms import with_term_end

if TYPE_CHECKING:
    from klimanetz.roster.succession.terms import TermedPosition


def load_followed(request: HttpRequest, pk: int) -> "TermedPosition":
    """404 for positions the visitor does not see, 403 for who held it once."""
    person = signed_in(request)
    visible = with_term_end(Position.objects.visible_to(person).select_related("authority"))
    position = get_object_or_404(visible, pk=pk)
    rules.can_follow_up(person, position).require()
    return position


def page_of(person: Person, position: Position) -> str:
    """Where each works on what follows: organisers in the office, holders on their own page."""
    name = "position_follow_up" if person.is_organiser else "my_position"
    return reverse(name, args=[position.pk])


def load_item(request: HttpRequest, item: int) -> FollowUpItem:
    open_office(request)
    return get_object_or_404(FollowUpItem.objects.standing(), pk=item)


def load_handover(request: HttpRequest, pk: int) -> Position:
    """404 for positions the visitor does not see, 403 for who left long ago or is yet to come."""
    person = signed_in(request)
    visible = Position.objects.visible_to(person).select_related("authority")
    position = get_object_or_404(visible, pk=pk)
    rules.can_open_handover(person, position).require()
    return position


def position_page_of(person: Person, position: Position) -> str:
    """Whence each came to a handover file; who has left has only their own start page."""
    if person.is_organiser:
        return reverse("position_detail", args=[position.pk])
    if rules.can_follow_up(person, position):
        return reverse("my_position", args=[position.pk])
    return reverse("me")
