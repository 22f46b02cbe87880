"""Erased means found nowhere, while what only counts stays."""

from http import HTTPStatus

import pytest
from django.test import Client
from django.utils.formats import date_format
from django.utils.timezone import localtime

from klimanetz.core.custody import NOBODY, NOWHERE
from klimanetz.core.models import AuditEntry, Network
from klimanetz.core.refusal import Refused
from klimanetz.features.meetings.models import Invitation, Reply
from klimanetz.mail.models import Mail, MailState
from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.roster.actions import change_person, start_membership
from klimanetz.roster.leaving.actions import erase, leave
from klimanetz.roster.leaving.keys import write_key
from klimanetz.roster.models import Holding
from tests.conftest import SignIn
from tests.factories import make_person
from tests.features.meetings.reading import words
from tests.roster.leaving.conftest import DEPUTY, DEPUTY_EMAIL, FORMER_EMAIL, PHONE, end_roles
from tests.roster.leaving.everywhere import find_in_database

TRACES = ("Managerin", "mika.managerin", FORMER_EMAIL, PHONE, DEPUTY, DEPUTY_EMAIL, "krank")


@pytest.fixture
def gone(known: Person) -> Person:
    """Has left, and got the mail that says so."""
    leave(known, actor=known)
    left: Person = Person.objects.get(pk=known.pk)
    return left


def test_a_person_downloads_and_erases_themselves(
    known: Person, sign_in: SignIn, organiser: Person
) -> None:
    """The whole way, by what a person presses; afterwards nothing tells who it was."""
    mine = sign_in(known)
    assert "Managerin" in mine.get("/ich/herunterladen/meine-daten.json").content.decode()
    mine.post("/ich/austreten/")
    assert set(TRACES) <= {trace for trace in TRACES if find_in_database(trace)}
    left = mine.post("/ich/loeschen/", follow=True)
    assert "Ihre Angaben sind gelöscht" in words(left)
    assert find_in_database(*TRACES) == {}
    assert mine.get("/ich/").headers["Location"].startswith("/anmelden/")


def test_what_only_counts_stays(gone: Person, neighbour: Person) -> None:
    held = Holding.objects.filter(person=gone).count()
    erase(gone)
    assert Holding.objects.filter(person=gone).count() == held
    old = Invitation.objects.get(meeting__slug="vergangen", person=gone)
    assert (old.reply, old.deputy_name, old.organisation) == (
        Reply.DEPUTY, "Vertretung", "Stadt Ilmenau",
    )  # fmt: skip
    theirs = Invitation.objects.get(meeting__slug="vergangen", person=neighbour)
    assert (theirs.name, theirs.reply, theirs.deputy_name) == (
        "Nele Nachbarin", Reply.DEPUTY, "Vertretung",
    )  # fmt: skip
    assert old.answers.count() == 1


def test_the_trail_still_says_what_was_done(gone: Person, organiser: Person) -> None:
    before = AuditEntry.objects.count()
    erase(gone, actor=organiser)
    assert AuditEntry.objects.count() == before + 1
    assert set(AuditEntry.objects.filter(verb="show_field").values_list("actor", flat=True)) == {
        NOBODY
    }
    written = AuditEntry.objects.get(verb="somebody_wrote")
    assert written.detail == {"text": f"Gruß an {NOBODY}"}
    assert AuditEntry.objects.get(verb="erase_person").actor == str(organiser)


def test_others_keep_everything(gone: Person, neighbour: Person, organiser: Person) -> None:
    erase(gone)
    for person in (neighbour, organiser):
        person.refresh_from_db()
        assert person.full_name != NOBODY
        assert find_in_database(person.email)
    assert Mail.objects.filter(address=neighbour.email, name=neighbour.full_name).exists()


def test_what_waits_in_the_outbox_is_not_sent(gone: Person) -> None:
    assert Mail.objects.in_state("waiting").filter(letter__purpose="leaving.farewell").exists()
    erase(gone)
    assert not Mail.objects.filter(letter__purpose="leaving.farewell").exists()


