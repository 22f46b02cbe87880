"""What mails show on the page of a case."""

from typing import Any

from django.db.models import Exists, OuterRef, Subquery

from klimanetz.core.audit import name_subject
from klimanetz.features.advising.correspondence.models import Draft
from klimanetz.features.advising.models import Case, CaseEntry, EntryKind
from klimanetz.features.advising.showing import case_side
from klimanetz.mail.models import Mail, MailState


@case_side.show("correspondence/_mails.html", order=10)
def show_mails(case: Case) -> dict[str, Any]:
    """In one query: what waits to be answered or sent, and what did not arrive."""
    return {"state": look_after(case), "reachable": any(one.email for one in case.contacts.all())}


def look_after(case: Case) -> dict[str, Any]:
    """`answer_*`: the last mail that came from a contact, where no mail of ours is later."""
    mails = CaseEntry.objects.filter(case=OuterRef("pk"))
    ours_later = CaseEntry.objects.filter(
        case=OuterRef("case"), kind=EntryKind.MAIL_OUT, at__gte=OuterRef("at")
    )
    waiting = (
        mails.filter(kind=EntryKind.MAIL_IN, arrival__automatic=False)
        .filter(~Exists(ours_later))
        .order_by("-at", "-pk")
    )
    drafts = Draft.objects.filter(case=OuterRef("pk")).order_by("-changed_at", "-pk")
    lost = Mail.objects.filter(letter__about=name_subject(case), state=MailState.FAILED)
    state: dict[str, Any] = (
        Case.objects.filter(pk=case.pk)
        .values(
            answer_pk=Subquery(waiting.values("pk")[:1]),
            answer_from=Subquery(waiting.values("contact__name")[:1]),
            answer_at=Subquery(waiting.values("at")[:1]),
            draft_pk=Subquery(drafts.values("pk")[:1]),
            draft_subject=Subquery(drafts.values("subject")[:1]),
            lost_letter=Subquery(lost.order_by("-pk").values("letter")[:1]),
            lost_address=Subquery(lost.order_by("-pk").values("address")[:1]),
        )
        .get()
    )
    return state
