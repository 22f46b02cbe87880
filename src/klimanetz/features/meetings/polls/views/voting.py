"""Voting without signing in: the link in the mail is the key. A GET never writes."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from klimanetz.core.keyed import keyed_page, speak
from klimanetz.core.refusal import Refused
from klimanetz.core.throttle import throttle
from klimanetz.features.meetings.polls import actions, rules
from klimanetz.features.meetings.polls.forms import VoteForm
from klimanetz.features.meetings.polls.mails import WORDS
from klimanetz.features.meetings.polls.models import Choice, PollDate, PollVoter
from klimanetz.features.meetings.views.submitting import happened

#: A town hall may answer from one address; a machine that tries and tries is stopped.
ANSWERS_PER_CLIENT, WINDOW = 120, timedelta(minutes=10)


@require_http_methods(["GET", "HEAD", "POST"])
@keyed_page
def poll_vote(request: HttpRequest, token: str) -> HttpResponse:
    """`?termin=12&stimme=ja` stands for a choice that is still to be sent."""
    rows = PollVoter.objects.select_related("poll__chosen", "poll__meeting")
    voter = rows.filter(token=token).first()
    if voter is None:
        return render(request, "polls/vote_unknown.html", status=404)
    with speak(request, voter.language):
        if request.method == "POST":
            return save(request, voter)
        return draw(request, voter, make_form(request, voter))


def save(request: HttpRequest, voter: PollVoter) -> HttpResponse:
    form = make_form(request, voter)
    try:
        throttle(request, "poll-vote", limit=ANSWERS_PER_CLIENT, per=WINDOW)
    except Refused as refused:
        return draw(request, voter, form, problem=str(refused), status=409)
    if happened(form, lambda: give(voter, form)):
        return redirect(voter)
    return draw(request, voter, form)


def give(voter: PollVoter, form: VoteForm) -> None:
    said = form.cleaned_data
    actions.vote(voter, form.votes, attends=said.get("attends", ""), comment=said["comment"])


def make_form(request: HttpRequest, voter: PollVoter) -> VoteForm:
    dates = list(voter.poll.dates.all())
    data = request.POST if request.method == "POST" else None
    return VoteForm(data, voter=voter, dates=dates, wanted=read_wish(request, dates))


def read_wish(request: HttpRequest, dates: list[PollDate]) -> dict[int, str]:
    """The choice that the link in the mail preselects."""
    wanted = request.GET.get("termin", "")
    choice = WORDS.get(request.GET.get("stimme", ""))
    return {one.pk: choice for one in dates if choice and str(one.pk) == wanted}


def draw(
    request: HttpRequest,
    voter: PollVoter,
    form: VoteForm,
    *,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    """The answer where it was given, and the choice to change it while there is time."""
    poll = voter.poll
    said = form.said
    given = [(one, Choice(said[one.pk])) for one in poll.dates.all() if one.pk in said]
    context = {
        "voter": voter,
        "poll": poll,
        "form": form,
        "problem": problem,
        "verdict": rules.can_vote(poll),
        "given": given,
        "missing": len(form.dates) - len(given),
    }
    return render(request, "polls/vote.html", context, status=status)
