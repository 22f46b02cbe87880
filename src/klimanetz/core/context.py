"""What every template knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from klimanetz.core.models import Network
from klimanetz.core.navigation import navigation


def network(request: HttpRequest) -> dict[str, Any]:
    """`network`: name, logo and operator; `navigation`. Both made only where a template asks."""
    return {
        "network": getattr(request, "network", None) or SimpleLazyObject(Network.objects.current),
        "navigation": SimpleLazyObject(lambda: navigation(request)),
        "demo": settings.DEMO,
    }
