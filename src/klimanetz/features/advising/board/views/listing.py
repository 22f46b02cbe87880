"""The cases as a list, and as a file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from klimanetz.features.advising.board.desk import open_cases
from klimanetz.features.advising.board.listing import Cases, Wish, find_cases
from klimanetz.features.advising.board.marks import mark
from klimanetz.features.advising.board.offers import HEADS, count_sentence, offer_choices
from klimanetz.features.advising.board.rows import make_sheet
from klimanetz.features.advising.board.sheet import answer_csv, answer_workbook
from klimanetz.roster.sorting import sort_links


@gzip_page
@require_safe
def case_list(request: HttpRequest) -> HttpResponse:
    cases, wish = open_cases(request), Wish.read(request.GET)
    page = Cases(cases, wish).get_page(request.GET.get("seite"))
    context = {
        "wish": wish,
        "page": page,
        "lines": [(case, mark(case)) for case in page.object_list],
        "sentence": count_sentence(wish, page.paginator.count),
        "heads": sort_links(request, wish.sort, HEADS),
        "choices": offer_choices(wish),
    }
    return render(request, "board/list.html", context)


@require_safe
def case_list_workbook(request: HttpRequest) -> HttpResponse:
    """The cases of the list, as it is narrowed and sorted."""
    found = find_cases(open_cases(request), Wish.read(request.GET))
    return answer_workbook(_("beratungsfaelle"), [make_sheet(found)])


@require_safe
def case_list_csv(request: HttpRequest) -> HttpResponse:
    found = find_cases(open_cases(request), Wish.read(request.GET))
    return answer_csv(_("beratungsfaelle"), [make_sheet(found)])
