"""Tell organisers what the week brings."""

from datetime import date, timedelta

from django.db import transaction

from klimanetz.features.advising.board import mails
from klimanetz.features.advising.board.due import list_due, of_nobody, of_owner
from klimanetz.features.advising.board.models import ToldWeek
from klimanetz.features.advising.models import Case
from klimanetz.people.models import Person


@transaction.atomic
def tell_week(day: date) -> int:
    """To each organiser what is theirs until Sunday, and what is nobody's; once for each week.

    Whoever has nothing to do gets no mail.
    """
    year, number, weekday = day.isocalendar()
    name = f"{year}-W{number:02}"
    _row, is_new = ToldWeek.objects.get_or_create(week=name)
    if not is_new:
        return 0
    ends = day + timedelta(days=7 - weekday)
    due = list_due(Case.objects.all(), ends)
    nobodys, told = of_nobody(due), 0
    for person in Person.objects.organisers():
        mine = of_owner(due, person)
        if mine or nobodys:
            mails.week(person, mine, nobodys, today=day, ends=ends, name=name)
            told += 1
    return told
