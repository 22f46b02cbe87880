"""The agenda on paper."""

from django.utils.translation import gettext as _

from klimanetz.core.models import Network
from klimanetz.core.printing import print_document
from klimanetz.features.meetings.agenda.plan import print_lines
from klimanetz.features.meetings.calendar import say_location
from klimanetz.features.meetings.models import Meeting


def print_agenda(meeting: Meeting) -> bytes:
    """Two queries besides the meeting; nothing on it is for members alone."""
    content = {
        "when": meeting.when,
        "place": say_location(meeting),
        "heads": [_("Wann"), _("Was")],
        "lines": print_lines(meeting),
        "contact": say_contact(Network.objects.current()),
    }
    title = _("Tagesordnung: %(title)s") % {"title": meeting.title}
    return print_document("klimanetz.features.meetings.agenda", "agenda", title, content)


def say_contact(network: Network) -> str:
    reach = ", ".join(part for part in (network.phone, network.email) if part)
    return _("Fragen: %(reach)s") % {"reach": reach} if reach else ""
