"""Letting certificates go: whoever was there gets theirs, by mail where there is an address."""

from django.db import transaction
from django.utils.translation import gettext as _

from klimanetz.core.audit import name_actor, record
from klimanetz.core.custody import NOBODY
from klimanetz.core.refusal import Refused
from klimanetz.features.meetings.actions.locking import lock, require
from klimanetz.features.meetings.day import mails, rules
from klimanetz.features.meetings.day.models import Certificate
from klimanetz.features.meetings.models import Attendance, Meeting
from klimanetz.features.meetings.posting import Occasion


@transaction.atomic
def release(meeting: Meeting, *, actor: object) -> int:
    """Release what is not released yet; returns how many mails that made.

    Who is added to the list afterwards gets theirs by releasing again; nobody gets two.
    """
    meeting = lock(meeting.pk)
    require(rules.can_certify(meeting))
    there = Attendance.objects.present().filter(meeting=meeting).exclude(name=NOBODY)
    if not there.exists():
        raise Refused(_("Noch ist niemand als anwesend eingetragen."))
    missing = list(there.filter(certificate=None).select_related("invitation").order_by("pk"))
    if not missing:
        raise Refused(_("Alle haben ihre Bestätigung schon."))
    fresh = [Certificate(attendance=one, released_by=name_actor(str(actor))) for one in missing]
    Certificate.objects.bulk_create(fresh)
    record("release_certificates", meeting, actor=actor, number=len(fresh))
    return mails.certificates(Occasion(meeting, actor), fresh)
