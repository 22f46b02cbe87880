"""By the link in a mail, without account: where we stand, and what is next."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from http import HTTPStatus

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from klimanetz.core.keyed import keyed_page
from klimanetz.core.throttle import throttle
from klimanetz.features.advising.following import actions
from klimanetz.features.advising.following.forms import LinkForm
from klimanetz.features.advising.following.page import entries_for
from klimanetz.features.advising.following.views.showing import show_page
from klimanetz.features.advising.handing_out import hand_out
from klimanetz.features.advising.models import CaseFile, Contact
from klimanetz.features.advising.rules import can_follow
from klimanetz.roster.office import posted

#: So often one client may ask for links; a mistyped address needs a few tries.
TRIES, WINDOW = 8, timedelta(hours=1)

type ContactView = Callable[..., HttpResponseBase]


def for_contacts(view: ContactView) -> ContactView:
    """Finds whose key it is; a page that helps where it opens nothing any more."""

    @keyed_page
    @wraps(view)
    def found(request: HttpRequest, key: str, **kwargs: object) -> HttpResponseBase:
        contacts = Contact.objects.select_related("case__lead", "case__owner")
        contact = contacts.filter(Q(key=key) | Q(former_keys__key=key)).first()
        if contact is None or not can_follow(contact):
            return render(
                request, "following/unknown.html", {"form": LinkForm()}, status=HTTPStatus.NOT_FOUND
            )
        return view(request, contact, **kwargs)

    return found


@require_safe
@for_contacts
def case_following(request: HttpRequest, contact: Contact) -> HttpResponse:
    return show_page(request, contact.case, contact)


@require_safe
@for_contacts
def case_following_file(request: HttpRequest, contact: Contact, file: int) -> HttpResponseBase:  # noqa: ARG001
    seen = entries_for(contact.case, contact)
    row = CaseFile.objects.filter(pk=file, entry__in=seen).select_related("entry").first()
    if row is None:
        raise Http404
    return hand_out(row)


@require_http_methods(["GET", "HEAD", "POST"])
@for_contacts
def case_following_leave(request: HttpRequest, contact: Contact) -> HttpResponse:
    if request.method == "POST":
        actions.leave(contact)
        return redirect("case_left")
    return render(request, "following/leave.html", {"contact": contact, "case": contact.case})


@require_safe
@keyed_page
def case_left(request: HttpRequest) -> HttpResponse:
    return render(request, "following/left.html")


@require_http_methods(["GET", "HEAD", "POST"])
@keyed_page
def case_link_ask(request: HttpRequest) -> HttpResponse:
    """Says the same whether or not we know the address."""
    form = LinkForm(posted(request))
    if request.method == "POST" and form.is_valid():
        throttle(request, "case-link", limit=TRIES, per=WINDOW)
        actions.send_again(form.cleaned_data["email"])
        return redirect("case_link_sent")
    return render(request, "following/ask.html", {"form": form})


@require_safe
@keyed_page
def case_link_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "following/sent.html")