def test_a_namesake_keeps_the_name(gone: Person, organiser: Person) -> None:
    """What cannot be told apart is left to who is still there."""
    namesake = make_person("Mika", "Managerin", email="andere@kommune.example")
    erase(gone)
    namesake.refresh_from_db()
    assert namesake.full_name == "Mika Managerin"
    gone.refresh_from_db()
    assert gone.full_name == NOBODY
    assert not find_in_database("mika.managerin", FORMER_EMAIL, PHONE)


def test_mails_they_got_are_still_counted_and_say_nothing(
    known: Person, organiser: Person, sign_in: SignIn
) -> None:
    leave(known, actor=known)
    Mail.objects.filter(address=known.email).update(state=MailState.SENT)
    erase(known)
    office = sign_in(organiser)
    mails = Mail.objects.filter(address__endswith=NOWHERE, letter__confidential=False)
    assert mails
    for mail in mails:
        page = office.get(f"/verwaltung/post/mail/{mail.pk}/")
        assert "wurde mit den Daten der Person gelöscht" in words(page)
        content = office.get(f"/verwaltung/post/mail/{mail.pk}/inhalt/")
        assert content.status_code == HTTPStatus.NOT_FOUND


def test_twice_changes_nothing(gone: Person) -> None:
    erase(gone)
    entries = list(AuditEntry.objects.values())
    mails, invitations = list(Mail.objects.values()), list(Invitation.objects.values())
    erase(gone)
    erase(Person.objects.get(pk=gone.pk))
    assert list(AuditEntry.objects.values()) == entries
    assert list(Mail.objects.values()) == mails
    assert list(Invitation.objects.values()) == invitations


def test_who_has_a_role_is_not_erased(known: Person) -> None:
    with pytest.raises(Refused, match="muss zuerst ausscheiden"):
        erase(known)
    assert Person.objects.get(pk=known.pk).full_name == "Mika Managerin"


def test_nobody_signs_in_as_an_erased_person(gone: Person, sign_in: SignIn) -> None:
    erase(gone)
    gone.refresh_from_db()
    assert (gone.is_active, gone.email) == (False, f"person-{gone.pk}@erased.invalid")


# The link in the farewell mail


def link(person: Person) -> str:
    return f"/austritt/{write_key(person)}/"


def test_the_link_asks_first(gone: Person, client: Client) -> None:
    page = words(client.get(link(gone)))
    assert "Das lässt sich nicht rückgängig machen." in page
    assert Person.objects.get(pk=gone.pk).erased_at is None


def test_the_link_erases_without_signing_in(gone: Person, client: Client) -> None:
    mail = Mail.objects.get(letter__purpose="leaving.farewell")
    path = mail.values["erase_url"].partition("/austritt/")[2]
    response = client.post(f"/austritt/{path}", follow=True)
    assert "Ihre Angaben sind gelöscht" in words(response)
    assert find_in_database(*TRACES) == {}


def test_the_link_twice(gone: Person, client: Client) -> None:
    for _ in range(2):
        assert "Ihre Angaben sind gelöscht" in words(client.post(link(gone), follow=True))
    assert AuditEntry.objects.filter(verb="erase_person").count() == 1


def test_who_came_back_is_not_erased_by_an_old_link(known: Person, client: Client) -> None:
    assert "Sie sind wieder im Netzwerk" in words(client.get(link(known)))
    assert client.post(link(known)).status_code == HTTPStatus.CONFLICT
    assert Person.objects.get(pk=known.pk).erased_at is None


@pytest.mark.parametrize("key", ["1", "erfunden:1:2"])
def test_a_link_that_we_never_wrote(network: Network, client: Client, key: str) -> None:
    assert client.get(f"/austritt/{key}/").status_code == HTTPStatus.NOT_FOUND
    assert client.post(f"/austritt/{key}/").status_code == HTTPStatus.NOT_FOUND


def test_erasing_oneself_needs_a_press(gone: Person, sign_in: SignIn) -> None:
    mine = sign_in(gone)
    assert mine.get("/ich/loeschen/").headers["Location"] == "/ich/austreten/"
    assert Person.objects.get(pk=gone.pk).erased_at is None
    assert mine.put("/ich/loeschen/").status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_a_member_cannot_erase_themselves_before_leaving(known: Person, sign_in: SignIn) -> None:
    assert sign_in(known).post("/ich/loeschen/").status_code == HTTPStatus.CONFLICT
    assert Person.objects.get(pk=known.pk).erased_at is None


