"""The directory: looking for people, reading their pages, writing one's own."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klimanetz.people.models import Person
from klimanetz.roster.directory import actions, rules
from klimanetz.roster.directory.cards import PAGE_SIZE, look_up
from klimanetz.roster.directory.choices import offer_choices
from klimanetz.roster.directory.forms import FieldOfActionForm, ProfileForm
from klimanetz.roster.directory.matching import Wish, is_number
from klimanetz.roster.directory.models import FieldOfAction, Portrait, Profile, listed_people
from klimanetz.roster.directory.page import find_mine, open_page
from klimanetz.roster.directory.sight import hidden_fields, own_face
from klimanetz.roster.directory.similar import find_kin
from klimanetz.roster.office import open_office, posted, signed_in

#: So long a browser may show a photo that was withdrawn or replaced meanwhile, in seconds.
PORTRAIT_KEPT = 60
#: What a size is called in the address, and where it stands.
SIZES = {"klein": "small", "gross": "large"}


def open_directory(request: HttpRequest) -> Person:
    """The member who asks; 403 with the reason for anyone else."""
    rules.can_read_directory(request.user).require()
    return signed_in(request)


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """Everyone one can ask, the most useful first."""
    viewer = open_directory(request)
    wish, mine = Wish.read(request.GET), find_mine(viewer)
    said = request.GET.get("seite", "")
    number = max(int(said), 1) if is_number(said) else 1
    found = look_up(wish, viewer, mine, number)
    context = {
        "wish": wish,
        "found": found,
        "mine": mine,
        "choices": offer_choices(request, wish),
        "page": Paginator(range(found.total), PAGE_SIZE).get_page(found.page),
    }
    return render(request, "directory/directory.html", context)


@require_safe
def similar(request: HttpRequest) -> HttpResponse:
    """Authorities like one's own, and whom to ask there."""
    viewer = open_directory(request)
    mine = find_mine(viewer)
    kin = find_kin(viewer, mine) if mine else []
    return render(request, "directory/similar.html", {"mine": mine, "kin": kin})


@require_safe
def profile(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = open_directory(request)
    people = listed_people(viewer).select_related("organisation", "profile", "portrait")
    person = get_object_or_404(people.defer("portrait__small", "portrait__large"), pk=pk)
    mine = find_mine(viewer)
    page = open_page(person, viewer, mine.authority if mine else None)
    return render(request, "directory/profile.html", {"page": page})


@require_safe
@login_not_required
def portrait(request: HttpRequest, token: str, size: str) -> HttpResponse:
    """Somebody's face, for those who may see it; for anyone else it is not there."""
    found = get_object_or_404(Portrait.objects.defer("small", "large"), token=token)
    if size not in SIZES or not rules.can_see_portrait(request.user, found):
        raise Http404
    etag = f'"{token}-{size}"'
    response = get_conditional_response(request, etag) or HttpResponse(
        bytes(getattr(found, SIZES[size])), content_type="image/webp"
    )
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = f"private, max-age={PORTRAIT_KEPT}"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def my_profile(request: HttpRequest) -> HttpResponse:
    person = open_directory(request)
    kept = Profile.objects.filter(person=person).first() or Profile(person=person)
    form = ProfileForm(posted(request), request.FILES or None, instance=kept)
    if request.method == "POST" and form.is_valid():
        wanted = dict(form.cleaned_data)
        picture = wanted.pop("photo")
        actions.write_profile(person, actor=person, **wanted)
        if picture:
            actions.show_face(person, picture, actor=person)
        messages.success(request, _("Ihr Profil ist gespeichert."))
        return redirect("my_profile")
    context = {"form": form, "face": own_face(person), "hidden": hidden_fields(person)}
    return render(request, "directory/my_profile.html", context)


@require_POST
def my_portrait_remove(request: HttpRequest) -> HttpResponse:
    person = open_directory(request)
    actions.remove_face(person, actor=person)
    messages.success(request, _("Ihr Foto ist gelöscht."))
    return redirect("my_profile")


@require_safe
def fields_of_action(request: HttpRequest) -> HttpResponse:
    open_office(request)
    fields = FieldOfAction.objects.annotate(chosen=Count("profiles")).order_by("rank", "name", "pk")
    return render(request, "directory/fields_of_action.html", {"fields": fields})


@require_http_methods(["GET", "POST"])
def field_of_action_add(request: HttpRequest) -> HttpResponse:
    organiser = open_office(request)
    form = FieldOfActionForm(posted(request))
    if request.method == "POST" and form.is_valid():
        actions.keep_field_of_action(form.save(commit=False), actor=organiser)
        messages.success(request, _("Das Handlungsfeld ist angelegt."))
        return redirect("fields_of_action")
    return render(request, "directory/field_of_action_add.html", {"form": form})


@require_http_methods(["GET", "POST"])
def field_of_action_change(request: HttpRequest, pk: int) -> HttpResponse:
    organiser = open_office(request)
    field = get_object_or_404(FieldOfAction, pk=pk)
    form = FieldOfActionForm(posted(request), instance=field)
    if request.method == "POST" and form.is_valid():
        actions.keep_field_of_action(form.save(commit=False), actor=organiser)
        messages.success(request, _("Gespeichert."))
        return redirect("fields_of_action")
    return render(request, "directory/field_of_action_change.html", {"form": form, "field": field})


@require_POST
def field_of_action_remove(request: HttpRequest, pk: int) -> HttpResponse:
    organiser = open_office(request)
    actions.remove_field_of_action(get_object_or_404(FieldOfAction, pk=pk), actor=organiser)
    messages.success(request, _("Das Handlungsfeld ist entfernt."))
    return redirect("fields_of_action")
