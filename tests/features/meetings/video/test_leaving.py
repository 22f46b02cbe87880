"""Who left a conference early, as far as the server tells."""

import time_machine
from django.test import Client
from pytest_django import Settings

from klimanetz.features.meetings.models import Attendance, Invitation, Meeting, VideoKind
from klimanetz.features.meetings.video.jobs import note_who_left
from tests.features.meetings.conftest import berlin
from tests.features.meetings.video.conftest import enter
from tests.features.meetings.video.servers import Server
from tests.features.meetings.video.test_rooms import go


def left_at() -> object:
    return Attendance.objects.get().left_at


def test_bigbluebutton_tells_who_left_and_who_came_back(
    joining: Invitation, client: Client, bbb: Server, clock: time_machine.Traveller
) -> None:
    Meeting.objects.update(video_kind=VideoKind.BIGBLUEBUTTON)
    go(enter(client, joining))
    clock.move_to(berlin(3, 17, 11))
    assert note_who_left() == 0, "still inside"
    bbb.inside.clear()
    clock.move_to(berlin(3, 17, 12))
    assert note_who_left() == 1
    assert note_who_left() == 0
    assert left_at() == berlin(3, 17, 12)
    clock.move_to(berlin(3, 17, 12, 5))
    go(enter(client, joining))
    assert left_at() is None
    assert note_who_left() == 0


def test_a_server_that_is_silent_sends_nobody_home(
    joining: Invitation, client: Client, bbb: Server, clock: time_machine.Traveller
) -> None:
    Meeting.objects.update(video_kind=VideoKind.BIGBLUEBUTTON)
    go(enter(client, joining))
    bbb.broken = True
    clock.move_to(berlin(3, 17, 12))
    assert note_who_left() == 0
    assert left_at() is None


def test_a_conference_that_was_closed_tells_nothing(
    joining: Invitation, client: Client, bbb: Server, clock: time_machine.Traveller
) -> None:
    Meeting.objects.update(video_kind=VideoKind.BIGBLUEBUTTON)
    go(enter(client, joining))
    bbb.calls.clear()
    bbb.inside.clear()
    clock.move_to(berlin(3, 17, 12))
    assert note_who_left() == 0
    assert left_at() is None


def test_after_the_end_an_empty_room_tells_nothing(
    joining: Invitation, client: Client, bbb: Server, clock: time_machine.Traveller
) -> None:
    Meeting.objects.update(video_kind=VideoKind.BIGBLUEBUTTON)
    go(enter(client, joining))
    bbb.inside.clear()
    clock.move_to(berlin(3, 17, 14))
    assert note_who_left() == 0
    assert left_at() is None


def test_who_is_on_the_way_in_has_not_left(
    joining: Invitation, client: Client, bbb: Server, clock: time_machine.Traveller
) -> None:
    Meeting.objects.update(video_kind=VideoKind.BIGBLUEBUTTON)
    clock.move_to(berlin(3, 17, 10, 1))
    enter(client, joining)
    clock.shift(60)
    assert note_who_left() == 0


def test_without_a_server_nobody_is_asked(
    joining: Invitation, django_assert_num_queries: object, settings: Settings
) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert note_who_left() == 0
