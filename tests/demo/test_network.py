"""The demo is believable: enough people, in all the states that a network has."""

from io import BytesIO

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db.models import Count
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from klimanetz.core.models import Network
from klimanetz.demo import cast
from klimanetz.demo.sample import HEADERS, write_sample
from klimanetz.features.meetings.models import TOOK_PLACE, Invitation, Meeting, Reply, State
from klimanetz.features.meetings.obstacles import name_obstacles
from klimanetz.features.meetings.polls.models import PollDate
from klimanetz.mail.models import Mail
from klimanetz.people.models import Audience, Consent, Person
from klimanetz.people.roles import POSITION_ROLES, Role
from klimanetz.roster.coverage import (
    Group,
    add_up,
    coverage,
    list_administrations,
    read_past,
)
from klimanetz.roster.importing.actions import begin_import, plan_of
from klimanetz.roster.importing.plan import Status
from klimanetz.roster.models import Position, PositionState


def test_there_are_about_thirty_managers_and_two_organisers(demo_network: Network) -> None:
    assert 28 <= Person.objects.with_role(*POSITION_ROLES).count() <= 34
    assert Person.objects.with_role(Role.ORGANISER).count() == 2
    assert Person.objects.with_role(Role.STANDING_GUEST, Role.PARTNER).count() == 4


def test_reach_is_the_same_on_every_page(demo_network: Network) -> None:
    """The overview and the coverage count the same people in the same places."""
    total = add_up(list_administrations(read_past("16").on(timezone.localdate())))
    assert total.reached == coverage("16").population_covered
    assert total.administrations.total() == 206
    assert all(total.administrations[group] for group in Group)
    assert total.ending


def test_no_date_is_proposed_that_falls_into_holidays(demo_network: Network) -> None:
    starts = PollDate.objects.values_list("starts_at", flat=True)
    assert starts
    assert not name_obstacles([timezone.localdate(one) for one in starts])


def test_what_is_agreed_stands_before_people_part(demo_network: Network) -> None:
    last = Meeting.objects.filter(state__in=TOOK_PLACE).order_by("starts_at").last()
    assert last
    titles = list(last.agenda.values_list("title", flat=True))
    assert titles[-2:] == ["Gemeinsam auftreten", "Was bleibt"]


def test_nobody_could_be_a_real_person_with_mail(demo_network: Network) -> None:
    assert not Person.objects.exclude(email__endswith=".example").exists()
    assert not Person.objects.exclude(phone="").exclude(phone__startswith="030 23125").exists()


def test_posts_end_at_various_dates_some_are_vacant_some_permanent(demo_network: Network) -> None:
    states = dict(Position.objects.values_list("state").annotate(Count("pk")))
    assert states[PositionState.VACANT] >= 2
    assert states[PositionState.PLANNED] == 1
    assert Position.objects.filter(permanent=True).count() >= 6
    ends = Position.objects.filter(ends__gt=timezone.localdate()).values_list("ends", flat=True)
    assert len(set(ends)) >= 10


def test_about_half_show_their_name(demo_network: Network) -> None:
    managers = Person.objects.with_role(*POSITION_ROLES)
    showing = Consent.objects.reaching(Audience.PUBLIC).values("person").distinct().count()
    assert 0.35 < showing / managers.count() < 0.65


def test_the_next_meeting_is_being_answered(demo_network: Network) -> None:
    meeting = Meeting.objects.upcoming().get()
    assert meeting.state == State.INVITED
    replies = set(meeting.invitations.values_list("reply", flat=True))
    assert {Reply.OPEN, Reply.ON_SITE, Reply.ONLINE, Reply.DECLINED, Reply.DEPUTY} <= replies
    over = Meeting.objects.filter(state__in=TOOK_PLACE, ends_at__lt=timezone.now())
    assert over.count() == 2
    invited = Mail.objects.filter(letter__purpose="meetings.invitation").count()
    assert invited == meeting.invitations.count()


def test_the_manager_to_play_has_still_to_answer(demo_network: Network) -> None:
    [invitation] = Invitation.objects.answerable().filter(email=cast.MANAGER)
    assert invitation.reply == Reply.OPEN


def test_a_second_run_changes_nothing(demo_network: Network) -> None:
    before = (Person.objects.count(), Mail.objects.count(), Meeting.objects.count())
    call_command("demo")
    assert (Person.objects.count(), Mail.objects.count(), Meeting.objects.count()) == before


@pytest.mark.parametrize("part", ["organisator", "klimaschutz", "gast"])
def test_one_click_makes_you_somebody(demo_network: Network, client: Client, part: str) -> None:
    response = client.post(reverse("demo_play", args=[part]))
    assert response.status_code == 302
    assert client.get(reverse(django_settings.LOGIN_REDIRECT_URL), follow=True).status_code == 200


def test_nobody_else_can_be_played(demo_network: Network, client: Client) -> None:
    assert client.post(reverse("demo_play", args=["anna"])).status_code == 404
    assert client.get(reverse("demo_play", args=["gast"])).status_code == 405


def test_the_sample_has_three_mistakes_and_two_good_lines(demo_network: Network) -> None:
    organiser = Person.objects.get(email=cast.ORGANISER)
    plan = plan_of(begin_import(write_sample(), "menschen.xlsx", actor=organiser))
    asked = plan.with_status(Status.OPEN)
    assert [line.title for line in asked] == ["Anton Vogt", "Mareike Stolz", "Felix Roth"]
    assert plan.counts[Status.NEW] == 1
    assert plan.counts[Status.CHANGED] == 1


def test_the_sample_is_a_spreadsheet_as_people_keep_it(
    demo_network: Network, client: Client
) -> None:
    response = client.get(reverse("demo_sample"))
    assert 'filename="menschen.xlsx"' in response["Content-Disposition"]
    sheet = load_workbook(BytesIO(response.content)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == HEADERS
    assert len(rows) == 6
