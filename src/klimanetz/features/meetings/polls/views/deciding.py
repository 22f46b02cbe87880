"""Choose a date, invite who was asked, or end the poll without a date."""

from typing import NamedTuple, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from klimanetz.features.meetings import rules as meeting_rules
from klimanetz.features.meetings.guest_list import invited_to
from klimanetz.features.meetings.mails import expected_letter, invitation_letter
from klimanetz.features.meetings.models import Invitation, Meeting, Reply
from klimanetz.features.meetings.polls import actions, rules
from klimanetz.features.meetings.polls.actions.deciding import as_invitee
from klimanetz.features.meetings.polls.forms import ChooseForm, CloseForm
from klimanetz.features.meetings.polls.models import Choice, DatePoll, PollVoter, Vote
from klimanetz.features.meetings.polls.planning import outline_meeting
from klimanetz.features.meetings.polls.promising import promised_in_poll
from klimanetz.features.meetings.polls.tally import count_votes, say_expected
from klimanetz.features.meetings.polls.views.loading import load_date, load_poll
from klimanetz.features.meetings.posting import Occasion, to_invited
from klimanetz.features.meetings.views.inviting import say_invited
from klimanetz.features.meetings.views.submitting import happened
from klimanetz.mail.preview import Preview, frames_mail, preview, show_mail
from klimanetz.people.models import Person

form_view = require_http_methods(["GET", "HEAD", "POST"])


@form_view
def poll_choose(request: HttpRequest, pk: int, date: int) -> HttpResponse:
    """Asks once, with what is known about the meeting; then the date is a meeting."""
    chosen = load_date(request, pk, date)
    poll = chosen.poll
    if poll.chosen_id == chosen.pk:
        return redirect("poll", pk)
    rules.can_choose(chosen).require()
    outline = outline_meeting(poll, chosen)
    form = ChooseForm(request.POST or None, chosen=chosen, like=outline)
    if happened(form, lambda: actions.choose(chosen, form.instance, actor=request.user)):
        messages.success(request, _("Das Treffen steht. Laden Sie jetzt alle ein."))
        return redirect("poll_invite", pk)
    total = count_votes(poll).sum_of(chosen)
    context = {"poll": poll, "date": chosen, "form": form, "sum": total}
    return render(request, "polls/choose.html", context | {"expected": say_expected(total)})


@form_view
def poll_close(request: HttpRequest, pk: int) -> HttpResponse:
    poll = load_poll(request, pk)
    rules.can_settle(poll).require()
    form = CloseForm(request.POST or None)
    if request.method == "POST" and happened(
        form, lambda: actions.close(poll, form.cleaned_data["message"], actor=request.user)
    ):
        messages.success(request, _("Die Umfrage ist beendet."))
        return redirect("poll", pk)
    context = {"poll": poll, "form": form, "mails": poll.voters.count()}
    return render(request, "polls/close.html", context)


class Guest(NamedTuple):
    """Somebody to be invited: what they said to the date, and the answer that stands thereby."""

    voter: PollVoter
    said: str
    reply: Reply | None


@frames_mail
@form_view
def poll_invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Everyone who was asked, ticked already; one button invites them all."""
    poll, meeting = load_to_invite(request, pk)
    if request.method == "POST":
        without = {int(one) for one in request.POST.getlist("without") if one.isdecimal()}
        count = actions.invite_asked(poll, without=without, actor=request.user)
        messages.success(request, say_invited(count))
        return redirect("office_meeting", meeting.slug)
    guests = list_guests(poll, meeting)
    agreed = count_agreed(guests)
    context = {
        "poll": poll,
        "meeting": meeting,
        "guests": guests,
        "agreed": agreed,
        "short": meeting.seats and meeting.seats < count_on_site(guests),
        "shown": draw_sample(request, meeting, agreed=bool(agreed)),
        "content_url": reverse("poll_invite_mail", args=[pk]),
    }
    return render(request, "polls/invite.html", context)


def load_to_invite(request: HttpRequest, pk: int) -> tuple[DatePoll, Meeting]:
    poll = load_poll(request, pk)
    if poll.meeting is None:
        raise PermissionDenied(_("Bitte wählen Sie zuerst einen Termin."))
    meeting_rules.can_invite(poll.meeting).require()
    return poll, poll.meeting


def list_guests(poll: DatePoll, meeting: Meeting) -> list[Guest]:
    """Who is not invited yet, those who agreed first."""
    said = {
        voter: Choice(choice).label
        for voter, choice in Vote.objects.filter(date=poll.chosen).values_list("voter", "choice")
    }
    promised, known = promised_in_poll(meeting), invited_to(meeting)
    voters = poll.voters.all().known().select_related("person").order_by("name", "pk")
    guests = [
        Guest(one, str(said.get(one.pk, "")), promised.get(one.address.lower()))
        for one in voters
        if not known.has(as_invitee(one))
    ]
    return sorted(guests, key=lambda guest: guest.reply is None)


def count_on_site(guests: list[Guest]) -> int:
    return sum(1 for guest in guests if guest.reply == Reply.ON_SITE)


def count_agreed(guests: list[Guest]) -> int:
    return sum(1 for guest in guests if guest.reply is not None)


def draw_sample(request: HttpRequest, meeting: Meeting, *, agreed: bool) -> Preview:
    """The mail of somebody who agreed, as if the organiser who looks had; where nobody did, the
    one that all get.
    """
    person = cast("Person", request.user)
    reply = meeting.replies[0] if agreed else Reply.OPEN
    reader = Invitation(meeting=meeting, name=person.full_name, email=person.email, reply=reply)
    letter = expected_letter(meeting, reply) if agreed else invitation_letter(meeting)
    return preview(letter, to_invited(Occasion(meeting), reader))


@require_safe
def poll_invite_mail(request: HttpRequest, pk: int) -> HttpResponse:
    """The mail alone, for the frame of the preview."""
    poll, meeting = load_to_invite(request, pk)
    agreed = bool(count_agreed(list_guests(poll, meeting)))
    return show_mail(draw_sample(request, meeting, agreed=agreed).html)
