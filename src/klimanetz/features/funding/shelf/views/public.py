"""The shelf for everyone: papers filled with what the check found. Nothing is stored."""

from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from klimanetz.core.public import public_page, unlisted
from klimanetz.core.throttle import throttle
from klimanetz.features.funding.inquiry import Inquiry, read_inquiry
from klimanetz.features.funding.shelf.council import print_council_paper
from klimanetz.features.funding.shelf.making import File, make_paper, reckon, write_name
from klimanetz.features.funding.shelf.models import Template
from klimanetz.features.funding.shelf.rules import fillable_by
from klimanetz.features.funding.shelf.views.serving import hand_out

#: One town hall behind one address fills the whole shelf a few times; a machine stops here.
MOST, WITHIN = 60, timedelta(minutes=10)


@require_safe
@public_page
def shelf(request: HttpRequest) -> HttpResponse:
    inquiry = read_inquiry(request.GET) if request.GET else None
    context = {
        "inquiry": inquiry,
        "problems": list_problems(inquiry),
        "query": inquiry.query if inquiry else "",
        "asked": request.GET.urlencode(),
        "templates": list(Template.objects.standing().prefetch_related("versions")),
    }
    response = render(request, "shelf/shelf.html", context)
    return unlisted(response) if request.GET else response


def list_problems(inquiry: Inquiry | None) -> list[str]:
    if inquiry is None:
        return []
    return list(dict.fromkeys(said for all_said in inquiry.problems.values() for said in all_said))


@require_safe
@login_not_required
def shelf_document(request: HttpRequest, slug: str) -> HttpResponse:
    on_shelf = fillable_by(request.user).prefetch_related("versions")
    template = get_object_or_404(on_shelf, slug=slug)
    inquiry = read_inquiry(request.GET)
    if not inquiry.is_complete:
        return back_to_shelf(request)
    throttle(request, "paper", limit=MOST, per=WITHIN)
    return hand_out(make_paper(template, reckon(inquiry)))


@require_safe
@login_not_required
def council_paper_pdf(request: HttpRequest) -> HttpResponse:
    inquiry = read_inquiry(request.GET)
    if inquiry.authority is None or not inquiry.is_complete:
        return back_to_shelf(request)
    throttle(request, "paper", limit=MOST, per=WITHIN)
    name = write_name(f"Ratspapier {inquiry.authority.name}", ".pdf")
    return hand_out(File(name, print_council_paper(reckon(inquiry)), ".pdf"))


def back_to_shelf(request: HttpRequest) -> HttpResponse:
    """There the sentences stand that say what has to be mended."""
    query = request.GET.urlencode()
    return redirect(f"{reverse('shelf')}?{query}" if query else "shelf")
