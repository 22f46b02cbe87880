"""Whatever stage a case is in: every page of it opens, says one main thing, and shows one way."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from klimanetz.features.advising.early import say_too_early
from klimanetz.features.advising.models import (
    CLOSED,
    LIFECYCLE,
    PATH,
    Application,
    ApplicationState,
    Case,
    Contact,
    Option,
    Stage,
)
from klimanetz.features.advising.progress import list_steps, path_of
from klimanetz.features.advising.proposals import suggest_next
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.features.advising.conftest import Advance
from tests.features.meetings.reading import words

TODAY = timezone.localdate()
#: How a case comes to each stage; of one that was merged nothing but that is shown.
WAYS: dict[Stage, tuple[Stage, ...]] = {
    **{stage: PATH[1 : number + 1] for number, stage in enumerate(PATH)},
    Stage.NO_APPLICANT: (*PATH[1:8], Stage.NO_APPLICANT),
    Stage.COUNCIL_REFUSED: (*PATH[1:4], Stage.COUNCIL_REFUSED),
    Stage.REJECTED: (*PATH[1:6], Stage.REJECTED),
    Stage.DROPPED: (Stage.FIRST_TALK, Stage.DROPPED),
}


@pytest.fixture
def office(organiser: Person, sign_in: SignIn) -> Client:
    return sign_in(organiser)


@pytest.fixture(params=WAYS)
def staged(request: pytest.FixtureRequest, case: Case, advance: Advance) -> Case:
    """The case at each of its stages in turn."""
    reached = advance(case, *WAYS[request.param])
    assert reached.stage == request.param
    return reached


def test_its_page_has_at_most_one_main_button(office: Client, staged: Case) -> None:
    content = office.get(reverse("case_detail", args=[staged.pk])).content.decode()
    assert content.count("kern-btn--primary") == (0 if staged.is_closed else 1)
    assert content.count('class="kern-btn kern-btn--secondary" href') <= 4


def test_its_page_offers_what_may_follow_and_nothing_else(office: Client, staged: Case) -> None:
    content = office.get(reverse("case_detail", args=[staged.pk])).content.decode()
    for stage in Stage:
        offered = reverse("case_move", args=[staged.pk, stage.value]) in content
        assert not offered or stage in LIFECYCLE[staged.stage]


def test_every_step_that_is_offered_asks_something(office: Client, staged: Case) -> None:
    for stage in LIFECYCLE[staged.stage] - {Stage.GRANTED, Stage.FILLED, Stage.ONBOARDED}:
        page = office.get(reverse("case_move", args=[staged.pk, stage]))
        assert "Wann war das?" in words(page)
        assert "Fall weiterbewegen" in words(page)


def test_its_stepper_marks_where_it_is(staged: Case) -> None:
    steps = list_steps(staged, list(staged.moves.order_by("pk")))
    now = [step for step in steps if step.state == "now"]
    assert len(now) == (0 if staged.is_closed else 1)
    done = [number for number, step in enumerate(steps) if step.state == "done"]
    assert done == list(range(len(done)))


def test_contacts_read_what_is_next(client: Client, staged: Case, mayor: Contact) -> None:
    page = client.get(reverse("case_following", args=[mayor.key]))
    assert page.status_code == 200
    text = words(page)
    assert "Was als Nächstes kommt" in text
    assert staged.next_step == "" or staged.next_step not in text
    assert staged.reason == "" or staged.reason not in text


def test_an_open_case_always_has_a_next_step(staged: Case) -> None:
    assert bool(staged.next_step) == (staged.stage not in CLOSED)
    assert (staged.next_on is None) == (staged.stage in CLOSED)
    assert staged.next_on is None or staged.next_on >= TODAY


@pytest.mark.parametrize("stage", Stage)
def test_a_stage_proposes_a_step_unless_it_is_the_end(stage: Stage) -> None:
    if stage == Stage.NO_APPLICANT or stage in PATH or stage in CLOSED:
        proposed = suggest_next(stage, council_on=None, apply_by=None)
        assert bool(proposed.text) == (stage not in CLOSED)


@pytest.mark.parametrize(
    ("stage", "days", "on"),
    [
        (Stage.COUNCIL_PAPER, {"council_on": TODAY + timedelta(days=9)}, 10),
        (Stage.COUNCIL_PAPER, {"council_on": TODAY - timedelta(days=9)}, 0),
        (Stage.COUNCIL_PAPER, {}, 30),
        (Stage.ADVERTISED, {"apply_by": TODAY + timedelta(days=20)}, 21),
        (Stage.RESOLVED, {"council_on": TODAY + timedelta(days=9)}, 14),
    ],
)
def test_one_asks_the_day_after_and_never_in_the_past(
    stage: Stage, days: dict[str, date], on: int
) -> None:
    asked: dict[str, Any] = {"council_on": None, "apply_by": None} | days
    assert suggest_next(stage, **asked).on == TODAY + timedelta(days=on)


@pytest.mark.parametrize("option", Option)
def test_the_way_of_every_option_begins_with_a_call_and_ends_in_the_network(
    option: Option,
) -> None:
    path = path_of(Case(option=option), ())
    assert path[0] == Stage.CONTACT
    assert path[-1] == Stage.ONBOARDED
    needs_grant = option in {Option.OWN, Option.SHARED}
    assert (Stage.GRANTED in path) == needs_grant


def test_what_a_case_went_through_stays_on_its_way() -> None:
    """A volunteer whose council was asked all the same."""
    path = path_of(Case(option=Option.VOLUNTEER), [Stage.COUNCIL_PAPER])
    assert Stage.COUNCIL_PAPER in path
    assert Stage.APPLIED not in path


# Before the notice

DECIDED = {ApplicationState.GRANTED, ApplicationState.REFUSED, ApplicationState.WITHDRAWN}


@pytest.mark.parametrize("state", ApplicationState)
@pytest.mark.parametrize("stage", [Stage.RESOLVED, Stage.APPLIED, Stage.NO_APPLICANT])
def test_it_is_too_early_while_a_notice_is_open(
    case: Case, state: ApplicationState, stage: Stage
) -> None:
    """Where all are decided, an applied case needs one that was granted."""
    fields: dict[str, Any] = {}
    if state == ApplicationState.GRANTED:
        fields = {"granted": 1, "decided_on": TODAY}
    Application.objects.create(case=case, name="Bund", state=state, **fields)
    case.stage = stage
    open_still = state not in DECIDED
    lost = stage == Stage.APPLIED and state != ApplicationState.GRANTED
    assert bool(say_too_early(case)) == (open_still or lost)


def test_of_several_only_the_open_ones_are_named(case: Case) -> None:
    Application.objects.create(
        case=case, name="Bund", state=ApplicationState.GRANTED, granted=1, decided_on=TODAY
    )
    Application.objects.create(case=case, name="Land", state=ApplicationState.QUERIED)
    said = say_too_early(case)
    assert "Land" in said
    assert "Bund" not in said
