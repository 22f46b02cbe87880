"""Positions in the office: their life, who holds them, who pays for them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klimanetz.roster import actions
from klimanetz.roster.dossier import open_file
from klimanetz.roster.forms import FillForm, FundingForm, LastDayForm, MoveForm, PositionForm
from klimanetz.roster.office import load_authority, load_period, load_position, posted
from klimanetz.roster.townhall import find_heirs


@require_safe
def position_detail(request: HttpRequest, pk: int) -> HttpResponse:
    position = load_position(request, pk)
    return render(request, "roster/position_detail.html", {"file": open_file(position)})


@require_http_methods(["GET", "POST"])
def position_open(request: HttpRequest, ars: str) -> HttpResponse:
    authority = load_authority(request, ars)
    form = PositionForm(posted(request))
    if request.method == "POST" and form.is_valid():
        position = actions.open_position(authority, actor=request.user, **form.cleaned_data)
        messages.success(request, _("Die Stelle ist angelegt. Wer sie hat, tragen Sie hier ein."))
        return redirect("position_detail", position.pk)
    return render(request, "roster/position_open.html", {"form": form, "authority": authority})


@require_http_methods(["GET", "POST"])
def position_change(request: HttpRequest, pk: int) -> HttpResponse:
    position = load_position(request, pk)
    serves = list(position.serves.all())
    form = PositionForm(posted(request), instance=position, initial={"serves": serves})
    if request.method == "POST" and form.is_valid():
        actions.change_position(position, actor=request.user, **form.cleaned_data)
        messages.success(request, _("Gespeichert."))
        return redirect("position_detail", pk)
    return render(request, "roster/position_change.html", {"form": form, "position": position})


@require_http_methods(["GET", "POST"])
def position_move(request: HttpRequest, pk: int) -> HttpResponse:
    position = load_position(request, pk)
    heirs = find_heirs(position.authority)
    form = MoveForm(posted(request), initial={"place": heirs[0] if heirs else None})
    if request.method == "POST" and form.is_valid():
        actions.move_position(position, form.cleaned_data["place"], actor=request.user)
        messages.success(request, _("Die Stelle gehört jetzt zu dieser Kommune."))
        return redirect("position_detail", pk)
    context = {"form": form, "position": position, "heirs": heirs}
    return render(request, "roster/position_move.html", context)


@require_http_methods(["GET", "POST"])
def position_fill(request: HttpRequest, pk: int) -> HttpResponse:
    position = load_position(request, pk)
    form = FillForm(posted(request))
    if request.method == "POST" and form.is_valid():
        actions.fill_position(position, actor=request.user, **form.cleaned_data)
        messages.success(request, _("Die Stelle ist besetzt."))
        return redirect("position_detail", pk)
    return render(request, "roster/position_fill.html", {"form": form, "position": position})


@require_http_methods(["GET", "POST"])
def position_vacate(request: HttpRequest, pk: int) -> HttpResponse:
    position = load_position(request, pk)
    form = LastDayForm(posted(request))
    if request.method == "POST" and form.is_valid():
        actions.vacate_position(position, actor=request.user, **form.cleaned_data)
        messages.success(request, _("Der letzte Tag ist eingetragen."))
        return redirect("position_detail", pk)
    return render(request, "roster/position_vacate.html", {"form": form, "position": position})


@require_http_methods(["GET", "POST"])
def position_end(request: HttpRequest, pk: int) -> HttpResponse:
    position = load_position(request, pk)
    form = LastDayForm(posted(request))
    if request.method == "POST" and form.is_valid():
        actions.end_position(position, actor=request.user, **form.cleaned_data)
        messages.success(request, _("Die Stelle ist beendet. Ihre Geschichte bleibt."))
        return redirect("position_detail", pk)
    return render(request, "roster/position_end.html", {"form": form, "position": position})


@require_http_methods(["GET", "POST"])
def funding_add(request: HttpRequest, pk: int) -> HttpResponse:
    position = load_position(request, pk)
    form = FundingForm(posted(request))
    if request.method == "POST" and form.is_valid():
        actions.add_funding_period(position, actor=request.user, **form.cleaned_data)
        messages.success(request, _("Die Förderung ist eingetragen."))
        return redirect("position_detail", pk)
    return render(request, "roster/funding_add.html", {"form": form, "position": position})


@require_http_methods(["GET", "POST"])
def funding_change(request: HttpRequest, pk: int, period: int) -> HttpResponse:
    row = load_period(request, pk, period)
    form = FundingForm(posted(request), instance=row)
    if request.method == "POST" and form.is_valid():
        actions.change_funding_period(row, actor=request.user, **form.cleaned_data)
        messages.success(request, _("Gespeichert."))
        return redirect("position_detail", pk)
    context = {"form": form, "position": row.position, "period": row}
    return render(request, "roster/funding_change.html", context)


@require_POST
def funding_remove(request: HttpRequest, pk: int, period: int) -> HttpResponse:
    actions.remove_funding_period(load_period(request, pk, period), actor=request.user)
    messages.success(request, _("Die Förderung ist entfernt."))
    return redirect("position_detail", pk)
