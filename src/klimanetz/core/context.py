"""What every template knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from klimanetz.core.frame import frame_of
from klimanetz.core.models import Network
from klimanetz.core.navigation import navigation


def network(request: HttpRequest) -> dict[str, Any]:
    """`network`, `navigation` and the frame of the page: made only where a template asks."""
    current: Any = SimpleLazyObject(Network.objects.current)
    return {
        "network": current,
        "navigation": SimpleLazyObject(lambda: navigation(request)),
        "frame": SimpleLazyObject(lambda: frame_of(request, current)),
        "demo": settings.DEMO,
    }
