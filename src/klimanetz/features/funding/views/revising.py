"""One rule on the desk: look at it, check it again, and write what holds from now on."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klimanetz.core.refusal import Refused
from klimanetz.features.funding import actions
from klimanetz.features.funding.checking import is_due
from klimanetz.features.funding.drafts import written_content
from klimanetz.features.funding.expiring import expire_rule
from klimanetz.features.funding.forms import WholeRule
from klimanetz.features.funding.models import Programme, Rule
from klimanetz.features.funding.previewing import (
    Preview,
    fingerprint,
    more_rows,
    preview,
    say_faster,
)
from klimanetz.features.funding.reading import read_rule
from klimanetz.features.funding.terms import terms_of
from klimanetz.features.funding.views.loading import (
    find_newest,
    load_programme,
    load_rule,
    load_version,
)
from klimanetz.roster.office import posted

form_view = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def rule_desk(request: HttpRequest, pk: int) -> HttpResponse:
    rule = load_version(request, pk)
    newest = find_newest(rule)
    if newest != rule:
        return redirect("rule_desk", newest.pk)
    context = {"rule": rule, "reading": read_rule(rule), "due": is_due(rule)}
    return render(request, "funding/rule_desk.html", context)


@form_view
def rule_open(request: HttpRequest, slug: str) -> HttpResponse:
    """The first version of a rule of this programme."""
    programme = load_programme(request, slug)
    whole = more_rows(WholeRule(programme, posted(request)))
    if request.method == "POST" and whole.is_valid():
        try:
            rule = actions.add_rule(whole.draft(), actor=request.user)
        except Refused as refused:
            whole.form.add_error("title", str(refused))
        else:
            messages.success(request, _("Die Regel steht jetzt öffentlich beim Programm."))
            return redirect("rule_desk", rule.pk)
    return show_form(request, programme, whole)


@form_view
def rule_revise(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of a new version; sent, it shows what that would change, and changes nothing."""
    rule = load_rule(request, pk)
    newest = find_newest(rule)
    if request.method != "POST" and newest != rule:
        messages.info(request, _("Das ist die neueste Fassung dieser Regel."))
        return redirect("rule_revise", newest.pk)
    whole = more_rows(WholeRule(rule.programme, posted(request), rule=rule))
    looked = None
    if request.method == "POST" and whole.is_valid():
        looked = make_preview(request, rule, whole)
        if newest != rule:
            whole.form.add_error(None, say_faster(newest))
    return show_form(request, rule.programme, whole, rule=rule, newest=newest, preview=looked)


@require_POST
def rule_succeed(request: HttpRequest, pk: int) -> HttpResponse:
    """Only what was seen in the preview becomes valid; pressed twice, it has become so once."""
    rule = load_rule(request, pk)
    whole = more_rows(WholeRule(rule.programme, request.POST, rule=rule))
    if not whole.is_valid() or request.POST.get("seen") != fingerprint(request.POST, [rule]):
        return rule_revise(request, pk)
    draft = whole.draft()
    try:
        fresh = actions.succeed_rule(rule, draft, actor=request.user)
    except Refused as refused:
        fresh = find_newest(rule)
        if fresh == rule or written_content(fresh) != draft.content():
            reason = str(refused) if fresh == rule else say_faster(fresh)
            whole.form.add_error(None, reason)
            return show_form(request, rule.programme, whole, rule=rule, newest=fresh)
    messages.success(request, _("Die neue Fassung gilt. Wer betroffen ist, bekommt Bescheid."))
    return redirect("rule_desk", fresh.pk)


@require_POST
def rule_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    actions.confirm_rule(load_rule(request, pk), actor=request.user)
    messages.success(request, _("Geprüft und unverändert: Das steht jetzt so dabei."))
    return redirect("funding_desk")


@require_POST
def rule_expire(request: HttpRequest, pk: int) -> HttpResponse:
    fresh = expire_rule(load_rule(request, pk), actor=request.user)
    messages.success(request, _("Die Regel ist jetzt überall als abgelaufen gekennzeichnet."))
    return redirect("rule_desk", fresh.pk)


def make_preview(request: HttpRequest, rule: Rule, whole: WholeRule) -> Preview:
    draft = whole.draft()
    return preview(
        [(terms_of(rule), draft.terms())],
        is_new=draft.content() != written_content(rule),
        seen=fingerprint(request.POST, [rule]),
    )


def show_form(
    request: HttpRequest, programme: Programme, whole: WholeRule, **more: object
) -> HttpResponse:
    context = {
        "programme": programme,
        "whole": whole,
        "rule": None,
        "newest": None,
        "preview": None,
    }
    return render(request, "funding/rule_form.html", context | more)
