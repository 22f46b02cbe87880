"""What somebody does who wants to join: ask, confirm the address, answer a question."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.audit import BY_LINK, record
from klimanetz.core.refusal import Refused
from klimanetz.people.models import Person
from klimanetz.roster.joining import mails
from klimanetz.roster.joining.models import JoinRequest, Question, RequestState


@transaction.atomic
def ask_to_join(*, email: str, **fields: object) -> None:
    """Writes a mail that tells the owner of the address the truth; the asker learns nothing.

    Members are in already; who waits for an answer has asked already; anyone else gets a link.
    """
    email = email.strip().lower()
    person = Person.objects.with_email(email).first()
    if person is not None and person.is_active and person.is_member:
        mails.known_already(person)
        return
    pending = JoinRequest.objects.pending().filter(email=email).first()
    if pending is not None:
        mails.asked_already(pending)
        return
    request = JoinRequest.objects.create(email=email, **fields)
    mails.confirm_address(request)


@transaction.atomic
def confirm_request(request: JoinRequest) -> JoinRequest:
    """The request of this address that counts from now on; the same however often one confirms."""
    rows = JoinRequest.objects.select_for_update().filter(email=request.email).order_by("pk")
    same = {row.pk: row for row in rows}
    row = same.get(request.pk)
    if row is None or row.state != RequestState.UNCONFIRMED:
        return row or request
    waiting = next((one for one in same.values() if one.is_pending), None)
    if waiting is not None:
        row.delete()
        return waiting
    row.state, row.confirmed_at = RequestState.OPEN, timezone.now()
    row.save(update_fields=["state", "confirmed_at"])
    record("confirm_request", row, actor=BY_LINK)
    mails.arrived(row)
    return row


@transaction.atomic
def answer_question(question: Question, answer: str) -> None:
    """The first answer counts; once the request is decided, none does."""
    request = JoinRequest.objects.select_for_update().get(pk=question.request_id)
    row = Question.objects.select_for_update().get(pk=question.pk)
    if row.answered_at:
        return
    if not request.is_pending:
        raise Refused(_("Über Ihre Anfrage ist schon entschieden."))
    row.answer, row.answered_at = answer, timezone.now()
    row.save(update_fields=["answer", "answered_at"])
    if not request.questions.filter(answered_at=None).exists():
        request.state = RequestState.OPEN
        request.save(update_fields=["state"])
    record("answer_question", request, actor=BY_LINK)
    mails.answered(row)
