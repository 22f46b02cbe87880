"""What the line above the roster list offers to choose from.

Written by hand: as a Django form, 400 districts took longer than the list itself.
"""

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from klimanetz.people.roles import Role
from klimanetz.places.models import Authority
from klimanetz.roster.listing import Wish


def offer_choices(wish: Wish) -> dict[str, SafeString]:
    """The options of each choice, the wished one selected; one query."""
    shown = "endet" if wish.ending else "ehemalig" if wish.former else ""
    return {
        "roles": options(wish.role, _("alle"), ((str(it.value), str(it.label)) for it in Role)),
        "districts": options(wish.district, _("alle"), read_districts()),
        "shows": options(
            shown,
            _("alle im Netzwerk"),
            (("endet", _("Stelle endet in 12 Monaten")), ("ehemalig", _("Ehemalige"))),
        ),
    }


def options(chosen: str, nothing: str, offered: Iterable[tuple[str, str]]) -> SafeString:
    written = (
        f'<option value="{escape(key)}"{" selected" if key == chosen else ""}>'
        f"{escape(label)}</option>"
        for key, label in (("", nothing), *offered)
    )
    return mark_safe("".join(written))  # noqa: S308 - escaped above


def read_districts() -> Iterable[tuple[str, str]]:
    """Only districts and district-free cities have no parent; for that there is an index."""
    districts = Authority.objects.valid().districts().filter(parent__isnull=True)
    return districts.order_by("name", "ars").values_list("district_ars", "name")
