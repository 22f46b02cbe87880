"""What the outbox says about itself, in sentences."""

from collections.abc import Mapping

from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from klimanetz.mail.forms import Show
from klimanetz.mail.models import Dispatch, Mailbox, MailState


def total(counts: Mapping[str, int]) -> int:
    return sum(counts[state] for state in MailState.values)


def tell_readers(counts: Mapping[str, int], reader: str) -> str:
    """The name of the one who gets it, or how many do."""
    number = total(counts)
    if number == 1:
        return reader
    return ngettext("%(n)s Person", "%(n)s Personen", number) % {"n": grouped(number)}


def tell_counts(counts: Mapping[str, int], *, held: bool = False) -> str:
    """„28 gesendet, 2 warten, 1 nicht zustellbar“; of a single mail just what became of it."""
    if total(counts) == 1:
        (state,) = (MailState(state) for state in MailState.values if counts[state])
        return _("angehalten") if held and state is MailState.WAITING else str(state.label)
    waiting = (
        ngettext("%(n)s angehalten", "%(n)s angehalten", counts["waiting"])
        if held
        else ngettext("%(n)s wartet", "%(n)s warten", counts["waiting"])
    )
    told = {
        "sent": ngettext("%(n)s gesendet", "%(n)s gesendet", counts["sent"]),
        "waiting": waiting,
        "failed": ngettext("%(n)s nicht zustellbar", "%(n)s nicht zustellbar", counts["failed"]),
        "daily": ngettext("%(n)s für die Tagesmail", "%(n)s für die Tagesmail", counts["daily"]),
    }
    parts = [text % {"n": grouped(counts[kind])} for kind, text in told.items() if counts[kind]]
    return ", ".join(parts)


def grouped(number: int) -> str:
    return f"{number:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def tell_stuck(counts: Mapping[str, int]) -> list[tuple[str, str]]:
    """The sentences at the head of the outbox, each with what shows the mails it counts."""
    waiting, failed = counts["waiting"], counts["failed"]
    sentences = []
    if waiting:
        text = ngettext("%(n)s Mail wartet.", "%(n)s Mails warten.", waiting)
        sentences.append((text % {"n": grouped(waiting)}, str(Show.WAITING)))
    if failed:
        text = ngettext(
            "%(n)s Mail ließ sich nicht zustellen.",
            "%(n)s Mails ließen sich nicht zustellen.",
            failed,
        )
        sentences.append((text % {"n": grouped(failed)}, str(Show.FAILED)))
    return sentences


def tell_why_waiting(dispatch: Dispatch) -> str:
    """Why nothing leaves just now; empty where the post is running."""
    if not dispatch.configured():
        return _(
            "Es ist noch kein Mailserver eingetragen, deshalb warten alle Mails hier. "
            "Eintragen kann ihn, wer die Installation betreut (SMTP_URL)."
        )
    if dispatch.trouble:
        return _(
            "Der Mailserver %(server)s nimmt seit %(since)s keine Mails an: „%(words)s“. "
            "Wir versuchen es weiter, es geht nichts verloren."
        ) % {
            "server": settings.SMTP["host"],
            "since": date_format(localtime(dispatch.trouble_since), "SHORT_DATETIME_FORMAT"),
            "words": dispatch.trouble,
        }
    if not dispatch.working:
        return _(
            "Der Versand läuft gerade nicht, deshalb warten die Mails hier. "
            "Starten kann ihn, wer die Installation betreut."
        )
    return ""


def tell_why_unread() -> str:
    """Why mails that come back are not noticed just now; empty where that works."""
    if not settings.IMAP["host"]:
        return ""
    troubled = Mailbox.objects.exclude(trouble="").order_by("pk").last()
    if troubled is None:
        return ""
    return _("Das Postfach lässt sich seit %(since)s nicht lesen: „%(words)s“.") % {
        "since": date_format(localtime(troubled.trouble_since), "SHORT_DATETIME_FORMAT"),
        "words": troubled.trouble,
    }
