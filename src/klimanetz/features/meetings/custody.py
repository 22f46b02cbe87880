"""What meetings keep about a person: where they were invited, what they answered, whom they sent.

How many came, from which place, stays when somebody is erased; who it was does not.
"""

from collections.abc import Iterator
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.core.custody import DEPUTY, NOBODY, Record, Traces, keep_in_custody, no_address
from klimanetz.features.meetings.models import Answer, Invitation
from klimanetz.features.meetings.models.invitation import new_token
from klimanetz.mail.forgetting import forget
from klimanetz.people.models import Person


def of(person: Person) -> Q:
    """Also as a guest, before the network knew more than the address."""
    return reduce(or_, (Q(email__iexact=it) for it in person.traces.addresses), Q(person=person))


def collect_invitations(person: Person) -> Iterator[Record]:
    invitations = Invitation.objects.filter(of(person)).select_related("meeting")
    for one in invitations.order_by("meeting__starts_at", "pk"):
        yield {
            _("Treffen"): one.meeting.title,
            _("Beginn"): one.meeting.starts_at,
            _("Eingeladen als"): f"{one.name}, {one.email}",
            _("Antwort"): one.get_reply_display(),
            _("Geantwortet am"): one.replied_at,
            _("Vertretung"): ", ".join(filter(None, (one.deputy_name, one.deputy_email))),
            _("Zurückgezogen am"): one.withdrawn_at,
        }


def collect_answers(person: Person) -> Iterator[Record]:
    mine = Answer.objects.filter(invitation__in=Invitation.objects.filter(of(person)))
    for answer in mine.select_related("invitation__meeting").order_by("at", "pk"):
        yield {
            _("Treffen"): answer.invitation.meeting.title,
            _("Wann"): answer.at,
            _("Antwort"): answer.get_reply_display(),
            _("Vertretung"): answer.deputy_name,
            _("Notiz"): answer.note,
            _("Wie"): answer.get_source_display(),
        }


def erase_answers(person: Person) -> int:
    """Also those they entered for somebody as an organiser."""
    theirs = Answer.objects.filter(invitation__in=Invitation.objects.filter(of(person)))
    changed = theirs.exclude(deputy_name__in=("", DEPUTY)).update(deputy_name=DEPUTY)
    changed += theirs.exclude(note="").update(note="")
    return changed + Answer.objects.filter(by__in=person.traces.names).update(by=NOBODY)


def erase_invitations(person: Person) -> int:
    theirs = Invitation.objects.filter(of(person)).exclude(name=NOBODY).order_by("pk")
    deputies = set(theirs.exclude(deputy_email="").values_list("deputy_email", "deputy_name"))
    changed = 0
    for one in theirs:
        make_nobody(one)
        changed += 1
    return changed + erase_deputy(person) + sum(forget_stranger(*pair) for pair in deputies)


def make_nobody(one: Invitation) -> None:
    one.name, one.email = NOBODY, no_address("invitation", one.pk)
    one.deputy_name, one.deputy_email = DEPUTY if one.deputy_name else "", ""
    one.token = new_token()
    one.save(update_fields=["name", "email", "deputy_name", "deputy_email", "token"])


def forget_stranger(address: str, name: str) -> int:
    """Somebody of whom the network knows nothing but the mails it sent them."""
    invited = Q(email__iexact=address) | Q(deputy_email__iexact=address)
    if Person.objects.with_email(address).exists() or Invitation.objects.filter(invited).exists():
        return 0
    return forget(Traces((address,), (name,)))


def erase_deputy(person: Person) -> int:
    """Where they came in somebody's place: that a deputy came stays."""
    by_name = Q(deputy_name__in=person.traces.names)
    by_address = (Q(deputy_email__iexact=it) for it in person.traces.addresses)
    stood_in = Invitation.objects.filter(reduce(or_, by_address, by_name))
    names = set(stood_in.values_list("deputy_name", flat=True)) - {DEPUTY}
    told = Answer.objects.filter(by_name | Q(invitation__in=stood_in, deputy_name__in=names))
    changed = told.update(deputy_name=DEPUTY)
    return changed + stood_in.update(deputy_name=DEPUTY, deputy_email="")


# Answers first: they are found by the invitations as they were.
keep_in_custody(gettext_lazy("Antworten"), collect=collect_answers, erase=erase_answers)
keep_in_custody(
    gettext_lazy("Einladungen zu Treffen"), collect=collect_invitations, erase=erase_invitations
)
