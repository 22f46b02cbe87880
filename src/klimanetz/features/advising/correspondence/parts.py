"""What mails show on the page of a case."""

from typing import Any

from django.db.models import CharField, Exists, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Concat

from klimanetz.features.advising.correspondence.matching import ABOUT
from klimanetz.features.advising.correspondence.models import Draft
from klimanetz.features.advising.models import Case, CaseEntry, Contact, EntryKind
from klimanetz.features.advising.showing import ask_along, case_side
from klimanetz.mail.models import Mail, MailState


@ask_along
def look_after() -> dict[str, Any]:
    """What waits to be answered or sent, and what did not arrive."""
    answer, draft, lost = find_answer(), find_draft(), find_lost()
    return {
        "mails_answer": Subquery(answer.values("pk")[:1]),
        "mails_answer_from": Subquery(answer.values("arrival__address")[:1]),
        "mails_answer_at": Subquery(answer.values("at")[:1]),
        "mails_draft": Subquery(draft.values("pk")[:1]),
        "mails_draft_subject": Subquery(draft.values("subject")[:1]),
        "mails_lost": Subquery(lost.values("letter")[:1]),
        "mails_lost_address": Subquery(lost.values("address")[:1]),
    }


def find_answer() -> Any:  # noqa: ANN401 - entries that may be asked further
    """The last mail that a person sent us, where no mail of ours is later."""
    ours = CaseEntry.objects.filter(case=OuterRef("case"), kind=EntryKind.MAIL_OUT)
    came = CaseEntry.objects.filter(case=OuterRef("pk"), kind=EntryKind.MAIL_IN)
    return came.filter(
        ~Exists(ours.filter(at__gte=OuterRef("at"))), arrival__automatic=False
    ).order_by("-at", "-pk")


def find_draft() -> Any:  # noqa: ANN401 - drafts that may be asked further
    return Draft.objects.filter(case=OuterRef("pk")).order_by("-changed_at", "-pk")


def find_lost() -> Any:  # noqa: ANN401 - mails that may be asked further
    """To an address that a contact still has, and where no later mail arrived."""
    about = Concat(Value(ABOUT), Cast(OuterRef("pk"), CharField()), output_field=CharField())
    theirs = Contact.objects.filter(
        case=OuterRef(OuterRef("pk")), email__iexact=OuterRef("address")
    )
    later = Mail.objects.filter(
        letter__about=OuterRef("letter__about"), address__iexact=OuterRef("address"),
        state=MailState.SENT, pk__gt=OuterRef("pk"),
    )  # fmt: skip
    lost = Mail.objects.filter(letter__about=about, state=MailState.FAILED)
    return lost.filter(Exists(theirs), ~Exists(later)).order_by("-pk")


@case_side.show("correspondence/_mails.html", order=10)
def show_mails(case: Case) -> dict[str, Any]:
    """`case` from `with_all_that_shows`, which asked along. Whom the case has come to know since
    they wrote is called by name."""
    reachable = {one.email.lower(): one for one in case.contacts.all() if one.email}
    known = {name: vars(case)[name] for name in look_after()}
    writer = reachable.get((known["mails_answer_from"] or "").lower())
    return {"reachable": reachable, "writer": writer, **known}
