"""What the organisers have to do about meetings today."""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from klimanetz.faces.site.task import Task
from klimanetz.features.meetings.agenda.models import Contribution
from klimanetz.features.meetings.minutes.unfinished import Stage, find_unfinished
from klimanetz.features.meetings.models import Meeting, State
from klimanetz.features.meetings.polls.models import DatePoll, PollState
from klimanetz.features.meetings.replies.waiting import count_waiting


def meetings_to_finish() -> Iterator[Task]:
    over = Q(state=State.INVITED, ends_at__lt=timezone.now())
    for meeting in Meeting.objects.filter(over | Q(state=State.POSTPONED)).order_by("starts_at"):
        if meeting.state == State.POSTPONED:
            yield Task(
                _("„%(title)s“ ist verschoben.") % {"title": meeting.title},
                _("Der neue Termin steht noch nicht fest."),
                reverse("meeting_postpone", args=[meeting.slug]),
                _("Neuen Termin festlegen"),
            )
        else:
            yield Task(
                _("„%(title)s“ ist vorbei.") % {"title": meeting.title},
                _("Halten Sie fest, ob es stattgefunden hat."),
                reverse("office_meeting", args=[meeting.slug]),
                _("Treffen abschließen"),
            )


def polls_to_decide() -> Iterator[Task]:
    over = DatePoll.objects.filter(state=PollState.OPEN, answer_by__lte=timezone.now())
    for poll in over.only("title").order_by("answer_by", "pk"):
        yield Task(
            _("Die Terminumfrage „%(title)s“ ist zu Ende.") % {"title": poll.title},
            _("Wählen Sie den Termin, der am besten passt."),
            reverse("poll", args=[poll.pk]),
            _("Termin wählen"),
        )


def contributions_waiting() -> Iterator[Task]:
    count = Contribution.objects.new().count()
    if count:
        yield Task(
            ngettext(
                "Jemand hat etwas zu berichten.",
                "%(count)s Beiträge für Treffen sind neu angemeldet.",
                count,
            )
            % {"count": count},
            _("Nehmen Sie den Beitrag auf eine Tagesordnung, oder merken Sie ihn vor."),
            reverse("contributions"),
            _("Ansehen"),
        )


def minutes_to_finish() -> Iterator[Task]:
    """Minutes that nobody has written yet, and those whose review is over."""
    for one in find_unfinished():
        title = {"title": one.meeting.title}
        if one.stage == Stage.UNWRITTEN:
            yield Task(
                _("Das Protokoll zu „%(title)s“ fehlt noch.") % title,
                _("Danach prüfen es alle, die dabei waren."),
                reverse("minutes_write", args=[one.meeting.slug]),
                _("Protokoll schreiben"),
            )
        else:
            yield Task(
                _("Die Prüfung des Protokolls zu „%(title)s“ ist vorbei.") % title,
                _("Veröffentlichen Sie es, dann werden die Aufgaben daraus verfolgt."),
                reverse("minutes_desk", args=[one.meeting.slug]),
                _("Protokoll ansehen"),
            )


def calendar_answers_waiting() -> Iterator[Task]:
    count = count_waiting()
    if count:
        yield Task(
            ngettext(
                "Eine Antwort aus einem Kalender braucht Ihren Blick.",
                "%(count)s Antworten aus Kalendern brauchen Ihren Blick.",
                count,
            )
            % {"count": count},
            _("Sie ließen sich nicht von selbst eintragen."),
            reverse("calendar_replies"),
            _("Ansehen"),
        )
