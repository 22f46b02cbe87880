"""The mail of the week, to be read before it goes."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klimanetz.features.advising.board import mails
from klimanetz.features.advising.board.due import list_due, of_nobody, of_owner
from klimanetz.features.advising.models import Case
from klimanetz.mail.samples import sample
from klimanetz.people.models import Person


@sample("woche", _("Ihre Woche in der Beratung"), _("montags, wenn in Fällen etwas zu tun ist"))
def week(person: Person) -> None:
    """As if today were Monday."""
    today = timezone.localdate()
    ends = today + timedelta(days=6)
    due = list_due(Case.objects.all(), ends)
    mine, nobodys = of_owner(due, person), of_nobody(due)
    if mine or nobodys:
        mails.week(person, mine, nobodys, today=today, ends=ends, name="")
