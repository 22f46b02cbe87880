"""Fetching and authorising are one step: invisible is 404, forbidden is 403 with the reason."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from klimanetz.features.meetings import rules as meeting_rules
from klimanetz.features.meetings.agenda.models import Contribution, Material, Talk
from klimanetz.features.meetings.models import AgendaItem
from klimanetz.features.meetings.views.loading import load_to_run, visitor
from klimanetz.roster.office import signed_in


def load_item(request: HttpRequest, slug: str, item: int) -> AgendaItem:
    """An item to work on; it knows its meeting."""
    meeting = load_to_run(request, slug)
    rows = AgendaItem.objects.select_related("presenter")
    found = get_object_or_404(rows, pk=item, meeting=meeting)
    found.meeting = meeting
    return found


def load_item_material(request: HttpRequest, slug: str, item: int, material: int) -> Material:
    found = load_item(request, slug, item)
    row = get_object_or_404(
        Material.objects.select_related("contribution"), pk=material, item=found
    )
    row.item = found
    return row


def load_contribution(request: HttpRequest, pk: int) -> Contribution:
    """Only for organisers; 404 for what the visitor may not see."""
    visible = Contribution.objects.visible_to(signed_in(request))
    rows = visible.select_related("proposer", "field", "item__meeting")
    found = get_object_or_404(rows, pk=pk)
    meeting_rules.can_run(visitor(request)).require()
    return found


def load_mine(request: HttpRequest, pk: int) -> Contribution:
    """What the visitor offered themselves."""
    mine = Contribution.objects.filter(proposer=signed_in(request))
    return get_object_or_404(mine.select_related("field", "item__meeting"), pk=pk)


def find_talk(token: str) -> Talk | None:
    """Of a key that opens something still: for some time after the meeting."""
    rows = Talk.objects.open().select_related("item__meeting__host", "item__presenter")
    return rows.filter(token=token).first()


def load_talk(token: str) -> Talk:
    talk = find_talk(token)
    if talk is None:
        raise Http404
    return talk
