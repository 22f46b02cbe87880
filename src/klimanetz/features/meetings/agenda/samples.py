"""The mails to who presents, among those that organisers read before anybody gets them.

Those about what somebody offered are about no meeting: they stand among the mails of the house.
"""

from functools import partial

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.core.audit import SYSTEM
from klimanetz.features.meetings.agenda import mails
from klimanetz.features.meetings.agenda.models import Contribution
from klimanetz.features.meetings.agenda.plan import read_slots
from klimanetz.features.meetings.agenda.presenting import address_of
from klimanetz.features.meetings.models import AgendaItem, Meeting
from klimanetz.features.meetings.programme import Slot, lay_out
from klimanetz.features.meetings.samples import Sample, show_sample
from klimanetz.mail.models import Letter
from klimanetz.mail.samples import sample
from klimanetz.people.models import Person


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
show_sample(
    Sample(
        "vortrag-verschoben",
        gettext_lazy("Vortrag ist verschoben"),
        gettext_lazy("an Vortragende ohne Einladung, sobald Sie ohne neuen Tag verschieben"),
        partial(draw_talk, template="suspended"),
    ),
    order=12,
)


def find_contribution(reader: Person) -> Contribution:
    """The newest, else one that could be; as if it were the reader's own."""
    made_up = Contribution(
        pk=0,
        title=_("Nahwärme aus dem Bach"),
        takeaway=_("Was uns das erste Jahr gelehrt hat, und was wir anders machen würden."),
        speaker_name=reader.full_name,
    )
    found = Contribution.objects.select_related("field", "item__meeting").first() or made_up
    found.proposer = reader
    found.words = found.words or _("Hier stehen Ihre Worte.")
    return found


@sample("beitrag-neu", gettext_lazy("Beitrag: angemeldet"), gettext_lazy("an Sie, sofort"))
def arrived(reader: Person) -> None:
    mails.arrived(find_contribution(reader))


@sample(
    "beitrag-zurueckgezogen",
    gettext_lazy("Beitrag: zurückgezogen"),
    gettext_lazy("an Sie, wenn er schon auf einer Tagesordnung steht"),
)
def withdrawn(reader: Person) -> None:
    mails.withdrawn(find_contribution(reader))


@sample(
    "beitrag-platz",
    gettext_lazy("Beitrag: auf der Tagesordnung"),
    gettext_lazy("an die Person, die ihn angemeldet hat, sobald Sie ihm einen Platz geben"),
)
def placed(reader: Person) -> None:
    """At the meeting at which it has its place, else at the beginning of the latest."""
    contribution = find_contribution(reader)
    item = contribution.item
    meeting = item.meeting if item else Meeting.objects.order_by("-starts_at").first()
    if meeting:
        mails.placed(contribution, find_slot(meeting, contribution), actor=SYSTEM)


def find_slot(meeting: Meeting, contribution: Contribution) -> Slot:
    slots = read_slots(meeting)
    stands = (slot for slot in slots if slot.item.pk == contribution.item_id)
    made_up = AgendaItem(meeting=meeting, title=contribution.title)
    return next(stands, None) or next(lay_out(meeting, [made_up]))


@sample(
    "beitrag-vorgemerkt",
    gettext_lazy("Beitrag: für später vorgemerkt"),
    gettext_lazy("an die Person, die ihn angemeldet hat, sobald Sie ihn vormerken"),
)
def kept(reader: Person) -> None:
    mails.kept(find_contribution(reader), off=None, actor=SYSTEM)


@sample(
    "beitrag-abgelehnt",
    gettext_lazy("Beitrag: nicht aufgenommen"),
    gettext_lazy("an die Person, die ihn angemeldet hat, sobald Sie ihn ablehnen"),
)
def declined(reader: Person) -> None:
    mails.declined(find_contribution(reader), actor=SYSTEM)


@sample(
    "beitrag-danke",
    gettext_lazy("Beitrag: danke"),
    gettext_lazy("an die Person, die ihn angemeldet hat, von selbst nach dem Treffen"),
)
def thanks(reader: Person) -> None:
    mails.thanks(find_contribution(reader))
