"""What a member offers to report, and what they present."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from klimanetz.features.meetings.agenda import actions, rules
from klimanetz.features.meetings.agenda.forms import ContributionForm, MaterialForm
from klimanetz.features.meetings.agenda.models import State
from klimanetz.features.meetings.agenda.shelves import draw_steps, list_mine, list_talks
from klimanetz.features.meetings.agenda.views.loading import load_mine, load_talk
from klimanetz.features.meetings.agenda.views.office import form_view
from klimanetz.features.meetings.views.submitting import happened
from klimanetz.roster.office import posted, signed_in


@require_safe
def my_contributions(request: HttpRequest) -> HttpResponse:
    person = signed_in(request)
    context = {
        "contributions": list_mine(person),
        "talks": list_talks(person),
        "can_propose": rules.can_propose(person),
    }
    return render(request, "agenda/mine.html", context)


@form_view
def contribution_new(request: HttpRequest) -> HttpResponse:
    person = signed_in(request)
    rules.can_propose(person).require()
    initial = {"speaker_name": person.full_name, "speaker_email": person.email}
    form = ContributionForm(posted(request), initial=initial)
    if happened(form, lambda: actions.propose(form.save(commit=False), actor=person)):
        messages.success(request, _("Danke! Das Netzwerkmanagement liest es und schreibt Ihnen."))
        return redirect("my_contribution", form.instance.pk)
    return render(request, "agenda/contribution_new.html", {"form": form})


@form_view
def my_contribution(request: HttpRequest, pk: int) -> HttpResponse:
    """Where it stands; a POST adds a file or a link."""
    row, person = load_mine(request, pk), signed_in(request)
    form = MaterialForm(posted(request), request.FILES or None)
    if happened(form, lambda: actions.add_material(row, **form.cleaned_data, actor=person)):
        messages.success(request, _("Gespeichert."))
        return redirect("my_contribution", pk)
    context = {
        "contribution": row,
        "steps": draw_steps(row),
        "materials": list(row.materials.order_by("uploaded_at", "pk")),
        "form": form,
        "takes_files": form.errors or row.state not in {State.DECLINED, State.WITHDRAWN},
        "can_revise": rules.can_revise(person, row),
        "can_withdraw": rules.can_withdraw(person, row),
    }
    return render(request, "agenda/my_contribution.html", context)


@form_view
def my_contribution_edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = load_mine(request, pk)
    rules.can_revise(signed_in(request), row).require()
    form = ContributionForm(posted(request), instance=row)
    if happened(form, lambda: actions.revise(form.save(commit=False), actor=signed_in(request))):
        messages.success(request, _("Gespeichert."))
        return redirect("my_contribution", pk)
    return render(request, "agenda/contribution_edit.html", {"form": form, "contribution": row})


@form_view
def my_contribution_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    row = load_mine(request, pk)
    rules.can_withdraw(signed_in(request), row).require()
    if request.method == "POST":
        actions.withdraw(row, actor=signed_in(request))
        messages.success(request, _("Der Beitrag ist zurückgezogen."))
        return redirect("my_contributions")
    return render(request, "agenda/contribution_withdraw.html", {"contribution": row})


@require_POST
def my_material_remove(request: HttpRequest, pk: int, material: int) -> HttpResponse:
    row = get_object_or_404(load_mine(request, pk).materials, pk=material)
    actions.remove_material(row, actor=signed_in(request))
    return redirect("my_contribution", pk)


@form_view
def talk_claim(request: HttpRequest, token: str) -> HttpResponse:
    """Behind the sign-in: the talk of this key belongs to this account from now on."""
    talk = load_talk(token)
    if request.method == "POST":
        actions.claim(talk, actor=signed_in(request))
        messages.success(request, _("Der Vortrag steht jetzt auf Ihrer Seite."))
        return redirect("my_contributions")
    return render(request, "agenda/talk_claim.html", {"talk": talk})
