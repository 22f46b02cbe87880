"""What the start page of the office says of cases adds up to what their board says."""

from django.utils import timezone

from klimanetz.core.models import Network
from klimanetz.faces.site.advising_tasks import advising
from klimanetz.features.advising.board.counting import count_due_today
from klimanetz.features.advising.models import Case, Stage
from klimanetz.people.models import Person
from klimanetz.places.models import Authority


def say() -> list[str]:
    return [task.text for task in advising()]


def make_due(lead: Authority, owner: Person | None) -> Case:
    today = timezone.localdate()
    return Case.objects.create(
        lead=lead, stage=Stage.CONTACT, owner=owner, next_step="Anrufen", next_on=today
    )


def test_a_case_in_hand_is_told_of_by_itself(
    network: Network, organiser: Person, ilmenau: Authority
) -> None:
    make_due(ilmenau, organiser)
    assert say() == ["In einem Beratungsfall ist heute etwas zu tun."]


def test_beside_who_asks_the_others_are_further_ones(
    network: Network, organiser: Person, ilmenau: Authority
) -> None:
    make_due(ilmenau, None)
    for _number in range(2):
        make_due(ilmenau, organiser)
    assert say() == [
        "Ilmenau bittet um Beratung.",
        "In 2 weiteren Beratungsfällen ist heute etwas zu tun.",
    ]
    assert count_due_today(Case.objects.all()) == 3


def test_who_asks_is_not_told_of_twice(network: Network, ilmenau: Authority) -> None:
    make_due(ilmenau, None)
    assert say() == ["Ilmenau bittet um Beratung."]
