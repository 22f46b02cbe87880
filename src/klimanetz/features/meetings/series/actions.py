"""Keep series, plan their next meetings, keep the school holidays."""

from datetime import date, time

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.audit import record
from klimanetz.core.models import Network
from klimanetz.core.public import changed_for_the_public
from klimanetz.core.refusal import Refused
from klimanetz.features.meetings import actions as meetings
from klimanetz.features.meetings.handing_on import find_before
from klimanetz.features.meetings.models import Meeting, Series, State
from klimanetz.features.meetings.schedule import END_OF_DAY, at_local_time, default_deadline
from klimanetz.features.meetings.series.models import SchoolBreak
from klimanetz.features.meetings.wording import say_day

#: What the next meeting takes over as it is.
TAKEN_OVER = (
    "description", "mode", "venue", "address", "directions", "host", "seats", "online_seats",
    "video_kind", "video_url", "visibility",
)  # fmt: skip
FIRST_HOURS = (time(10), time(14))


@transaction.atomic
def save_series(series: Series, *, actor: object) -> Series:
    """A new one gets its slug once and for ever."""
    fresh = series.pk is None
    if fresh:
        series.slug = free_slug(series.title)
    series.save()
    record("add_series" if fresh else "change_series", series, actor=actor, title=series.title)
    changed_for_the_public()
    return series


def free_slug(title: str) -> str:
    wanted = meetings.write_slug(title) or "reihe"
    taken = set(Series.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    slug, number = wanted, 1
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug


@transaction.atomic
def plan_next(series: Series, day: date, *, actor: object) -> Meeting:
    """A planned meeting of the series on `day`, with everything from the last one.

    Refused where the series meets on that day already, as after a second click.
    """
    series = Series.objects.select_for_update().get(pk=series.pk)
    if day < timezone.localdate():
        raise Refused(_("Dieser Tag ist schon vorbei."))
    coming = series.meetings.exclude(state=State.CANCELLED)
    if any(timezone.localdate(one.starts_at) == day for one in coming):
        reason = _("Am %(day)s steht schon ein Treffen dieser Reihe.")
        raise Refused(reason % {"day": say_day(day)})
    return meetings.plan(draw_up(series, day), actor=actor)


def draw_up(series: Series, day: date) -> Meeting:
    begins, ends = FIRST_HOURS
    starts_at = at_local_time(day, begins)
    meeting = Meeting(title=series.title, series=series, starts_at=starts_at)
    if last := find_before(meeting):
        begins, ends = (timezone.localtime(it).time() for it in (last.starts_at, last.ends_at))
        for name in TAKEN_OVER:
            setattr(meeting, name, getattr(last, name))
    meeting.starts_at, meeting.ends_at = at_local_time(day, begins), at_local_time(day, ends)
    deadline = at_local_time(default_deadline(day), END_OF_DAY)
    meeting.answer_by = min(deadline, meeting.starts_at)
    return meeting


@transaction.atomic
def add_school_break(school_break: SchoolBreak, *, actor: object) -> SchoolBreak:
    """The same days twice are refused by the form; a database constraint stands behind it."""
    school_break.land = Network.objects.current().land
    school_break.save()
    record("add_school_break", school_break, actor=actor, name=school_break.name)
    return school_break


@transaction.atomic
def remove_school_break(school_break: SchoolBreak, *, actor: object) -> None:
    record("remove_school_break", school_break, actor=actor, name=school_break.name)
    school_break.delete()
