"""Rate limits for public forms, counted in the database so that all workers share them."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.models import Attempt
from klimanetz.core.refusal import Refused


def client_address(request: HttpRequest) -> str:
    """The address of the client; behind a trusted proxy the one that the proxy saw (the last)."""
    if settings.TRUST_PROXY:
        return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def count_attempt(key: str, *, per: timedelta) -> int:
    """How many times `key` was tried in the current window of length `per`, this one included."""
    seconds = int(per.total_seconds())
    start = int(timezone.now().timestamp()) // seconds * seconds
    window = datetime.fromtimestamp(start, UTC)
    Attempt.objects.bulk_create([Attempt(key=key, window=window)], ignore_conflicts=True)
    row = Attempt.objects.filter(key=key, window=window)
    row.update(count=F("count") + 1)
    return row.values_list("count", flat=True).get()


def throttle(request: HttpRequest, action: str, *, limit: int, per: timedelta) -> None:
    """Raises `Refused` where one client tries `action` more than `limit` times `per` window."""
    if count_attempt(f"{action}:{client_address(request)}", per=per) > limit:
        raise Refused(_("Das waren sehr viele Versuche. Bitte warten Sie einige Minuten."))


def forget_attempts(*, before: datetime) -> None:
    """Delete what no window needs any more."""
    Attempt.objects.filter(window__lt=before).delete()
