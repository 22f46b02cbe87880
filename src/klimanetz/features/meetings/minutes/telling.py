"""A practice report that becomes a story."""

from django.utils.translation import gettext as _

from klimanetz.core.audit import record
from klimanetz.core.refusal import Refused
from klimanetz.features.meetings.models import AgendaItem, ItemKind
from klimanetz.features.meetings.retelling import Report, find_taker, gather_slides
from klimanetz.people.models import Person


def tell_story(item: AgendaItem, *, actor: Person) -> str:
    """The address of the draft."""
    taker = find_taker()
    if taker is None or item.kind != ItemKind.PRACTICE:
        raise Refused(_("Aus diesem Punkt lässt sich gerade keine Geschichte machen."))
    url = taker(make_report(item), actor)
    record("retell", item.meeting, actor=actor)
    return url


def make_report(item: AgendaItem) -> Report:
    """The summary: what was announced, and what the minutes tell of it."""
    said = (entry.said for entry in item.entries.standing())
    return Report(
        item=item,
        title=item.title,
        summary="\n\n".join(filter(None, (item.summary, *said))),
        contact=item.presenter,
        contact_name=item.presenter_name or (item.presenter.full_name if item.presenter else ""),
        contact_email=item.presenter_email or (item.presenter.email if item.presenter else ""),
        slides=gather_slides(item),
    )
