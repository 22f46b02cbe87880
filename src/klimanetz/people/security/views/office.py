"""An organiser helps a colleague who lost their second factor."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from klimanetz.people.models import Person
from klimanetz.people.rules import can_be_changed
from klimanetz.people.security import actions, rules
from klimanetz.people.security.factors import factors_of


@require_http_methods(["GET", "HEAD", "POST"])
def factors_reset(request: HttpRequest, pk: int) -> HttpResponse:
    rules.can_reset_factors(request.user).require()
    person = get_object_or_404(Person, pk=pk)
    can_be_changed(person).require()
    if request.method != "POST":
        context = {"person": person, "factors": factors_of(person)}
        return render(request, "security/reset.html", context)
    if actions.reset_factors(person, actor=request.user):
        said = _("%(name)s meldet sich wieder mit dem Code aus der E-Mail an.")
        messages.success(request, said % {"name": person.full_name})
    return redirect("person_detail", person.pk)
