"""What the federal database lists: look through it, take it over, put it aside."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klimanetz.core.refusal import Refused
from klimanetz.features.funding.forms import ProgrammeForm
from klimanetz.features.funding.rules import can_edit
from klimanetz.features.funding.watchlist import actions
from klimanetz.features.funding.watchlist.forms import JoinForm
from klimanetz.features.funding.watchlist.models import WAITING, Listing, State
from klimanetz.features.funding.watchlist.showing import prefill, read_parts

PER_PAGE = 30
#: What one may look at, by what stands in the address; the first is what has to be done.
HEAPS = {"": WAITING, "uebernommen": (State.TAKEN,), "zur-seite": (State.ASIDE,)}


def load(request: HttpRequest, pk: int) -> Listing:
    can_edit(request.user).require()
    return get_object_or_404(Listing.objects.select_related("programme"), pk=pk)


@require_safe
def listings(request: HttpRequest) -> HttpResponse:
    can_edit(request.user).require()
    heap = request.GET.get("zeige", "")
    heap = heap if heap in HEAPS else ""
    text = request.GET.get("suche", "").strip()[:100]
    found = search(Listing.objects.filter(state__in=HEAPS[heap]), text)
    context = {
        "heap": heap,
        "text": text,
        "counts": count_heaps(),
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("seite")),
    }
    return render(request, "watchlist/listings.html", context)


def search(found: QuerySet[Listing], text: str) -> QuerySet[Listing]:
    found = found.select_related("programme").defer("texts", "links", "further")
    return found.filter(Q(title__icontains=text) | Q(giver__icontains=text)) if text else found


def count_heaps() -> dict[str, int]:
    counted = dict(Listing.objects.order_by().values_list("state").annotate(Count("pk")))
    return {
        "waiting": sum(counted.get(state, 0) for state in WAITING),
        "taken": counted.get(State.TAKEN, 0),
        "aside": counted.get(State.ASIDE, 0),
    }


@require_safe
def listing(request: HttpRequest, pk: int) -> HttpResponse:
    found = load(request, pk)
    context = {"listing": found, "parts": read_parts(found), "join": JoinForm()}
    return render(request, "watchlist/listing.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def listing_take(request: HttpRequest, pk: int) -> HttpResponse:
    found = load(request, pk)
    form = ProgrammeForm(request.POST or None, initial=prefill(found))
    if request.method == "POST" and form.is_valid():
        try:
            taken = actions.take_over(found, form.save(commit=False), actor=request.user)
        except Refused as refused:
            if found.programme:
                raise
            form.add_error("name", str(refused))
        else:
            said = _("„%(name)s“ ist angelegt. Jetzt fehlen seine Regeln.")
            messages.success(request, said % {"name": taken.name})
            return redirect("listing", pk)
    return render(request, "watchlist/listing_take.html", {"listing": found, "form": form})


@require_POST
def listing_join(request: HttpRequest, pk: int) -> HttpResponse:
    found = load(request, pk)
    form = JoinForm(request.POST)
    if not form.is_valid():
        context = {"listing": found, "parts": read_parts(found), "join": form}
        return render(request, "watchlist/listing.html", context)
    programme = form.cleaned_data["programme"]
    actions.join(found, programme, actor=request.user)
    said = _("Zugeordnet zu „%(name)s“. Ändert sich der Eintrag, sehen Sie es hier.")
    messages.success(request, said % {"name": programme.name})
    return redirect("listing", pk)


@require_POST
def listing_put_aside(request: HttpRequest, pk: int) -> HttpResponse:
    actions.put_aside(load(request, pk), actor=request.user)
    messages.success(request, _("Zur Seite gelegt. Es kommt wieder, wenn es sich ändert."))
    return redirect("listings")


@require_POST
def listing_seen(request: HttpRequest, pk: int) -> HttpResponse:
    actions.mark_seen(load(request, pk), actor=request.user)
    messages.success(request, _("Danke. Die nächste Änderung sehen Sie wieder hier."))
    return redirect("listings")
