"""Mails of the demo's cases: written, answered and read as in production, then set back in time."""

from datetime import timedelta
from decimal import Decimal
from email.message import EmailMessage

from django.utils import timezone

from klimanetz.features.advising.address import seal
from klimanetz.features.advising.applications import actions as applications
from klimanetz.features.advising.correspondence import actions
from klimanetz.features.advising.correspondence.models import Draft
from klimanetz.features.advising.models import (
    Application,
    ApplicationState,
    Case,
    CaseEntry,
    EntryKind,
    Stage,
)
from klimanetz.mail.inbox import receive
from klimanetz.people.models import Person

ASKED = """Guten Tag Roland Seifert,

die Bewilligungsbehörde fragt zu Ihrem Antrag auf Landesförderung, wie die Stelle eingruppiert ist. Bitte schicken Sie mir den Auszug aus dem Stellenplan, dann beantworten wir das gemeinsam.

Freundliche Grüße
{me}"""  # noqa: E501 - as somebody writes a mail
ANSWERED = """Guten Tag Frau {surname},

anbei der Auszug. Die Stelle ist mit Entgeltgruppe 11 vorgesehen, der Rat hat sie so beschlossen.

Reicht das, oder braucht die Behörde noch die Bewertung?

Mit freundlichen Grüßen
Roland Seifert
Stadt Meuselwitz

-----Ursprüngliche Nachricht-----
Von: Klimanetz Thüringen
Betreff: Rückfrage zur Eingruppierung

Guten Tag Roland Seifert,

die Bewilligungsbehörde fragt zu Ihrem Antrag auf Landesförderung, wie die Stelle eingruppiert ist.
"""
ABROAD = """Guten Tag,

ich vertrete Herrn Seifert bis Ende des Monats. Wen rufe ich bei Ihnen an, wenn es um den Antrag geht?

Lea Winkler
Stadtentwicklung"""  # noqa: E501
PLAN = """Auszug aus dem Stellenplan

Stelle 61-07 Klimaschutzmanagement, 1,0, Entgeltgruppe 11, befristet auf 24 Monate
"""
LATER = """Guten Tag Ines Hartung,

hier sind noch die Antworten auf die Fragen aus Ohrdruf:

Freundliche Grüße
{me}"""


def create_correspondence(organiser: Person) -> None:
    case = Case.objects.get(stage=Stage.APPLIED)
    tell_how_it_went(case, organiser)
    write(case, "Rückfrage zur Eingruppierung", ASKED, organiser, send=True)
    set_back(case.entries.get(kind=EntryKind.MAIL_OUT), days=6)
    sender = case.contacts.get()
    text = ANSWERED.format(surname=organiser.last_name)
    receive(answer(case, f"{sender.name} <{sender.email}>", text, PLAN))
    set_back(case.entries.get(kind=EntryKind.MAIL_IN), days=2)
    receive(answer(case, "Lea Winkler <winkler@meuselwitz.example>", ABROAD))
    shared = Case.objects.get(stage=Stage.COUNCIL_PAPER, paused_at=None)
    write(shared, "Antworten für den Rat in Ohrdruf", LATER, organiser, send=False)


def tell_how_it_went(case: Case, organiser: Person) -> None:
    """Since when the authority asks, and what; and a third application in preparation."""
    queried = Application.objects.get(case=case, state=ApplicationState.QUERIED)
    today = timezone.localdate()
    queried.steps.create(
        reached=ApplicationState.SUBMITTED, on=queried.submitted_on or today, by=organiser
    )
    queried.steps.create(
        reached=ApplicationState.QUERIED,
        on=today - timedelta(days=6),
        note="Wie ist die Stelle eingruppiert? Auszug aus dem Stellenplan fehlt.",
        answer_by=today + timedelta(days=8),
        by=organiser,
    )
    applications.add(
        case, name="Stiftung Energiewende vor Ort", applied=Decimal(12_000), actor=organiser
    )


def write(case: Case, subject: str, text: str, organiser: Person, *, send: bool) -> None:
    draft = actions.keep_draft(
        Draft(case=case, subject=subject, text=text.format(me=organiser.full_name)),
        contacts=case.contacts.all(),
        files=(),
        actor=organiser,
    )
    if send:
        actions.send(draft, actor=organiser)


def answer(case: Case, sender: str, text: str, attached: str = "") -> EmailMessage:
    message = EmailMessage()
    message["From"] = sender
    message["To"] = "netzwerk@klimanetz.example"
    message["Subject"] = f"AW: Rückfrage zur Eingruppierung [B-{case.pk}-{seal(case.pk)[:8]}]"
    message["Message-ID"] = f"<{case.pk}.{len(text)}@meuselwitz.example>"
    message.set_content(text)
    if attached:
        message.add_attachment(attached, filename="Auszug Stellenplan.txt")
    return message


def set_back(entry: CaseEntry, *, days: int) -> None:
    at = timezone.now() - timedelta(days=days)
    CaseEntry.objects.filter(pk=entry.pk).update(at=at)
