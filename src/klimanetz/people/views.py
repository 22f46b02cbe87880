"""Signing in with a code, and a person's own data."""

from typing import Any, cast

from allauth.account.views import ConfirmLoginCodeView
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_safe

from klimanetz.core.language import remember_language
from klimanetz.people.actions import change_own_data
from klimanetz.people.forms import OwnDataForm
from klimanetz.people.models import Person


class ConfirmCodeView(ConfirmLoginCodeView):  # type: ignore[misc]
    """allauth's page for the code, which also says why it sends someone back."""

    _process: Any = None

    @method_decorator(login_not_required)
    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        if self._process is None and not request.user.is_authenticated:
            messages.warning(
                request, _("Der Code gilt nicht mehr. Bitte fordern Sie einen neuen an.")
            )
        return response


confirm_login_code = ConfirmCodeView.as_view()


@login_not_required
@require_safe
def signed_out(request: HttpRequest) -> HttpResponse:
    """The end of signing out: its script removes what pages kept in this browser."""
    if request.user.is_authenticated:
        return redirect("start")
    return render(request, "people/signed_out.html")


@require_http_methods(["GET", "HEAD", "POST"])
def my_data(request: HttpRequest) -> HttpResponse:
    """A person's own name, telephone and language."""
    person = cast("Person", request.user)
    form = OwnDataForm(request.POST or None, instance=Person.objects.get(pk=person.pk))
    if not (request.method == "POST" and form.is_valid()):
        return render(request, "people/my_data.html", {"form": form})
    change_own_data(person, actor=person, **form.cleaned_data)
    language = form.cleaned_data["language"]
    with override(language):
        messages.success(request, _("Ihre Angaben sind gespeichert."))
    response = redirect("my_data")
    remember_language(response, language)
    return response
