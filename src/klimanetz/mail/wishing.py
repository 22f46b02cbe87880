"""The page on which somebody sets how they hear from us, behind the key in every mail."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from klimanetz.core.keyed import keyed_page
from klimanetz.mail import actions
from klimanetz.mail.forms import PaceForm
from klimanetz.mail.keys import read_key, write_key
from klimanetz.mail.models import MailWish, Pace


@require_http_methods(["GET", "HEAD", "POST"])
@keyed_page
def mail_wishes(request: HttpRequest, key: str) -> HttpResponse:
    address = read_key(key)
    if address is None:
        return render(request, "mail/wishes_unknown.html", status=404)
    wish = MailWish.objects.filter(address=address).first()
    form = PaceForm(request.POST or None, instance=wish)
    if form.is_valid():
        actions.set_pace(address, Pace(form.cleaned_data["pace"]))
        return redirect(f"{request.path}?gespeichert=ja")
    context = {"address": address, "form": form, "saved": "gespeichert" in request.GET}
    return render(request, "mail/wishes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@keyed_page
def mail_one_click(request: HttpRequest, key: str) -> HttpResponse:
    """RFC 8058: the mail program itself posts here; a person who opens it gets the page."""
    address = read_key(key)
    if request.method == "POST" and address is not None:
        actions.set_pace(address, Pace.ASKED_ONLY)
        return HttpResponse(status=204)
    return redirect("mail_wishes", key)


def my_mail_wishes(request: HttpRequest) -> HttpResponse:
    """For somebody who is signed in: the same page."""
    return redirect("mail_wishes", write_key(str(getattr(request.user, "email", ""))))
