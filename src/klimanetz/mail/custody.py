"""What is kept about an address: the mails that went there, and those that came back."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.core.custody import Record, Traced, keep_in_custody
from klimanetz.mail.forgetting import collect_mails, erase_mails
from klimanetz.mail.models import Address, MailWish
from klimanetz.mail.returns import forget_returns


def collect_wish(person: Traced) -> Iterable[Record]:
    for row in MailWish.objects.filter(address__in=person.traces.addresses):
        yield {_("E-Mail"): row.address, _("Mails vom Netzwerk"): row.get_pace_display()}


def erase_wish(person: Traced) -> int:
    return MailWish.objects.filter(address__in=person.traces.addresses).delete()[0]


def collect_returns(person: Traced) -> Iterable[Record]:
    for row in Address.objects.filter(address__in=person.traces.addresses):
        yield {
            _("E-Mail"): row.address,
            _("zuletzt zurückgekommen"): date_format(row.came_back_at, "SHORT_DATE_FORMAT"),
            _("Antwort des Mailservers"): row.words,
            _("gesperrt"): _("ja") if row.closed_at else _("nein"),
        }


def erase_returns(person: Traced) -> int:
    return forget_returns(person.traces.addresses)


keep_in_custody(gettext_lazy("Wie oft Sie Mails bekommen"), collect=collect_wish, erase=erase_wish)
keep_in_custody(
    gettext_lazy("Mails, die nicht ankamen"), collect=collect_returns, erase=erase_returns
)
keep_in_custody(gettext_lazy("E-Mails an Sie"), collect=collect_mails, erase=erase_mails)
