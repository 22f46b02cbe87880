"""What the search offers to choose from; the same for all, so it is kept while nothing changes."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from klimanetz.core.context import this_network
from klimanetz.core.public import keep
from klimanetz.people.roles import MEMBER_ROLES, Role
from klimanetz.places.models import Authority
from klimanetz.places.similarity import SizeClass
from klimanetz.roster.directory.matching import Wish
from klimanetz.roster.directory.models import Entry, FieldOfAction
from klimanetz.roster.toolbar import options

type Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """The value and the words of each option."""

    fields: Options
    sizes: Options
    districts: Options
    roles: Options

    def write(self, wish: Wish) -> dict[str, SafeString]:
        """The options of each choice, the wished one selected."""
        alle = _("alle")
        return {
            "fields": options(wish.field, alle, self.fields),
            "sizes": options(wish.size, alle, self.sizes),
            "districts": options(wish.district, alle, self.districts),
            "roles": options(wish.role, alle, self.roles),
        }


def offer_choices(request: HttpRequest, wish: Wish) -> dict[str, SafeString]:
    """Two queries, none where the network has not changed since."""
    key = f"directory:{get_language()}:{timezone.localdate()}"
    return keep(key, this_network(request).revision, read_choices).write(wish)


def read_choices() -> Choices:
    return Choices(
        fields=tuple((str(it.pk), it.name) for it in FieldOfAction.objects.all()),
        sizes=words(SizeClass),
        districts=tuple(read_districts()),
        roles=words(MEMBER_ROLES),
    )


def words(options: Iterable[SizeClass] | Iterable[Role]) -> Options:
    return tuple((option.value, str(option.label)) for option in options)


def read_districts() -> Iterable[tuple[str, str]]:
    """Districts and district-free cities in which somebody is found."""
    found = Entry.objects.filter(authority__isnull=False).values("authority__district_ars")
    districts = Authority.objects.valid().districts().filter(parent__isnull=True)
    return (
        districts.filter(district_ars__in=found)
        .order_by("name", "ars")
        .values_list("district_ars", "name")
    )
