"""Asking in two steps, as inviting: choose, then see the list and the mail, then send."""

from dataclasses import replace
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klimanetz.core.refusal import Refused
from klimanetz.features.meetings.guest_list import GuestList
from klimanetz.features.meetings.polls import actions, mails, rules
from klimanetz.features.meetings.polls.asked import gather
from klimanetz.features.meetings.polls.forms import AskForm
from klimanetz.features.meetings.polls.models import DatePoll, PollVoter
from klimanetz.features.meetings.polls.views.loading import load_poll
from klimanetz.features.meetings.views.inviting import fingerprint
from klimanetz.mail.preview import Preview, frames_mail, preview, show_mail
from klimanetz.people.models import Person


def load_to_ask(request: HttpRequest, pk: int) -> DatePoll:
    poll = load_poll(request, pk)
    rules.can_ask(poll).require()
    return poll


@require_http_methods(["GET", "HEAD", "POST"])
def poll_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """The choice; posted, it comes back from the preview with everything as it was."""
    return show_choice(request, load_to_ask(request, pk), AskForm(request.POST or None))


def show_choice(request: HttpRequest, poll: DatePoll, form: AskForm) -> HttpResponse:
    return render(request, "polls/ask.html", {"poll": poll, "form": form})


@frames_mail
@require_POST
def poll_ask_preview(request: HttpRequest, pk: int) -> HttpResponse:
    poll, form = load_to_ask(request, pk), AskForm(request.POST)
    asked = gather_asked(poll, form)
    if asked is None:
        return show_choice(request, poll, form)
    return show_preview(request, poll, form, asked)


@frames_mail
@require_POST
def poll_ask_send(request: HttpRequest, pk: int) -> HttpResponse:
    """Sends to exactly the list that was shown; a list that changed meanwhile is shown again."""
    poll, form = load_to_ask(request, pk), AskForm(request.POST)
    asked = gather_asked(poll, form)
    if asked is None:
        return show_choice(request, poll, form)
    if request.POST.get("seen") != fingerprint(asked):
        changed = _("Die Liste hat sich inzwischen geändert. Bitte prüfen Sie sie.")
        messages.warning(request, changed)
        return show_preview(request, poll, form, asked)
    chosen = [one for one in asked.invitees if not form.leaves_out(one)]
    audience = replace(form.audience, without=form.left_out)
    try:
        count = actions.ask(poll, chosen, actor=request.user, audience=audience)
    except Refused as refused:
        messages.error(request, str(refused))
        return show_preview(request, poll, form, asked)
    said = ngettext("%(count)s Mensch wird gefragt.", "%(count)s Menschen werden gefragt.", count)
    messages.success(request, said % {"count": count})
    return redirect("poll", pk)


def gather_asked(poll: DatePoll, form: AskForm) -> GuestList | None:
    """Whom the form asks for; nothing where it must be corrected first."""
    if not form.is_valid():
        return None
    asked = gather(poll, form.audience)
    if not asked.invitees:
        form.add_error(None, say_nobody(asked))
    return asked if form.is_valid() else None


def say_nobody(asked: GuestList) -> str:
    if asked.already:
        return _("Alle, die Sie ausgewählt haben, sind schon gefragt.")
    return _("Auf diese Auswahl passt niemand. Bitte wählen Sie weiter aus.")


def show_preview(
    request: HttpRequest, poll: DatePoll, form: AskForm, asked: GuestList
) -> HttpResponse:
    context = {
        "poll": poll,
        "form": form,
        "guests": asked,
        "listed": [(one, form.leaves_out(one)) for one in asked.invitees],
        "seen": fingerprint(asked),
        "shown": draw_sample(request, poll),
        "content_url": reverse("poll_ask_mail", args=[poll.pk]),
    }
    return render(request, "polls/ask_preview.html", context)


def draw_sample(request: HttpRequest, poll: DatePoll) -> Preview:
    """The exact mail, as if the organiser who looks were asked."""
    person = cast("Person", request.user)
    reader = PollVoter(name=person.full_name, email=person.email)
    return preview(mails.question_letter(poll, person.language), mails.to_voter(reader))


@require_safe
def poll_ask_mail(request: HttpRequest, pk: int) -> HttpResponse:
    """The mail alone, for the frame of the preview."""
    return show_mail(draw_sample(request, load_to_ask(request, pk)).html)
