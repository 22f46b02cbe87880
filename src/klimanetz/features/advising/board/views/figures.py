"""What the cases add up to: the page and the files."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from klimanetz.features.advising.board.desk import open_cases
from klimanetz.features.advising.board.reading import Scope, read_known
from klimanetz.features.advising.board.sheet import Sheet, answer_csv, answer_workbook
from klimanetz.features.advising.board.tables import make_tables, say_all
from klimanetz.roster.toolbar import options, read_districts


@require_safe
def case_figures(request: HttpRequest) -> HttpResponse:
    scope, districts = Scope.read(request.GET), dict(read_districts())
    known = read_known(open_cases(request), scope)
    years = ((str(year), str(year)) for year in known.years)
    context = {
        "scope": scope,
        "sentences": say_all(known),
        "tables": make_tables(known, districts, timezone.localdate()),
        "districts": options(scope.district, _("alle"), districts.items()),
        "years": options(str(scope.year or ""), _("alle"), years),
        "any": bool(known.years),
    }
    return render(request, "board/figures.html", context)


def make_sheets(request: HttpRequest) -> list[Sheet]:
    """The tables of the page, as it is narrowed."""
    known = read_known(open_cases(request), Scope.read(request.GET))
    tables = make_tables(known, dict(read_districts()), timezone.localdate())
    return [(table.title, table.heads, table.rows) for table in tables]


@require_safe
def case_figures_workbook(request: HttpRequest) -> HttpResponse:
    return answer_workbook(_("beratung-zahlen"), make_sheets(request))


@require_safe
def case_figures_csv(request: HttpRequest) -> HttpResponse:
    return answer_csv(_("beratung-zahlen"), make_sheets(request))
