"""Notes where a person signs in, when they were last there, and that they signed out."""

from datetime import datetime, timedelta
from typing import Final

from django.http import HttpRequest
from django.utils import timezone

from klimanetz.people.models import Person
from klimanetz.people.security.models import Visit

#: Kept in the session itself, so that a request asks nothing to know whether it is due.
SEEN: Final = "seen_at"
#: No more often is it noted that somebody is still there.
NOTED_EVERY: Final = timedelta(hours=1)


def remember_visit(sender: object, request: HttpRequest, user: Person, **_: object) -> None:  # noqa: ARG001
    if not request.session.session_key:
        request.session.save()
    agent = request.headers.get("User-Agent", "")[:300]
    Visit.objects.update_or_create(
        session_key=request.session.session_key,
        defaults={"person": user, "user_agent": agent, "seen_at": timezone.now()},
    )
    request.session[SEEN] = timezone.now().isoformat()


def forget_visit(sender: object, request: HttpRequest, **_: object) -> None:  # noqa: ARG001
    Visit.objects.filter(session_key=request.session.session_key).delete()


def note_visit(request: HttpRequest) -> None:
    """At most once an hour; asks nothing of who is not signed in."""
    said = request.session.get(SEEN) if request.session.session_key else None
    now = timezone.now()
    if said and now - datetime.fromisoformat(said) >= NOTED_EVERY:
        Visit.objects.filter(session_key=request.session.session_key).update(seen_at=now)
        request.session[SEEN] = now.isoformat()
