"""The mail of the week. Called by actions alone."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.urls import reverse

from klimanetz.features.advising.board.due import Due
from klimanetz.mail.models import Manner
from klimanetz.people.letters import post_to
from klimanetz.people.models import Person

#: So many things are named in one mail; the page has them all.
LISTED = 30


def week(
    person: Person,
    mine: Sequence[Due],
    nobodys: Sequence[Due],
    *,
    today: date,
    ends: date,
    name: str,
) -> None:
    """What is due for one organiser until the end of the week, and what nobody cares for yet."""
    post_to(
        [person],
        "board/mail/week.html",
        purpose="advising.week",
        key=f"advising:week:{name}",
        manner=Manner.NEWS,
        mine=mine[:LISTED],
        count=len(mine),
        more=max(0, len(mine) - LISTED),
        nobodys=nobodys[:LISTED],
        nobodys_count=len(nobodys),
        nobodys_more=max(0, len(nobodys) - LISTED),
        today=today,
        ends=ends,
        url=settings.BASE_URL + reverse("case_today"),
    )
