"""All positions over the years, for the office: as a picture, as a table, as a workbook."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from klimanetz.roster.export import EXCEL
from klimanetz.roster.office import open_office
from klimanetz.roster.sorting import sort_links
from klimanetz.roster.succession.chart import draw_chart
from klimanetz.roster.succession.finding import Positions, Wish, count_positions, find_positions
from klimanetz.roster.succession.lines import read_lines
from klimanetz.roster.succession.offers import HEADS, count_sentence, offer_filters
from klimanetz.roster.succession.workbook import write_positions
from klimanetz.roster.toolbar import options, read_districts


@gzip_page
@require_safe
def position_list(request: HttpRequest) -> HttpResponse:
    open_office(request)
    wish = Wish.read(request.GET)
    counts = count_positions(wish)
    page = Positions(wish, counts[wish.show]).get_page(request.GET.get("seite"))
    lines = read_lines(page.object_list)
    context = {
        "wish": wish,
        "page": page,
        "lines": lines,
        "chart": draw_chart(lines),
        "sentence": count_sentence(counts),
        "filters": offer_filters(request, wish, counts),
        "districts": options(wish.district, _("alle"), read_districts()),
        "heads": sort_links(request, wish.sort, HEADS),
    }
    return render(request, "succession/position_list.html", context)


@require_safe
def position_export(request: HttpRequest) -> HttpResponse:
    """The positions of the list, as it is filtered and sorted, all pages of it."""
    open_office(request)
    lines = read_lines(find_positions(Wish.read(request.GET)))
    response = HttpResponse(write_positions(lines), content_type=EXCEL)
    name = f"stellen-{timezone.localdate():%Y-%m-%d}.xlsx"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
