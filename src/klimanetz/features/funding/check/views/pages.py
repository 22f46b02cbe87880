"""The check page by page. Every page is drawn from its address alone; nothing is stored."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from klimanetz.core.public import public_page, unlisted
from klimanetz.features.funding.check.onward import after_result
from klimanetz.features.funding.check.preparing import prepare
from klimanetz.features.funding.check.showing import show
from klimanetz.features.funding.check.steps import (
    COUNT,
    PARTNERS,
    QUESTIONS,
    TOWN,
    WAY,
    Step,
    before,
    carry,
    fields_on,
    first_wrong,
    query_with,
    steps_before,
    with_defaults,
)
from klimanetz.features.funding.inquiry import inquiry_of
from klimanetz.features.funding.inquiry_form import InquiryForm
from klimanetz.features.funding.result import work_out
from klimanetz.features.funding.ways import Way


@require_safe
@public_page
def without_manager(request: HttpRequest) -> HttpResponse:
    """What a town without a manager can do first: the check, and whom to call."""
    return show_step(request, TOWN)


@require_safe
@login_not_required
def check_way(request: HttpRequest) -> HttpResponse:
    return show_step(request, WAY)


@require_safe
@login_not_required
def check_partners(request: HttpRequest) -> HttpResponse:
    """Who goes another way than with neighbours passes through."""
    if request.GET.get("weg") not in ("", None, Way.SHARED):
        return redirect(QUESTIONS.url(request.GET.urlencode()))
    return show_step(request, PARTNERS)


@require_safe
@login_not_required
def check_questions(request: HttpRequest) -> HttpResponse:
    return show_step(request, QUESTIONS)


@require_safe
@login_not_required
def check_result(request: HttpRequest) -> HttpResponse:
    form = read(request)
    wrong = first_wrong(form)
    if wrong is not None:
        return draw_step(request, wrong, form, told=True)
    inquiry = inquiry_of(form)
    result = work_out(inquiry, on=timezone.localdate())
    context = show(result) | {
        "inquiry": inquiry,
        "query": inquiry.on(result.on).query,
        "back": QUESTIONS.url(inquiry.query),
        "parts": after_result.parts(inquiry),
        "number": COUNT,
        "count": COUNT,
    }
    return unlisted(render(request, "check/result.html", context))


def show_step(request: HttpRequest, step: Step) -> HttpResponse:
    """This page, or the one before it that something has to be mended on."""
    form = read(request)
    wrong = first_wrong(form)
    if wrong is not None and wrong in steps_before(step):
        return draw_step(request, wrong, form, told=True)
    return draw_step(request, step, form, told=False)


def draw_step(request: HttpRequest, step: Step, form: InquiryForm, *, told: bool) -> HttpResponse:
    """With what is wrong on it, once it was sent."""
    inquiry = inquiry_of(form)
    form.keep_errors_of(fields_on(step, form) if told else set())
    earlier = before(step, inquiry)
    context = {
        "form": form,
        "inquiry": inquiry,
        "number": step.number,
        "count": COUNT,
        "hidden": list(carry(form, inquiry, request.GET, fields_on(step, form))),
        "back": earlier.url(query_with(form, inquiry, request.GET)) if earlier else "",
        **prepare(step, form, inquiry, request.GET),
    }
    response = render(request, step.template, context)
    return unlisted(response) if request.GET else response


def read(request: HttpRequest) -> InquiryForm:
    """What is assumed stands in the fields, so that one sees and changes it."""
    return InquiryForm(with_defaults(request.GET))
