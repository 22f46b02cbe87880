"""How far climate action management reaches: the page and the file, for any day."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from klimanetz.core.context import this_network
from klimanetz.core.public import public_page
from klimanetz.faces.reports.asked import Asked, Layer
from klimanetz.faces.reports.coverage import (
    Row,
    by_district,
    by_size,
    count_layer,
    look_back,
    name_source,
    say_day,
)
from klimanetz.faces.reports.drawing import draw
from klimanetz.faces.reports.table import list_entries, write_csv
from klimanetz.roster.coverage import Line, add_up, find_towns, list_administrations, read_past
from klimanetz.roster.coverage.ground import DISTRICTS
from klimanetz.roster.rules import can_manage

#: The file has all of them.
MOST_LISTED = 300


def name_districts(lines: list[Line]) -> dict[str, str]:
    return {
        line.place.district_ars: line.place.name for line in lines if line.place.kind in DISTRICTS
    }


def choose(lines: list[Line], layer: Layer | None) -> list[Line]:
    """The most inhabitants first: where most is to be won."""
    chosen = [line for line in lines if layer is None or layer.holds(line)]
    return sorted(chosen, key=lambda line: -line.population)


@require_safe
@public_page
def coverage_page(request: HttpRequest) -> HttpResponse:
    network, asked = this_network(request), Asked.of(request.GET)
    past = read_past(network.land)
    day = past.on(asked.day)
    lines = list(list_administrations(day))
    towns = find_towns(day) if network.land else {}
    total = Row("", add_up(lines))
    context = {
        "asked": asked,
        "total": total,
        "layers": offer_layers(asked, total),
        "picture": draw(network.land, lines, towns, asked.layer),
        "districts": by_district(lines, name_districts(lines)),
        "sizes": by_size(lines),
        "years": [*look_back(past, network), Row(say_day(asked.day), total.sum)],
        "source": name_source(network.land, asked.day),
        **list_layer(request, asked, lines),
    }
    return render(request, "reports/coverage.html", context)


def list_layer(request: HttpRequest, asked: Asked, lines: list[Line]) -> dict[str, Any]:
    if asked.layer is None:
        return {"entries": [], "left_out": 0, "dated": False}
    chosen, dated = choose(lines, asked.layer), bool(can_manage(request.user))
    shown = list_entries(chosen[:MOST_LISTED], name_districts(lines), dated=dated)
    left_out = max(0, len(chosen) - MOST_LISTED)
    return {"entries": list(shown), "left_out": left_out, "dated": dated}


def offer_layers(asked: Asked, total: Row) -> list[dict[str, Any]]:
    """What each layer holds, and the address that shows it."""
    return [
        {
            "sign": layer.name.lower(),
            "label": layer.label,
            "count": count_layer(total, layer),
            "query": asked.query(layer.value),
            "current": layer is asked.layer,
        }
        for layer in Layer
    ]


@require_safe
@public_page
def coverage_csv(request: HttpRequest) -> HttpResponse:
    network, asked = this_network(request), Asked.of(request.GET)
    lines = list(list_administrations(read_past(network.land).on(asked.day)))
    dated = bool(can_manage(request.user))
    entries = list_entries(choose(lines, asked.layer), name_districts(lines), dated=dated)
    text = write_csv(entries, name_source(network.land, asked.day), dated=dated)
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    name = f"abdeckung-{asked.day.isoformat()}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
