"""What a calendar program fetches."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from klimanetz.core.calendar import calendar_file
from klimanetz.core.keyed import keyed_page
from klimanetz.features.meetings.subscription.models import Subscription
from klimanetz.features.meetings.subscription.own import draw_own


@require_safe
@keyed_page
def own_feed(request: HttpRequest, token: str) -> HttpResponse:  # noqa: ARG001 - the key is enough
    """In the language of the person; 404 for an address that was changed or closed."""
    found = Subscription.objects.select_related("person").filter(
        token=token, person__is_active=True
    )
    subscription = found.first()
    if subscription is None:
        raise Http404
    with translation.override(subscription.person.language):
        return calendar_file(draw_own(subscription.person))
