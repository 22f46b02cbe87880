"""What could come on an agenda: what people offered, what happened, and the last skeleton."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from klimanetz.core.refusal import Refused
from klimanetz.features.meetings.agenda import actions
from klimanetz.features.meetings.agenda.models import Contribution
from klimanetz.features.meetings.agenda.offers import list_offers
from klimanetz.features.meetings.models import AgendaItem, Meeting
from klimanetz.features.meetings.rules import can_change
from klimanetz.features.meetings.views.loading import asked_for_part, load_to_run


@require_safe
def agenda_offers(request: HttpRequest, slug: str) -> HttpResponse:
    """Beside the table where a script asks for it, else a page."""
    meeting = load_to_run(request, slug)
    context = {
        "meeting": meeting,
        "changeable": can_change(meeting),
        "contributions": list(waiting_for(meeting)),
        "offers": list_offers(meeting),
        "skeleton": find_skeleton(meeting),
    }
    part = "#offers" if asked_for_part(request) else ""
    return render(request, f"agenda/offers.html{part}", context)


def waiting_for(meeting: Meeting) -> "list[Contribution]":
    """Of this series and of none; new ones first, then what waits longest."""
    rows = Contribution.objects.standing().select_related("proposer", "field")
    if meeting.series_id is not None:
        rows = rows.filter(series__in=[meeting.series_id]) | rows.filter(series=None)
    return list(rows.order_by("-state", "proposed_at", "pk"))


def find_skeleton(meeting: Meeting) -> Meeting | None:
    """The last meeting before that had an agenda, as long as this one has none."""
    if meeting.programme:
        return None
    before = Meeting.objects.filter(starts_at__lt=meeting.starts_at).exclude(programme="")
    return before.order_by("-starts_at", "-pk").first()


@require_POST
def agenda_skeleton(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = load_to_run(request, slug)
    source = find_skeleton(meeting)
    if source is None:
        raise Refused(_("Die Tagesordnung ist nicht mehr leer."))
    number = actions.copy_skeleton(source, meeting, actor=request.user)
    messages.success(request, _("Übernommen: %(number)s Punkte.") % {"number": number})
    return redirect("agenda_table", slug)


@require_POST
def agenda_take(request: HttpRequest, slug: str) -> HttpResponse:
    """One of what is offered, named by its key."""
    meeting = load_to_run(request, slug)
    offers = {offer.key: offer for offer in list_offers(meeting)}
    offer = offers.get(request.POST.get("angebot", ""))
    if offer is None:
        raise Refused(_("Das steht schon auf der Tagesordnung oder wird nicht mehr angeboten."))
    item = AgendaItem(
        kind=offer.kind, title=offer.title, duration=offer.minutes, summary=offer.summary
    )
    actions.add_item(meeting, item, first=offer.first, actor=request.user)
    return redirect("agenda_table", slug)


@require_POST
def agenda_place(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A contribution onto this agenda."""
    meeting = load_to_run(request, slug)
    contribution = get_object_or_404(Contribution, pk=pk)
    actions.place(contribution, meeting, actor=request.user)
    messages.success(
        request,
        _("„%(title)s“ steht auf der Tagesordnung; wer den Beitrag anbot, bekommt eine Mail.")
        % {"title": contribution.title},
    )
    return redirect("agenda_table", slug)
