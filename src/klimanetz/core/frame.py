"""The frame around every page. It is the same for all who are not signed in: drawn once, kept."""

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from klimanetz.core.models import Network
from klimanetz.core.navigation import is_signed_in, navigation, place_of
from klimanetz.core.public import keep

type Frame = dict[str, str]

PARTS = ("head", "top", "foot")


def frame_of(request: HttpRequest, network: Network) -> Frame:
    """The parts of `base.html` around the content: `head`, `top`, `foot`, and the language."""
    if is_signed_in(request):
        return draw_frame(request, network)
    place = "=".join(place_of(request.path))
    key = f"frame:{network.pk}:{get_language()}:{place}:{settings.DEMO}"
    return keep(key, network.revision, lambda: draw_frame(request, network))


def draw_frame(request: HttpRequest, network: Network) -> Frame:
    language = get_language() or settings.LANGUAGE_CODE
    context = {
        "network": network,
        "navigation": navigation(request),
        "language": language,
        "demo": settings.DEMO,
        "csrf_token": SimpleLazyObject(lambda: get_token(request)),
    }
    parts = {part: render_to_string(f"core/frame/{part}.html", context) for part in PARTS}
    return parts | {"language": language}
