"""The demo's open poll: when to meet in the quarter after next; two of three have answered."""

from datetime import datetime, time, timedelta
from itertools import count, cycle

from django.utils import timezone

from klimanetz.demo.cast import MANAGER
from klimanetz.demo.meetings import thursday
from klimanetz.features.meetings.guest_list import Audience
from klimanetz.features.meetings.models import Mode, Series
from klimanetz.features.meetings.obstacles import name_obstacles
from klimanetz.features.meetings.polls import actions
from klimanetz.features.meetings.polls.asked import gather
from klimanetz.features.meetings.polls.models import Choice, DatePoll
from klimanetz.features.meetings.schedule import at_local_time
from klimanetz.people.models import Person
from klimanetz.people.roles import Role

YES, IF_NEED_BE, NO = Choice.YES, Choice.IF_NEED_BE, Choice.NO
#: So many are asked, among them the manager one can play in the demo, who has not answered.
ASKED, ANSWERED = 12, 8
#: What they say to the four dates, how they would take part, and what they add.
SAID = (
    ((YES, YES, NO, IF_NEED_BE), Mode.ON_SITE, ""),
    ((NO, YES, YES, NO), Mode.ONLINE, "Online passt mir fast immer, vor Ort nur mittwochs."),
    ((IF_NEED_BE, YES, NO, YES), Mode.ON_SITE, ""),
    ((NO, IF_NEED_BE, YES, NO), "", ""),
    ((YES, YES, IF_NEED_BE, NO), Mode.ON_SITE, ""),
    ((NO, YES, NO, YES), Mode.ONLINE, "In der anderen Woche ist bei uns Stadtrat."),
    ((YES, NO, YES, IF_NEED_BE), Mode.ON_SITE, ""),
    ((IF_NEED_BE, YES, NO, NO), Mode.ONLINE, ""),
)
DAYS_FROM_THURSDAY = (-1, 0, 6, 7)


def create_poll(organiser: Person) -> None:
    """The quarter after next has two weeks to choose from."""
    spans = [(start, start + timedelta(hours=4)) for start in list_dates()]
    poll = DatePoll(
        title="Netzwerktreffen: Beschaffung und Bauhof",
        description="Was Kommunen klimafreundlich einkaufen können, und was der Bauhof davon hat. "
        "Eine gastgebende Kommune suchen wir, sobald der Tag feststeht.",
        mode=Mode.BOTH,
        series=Series.objects.first(),
        answer_by=at_local_time(timezone.localdate() + timedelta(days=9), time(23, 59)),
    )
    poll = actions.prepare(poll, spans, actor=organiser)
    audience = Audience(roles=[Role.MANAGER, Role.COORDINATOR])
    asked = gather(poll, audience).invitees
    mine = [one for one in asked if one.email == MANAGER]
    others = [one for one in asked if one.email != MANAGER][: ASKED - len(mine)]
    actions.ask(poll, [*mine, *others], actor=organiser, audience=audience)
    # Who has not answered since can be reminded.
    poll.voters.update(asked_at=timezone.now() - timedelta(days=4))
    answer(poll)


def list_dates() -> list[datetime]:
    """On the first Thursdays that are free of holidays, and the days before them."""
    weeks = (thursday(week, 10) for week in count(18))
    proposals = ([one + timedelta(days=days) for days in DAYS_FROM_THURSDAY] for one in weeks)
    return next(dates for dates in proposals if not name_obstacles([one.date() for one in dates]))


def answer(poll: DatePoll) -> None:
    dates = list(poll.dates.values_list("pk", flat=True))
    voters = poll.voters.exclude(email=MANAGER).select_related("poll").order_by("pk")[:ANSWERED]
    for voter, (choices, attends, comment) in zip(voters, cycle(SAID), strict=False):
        votes = dict(zip(dates, choices, strict=True))
        actions.vote(voter, votes, attends=attends, comment=comment)
