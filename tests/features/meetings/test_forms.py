"""What organisers type: days and wall clocks, places by name, names and addresses."""

from datetime import datetime, time

import pytest
import time_machine
from django.http import QueryDict

from klimanetz.features.meetings import actions
from klimanetz.features.meetings.answer_form import AnswerForm
from klimanetz.features.meetings.audience_form import AudienceForm
from klimanetz.features.meetings.forms import (
    EditMeetingForm,
    MeetingForm,
    PostponeForm,
    suggest_next,
)
from klimanetz.features.meetings.models import Meeting, Mode, Reply, Source
from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.places.finding import describe, suggest_places
from klimanetz.places.models import Authority, Kind
from tests.factories import make_authority, make_manager, make_person
from tests.features.meetings.conftest import Invite, MakeMeeting, berlin

TYPED = {
    "title": "Netzwerktreffen",
    "day": "2027-06-16",
    "begins": "10:00",
    "ends": "14:00",
    "mode": "both",
    "visibility": "public",
}


def typed(base: dict[str, str] | None = None, /, **fields: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update((base or TYPED) | fields)
    return data


def as_typed(meeting: Meeting, **fields: str) -> QueryDict:
    """The edit form of a meeting as a browser sends it back, with some fields typed anew."""
    form = EditMeetingForm(instance=meeting)
    shown = {name: str(form[name].value() or "") for name in form.fields}
    shown |= {name: shown[name][:5] for name in ("begins", "ends")}
    return typed(shown, **fields)


@pytest.fixture(autouse=True)
def _february(clock: time_machine.Traveller, db: None) -> None:
    """Today is 1 February 2027."""


def test_wall_clocks_become_moments_in_germany() -> None:
    form = MeetingForm(typed())
    assert form.is_valid(), form.errors
    meeting = form.save(commit=False)
    assert meeting.starts_at == berlin(6, 16, 10)
    assert meeting.ends_at == berlin(6, 16, 14)
    assert meeting.starts_at.utcoffset() != berlin(1, 1).utcoffset()


def test_answers_are_due_ten_days_before_unless_somebody_says_otherwise() -> None:
    form = MeetingForm(typed())
    assert form.is_valid()
    assert form.cleaned_data["answer_by"] == berlin(6, 6, 23, 59)
    form = MeetingForm(typed(answer_until="2027-06-14"))
    assert form.is_valid()
    assert form.cleaned_data["answer_by"] == berlin(6, 14, 23, 59)


def test_a_meeting_next_week_still_leaves_time_to_answer() -> None:
    form = MeetingForm(typed(day="2027-02-05"))
    assert form.is_valid()
    assert form.cleaned_data["answer_by"] == berlin(2, 1, 23, 59)


def test_answers_are_due_before_the_meeting_begins() -> None:
    form = MeetingForm(typed(answer_until="2027-06-16"))
    assert form.is_valid()
    assert form.cleaned_data["answer_by"] == berlin(6, 16, 10)


@pytest.mark.parametrize(
    ("fields", "field", "reason"),
    [
        ({"day": "2027-03-28", "begins": "02:30"}, "begins", "02:30 Uhr gibt es nicht"),
        ({"day": "2027-03-28", "begins": "01:30", "ends": "02:00"}, "ends", "02:00 Uhr gibt es"),
        ({"ends": "10:00"}, "ends", "Das Ende liegt vor dem Beginn."),
        ({"answer_until": "2027-06-17"}, "answer_until", "erst nach dem Treffen"),
        ({"day": "2027-01-31"}, "day", "schon vorbei"),
        ({"day": "2027-02-01", "begins": "08:30"}, "begins", "heute schon vorbei"),
        ({"day": ""}, "day", "Bitte füllen Sie dieses Feld aus."),
        ({"day": "31.6."}, "day", ""),
        ({"host": "Nirgendwo"}, "host", "kennt das Verzeichnis nicht"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    fields: dict[str, str], field: str, reason: str
) -> None:
    form = MeetingForm(typed(**fields))
    assert not form.is_valid()
    assert list(form.errors) == [field]
    assert reason in form.errors[field][0]


def test_the_hour_that_comes_twice_in_autumn_is_the_first() -> None:
    form = MeetingForm(typed(day="2027-10-31", begins="02:30", ends="04:00"))
    assert form.is_valid()
    moment: datetime = form.cleaned_data["starts_at"]
    assert moment.utcoffset() == berlin(7, 1).utcoffset()


def test_an_online_meeting_has_no_seats() -> None:
    form = MeetingForm(typed(mode="online", seats="30"))
    assert form.is_valid()
    assert form.save(commit=False).seats is None


def test_the_next_meeting_is_proposed_a_quarter_later(meeting: Meeting) -> None:
    proposed = suggest_next(meeting)
    assert proposed["day"] == berlin(6, 16).date()
    assert proposed["day"].weekday() == meeting.starts_at.weekday()
    assert (proposed["begins"], proposed["ends"]) == (time(10), time(14))
    assert proposed["video_url"] == meeting.video_url
    assert "venue" not in proposed


def test_after_a_long_break_the_proposal_lies_ahead(
    meeting: Meeting, clock: time_machine.Traveller
) -> None:
    clock.move_to(berlin(12, 1))
    assert suggest_next(meeting)["day"] > berlin(12, 1).date()


def test_the_first_meeting_is_proposed_without_a_day() -> None:
    proposed = suggest_next(None)
    assert proposed["mode"] == Mode.BOTH
    assert "day" not in proposed


# The host: a place of the register by its name


def test_a_name_that_only_one_place_has(ilmenau: Authority) -> None:
    form = MeetingForm(typed(host="ilmenau"))
    assert form.is_valid(), form.errors
    assert form.save(commit=False).host == ilmenau


def test_a_name_of_several_places_is_asked_back(ilm_kreis: Authority, erfurt: Authority) -> None:
    make_authority("160700001001", "Neustadt", Kind.MUNICIPALITY, parent=ilm_kreis)
    other = make_authority("160510001001", "Neustadt", Kind.MUNICIPALITY, parent=erfurt)
    form = MeetingForm(typed(host="Neustadt"))
    assert not form.is_valid()
    asked = str(form["host"])
    assert "Neustadt (Gemeinde, Ilm-Kreis)" in asked
    assert "Neustadt (Gemeinde, Erfurt)" in asked
    form = MeetingForm(typed(host="Neustadt (Gemeinde, Erfurt)"))
    assert form.is_valid()
    assert form.save(commit=False).host == other


def test_places_that_ended_are_not_offered(ilmenau: Authority) -> None:
    ilmenau.valid_to = berlin(1, 1).date()
    ilmenau.save()
    assert suggest_places("Ilmen") == []
    assert suggest_places(" ") == []


def test_the_host_stands_in_the_form_as_it_is_described(
    make_meeting: MakeMeeting, ilmenau: Authority
) -> None:
    form = EditMeetingForm(instance=make_meeting(host=ilmenau))
    assert form["host"].value() == describe(ilmenau) == "Ilmenau (Gemeinde, Ilm-Kreis)"


# Two organisers, one meeting


def test_what_nobody_changed_saves_as_it_is(make_meeting: MakeMeeting, ilmenau: Authority) -> None:
    meeting = make_meeting(host=ilmenau, seats=30, answer_by=berlin(3, 8, 12))
    form = EditMeetingForm(as_typed(meeting), instance=meeting)
    assert form.is_valid(), form.errors
    assert form.changed_data == []
    same = form.save(commit=False)
    fresh = Meeting.objects.get()
    for name in ("starts_at", "ends_at", "answer_by", "host", "seats", "video_url"):
        assert getattr(same, name) == getattr(fresh, name)


def test_who_saves_second_is_asked_what_holds(meeting: Meeting) -> None:
    mine = as_typed(meeting, venue="Bürgerhaus", begins="09:00")
    other = Meeting.objects.get()
    other.venue, other.mode = "Kloster", Mode.ON_SITE
    actions.change(other, actor="Otto")
    form = EditMeetingForm(mine, instance=Meeting.objects.get())
    assert not form.is_valid()
    assert "Inzwischen hat jemand hier gespeichert: „Kloster“." in form.errors["venue"][0]
    assert "„vor Ort“" in form.errors["mode"][0]
    assert "„10:00“" in form.errors["begins"][0]
    assert form["venue"].value() == "Bürgerhaus"
    knowing = typed({name: str(form[name].value() or "") for name in form.fields})
    again = EditMeetingForm(knowing, instance=Meeting.objects.get())
    assert again.is_valid(), again.errors
    assert again.save(commit=False).venue == "Bürgerhaus"


def test_both_values_are_shown_where_one_is_empty(meeting: Meeting, ilmenau: Authority) -> None:
    mine = as_typed(meeting, host="Ilmenau", day="2027-03-18")
    other = Meeting.objects.get()
    other.title = "Sondertreffen"
    actions.change(other, actor="Otto")
    form = EditMeetingForm(mine, instance=Meeting.objects.get())
    assert "„nichts“" in form.errors["host"][0]
    assert "„17. März 2027“" in form.errors["day"][0]
    assert "„Sondertreffen“" in form.errors["title"][0]


def test_the_same_change_by_two_is_no_conflict(meeting: Meeting) -> None:
    mine = as_typed(meeting, venue="Kloster")
    other = Meeting.objects.get()
    other.venue = "Kloster"
    actions.change(other, actor="Otto")
    assert EditMeetingForm(mine, instance=Meeting.objects.get()).is_valid()


# Postpone


def test_moving_by_a_week_needs_only_the_day(meeting: Meeting) -> None:
    shown = PostponeForm(meeting=meeting)
    hours = {name: str(shown[name].value())[:5] for name in ("begins", "ends")}
    assert hours == {"begins": "10:00", "ends": "14:00"}
    assert shown["day"].value() is None, "empty: the new date is not known yet"
    form = PostponeForm(typed(hours, day="2027-03-24"), meeting=meeting)
    assert form.is_valid(), form.errors
    assert form.facts == {
        "starts_at": berlin(3, 24, 10),
        "ends_at": berlin(3, 24, 14),
        "answer_by": berlin(3, 17, 23, 59),
        "reason": "",
    }


def test_a_new_date_needs_its_hours(meeting: Meeting) -> None:
    form = PostponeForm(typed({"day": "2027-04-14"}), meeting=meeting)
    assert set(form.errors) == {"begins", "ends"}


def test_no_date_yet_is_an_answer(meeting: Meeting) -> None:
    hours = {"begins": "10:00", "ends": "14:00"}
    form = PostponeForm(typed(hours, reason="Bahnstreik"), meeting=meeting)
    assert form.is_valid()
    assert form.facts == {
        "starts_at": None,
        "ends_at": None,
        "answer_by": None,
        "reason": "Bahnstreik",
    }


# Whom to invite


def audience(**fields: str) -> AudienceForm:
    return AudienceForm(typed({"further": ""}, **fields))


def test_roles_and_districts_make_the_audience(ilm_kreis: Authority) -> None:
    data = QueryDict("roles=manager&roles=partner&districts=16070&further=")
    form = AudienceForm(data)
    assert form.is_valid(), form.errors
    assert tuple(form.audience.roles) == ("manager", "partner")
    assert tuple(form.audience.districts) == ("16070",)
    assert not AudienceForm(QueryDict("districts=99999&further=")).is_valid()


@pytest.mark.parametrize("name", ["Mika Managerin", "mika managerin", "Managerin, Mika"])
def test_single_people_are_added_by_name(name: str, manager: Person) -> None:
    form = audience(further=f"{name}\n\nIna <ina@gast.example>")
    assert form.is_valid(), form.errors
    assert tuple(form.audience.people) == (manager.pk,)
    assert form.audience.guests == "Ina <ina@gast.example>"


def test_names_nobody_has_or_several_have_are_asked_back(
    manager: Person, arnstadt: Authority, outsider: Person
) -> None:
    double = make_person("Mika", "Managerin", Role.PARTNER, email="mika@anders.example")
    form = audience(further="Mika Managerin\nOtto Ohnerolle\nNiemand")
    assert not form.is_valid()
    several, *unknown = form.errors["further"]
    assert "„Mika Managerin“ heißen mehrere." in several
    assert ["„Otto Ohnerolle“" in unknown[0], "„Niemand“" in unknown[1]] == [True, True]
    double.delete()
    assert audience(further="Mika Managerin").is_valid()


def test_people_taken_out_are_people(manager: Person) -> None:
    form = audience(without=str(manager.pk))
    assert form.is_valid()
    assert form.left_out == (manager.pk,)
    assert not audience(without="0").is_valid()


def test_districts_of_today_can_be_chosen(ilm_kreis: Authority, erfurt: Authority) -> None:
    make_manager("Nele", "Neu", erfurt)
    choices = audience().fields["districts"].choices  # type: ignore[attr-defined]
    assert list(choices) == [("16051" + "0" * 7, "Erfurt"), ("16070", "Ilm-Kreis")]


# An answer by telephone


def test_who_comes_instead_counts_only_where_somebody_does(
    meeting: Meeting, invite: Invite
) -> None:
    (invitation,) = invite(meeting, "Ina")
    form = AnswerForm(typed({"reply": "online", "deputy_email": "kaputt"}), instance=invitation)
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"reply": "online", "note": ""}
    form = AnswerForm(typed({"reply": "deputy"}), instance=invitation)
    assert set(form.errors) == {"deputy_name", "deputy_mode"}


def test_the_current_answer_stands_in_the_form(meeting: Meeting, invite: Invite) -> None:
    (invitation,) = invite(meeting, "Ina")
    invitation = actions.answer(invitation, Reply.ONLINE, source=Source.LINK)
    assert AnswerForm(instance=invitation)["reply"].value() == Reply.ONLINE
