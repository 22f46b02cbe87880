"""The days that meetings and one's own position bring."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.months import add_months
from klimanetz.features.meetings.deadlines import Deadline, finds_deadlines
from klimanetz.features.meetings.models import Invitation, Reply
from klimanetz.people.models import Person
from klimanetz.roster.models import Holding, Position
from klimanetz.roster.succession.terms import with_term_end

#: So long before its end a follow-up has to be settled: the council needs a meeting, and the
#: funding agency about five months.
LEAD_MONTHS = 6


@finds_deadlines
def find_answers(person: Person) -> Iterator[Deadline]:
    waiting = Invitation.objects.answerable().filter(person=person, reply=Reply.OPEN)
    for one in waiting.select_related("meeting").order_by("meeting__answer_by"):
        yield Deadline(
            f"antwort-{one.pk}",
            timezone.localdate(one.meeting.answer_by),
            _("Antworten: %(title)s") % {"title": one.meeting.title},
            one.get_absolute_url(),
        )


@finds_deadlines
def find_ends(person: Person) -> Iterator[Deadline]:
    """When one's own post runs out, and when what follows has to be settled."""
    held = Holding.objects.valid().filter(person=person).values("position")
    since = timezone.localdate() - timedelta(days=366)
    for position in with_term_end(Position.objects.filter(pk__in=held)).order_by("pk"):
        path = reverse("my_position", args=[position.pk])
        for key, day, title in name_days(position.term_end):
            if day >= since:
                yield Deadline(f"stelle-{position.pk}-{key}", day, title, path)


def name_days(term_end: date | None) -> list[tuple[str, date, str]]:
    if term_end is None:
        return []
    settle = add_months(term_end, -LEAD_MONTHS)
    return [
        ("anschluss", settle, _("Anschluss Ihrer Stelle klären")),
        ("ende", term_end, _("Letzter Tag Ihrer Stelle nach heutigem Stand")),
    ]
