"""The addresses that mails come back from, for those who run the network."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from klimanetz.mail.models import Address, AddressQuerySet
from klimanetz.mail.returns import reopen
from klimanetz.mail.rules import can_see_outbox

PER_PAGE = 100


def visible_addresses(request: HttpRequest) -> AddressQuerySet:
    can_see_outbox(request.user).require()
    return Address.objects.visible_to(request.user).closed()


@require_safe
def closed_addresses(request: HttpRequest) -> HttpResponse:
    closed = visible_addresses(request).order_by("-closed_at", "pk")
    page = Paginator(closed, PER_PAGE).get_page(request.GET.get("seite"))
    return render(request, "mail/closed.html", {"page": page})


@require_POST
def reopen_address(request: HttpRequest, pk: int) -> HttpResponse:
    """Back to where the button was: it stands on several pages."""
    address = get_object_or_404(visible_addresses(request), pk=pk)
    reopen(address, actor=request.user)
    text = _("An %(address)s gehen wieder Mails.") % {"address": address.address}
    messages.success(request, text)
    back = request.headers.get("Referer", "")
    here = url_has_allowed_host_and_scheme(back, request.get_host())
    return redirect(back if here else "outbox_closed")
