"""What joining keeps about a person."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.core.custody import Record, keep_in_custody
from klimanetz.people.models import Person
from klimanetz.roster.joining.models import JoinInvitation, JoinRequest, Question


def requests_of(person: Person) -> QuerySet[JoinRequest]:
    return JoinRequest.objects.filter(Q(person=person) | Q(email__iexact=person.email))


def invitations_of(person: Person) -> QuerySet[JoinInvitation]:
    return JoinInvitation.objects.filter(Q(person=person) | Q(email__iexact=person.email))


def collect_requests(person: Person) -> Iterable[Record]:
    rows = requests_of(person).select_related("authority").prefetch_related("questions")
    for row in rows:
        yield {
            _("am"): row.created_at,
            _("Name"): row.full_name,
            _("E-Mail"): row.email,
            _("Kommune"): row.authority.name,
            _("Funktion"): row.get_role_display(),
            _("Nachricht"): row.message,
            _("Rückfragen"): "\n".join(f"{one.text}\n{one.answer}" for one in row.questions.all()),
            _("Stand"): row.get_state_display(),
            _("Begründung"): row.reason,
        }


def erase_requests(person: Person) -> int:
    """A request is nothing but what a person wrote: it goes as a whole."""
    rows = requests_of(person)
    Question.objects.filter(request__in=rows).delete()
    return rows.delete()[1].get("joining.JoinRequest", 0)


def collect_invitations(person: Person) -> Iterable[Record]:
    for row in invitations_of(person):
        yield {
            _("am"): row.sent_at,
            _("E-Mail"): row.email,
            _("Name"): row.name,
            _("Rolle"): row.get_role_display(),
            _("Stand"): row.get_state_display(),
        }


def erase_invitations(person: Person) -> int:
    return invitations_of(person).delete()[0]


keep_in_custody(
    gettext_lazy("Anfrage zum Mitmachen"), collect=collect_requests, erase=erase_requests
)
keep_in_custody(
    gettext_lazy("Einladung ins Netzwerk"), collect=collect_invitations, erase=erase_invitations
)
