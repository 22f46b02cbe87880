"""What every template knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from klimanetz.core.frame import frame_of
from klimanetz.core.models import Network
from klimanetz.core.navigation import navigation


def this_network(request: HttpRequest) -> Network:
    """The network, read at most once for a request: by its view or by its template."""
    current: Network | None = getattr(request, "network", None)
    if current is None:
        current = request.network = Network.objects.current()  # type: ignore[attr-defined]
    return current


def network(request: HttpRequest) -> dict[str, Any]:
    """`network`, `navigation` and the frame of the page: made only where a template asks."""
    current: Any = SimpleLazyObject(lambda: this_network(request))
    return {
        "network": current,
        "navigation": SimpleLazyObject(lambda: navigation(request)),
        "frame": SimpleLazyObject(lambda: frame_of(request, current)),
        "demo": settings.DEMO,
    }
