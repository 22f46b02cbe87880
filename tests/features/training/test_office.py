"""How organisers keep the list of trainings."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from klimanetz.core.models import AuditEntry
from klimanetz.core.refusal import Refused
from klimanetz.features.training import actions
from klimanetz.features.training.models import Training
from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from tests.conftest import SignIn
from tests.factories import make_person
from tests.features.training.conftest import MakeTraining
from tests.harness.filling import fields_of, open_form

LIST = "/verwaltung/weiterbildung/"
SAID = {
    "title": "Förderanträge",
    "giver": "Bildungswerk Beispielstadt",
    "learns": "Welche Unterlagen fehlen.",
    "starts": "2027-03-01",
    "place": "Jena",
    "link": "https://weiterbildung.example/2",
}


def post(office: Client, path: str, **said: str) -> str:
    return office.post(LIST + path, SAID | said, follow=True).content.decode()


def test_an_organiser_enters_one_and_everyone_reads_it(office: Client, client: Client) -> None:
    assert "Förderanträge" not in client.get("/weiterbildung/").content.decode()
    assert "Eingetragen: Förderanträge." in post(office, "neu/")
    assert "Förderanträge" in client.get("/weiterbildung/").content.decode()
    entry = AuditEntry.objects.get(verb="add_training")
    assert entry.detail == {"title": "Förderanträge"}


def test_it_can_be_changed(office: Client, make_training: MakeTraining) -> None:
    training = make_training()
    form = office.get(f"{LIST}{training.pk}/").content.decode()
    assert 'value="Erste Vorlage"' in form
    assert 'value="2027-03-01"' in form
    assert "Gespeichert." in post(office, f"{training.pk}/", online="on", ends="2027-03-02")
    training.refresh_from_db()
    assert (training.title, training.where) == ("Förderanträge", "Jena oder online")
    assert training.last_day == date(2027, 3, 2)
    assert AuditEntry.objects.filter(verb="change_training").exists()


def test_it_can_be_removed_after_a_question(office: Client, make_training: MakeTraining) -> None:
    training = make_training()
    path = f"{LIST}{training.pk}/entfernen/"
    assert "Weiterbildung entfernen?" in office.get(path).content.decode()
    assert Training.objects.exists()
    assert "Entfernt: Erste Vorlage." in office.post(path, follow=True).content.decode()
    assert not Training.objects.exists()
    assert office.post(path).status_code == 404


def test_removing_twice_is_removing_once(make_training: MakeTraining) -> None:
    training = make_training()
    copy = Training.objects.get()
    actions.remove_training(training, actor="Olga")
    actions.remove_training(copy, actor="Otto")
    assert AuditEntry.objects.filter(verb="remove_training").count() == 1


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"title": ""}, "Bitte füllen Sie dieses Feld aus."),
        ({"starts": "31.02.2027"}, "Diesen Tag finden wir nicht im Kalender."),
        ({"ends": "2027-02-28"}, "Der letzte Tag liegt vor dem ersten."),
        ({"register_by": "2027-03-02"}, "Dann ist die Weiterbildung schon vorbei."),
        ({"place": ""}, "Bitte nennen Sie den Ort"),
        ({"link": "javascript:alert(1)"}, "Adresse zum Anmelden"),
        ({"title": "x" * 161}, "Bitte kürzen Sie auf höchstens 160 Zeichen"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(
    office: Client, said: dict[str, str], sentence: str
) -> None:
    page = post(office, "neu/", **said)
    assert sentence in page
    assert "error-summary" in page
    assert "Welche Unterlagen fehlen." in page
    assert not Training.objects.exists()


def test_one_may_register_on_the_last_day_of_a_course(office: Client) -> None:
    post(office, "neu/", ends="2027-03-02", register_by="2027-03-02")
    assert Training.objects.get().register_by == date(2027, 3, 2)


def test_the_first_one_is_offered_where_there_is_none(
    office: Client, make_training: MakeTraining
) -> None:
    assert "Erste Weiterbildung eintragen" in office.get(LIST).content.decode()
    make_training("Vorbei", starts=date(2026, 1, 1))
    page = office.get(LIST).content.decode()
    assert "Erste Weiterbildung eintragen" not in page
    assert "Vorbei" in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_office_list_asks_the_same_for_one_and_for_three(
    office: Client, make_training: MakeTraining, number: int
) -> None:
    for count in range(number):
        make_training(f"Kurs {count}")
    office.get(LIST)
    with CaptureQueriesContext(connection) as asked:
        office.get(LIST)
    assert len(asked) <= 8


def test_the_public_list_leads_organisers_to_the_office(
    office: Client, client: Client, make_training: MakeTraining
) -> None:
    assert f'href="{LIST}"' in office.get("/weiterbildung/").content.decode()
    assert f'href="{LIST}"' not in client.get("/weiterbildung/").content.decode()


@pytest.mark.parametrize("who", ["manager", "guest", "outsider"])
@pytest.mark.parametrize("path", ["", "neu/", "{pk}/", "{pk}/entfernen/"])
def test_nobody_else_keeps_the_list(
    request: pytest.FixtureRequest,
    sign_in: SignIn,
    make_training: MakeTraining,
    who: str,
    path: str,
) -> None:
    person: Person = request.getfixturevalue(who)
    client, address = sign_in(person), LIST + path.format(pk=make_training().pk)
    response = client.get(address)
    assert response.status_code == 403
    assert "Diese Seiten sind für das Netzwerkmanagement." in response.content.decode()
    assert client.post(address, SAID).status_code in {403, 405}
    assert Training.objects.get().title == "Erste Vorlage"


def test_what_is_not_there_is_not_found(office: Client) -> None:
    assert office.get(f"{LIST}99/").status_code == 404
    assert office.get(f"{LIST}99/entfernen/").status_code == 404


def test_the_list_is_only_read(office: Client) -> None:
    assert office.post(LIST).status_code == 405
    assert office.delete(f"{LIST}neu/").status_code == 405


@pytest.mark.parametrize("wrong", [{"ends": date(2027, 2, 1)}, {"place": ""}])
def test_the_database_keeps_no_nonsense(
    make_training: MakeTraining, wrong: dict[str, object]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_training(**wrong)


def test_the_trail_names_what_was_done(office: Client, make_training: MakeTraining) -> None:
    post(office, "neu/")
    page = office.get("/verwaltung/verlauf/").content.decode()
    assert "Weiterbildung eingetragen" in page
    assert "Förderanträge" in page


def test_two_at_once_lose_nothing(
    office: Client, sign_in: SignIn, make_training: MakeTraining
) -> None:
    """Who comes second reads what the first did; what they typed is still there."""
    path = f"{LIST}{make_training().pk}/"
    bea = sign_in(make_person("Bea", "Huber", Role.ORGANISER))
    mine, theirs = open_form(office, path), open_form(bea, path)
    bea.post(path, theirs | {"online": "on", "costs": "120 Euro"})
    page = office.post(path, mine | {"costs": "90 Euro und die Fahrt"}).content.decode()
    assert "Bea Huber hat das inzwischen geändert." in page
    assert "Online: ja" in page
    assert "Dort steht jetzt „120 Euro“" in page
    assert Training.objects.get().costs == "120 Euro"
    assert "Gespeichert." in office.post(path, fields_of(page), follow=True).content.decode()
    training = Training.objects.get()
    assert (training.online, training.costs) == (True, "90 Euro und die Fahrt")


def test_what_was_typed_about_a_removed_one_is_offered_again(
    office: Client, make_training: MakeTraining
) -> None:
    training = make_training()
    path = f"{LIST}{training.pk}/"
    typed = open_form(office, path) | {"learns": "Mühsam getippt."}
    training.delete()
    page = office.post(path, typed).content.decode()
    assert "Jemand hat diese Weiterbildung inzwischen entfernt." in page
    assert f'action="{LIST}neu/"' in page
    assert "Mühsam getippt." in page
    office.post(f"{LIST}neu/", fields_of(page))
    assert Training.objects.get().learns == "Mühsam getippt."


def test_one_that_is_gone_is_not_written_anew(
    organiser: Person, make_training: MakeTraining
) -> None:
    training = make_training()
    Training.objects.all().delete()
    with pytest.raises(Refused, match="inzwischen entfernt"):
        actions.save_training(training, actor=organiser)
    assert not Training.objects.exists()
