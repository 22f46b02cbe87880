"""From the reminder to the successor, as the people live it."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from klimanetz.core.jobs import registered_jobs
from klimanetz.mail.models import Mail
from klimanetz.people.models import Person
from klimanetz.roster.models import Position
from klimanetz.roster.succession.models import Question, Reminder
from tests.conftest import SignIn
from tests.roster.succession.conftest import in_months, read

pytestmark = pytest.mark.django_db


def let_the_worker_work() -> None:
    for job in registered_jobs():
        job()


def subjects_to(person: Person) -> list[str]:
    return list(
        Mail.objects.filter(address=person.email)
        .order_by("pk")
        .values_list("letter__subject", flat=True)
    )


def test_an_ending_position_a_leaver_and_a_successor(
    organiser: Person, manager: Person, outsider: Person, sign_in: SignIn
) -> None:
    position = Position.objects.get()
    office, mine = sign_in(organiser), sign_in(manager)
    page, folder = f"/verwaltung/stellen/{position.pk}/", f"/stelle/{position.pk}/uebergabe/"

    # It ends in eight months: the reminders went out, and the list of positions shows it.
    office.post(f"{page}aendern/", {"kind": "manager", "share": "1", "starts": "2024-01-01",
                                    "ends": in_months(8).isoformat(), "serves": ""})  # fmt: skip
    let_the_worker_work()
    let_the_worker_work()
    assert [one.months for one in Reminder.objects.all()] == [9]
    assert len([one for one in subjects_to(manager) if "aus: Wie geht es weiter?" in one]) == 1
    assert len([one for one in subjects_to(organiser) if "Ilmenau: Stelle läuft" in one]) == 1
    assert f"{in_months(8):%d.%m.%Y}" in read(office, "/verwaltung/stellen/?zeige=9")

    # The holder leaves, is led to the handover file and writes down what matters.
    leaves = timezone.localdate() + timedelta(days=10)
    office.post(f"{page}frei/", {"last_day": leaves.isoformat()})
    let_the_worker_work()
    assert "Bevor Sie gehen: die Übergabemappe für Ilmenau" in subjects_to(manager)
    question = Question.objects.earliest("rank")
    mine.post(f"{folder}fragen/", {f"note_{question.pk}": "Der Radweg zum Bahnhof"})

    # The post is vacant and advertised: everyone can read it.
    with time_machine.travel(timezone.now() + timedelta(days=11)):
        let_the_worker_work()
        apply_by = (timezone.localdate() + timedelta(days=20)).isoformat()
        office.post(f"{page}ausschreiben/", {"title": "Klimaschutz gesucht", "apply_by": apply_by})
        everyone = sign_in(outsider)
        everyone.logout()
        assert "Klimaschutz gesucht" in read(everyone, "/netzwerk/stellen/")
        assert "Stelle frei" in read(everyone, "/netzwerk/160700029029-ilmenau/")
        assert sign_in(outsider).get(folder).status_code == 404

        # Somebody is found: the advertisement is gone, the file is inherited.
        since = timezone.localdate().isoformat()
        office.post(f"{page}besetzen/", {"person": outsider.email, "since": since})
        let_the_worker_work()
        assert "Klimaschutz gesucht" not in read(everyone, "/netzwerk/stellen/")
        assert "Willkommen: Ihre Übergabemappe für Ilmenau" in subjects_to(outsider)
        assert "Der Radweg zum Bahnhof" in read(sign_in(outsider), folder)
