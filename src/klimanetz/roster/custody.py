"""What the roster keeps about a person: roles, positions held, lists read in.

Which position was held from when to when stays when somebody is erased: it tells of the position,
and leads to nobody any more.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.core.custody import Record, keep_in_custody
from klimanetz.people.models import Person
from klimanetz.roster.models import Holding, RosterImport

LIST = "Liste"


def collect_roles(person: Person) -> Iterator[Record]:
    for role in person.memberships.order_by("starts", "pk"):
        yield {_("Rolle"): role.get_role_display(), _("Seit"): role.starts, _("Bis"): role.ends}


def collect_posts(person: Person) -> Iterator[Record]:
    holdings = Holding.objects.filter(person=person).select_related("position__authority")
    for holding in holdings.order_by("starts", "pk"):
        yield {
            _("Stelle"): holding.position.get_kind_display(),
            _("Kommune"): holding.position.authority.name,
            _("Seit"): holding.starts,
            _("Bis"): holding.ends,
        }


def collect_imports(person: Person) -> Iterator[Record]:
    for one in RosterImport.objects.filter(person=person).order_by("created_at", "pk"):
        yield {
            _("Datei"): one.file_name,
            _("Eingelesen am"): one.created_at,
            _("Stand"): one.get_state_display(),
        }


def erase_imports(person: Person) -> int:
    """The people in a list were never theirs; a file name may tell who they are."""
    theirs = RosterImport.objects.filter(person=person)
    return theirs.exclude(file_name=LIST).update(file_name=LIST)


def keep(person: Person) -> int:  # noqa: ARG001 - whoever it was: nothing here tells
    return 0


keep_in_custody(gettext_lazy("Rollen im Netzwerk"), collect=collect_roles, erase=keep)
keep_in_custody(gettext_lazy("Stellen"), collect=collect_posts, erase=keep)
keep_in_custody(gettext_lazy("Eingelesene Listen"), collect=collect_imports, erase=erase_imports)
