"""Whose entry holds in the demo network, who does not answer, and whom no mail reaches."""

from datetime import timedelta

from django.utils import timezone

from klimanetz.mail.models import Mail, MailState
from klimanetz.mail.returns import note_return
from klimanetz.people.models import Person
from klimanetz.people.roles import POSITION_ROLES
from klimanetz.roster.confirming import mails
from klimanetz.roster.confirming.models import Answer, Confirmation

NOTE = "Meine Stelle ist bis Ende übernächsten Jahres verlängert, der Bescheid kam letzte Woche."
LEFT = "Ich arbeite seit dem Sommer in einem anderen Amt."
UNKNOWN = "550 5.1.1 Recipient address rejected: User unknown"


def create_confirmations() -> None:
    """Most have confirmed; five did not, each for a reason of their own."""
    managers = Person.objects.with_role(*POSITION_ROLES).exclude(email__startswith="jonas.weber@")
    *others, waiting, silent, changed, gone, unreachable = managers.order_by("pk")
    for number, person in enumerate(others):
        confirmed(person, days_ago=20 + number * 9)
    asked(waiting, days_ago=5)
    asked(silent, days_ago=45, reminders=2)
    answered(asked(changed, days_ago=9), Answer.CHANGED, NOTE)
    answered(asked(gone, days_ago=12), Answer.GONE, LEFT)
    closed(unreachable)


def confirmed(person: Person, *, days_ago: int) -> None:
    day = timezone.now() - timedelta(days=days_ago)
    Confirmation.objects.create(
        person=person, asked_at=day, mailed_at=day, answer=Answer.RIGHT, answered_at=day
    )


def asked(person: Person, *, days_ago: int, reminders: int = 0) -> Confirmation:
    """With the last mail, as it went out."""
    now = timezone.now()
    asked_at = now - timedelta(days=days_ago)
    confirmation = Confirmation.objects.create(
        person=person,
        asked_at=asked_at,
        mailed_at=asked_at + timedelta(days=14 * reminders),
        reminders=reminders,
    )
    mails.question(confirmation)
    return confirmation


def answered(confirmation: Confirmation, said: Answer, note: str) -> None:
    confirmation.answer, confirmation.note = said, note
    confirmation.answered_at = timezone.now() - timedelta(days=2)
    confirmation.save()


def closed(person: Person) -> None:
    for days in (4, 2):
        note_return(person.email, UNKNOWN, day=timezone.localdate() - timedelta(days=days))
    asked(person, days_ago=4)
    Mail.objects.filter(address=person.email, letter__purpose="confirming.question").update(
        state=MailState.FAILED, answer=UNKNOWN
    )