# In the office


def test_an_organiser_erases_who_asked_for_it(
    gone: Person, organiser: Person, sign_in: SignIn
) -> None:
    office = sign_in(organiser)
    path = f"/verwaltung/datenschutz/{gone.pk}/loeschen/"
    assert "Angaben von Mika Managerin löschen" in words(office.get(path))
    assert "Mika Managerin" in words(office.get("/verwaltung/datenschutz/"))
    after = office.post(path, follow=True)
    assert "Die persönlichen Angaben sind gelöscht." in after.content.decode()
    assert "Bisher wurde eine Person gelöscht." in words(after)
    assert find_in_database(*TRACES) == {}


def test_not_while_there_is_a_role(known: Person, organiser: Person, sign_in: SignIn) -> None:
    office = sign_in(organiser)
    path = f"/verwaltung/datenschutz/{known.pk}/loeschen/"
    assert "muss zuerst ausscheiden" in words(office.get(path))
    assert office.post(path).status_code == HTTPStatus.CONFLICT


def test_not_found_and_forbidden(
    gone: Person, organiser: Person, neighbour: Person, sign_in: SignIn
) -> None:
    nowhere = "/verwaltung/datenschutz/99999/loeschen/"
    assert sign_in(organiser).get(nowhere).status_code == HTTPStatus.NOT_FOUND
    own = f"/verwaltung/datenschutz/{neighbour.pk}/loeschen/"
    assert sign_in(neighbour).post(own).status_code == HTTPStatus.FORBIDDEN
    others = f"/verwaltung/datenschutz/{gone.pk}/loeschen/"
    assert sign_in(neighbour).post(others).status_code == HTTPStatus.NOT_FOUND


def test_erased_people_stand_in_no_list(gone: Person, organiser: Person, sign_in: SignIn) -> None:
    end_roles(gone, 400)
    erase(gone)
    office = sign_in(organiser)
    assert NOBODY not in words(office.get("/verwaltung/personen/?zeige=ehemalig"))
    assert NOBODY not in words(office.get("/verwaltung/datenschutz/"))
    assert NOBODY in words(office.get(f"/verwaltung/personen/{gone.pk}/"))


def test_the_page_of_who_was_erased_offers_nothing_more(
    gone: Person, organiser: Person, sign_in: SignIn
) -> None:
    erase(gone)
    gone.refresh_from_db()
    page = sign_in(organiser).get(f"/verwaltung/personen/{gone.pk}/").content.decode()
    day = date_format(localtime(gone.erased_at), "DATE_FORMAT")
    assert f"wurden am {day} gelöscht" in page
    assert "Frühere Stellen" in page
    for offer in ("Angaben ändern", "telle eintragen", "Rolle eintragen", "Zweiten Faktor",
                  "mailto:person", "erased.invalid", "Bestätigungen</a>"):  # fmt: skip
        assert offer not in page


@pytest.mark.parametrize(
    "page",
    [
        "personen/PK/aendern/",
        "personen/PK/stelle/",
        "personen/PK/rollen/neu/",
        "personen/PK/zweiter-faktor/",
        "bestaetigungen/PK/von-hand/",
    ],
)
def test_nothing_is_added_to_who_was_erased(
    gone: Person, organiser: Person, sign_in: SignIn, page: str
) -> None:
    erase(gone)
    path = f"/verwaltung/{page}".replace("PK", str(gone.pk))
    answer = sign_in(organiser).post(path, {"role": "manager"})
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "sind gelöscht" in answer.content.decode()


def test_who_was_erased_gets_no_role_and_no_new_name(gone: Person, organiser: Person) -> None:
    erase(gone)
    with pytest.raises(Refused, match="sind gelöscht"):
        start_membership(gone, Role.MANAGER, since=None, actor=organiser)
    with pytest.raises(Refused, match="sind gelöscht"):
        change_person(gone, actor=organiser, last_name="Managerin")
