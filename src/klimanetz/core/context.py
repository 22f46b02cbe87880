"""What every template knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from klimanetz.core.models import Network


def network(request: HttpRequest) -> dict[str, Any]:
    """`network`: name, logo and operator, read only where a template asks for them."""
    return {
        "network": getattr(request, "network", None) or SimpleLazyObject(Network.objects.current),
        "demo": settings.DEMO,
    }
