"""Who may see and run meetings, and what may happen to one now.

`can_view` has its twin in `Meeting.objects.visible_to(person)`, `can_answer` in
`Invitation.objects.answerable()`. The rules about a state (`can_change` and below) are asked by
the actions themselves; a page asks them to know which buttons to show and which reason to tell.
"""

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.refusal import ALLOWED, Verdict
from klimanetz.features.meetings.models import (
    TOOK_PLACE,
    Invitation,
    Meeting,
    Source,
    State,
    Visibility,
)
from klimanetz.people.models import Person

type Visitor = Person | AnonymousUser


def can_run(person: Visitor) -> Verdict:
    """Plan, invite, change, read all answers: organisers."""
    if isinstance(person, Person) and person.is_organiser:
        return ALLOWED
    return Verdict(False, _("Treffen bearbeitet das Netzwerkmanagement."))


def can_view(person: Visitor, meeting: Meeting) -> Verdict:
    """Public meetings: everyone. Others: members, and guests who are invited to this one."""
    if meeting.visibility == Visibility.PUBLIC:
        return ALLOWED
    if isinstance(person, Person) and (
        person.is_member or meeting.invitations.all().standing().filter(person=person).exists()
    ):
        return ALLOWED
    return Verdict(False, _("Dieses Treffen ist nur für Mitglieder des Netzwerks."))


def can_see_video_link(person: Visitor, meeting: Meeting) -> Verdict:
    """Organisers, and whoever accepted."""
    if not isinstance(person, Person):
        return Verdict(False, _("Den Link sehen alle, die zugesagt haben."))
    if person.is_organiser:
        return ALLOWED
    invitation = meeting.invitations.filter(person=person).first()
    if invitation is not None and invitation.knows_video_link:
        return ALLOWED
    return Verdict(False, _("Den Link sehen alle, die zugesagt haben."))


def can_answer(invitation: Invitation, *, source: Source = Source.LINK) -> Verdict:
    """Until the deadline; the organisers may enter an answer until the meeting is over."""
    meeting = invitation.meeting
    now = timezone.now()
    if invitation.withdrawn_at is not None:
        return Verdict(False, _("Diese Einladung wurde zurückgezogen."))
    if meeting.state != State.INVITED:
        return Verdict(False, _why_not_answered(meeting))
    if source == Source.ORGANISER:
        return _unless_over(meeting)
    if now >= meeting.answer_by:
        reason = _("Die Frist für Antworten ist vorbei. Bitte rufen Sie uns an oder schreiben uns.")
        return Verdict(False, reason)
    return ALLOWED


def was_asked_for(meeting: Meeting, moment: str) -> Verdict:
    """Whoever answered saw when the meeting is by now; nothing is said of it: no page was shown."""
    if moment in ("", meeting.moment):
        return ALLOWED
    reason = _("Das Treffen ist inzwischen verschoben: %(when)s. Bitte antworten Sie dafür neu.")
    return Verdict(False, reason % {"when": meeting.when})


def _why_not_answered(meeting: Meeting) -> str:
    return {
        State.PLANNED: _("Zu diesem Treffen ist noch nicht eingeladen."),
        State.POSTPONED: _(
            "Das Treffen ist verschoben. Wir fragen Sie neu, sobald der Termin steht."
        ),
        State.HELD: _("Das Treffen hat schon stattgefunden."),
        State.IN_REVIEW: _("Das Treffen hat schon stattgefunden."),
        State.PUBLISHED: _("Das Treffen hat schon stattgefunden."),
        State.CANCELLED: _("Das Treffen ist abgesagt."),
    }[State(meeting.state)]


def _unless_over(meeting: Meeting) -> Verdict:
    if timezone.now() >= meeting.ends_at:
        return Verdict(False, _("Das Treffen ist schon vorbei."))
    return ALLOWED


def can_change(meeting: Meeting) -> Verdict:
    if meeting.state in {*TOOK_PLACE, State.CANCELLED}:
        return Verdict(False, _why_not_answered(meeting))
    return ALLOWED


def can_invite(meeting: Meeting) -> Verdict:
    """First invitations and later ones alike, while they can be answered."""
    if meeting.state not in {State.PLANNED, State.INVITED}:
        return Verdict(False, _why_not_answered(meeting))
    return _before_deadline(meeting)


def _before_deadline(meeting: Meeting) -> Verdict:
    """Whoever is asked must be able to answer."""
    if timezone.now() >= meeting.answer_by:
        reason = _("Die Antwortfrist ist vorbei. Bitte verlängern Sie zuerst die Frist.")
        return Verdict(False, reason)
    return ALLOWED


def can_remind(meeting: Meeting) -> Verdict:
    if meeting.state != State.INVITED:
        return Verdict(False, _why_not_answered(meeting))
    return _before_deadline(meeting)


def can_withdraw(invitation: Invitation) -> Verdict:
    """Until the meeting is over or called off; an invitation taken back already stays so."""
    return can_change(invitation.meeting)


def can_postpone(meeting: Meeting) -> Verdict:
    """Also once more, and a postponed meeting gets its new date this way."""
    return can_change(meeting)


def was_shown(meeting: Meeting, moment: str) -> Verdict:
    """Whoever moves it saw when it is by now; nothing is said of it: no page was shown."""
    if moment in ("", meeting.moment):
        return ALLOWED
    reason = _(
        "Inzwischen hat jemand das Treffen verschoben: %(when)s. Senden Sie noch einmal, wenn Ihr "
        "Termin gelten soll."
    )
    return Verdict(False, reason % {"when": meeting.when})


def can_cancel(meeting: Meeting) -> Verdict:
    return can_change(meeting)


def can_hold(meeting: Meeting) -> Verdict:
    if not meeting.may_become(State.HELD):
        return Verdict(False, _("Nur ein Treffen, zu dem eingeladen ist, kann stattfinden."))
    if timezone.now() < meeting.starts_at:
        return Verdict(False, _("Das Treffen hat noch nicht begonnen."))
    return ALLOWED
