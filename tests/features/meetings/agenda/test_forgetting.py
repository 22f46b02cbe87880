"""What agendas know of a person: handed over, erased, and forgotten by rule."""

from datetime import timedelta

import time_machine

from klimanetz.core.custody import NOBODY, registered_custodies
from klimanetz.core.models import Network
from klimanetz.features.meetings.agenda import actions
from klimanetz.features.meetings.agenda.models import Contribution, Material, Talk
from klimanetz.features.meetings.models import AgendaItem, Meeting
from klimanetz.people.models import Person
from tests.features.meetings.agenda.conftest import AddItem, programme, slides
from tests.features.meetings.conftest import Invite, berlin, mails_to, run_jobs

CUSTODIES = ("Angemeldete Beiträge", "Vorträge")


def collect(person: Person) -> str:
    found = [it for it in registered_custodies() if str(it.label) in CUSTODIES]
    assert len(found) == 2
    return str([list(custody.collect(person)) for custody in found])


def erase(person: Person) -> int:
    return sum(it.erase(person) for it in registered_custodies() if str(it.label) in CUSTODIES)


def test_handed_over(
    agenda: list[AgendaItem], contribution: Contribution, manager: Person, neighbour: Person
) -> None:
    actions.add_material(agenda[1], file=slides("Bach.pdf"), kind="a/b", actor=manager)
    told = collect(manager)
    for word in ("Dächer der Kitas", "Wie man Handwerker findet.", "Nahwärme aus dem Bach",
                 "Bach.pdf"):  # fmt: skip
        assert word in told
    assert collect(neighbour) == "[[], []]"


def test_erased(
    meeting: Meeting, agenda: list[AgendaItem], contribution: Contribution, manager: Person
) -> None:
    actions.add_material(agenda[1], file=slides(), kind="a/b", actor=manager)
    actions.tell_speakers(meeting, actor="Olga")
    assert erase(manager) > 0
    item = AgendaItem.objects.get(pk=agenda[1].pk)
    assert (item.presenter, item.presenter_name, item.presenter_email) == (None, NOBODY, "")
    assert "Mika" not in programme(meeting)
    assert f"Nahwärme aus dem Bach, {NOBODY}" in programme(meeting)
    contribution.refresh_from_db()
    assert (contribution.proposer, contribution.speaker_email) == (None, "")
    assert contribution.speaker_name == NOBODY
    assert Material.objects.get().uploaded_by is None
    assert not Talk.objects.exists()
    assert erase(manager) == 0


def test_nobody_is_told_that_somebody_was_erased(
    meeting: Meeting,
    agenda: list[AgendaItem],
    invite: Invite,
    manager: Person,
    neighbour: Person,
    clock: time_machine.Traveller,
) -> None:
    invite(meeting, neighbour)
    erase(manager)
    clock.shift(timedelta(minutes=2))
    run_jobs()
    assert len(mails_to(neighbour.email)) == 1


def test_a_speaker_known_by_address_alone(meeting: Meeting, add: AddItem, guest: Person) -> None:
    add(meeting, "Alt", presenter_name="G. Gast", presenter_email=guest.email.upper())
    assert "Alt" in collect(guest)
    erase(guest)
    assert AgendaItem.objects.get().presenter_name == NOBODY


def test_strangers_are_forgotten_by_rule(
    meeting: Meeting,
    add: AddItem,
    agenda: list[AgendaItem],
    manager: Person,
    clock: time_machine.Traveller,
) -> None:
    add(meeting, "Kühle Orte", presenter_name="Fritz Fern", presenter_email="f@fern.example")
    add(meeting, "Austausch", presenter_name="alle")
    offered = Contribution(title="Karten", takeaway="x", speaker_name="Eva Ext",
                           speaker_email="eva@fern.example")  # fmt: skip
    actions.propose(offered, actor=manager)
    actions.decline(offered, words="Nein", actor="Olga")
    actions.tell_speakers(meeting, actor="Olga")
    clock.move_to(berlin(3, 18))
    run_jobs()
    assert "Fritz Fern" in programme(meeting)
    months = Network.objects.current().keep_months
    clock.move_to(berlin(3, 18) + timedelta(days=31 * months + 5))
    run_jobs()
    text = programme(meeting)
    assert "Fritz" not in text
    assert "Austausch, alle" in text
    assert "Mika Managerin" in text
    assert mails_to("f@fern.example") == []
    assert Contribution.objects.get().speaker_name == NOBODY
    assert run_jobs() == 0
