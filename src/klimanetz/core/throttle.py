"""Rate limits for public forms, counted in the database so that all workers share them."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.models import Attempt
from klimanetz.core.refusal import Refused

#: One statement, so that workers who count at the same moment lose nothing (SQLite, PostgreSQL).
COUNT_ONE_MORE = """
    INSERT INTO core_attempt (key, "window", count) VALUES (%s, %s, 1)
    ON CONFLICT (key, "window") DO UPDATE SET count = core_attempt.count + 1
    RETURNING count
"""


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
    with connection.cursor() as cursor:
        cursor.execute(COUNT_ONE_MORE, [key, window])
        return int(cursor.fetchone()[0])


def throttle(request: HttpRequest, action: str, *, limit: int, per: timedelta) -> None:
    """Raises `Refused` where one client tries `action` more than `limit` times `per` window."""
    if count_attempt(f"{action}:{client_address(request)}", per=per) > limit:
        raise Refused(_("Das waren sehr viele Versuche. Bitte warten Sie einige Minuten."))


def forget_attempts(*, before: datetime) -> None:
    """Delete what no window needs any more."""
    Attempt.objects.filter(window__lt=before).delete()
