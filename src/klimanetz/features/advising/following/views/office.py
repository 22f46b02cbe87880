"""What organisers do with the links of contacts."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from klimanetz.features.advising.following import actions
from klimanetz.features.advising.following.views.showing import show_page
from klimanetz.features.advising.views.loading import load_contact, load_home
from klimanetz.roster.office import signed_in


@require_safe
def case_following_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The page as contacts see it, without the mails of any one of them."""
    return show_page(request, load_home(request, pk), None)


@require_POST
def case_link_send(request: HttpRequest, pk: int, contact: int) -> HttpResponse:
    row = load_contact(request, pk, contact)
    if actions.send_link(row, actor=signed_in(request)):
        messages.success(
            request, _("Der Link ist unterwegs zu %(address)s.") % {"address": row.email}
        )
    else:
        messages.info(request, _("Der Link ging eben erst hinaus."))
    return redirect("case_detail", pk)


@require_POST
def case_link_renew(request: HttpRequest, pk: int, contact: int) -> HttpResponse:
    actions.renew_link(load_contact(request, pk, contact), actor=signed_in(request))
    messages.success(request, _("Der alte Link öffnet nichts mehr; ein neuer ist unterwegs."))
    return redirect("case_detail", pk)


@require_POST
def case_link_withdraw(request: HttpRequest, pk: int, contact: int) -> HttpResponse:
    actions.withdraw_link(load_contact(request, pk, contact), actor=signed_in(request))
    messages.success(request, _("Der Link öffnet nichts mehr."))
    return redirect("case_detail", pk)
