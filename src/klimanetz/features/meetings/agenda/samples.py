"""The mails to who presents, among those that organisers read before anybody gets them."""

from functools import partial

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.features.meetings.agenda import mails
from klimanetz.features.meetings.agenda.plan import read_slots
from klimanetz.features.meetings.agenda.presenting import address_of
from klimanetz.features.meetings.models import AgendaItem, Meeting
from klimanetz.features.meetings.programme import Slot, lay_out
from klimanetz.features.meetings.samples import Sample, show_sample
from klimanetz.mail.models import Letter


def find_talk(meeting: Meeting) -> Slot:
    """The first that somebody with an address presents, else one that could be."""
    rows = AgendaItem.objects.select_related("presenter")
    told = (slot for slot in read_slots(meeting, rows) if address_of(slot.item))
    made_up = AgendaItem(meeting=meeting, title=_("Ihr Vortrag"), duration=20)
    return next(told, None) or next(lay_out(meeting, [made_up]))


def draw_talk(meeting: Meeting, language: str, *, template: str) -> Letter:
    with translation.override(language):
        slot = find_talk(meeting)
        return mails.draw(slot.item, template, language, {"slot": slot, "again": False})


show_sample(
    Sample(
        "vortrag",
        gettext_lazy("An Vortragende"),
        gettext_lazy("sobald Sie auf der Seite der Tagesordnung Bescheid geben"),
        partial(draw_talk, template="speaker"),
        lambda: {"link": f"{settings.BASE_URL}/vortrag/…/"},
    ),
    order=10,
)
show_sample(
    Sample(
        "vortrag-entfaellt",
        gettext_lazy("Vortrag entfällt"),
        gettext_lazy("sobald Sie einen Punkt entfernen, dessen Vortragende Bescheid wissen"),
        partial(draw_talk, template="released"),
    ),
    order=11,
)
