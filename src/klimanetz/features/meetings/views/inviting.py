"""Inviting in two steps: choose, then see the list and the mail, then send."""

from dataclasses import replace
from hashlib import blake2s
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klimanetz.core.refusal import Refused
from klimanetz.features.meetings import actions, guest_list, mails, rules
from klimanetz.features.meetings.audience_form import AudienceForm
from klimanetz.features.meetings.guest_list import GuestList
from klimanetz.features.meetings.models import Invitation, Meeting
from klimanetz.features.meetings.posting import Occasion, to_invited
from klimanetz.features.meetings.usual_guests import suggest_audience
from klimanetz.features.meetings.views.loading import asked_for_part, load_to_run
from klimanetz.mail.preview import Preview, frames_mail, preview, show_mail
from klimanetz.people.models import Person


def load_to_invite(request: HttpRequest, slug: str) -> Meeting:
    meeting = load_to_run(request, slug)
    rules.can_invite(meeting).require()
    return meeting


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_invite(request: HttpRequest, slug: str) -> HttpResponse:
    """The choice; posted, it comes back from the preview with everything as it was."""
    meeting = load_to_invite(request, slug)
    form = AudienceForm(request.POST or None, initial=suggest_audience(meeting))
    return show_choice(request, meeting, form)


def show_choice(request: HttpRequest, meeting: Meeting, form: AudienceForm) -> HttpResponse:
    return render(request, "meetings/meeting_invite.html", {"meeting": meeting, "form": form})


@frames_mail
@require_POST
def invite_preview(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = load_to_invite(request, slug)
    form = AudienceForm(request.POST)
    guests = gather_guests(meeting, form)
    if guests is None:
        return show_choice(request, meeting, form)
    return show_preview(request, meeting, form, guests)


@frames_mail
@require_POST
def invite_send(request: HttpRequest, slug: str) -> HttpResponse:
    """Sends to exactly the list that was shown; a list that changed meanwhile is shown again."""
    meeting = load_to_invite(request, slug)
    form = AudienceForm(request.POST)
    guests = gather_guests(meeting, form)
    if guests is None:
        return show_choice(request, meeting, form)
    if request.POST.get("seen") != fingerprint(guests):
        messages.warning(
            request, _("Die Liste hat sich inzwischen geändert. Bitte prüfen Sie sie.")
        )
        return show_preview(request, meeting, form, guests)
    chosen = [one for one in guests.invitees if not form.leaves_out(one)]
    audience = replace(form.audience, without=form.left_out)
    held = form.cleaned_data["held"]
    try:
        count = actions.invite(meeting, chosen, actor=request.user, audience=audience, held=held)
    except Refused as refused:
        messages.error(request, str(refused))
        return show_preview(request, meeting, form, guests)
    messages.success(request, say_held(count) if held else say_invited(count))
    return redirect("outbox") if held else redirect("office_meeting", meeting.slug)


def gather_guests(meeting: Meeting, form: AudienceForm) -> GuestList | None:
    """Whom the form asks for; nothing where it must be corrected first."""
    if not form.is_valid():
        return None
    guests = guest_list.gather(meeting, form.audience)
    if not guests.invitees:
        form.add_error(None, say_nobody(guests))
    return guests if form.is_valid() else None


def say_nobody(guests: GuestList) -> str:
    if guests.already:
        return _("Alle, die Sie ausgewählt haben, sind schon eingeladen.")
    return _("Auf diese Auswahl passt niemand. Bitte wählen Sie weiter aus.")


def fingerprint(guests: GuestList) -> str:
    emails = "\n".join(invitee.email for invitee in guests.invitees)
    return blake2s(emails.encode(), digest_size=8).hexdigest()


def say_invited(count: int) -> str:
    said = ngettext(
        "%(count)s Einladung geht hinaus.", "%(count)s Einladungen gehen hinaus.", count
    )
    return said % {"count": count}


def say_held(count: int) -> str:
    said = ngettext(
        "%(count)s Einladung wartet hier, bis Sie sie freigeben.",
        "%(count)s Einladungen warten hier, bis Sie sie freigeben.",
        count,
    )
    return said % {"count": count}


def show_preview(
    request: HttpRequest, meeting: Meeting, form: AudienceForm, guests: GuestList
) -> HttpResponse:
    context = {
        "meeting": meeting,
        "form": form,
        "guests": guests,
        "listed": [(one, form.leaves_out(one)) for one in guests.invitees],
        "seen": fingerprint(guests),
        "shown": draw_sample(request, meeting),
        "content_url": reverse("invite_mail", args=[meeting.slug]),
    }
    return render(request, "meetings/invite_preview.html", context)


def draw_sample(request: HttpRequest, meeting: Meeting) -> Preview:
    """The exact mail, as if the organiser who asks were invited."""
    person = cast("Person", request.user)
    reader = Invitation(
        meeting=meeting, name=person.full_name, email=person.email, language=person.language
    )
    letter = mails.invitation_letter(meeting, person.language)
    return preview(letter, to_invited(Occasion(meeting), reader))


@require_safe
def invite_mail(request: HttpRequest, slug: str) -> HttpResponse:
    """The mail alone, for the frame of the preview."""
    return show_mail(draw_sample(request, load_to_invite(request, slug)).html)


@require_http_methods(["GET", "HEAD", "POST"])
def later_joiners(request: HttpRequest, slug: str) -> HttpResponse:
    """Who joined the roster since the invitation; one button invites them all."""
    meeting = load_to_invite(request, slug)
    if request.method == "POST":
        count = actions.invite_later_joiners(meeting, actor=request.user)
        messages.success(request, say_invited(count))
        return redirect("office_meeting", meeting.slug)
    context = {"meeting": meeting, "guests": guest_list.later_joiners(meeting)}
    part = "#joiners" if asked_for_part(request) else ""
    return render(request, f"meetings/later_joiners.html{part}", context)


@require_POST
def meeting_remind(request: HttpRequest, slug: str) -> HttpResponse:
    """One click: everyone without an answer is asked once more."""
    meeting = load_to_run(request, slug)
    rules.can_remind(meeting).require()
    count = actions.remind(meeting, actor=request.user)
    said = ngettext("%(count)s Mensch wird erinnert.", "%(count)s Menschen werden erinnert.", count)
    messages.success(request, said % {"count": count})
    return redirect("office_meeting", meeting.slug)
