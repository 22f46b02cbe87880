"""The words of minutes in the audit trail."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from klimanetz.core.verbs import Thing, name_details, name_kind, name_verbs
from klimanetz.features.meetings.minutes.models import ActionItem


def name_actions(numbers: Collection[int]) -> dict[int, Thing]:
    rows = ActionItem.objects.filter(pk__in=numbers).select_related("meeting")
    return {it.pk: Thing(it.title[:80], it.meeting.get_absolute_url()) for it in rows}


name_verbs(
    {
        "write_minutes": _("Protokoll geschrieben"),
        "name_minute_taker": _("bestimmt, wer mitschreibt"),
        "open_review": _("Protokoll zur Prüfung verschickt"),
        "propose_correction": _("Änderungen am Protokoll vorgeschlagen"),
        "correction_accepted": _("Vorschlag zum Protokoll übernommen"),
        "correction_declined": _("Vorschlag zum Protokoll nicht übernommen"),
        "release_minutes": _("Protokoll veröffentlicht"),
        "finish_action": _("Aufgabe erledigt"),
        "reopen_action": _("Aufgabe wieder geöffnet"),
        "remind_of_action": _("an eine Aufgabe erinnert"),
        "retell": _("Geschichte begonnen"),
    }
)
name_details({"until": _("bis"), "taker": _("Wer schreibt mit?"), "version": _("Fassung")})
name_kind("minutes.actionitem", _("Aufgabe"), name_actions)
