"""All cases on their way, as a board."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from klimanetz.features.advising.board.columns import read_board
from klimanetz.features.advising.board.counting import count_due_today
from klimanetz.features.advising.board.desk import open_cases


@gzip_page
@require_safe
def case_board(request: HttpRequest) -> HttpResponse:
    cases = open_cases(request)
    context = {"board": read_board(cases), "due": count_due_today(cases)}
    return render(request, "board/board.html", context)
