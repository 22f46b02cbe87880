"""People in the office: the list, a person, their roles."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_safe

from klimanetz.people.roles import Role
from klimanetz.roster import actions, listing
from klimanetz.roster.dossier import open_dossier
from klimanetz.roster.drawing import draw_list
from klimanetz.roster.export import EXCEL, export_people
from klimanetz.roster.forms import (
    LastDayForm,
    NewPersonForm,
    PersonForm,
    PostForm,
    RoleForm,
)
from klimanetz.roster.office import (
    load_known_person,
    load_membership,
    load_person,
    open_office,
    posted,
)
from klimanetz.roster.sorting import sort_links


@gzip_page  # hundreds of rows, also for who reads them at home
@require_safe
def people_list(request: HttpRequest) -> HttpResponse:
    open_office(request)
    wish = listing.Wish.read(request.GET)
    drawn, page = draw_list(request, wish)
    context = {
        "wish": wish,
        "drawn": drawn,
        "page": page,
        "sentence": listing.count_sentence(wish, drawn.total),
        "heads": sort_links(request, wish.sort),
    }
    return render(request, "roster/people_list.html", context)


@require_safe
def people_export(request: HttpRequest) -> HttpResponse:
    """The people of the list, as it is filtered and sorted, ready to be read in again."""
    open_office(request)
    people = listing.find_people(listing.Wish.read(request.GET))
    response = HttpResponse(export_people(people), content_type=EXCEL)
    name = f"netzwerk-{timezone.localdate():%Y-%m-%d}.xlsx"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_http_methods(["GET", "POST"])
def person_add(request: HttpRequest) -> HttpResponse:
    organiser = open_office(request)
    form = NewPersonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        person = actions.welcome(**form.cleaned_data, actor=organiser)
        messages.success(request, _("%(name)s ist aufgenommen.") % {"name": person.full_name})
        return redirect("person_detail", person.pk)
    return render(request, "roster/person_add.html", {"form": form})


@require_safe
def person_detail(request: HttpRequest, pk: int) -> HttpResponse:
    person = load_person(request, pk)
    return render(request, "roster/person_detail.html", {"dossier": open_dossier(person)})


@require_http_methods(["GET", "POST"])
def person_change(request: HttpRequest, pk: int) -> HttpResponse:
    person = load_known_person(request, pk)
    form = PersonForm(posted(request), instance=person)
    if request.method == "POST" and form.is_valid():
        actions.change_person(person, actor=request.user, **form.cleaned_data)
        messages.success(request, _("Gespeichert."))
        return redirect("person_detail", pk)
    return render(request, "roster/person_change.html", {"form": form, "person": person})


@require_http_methods(["GET", "POST"])
def person_place(request: HttpRequest, pk: int) -> HttpResponse:
    person = load_known_person(request, pk)
    form = PostForm(posted(request))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        position = actions.place_person(
            person, Role(said["kind"]), said["place"], since=said["since"], actor=request.user
        )
        messages.success(request, _("Die Stelle ist eingetragen."))
        return redirect("position_detail", position.pk)
    return render(request, "roster/person_place.html", {"form": form, "person": person})


@require_http_methods(["GET", "POST"])
def membership_start(request: HttpRequest, pk: int) -> HttpResponse:
    person = load_known_person(request, pk)
    form = RoleForm(posted(request))
    if request.method == "POST" and form.is_valid():
        role, since = Role(form.cleaned_data["role"]), form.cleaned_data["since"]
        actions.start_membership(person, role, since=since, actor=request.user)
        messages.success(request, _("Die Rolle ist eingetragen."))
        return redirect("person_detail", pk)
    return render(request, "roster/membership_start.html", {"form": form, "person": person})


@require_http_methods(["GET", "POST"])
def membership_end(request: HttpRequest, pk: int, membership: int) -> HttpResponse:
    row = load_membership(request, pk, membership)
    form = LastDayForm(posted(request))
    if request.method == "POST" and form.is_valid():
        actions.end_membership(row, last_day=form.cleaned_data["last_day"], actor=request.user)
        messages.success(request, _("Das Ende der Rolle ist eingetragen."))
        return redirect("person_detail", pk)
    return render(request, "roster/membership_end.html", {"form": form, "membership": row})
