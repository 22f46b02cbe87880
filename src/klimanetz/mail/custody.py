"""What is kept about an address that mails came back from."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.core.custody import Record, keep_in_custody
from klimanetz.mail.models import Address
from klimanetz.mail.returns import forget_returns


def collect_returns(person: object) -> Iterable[Record]:
    for row in Address.objects.filter(address=getattr(person, "email", "").lower()):
        yield {
            _("E-Mail"): row.address,
            _("zuletzt zurückgekommen"): date_format(row.came_back_at, "SHORT_DATE_FORMAT"),
            _("Antwort des Mailservers"): row.words,
            _("gesperrt"): _("ja") if row.closed_at else _("nein"),
        }


def erase_returns(person: object) -> int:
    return forget_returns([getattr(person, "email", "")])


keep_in_custody(
    gettext_lazy("Mails, die nicht ankamen"), collect=collect_returns, erase=erase_returns
)
