"""Takes who it was out of agendas and contributions. That there was a talk stays."""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from klimanetz.core.audit import record
from klimanetz.core.custody import NOBODY
from klimanetz.core.models import Network
from klimanetz.core.months import add_months
from klimanetz.core.public import changed_for_the_public
from klimanetz.features.meetings.agenda.models import Contribution, Material, Talk
from klimanetz.features.meetings.forgetting import BATCH, forget_stranger
from klimanetz.features.meetings.models import AgendaItem, Meeting
from klimanetz.features.meetings.programme import write_programme
from klimanetz.people.models import Person


def presented_by(person: Person) -> Q:
    """With the account, or by an address or a full name of theirs."""
    addresses = (Q(presenter_email__iexact=it) for it in person.traces.addresses)
    names = Q(presenter_name__in=[it for it in person.traces.names if " " in it])
    return reduce(or_, addresses, Q(presenter=person) | names)


def spoken_by(person: Person) -> Q:
    addresses = (Q(speaker_email__iexact=it) for it in person.traces.addresses)
    names = Q(speaker_name__in=[it for it in person.traces.names if " " in it])
    return reduce(or_, addresses, names)


@transaction.atomic
def erase_presenting(person: Person) -> int:
    items = list(AgendaItem.objects.filter(presented_by(person)).order_by("pk"))
    changed = forget_presenters(items)
    return changed + Material.objects.filter(uploaded_by=person).update(uploaded_by=None)


def forget_presenters(items: Iterable[AgendaItem]) -> int:
    """Their page goes, too; the agenda in lines is written anew without telling anybody."""
    items = list(items)
    Talk.objects.filter(item__in=items).delete()
    for item in items:
        item.presenter, item.presenter_email = None, ""
        item.presenter_name = NOBODY if item.presenter_name else ""
        item.save(update_fields=["presenter", "presenter_email", "presenter_name"])
    meetings = {item.meeting_id for item in items}
    for meeting in Meeting.objects.filter(pk__in=meetings).exclude(programme="").order_by("pk"):
        programme, told = write_programme(meeting), meeting.announced
        if told.get("programme") == meeting.programme:
            told = {**told, "programme": programme}
        Meeting.objects.filter(pk=meeting.pk).update(programme=programme, announced=told)
    if items:
        changed_for_the_public()
    return len(items)


@transaction.atomic
def erase_contributions(person: Person) -> int:
    """What was offered stays, as a subject; by whom does not."""
    changed = Contribution.objects.filter(spoken_by(person)).update(
        speaker_name=NOBODY, speaker_email=""
    )
    return changed + Contribution.objects.filter(proposer=person).update(proposer=None)


def strangers_presenting() -> QuerySet[AgendaItem]:
    """Items of past meetings whose presenter only an address tells."""
    past = AgendaItem.objects.filter(presenter=None, meeting__ends_at__lt=timezone.now())
    return past.exclude(presenter_email="").order_by("pk")


def strangers_offered() -> QuerySet[Contribution]:
    """What was decided on, with a speaker who has no account."""
    decided = Contribution.objects.exclude(decided_at=None).exclude(speaker_email="")
    return decided.exclude(speaker_email__in=Person.objects.values("email")).order_by("pk")


def forget_speakers() -> int:
    """Who has no account, so long after the meeting as the network keeps who left."""
    if not strangers_presenting().exists() and not strangers_offered().exists():
        return 0
    network = Network.objects.current()
    return forget_before(add_months(timezone.localdate(), -network.keep_months), network)


@transaction.atomic
def forget_before(past: date, network: Network) -> int:
    items = list(strangers_presenting().filter(meeting__ends_at__date__lt=past)[:BATCH])
    known = {(item.presenter_email, item.presenter_name) for item in items}
    forget_presenters(items)
    for one in strangers_offered().filter(decided_at__date__lt=past)[:BATCH]:
        known.add((one.speaker_email, one.speaker_name))
        one.speaker_name, one.speaker_email = NOBODY, ""
        one.save(update_fields=["speaker_name", "speaker_email"])
    for address, name in known:
        forget_stranger(address, name)
    if known:
        record("erase_by_rule", network, number=len(known), months=network.keep_months)
    return len(known)
