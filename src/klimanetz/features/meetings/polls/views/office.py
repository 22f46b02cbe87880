"""The organisers' polls: all of them, and the answers to one."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klimanetz.features.meetings.polls import actions, rules
from klimanetz.features.meetings.polls.forms import DeadlineForm
from klimanetz.features.meetings.polls.models import DatePoll, PollState
from klimanetz.features.meetings.polls.tally import count_votes
from klimanetz.features.meetings.polls.views.loading import load_poll, open_polls
from klimanetz.features.meetings.views.submitting import happened

#: Where a poll stands, in the order in which somebody has to act.
SHELVES = (PollState.OPEN, PollState.DRAFT, PollState.DECIDED, PollState.CLOSED)


@require_safe
def polls(request: HttpRequest) -> HttpResponse:
    open_polls(request)
    found = DatePoll.objects.select_related("chosen", "meeting").annotate(
        asked=Count("voters"), answered=Count("voters", filter=Q(voters__replied_at__isnull=False))
    )
    rows = list(found.order_by("-answer_by", "-pk"))
    shelves = [(state.value, [one for one in rows if one.state == state]) for state in SHELVES]
    context = {"shelves": [shelf for shelf in shelves if shelf[1]]}
    return render(request, "polls/polls.html", context)


@require_safe
def poll(request: HttpRequest, pk: int) -> HttpResponse:
    shown = load_poll(request, pk)
    tally = count_votes(shown)
    context = {
        "poll": shown,
        "tally": tally,
        "silent": [line.voter for line in tally.lines if not line.voter.replied_at],
        "lines": [line for line in tally.lines if line.voter.replied_at],
        "to_remind": count_to_remind(shown),
        "can_edit": rules.can_edit(shown),
        "can_ask": rules.can_ask(shown),
        "can_settle": rules.can_settle(shown),
    }
    return render(request, "polls/poll.html", context)


def count_to_remind(shown: DatePoll) -> int:
    """Who can be asked once more today. One query, while there is something to answer."""
    return shown.voters.all().remindable().count() if rules.can_vote(shown) else 0


@require_POST
def poll_remind(request: HttpRequest, pk: int) -> HttpResponse:
    count = actions.remind(load_poll(request, pk), actor=request.user)
    said = ngettext("%(count)s Mensch wird erinnert.", "%(count)s Menschen werden erinnert.", count)
    messages.success(request, said % {"count": count})
    return redirect("poll", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def poll_extend(request: HttpRequest, pk: int) -> HttpResponse:
    """Another deadline, for those who have not answered."""
    shown = load_poll(request, pk)
    rules.can_settle(shown).require()
    form = DeadlineForm(request.POST or None)
    if happened(form, lambda: actions.extend(shown, form.answer_by, actor=request.user)):
        messages.success(request, _("Die neue Frist gilt."))
        return redirect("poll", pk)
    return render(request, "polls/extend.html", {"poll": shown, "form": form})
