"""The words of polls in the audit trail."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from klimanetz.core.verbs import Thing, name_details, name_kind, name_verbs
from klimanetz.features.meetings.polls.models import DatePoll, PollVoter


def name_polls(numbers: Collection[int]) -> dict[int, Thing]:
    polls = DatePoll.objects.filter(pk__in=numbers).only("title")
    return {it.pk: Thing(it.title, reverse("poll", args=[it.pk])) for it in polls}


def name_voters(numbers: Collection[int]) -> dict[int, Thing]:
    rows = PollVoter.objects.filter(pk__in=numbers).select_related("poll")
    return {
        it.pk: Thing(f"{it.name}, {it.poll.title}", reverse("poll", args=[it.poll_id]))
        for it in rows
    }


name_verbs(
    {
        "prepare_poll": _("Terminumfrage vorbereitet"),
        "edit_poll": _("Terminumfrage geändert"),
        "discard_poll": _("Terminumfrage verworfen"),
        "extend_poll": _("Frist der Terminumfrage geändert"),
        "ask_for_dates": _("nach Terminen gefragt"),
        "remind_of_poll": _("an die Terminumfrage erinnert"),
        "vote": _("in der Terminumfrage geantwortet"),
        "withdraw_voter": _("aus der Terminumfrage genommen"),
        "tell_result": _("Ergebnis der Terminumfrage mitgeteilt"),
        "choose_date": _("Termin gewählt"),
        "close_poll": _("Terminumfrage ohne Termin beendet"),
        "forget_voters": _("Gefragte ohne Konto vergessen"),
    }
)
name_details({"days": _("Tage")})
name_kind("polls.datepoll", _("Terminumfrage"), name_polls)
name_kind("polls.pollvoter", _("Antwort auf eine Terminumfrage"), name_voters)
