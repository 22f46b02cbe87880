"""What the network itself has to tell since the last meeting: who is new, which posts are free."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from klimanetz.core.months import add_months
from klimanetz.features.meetings.models import TOOK_PLACE, Meeting
from klimanetz.features.meetings.offering import Offer, offer_items, offered_since
from klimanetz.features.meetings.programme import read_lines
from klimanetz.people.models import Person
from klimanetz.people.roles import MEMBER_ROLES, Role
from klimanetz.roster.models import Membership
from klimanetz.roster.succession.models import Vacancy

#: The rhythm of a network that has not met yet.
QUARTER = 3
#: More names nobody reads out.
NAMED = 12


def find_since(meeting: Meeting) -> datetime:
    """The end of the meeting before; a quarter back where there was none."""
    before = Meeting.objects.filter(ends_at__lte=meeting.starts_at, state__in=TOOK_PLACE)
    last = before.exclude(pk=meeting.pk).order_by("-ends_at").values_list("ends_at", flat=True)
    months_ago = add_months(localdate(meeting.starts_at), -QUARTER)
    return last.first() or meeting.starts_at.replace(
        year=months_ago.year, month=months_ago.month, day=months_ago.day
    )


def list_offers(meeting: Meeting) -> list[Offer]:
    """What nobody has taken over yet. Each provider asks what it needs; one query besides."""
    texts = [f"{line.text}, " for line in read_lines(meeting)]
    offers = offered_since(find_since(meeting), meeting)
    return [it for it in offers if not any(text.startswith(f"{it.title}, ") for text in texts)]


@offer_items
def welcome_the_new(since: datetime, meeting: Meeting) -> Iterator[Offer]:
    """Members of today whose first role of a member began in that time."""
    began = Membership.objects.filter(role__in=MEMBER_ROLES).exclude(role=Role.ORGANISER)
    known = Q(starts=None) | Q(starts__lte=localdate(since))
    long_known = began.filter(known).values("person")
    lately = began.valid().filter(
        starts__gt=localdate(since), starts__lte=localdate(meeting.starts_at)
    )
    people = Person.objects.filter(pk__in=lately.exclude(person__in=long_known).values("person"))
    names = [it.full_name for it in people.filter(is_active=True).order_by("sort_name", "pk")]
    if names:
        yield Offer(
            _("Vorstellung der neuen Kolleg:innen"),
            _("Mitglieder"),
            minutes=min(30, max(5, 3 * len(names))),
            summary=_("Neu dabei: %(names)s.") % {"names": ", ".join(names[:NAMED])},
        )


@offer_items
def tell_of_vacancies(since: datetime, meeting: Meeting) -> Iterator[Offer]:
    """Posts that were advertised in that time and can still be applied for."""
    rows = Vacancy.objects.open().filter(
        published_at__gt=since, published_at__lte=meeting.starts_at
    )
    places = [
        vacancy.position.authority.name
        for vacancy in rows.select_related("position__authority").order_by("apply_by", "pk")
    ]
    if places:
        count = len(places)
        yield Offer(
            ngettext("Eine Stelle ist frei", "%(count)s Stellen sind frei", count)
            % {"count": count},
            _("Stellen"),
            minutes=5,
            summary=_("Ausgeschrieben: %(places)s.") % {"places": ", ".join(places[:NAMED])},
        )
