"""What polls keep about a person: which dates suited them, and what they said to it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.core.custody import Record, keep_in_custody
from klimanetz.features.meetings.forgetting import of
from klimanetz.features.meetings.polls.forgetting import erase_voters
from klimanetz.features.meetings.polls.models import PollVoter
from klimanetz.people.models import Person


def collect_votes(person: Person) -> Iterator[Record]:
    voters = PollVoter.objects.filter(of(person)).select_related("poll")
    for one in voters.prefetch_related("votes__date").order_by("asked_at", "pk"):
        votes = (f"{vote.date.when}: {vote.get_choice_display()}" for vote in one.votes.all())
        yield {
            _("Terminumfrage"): one.poll.title,
            _("Gefragt als"): f"{one.name}, {one.email}",
            _("Geantwortet am"): one.replied_at,
            _("Antwort"): "\n".join(votes),
            _("Teilnahme"): one.get_attends_display(),
            _("Bemerkung"): one.comment,
        }


keep_in_custody(gettext_lazy("Terminumfragen"), collect=collect_votes, erase=erase_voters)
