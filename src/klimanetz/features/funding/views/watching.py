"""Being told of changes. Nobody needs an account; a GET never changes anything."""

from datetime import timedelta
from hashlib import sha256

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klimanetz.core.keyed import keyed_page, speak
from klimanetz.core.refusal import Refused
from klimanetz.core.throttle import count_attempt, throttle
from klimanetz.features.funding import watching
from klimanetz.features.funding.models import Watcher
from klimanetz.features.funding.results import result_path
from klimanetz.features.funding.watch_form import WatchForm
from klimanetz.roster.office import posted

#: As with asking to join: a town hall may write from one address, a machine is stopped.
ASKED_PER_CLIENT, WINDOW = 20, timedelta(hours=1)
#: Nobody's mailbox is filled by strangers.
MAILS_PER_ADDRESS, A_DAY = 3, timedelta(days=1)


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_exempt
@login_not_required
def watch_ask(request: HttpRequest) -> HttpResponse:
    form = WatchForm(posted(request))
    if form.is_machine:
        return redirect("watch_sent")
    if request.method == "POST" and form.is_valid():
        try:
            throttle(request, "watch", limit=ASKED_PER_CLIENT, per=WINDOW)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            ask(form.cleaned_data["email"], form.cleaned_data["query"])
            return redirect("watch_sent")
    return render(request, "funding/watch_ask.html", {"form": form})


def ask(email: str, query: str) -> None:
    key = sha256(email.lower().encode()).hexdigest()
    if count_attempt(f"watch:{key}", per=A_DAY) <= MAILS_PER_ADDRESS:
        watching.ask_to_watch(email, query, language=get_language() or "de")


@require_safe
@login_not_required
def watch_sent(request: HttpRequest) -> HttpResponse:
    """The same for every address, known or not."""
    return render(request, "funding/watch_sent.html")


@require_safe
@keyed_page
def watch(request: HttpRequest, key: str) -> HttpResponse:
    """What the link in each mail opens: confirm, or be told no more."""
    watcher = Watcher.objects.filter(key=key).first()
    if watcher is None:
        return render(request, "funding/watch_unknown.html", status=404)
    with speak(request, watcher.language):
        context = {"watcher": watcher, "result": result_path(watcher.query)}
        return render(request, "funding/watch.html", context)


@require_POST
@keyed_page
def watch_confirm(request: HttpRequest, key: str) -> HttpResponse:  # noqa: ARG001
    watching.confirm_watching(get_object_or_404(Watcher, key=key))
    return redirect("watch", key)


@require_POST
@keyed_page
def watch_end(request: HttpRequest, key: str) -> HttpResponse:
    """Twice is as good as once."""
    watcher = Watcher.objects.filter(key=key).first()
    if watcher is not None:
        watching.stop_watching(watcher)
    return render(request, "funding/watch_ended.html")
