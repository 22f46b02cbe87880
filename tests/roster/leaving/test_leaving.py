"""Somebody leaves: at once, everywhere, and told what happens next."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.test import Client
from django.utils import timezone

from klimanetz.core.models import AuditEntry, Network
from klimanetz.core.refusal import Refused
from klimanetz.features.meetings.models import Invitation, Meeting, Reply
from klimanetz.mail.models import Mail
from klimanetz.mail.preview import preview_mail
from klimanetz.people.models import Consent, Person
from klimanetz.people.roles import Role
from klimanetz.roster.beginning.actions import propose_tandem
from klimanetz.roster.beginning.models import Tandem
from klimanetz.roster.leaving.actions import leave
from klimanetz.roster.leaving.rules import can_leave
from klimanetz.roster.models import Holding, Membership, Position, PositionState
from klimanetz.roster.succession.models import Vacancy
from tests.conftest import SignIn
from tests.factories import make_person
from tests.features.meetings.reading import words

URL = "/ich/austreten/"


@pytest.fixture
def mine(known: Person, sign_in: SignIn) -> Client:
    return sign_in(known)


def read(client: Client, path: str = URL) -> str:
    return words(client.get(path))


def farewell() -> Mail:
    return Mail.objects.get(letter__purpose="leaving.farewell")


def told_organisers() -> str:
    return Mail.objects.select_related("letter").get(letter__purpose="leaving.gone").letter.text


def test_the_page_says_what_would_happen(mine: Client, known: Person) -> None:
    page = read(mine)
    assert "Die Stelle Klimaschutzmanagement, Ilmenau gilt als unbesetzt" in page
    assert "Jetzt austreten" in page
    assert Membership.objects.valid().filter(person=known).exists()


def test_the_page_leads_to_the_handover_files_first(mine: Client, known: Person) -> None:
    page = mine.get(URL).content.decode()
    for holding in Holding.objects.valid().filter(person=known):
        path = f"/stelle/{holding.position_id}/uebergabe/"
        assert page.index(path) < page.index("Jetzt austreten")
        assert mine.get(path).status_code == HTTPStatus.OK


def test_nothing_to_hand_over(
    network: Network, guest: Person, manager: Person, sign_in: SignIn
) -> None:
    """Who never held a position, and who has not begun yet."""
    Holding.objects.filter(person=manager).update(starts=timezone.localdate() + timedelta(days=9))
    for person in (guest, manager):
        page = read(sign_in(person))
        assert "Jetzt austreten" in page
        assert "Übergabemappe" not in page


def test_every_role_and_post_ends_at_once(mine: Client, known: Person) -> None:
    assert mine.post(URL).headers["Location"] == URL
    yesterday = timezone.localdate() - timedelta(days=1)
    assert set(Membership.objects.filter(person=known).values_list("ends", flat=True)) == {
        yesterday
    }
    assert set(Holding.objects.filter(person=known).values_list("ends", flat=True)) == {yesterday}
    assert set(Position.objects.filter(holdings__person=known).values_list("state")) == {
        (PositionState.VACANT,)
    }
    assert not Person.objects.get(pk=known.pk).is_member


def test_a_post_that_somebody_shares_stays_filled(
    mine: Client, known: Person, neighbour: Person, organiser: Person
) -> None:
    shared = Position.objects.filter(holdings__person=known).earliest("pk")
    Holding.objects.create(position=shared, person=neighbour)
    mine.post(URL)
    shared.refresh_from_db()
    assert shared.state == PositionState.FILLED
    assert f"/verwaltung/stellen/{shared.pk}/" not in told_organisers()
    assert shared.holdings.valid().get().person == neighbour


def test_nothing_is_public_any_more(mine: Client, known: Person, client: Client) -> None:
    assert "Mika Managerin" in client.get("/netzwerk/").content.decode()
    mine.post(URL)
    assert "Managerin" not in client.get("/netzwerk/").content.decode()
    assert not Consent.objects.standing().filter(person=known).exists()


def test_the_seat_goes_to_the_first_in_line(
    mine: Client, known: Person, meeting: Meeting, neighbour: Person
) -> None:
    mine.post(URL)
    mine_then, theirs = (
        Invitation.objects.get(meeting=meeting, person=person) for person in (known, neighbour)
    )
    assert mine_then.withdrawn_at
    assert mine_then.reply == Reply.ON_SITE  # what was answered stays on record
    assert theirs.reply == Reply.ON_SITE


def test_what_was_held_long_ago_stays(mine: Client, known: Person) -> None:
    mine.post(URL)
    assert not Invitation.objects.get(meeting__slug="vergangen", person=known).withdrawn_at


def test_a_mail_says_what_happens_now_and_when(mine: Client, known: Person) -> None:
    mine.post(URL)
    shown = preview_mail(farewell())
    assert "Sie gehören nicht mehr zum Netzwerk" in shown.text
    assert "/austritt/" in shown.text
    assert "/ich/herunterladen/" in shown.text


def test_organisers_learn_who_left_and_what_is_vacant(
    mine: Client, known: Person, organiser: Person, sign_in: SignIn
) -> None:
    mine.post(URL)
    mail = Mail.objects.select_related("letter").get(letter__purpose="leaving.gone")
    position = Position.objects.filter(holdings__person=known).earliest("pk")
    assert mail.address == organiser.email
    assert known.full_name in mail.letter.subject
    assert f"/verwaltung/stellen/{position.pk}/" in mail.letter.text
    assert "Die Stelle in Ilmenau ist frei geworden." in read(sign_in(organiser), "/verwaltung/")
    for vacant in Position.objects.filter(holdings__person=known):
        Vacancy.objects.create(position=vacant, title="Gesucht", apply_by=timezone.localdate())
    assert "ist frei geworden" not in read(sign_in(organiser), "/verwaltung/")


def test_a_tandem_ends_with_it(mine: Client, known: Person, neighbour: Person) -> None:
    neighbour.memberships.update(starts=timezone.localdate())
    neighbour.holdings.update(starts=timezone.localdate())
    tandem = propose_tandem(neighbour, known, actor=known)
    mine.post(URL)
    assert not Tandem.objects.standing().filter(pk=tandem.pk).exists()


def test_twice_is_once(mine: Client, known: Person) -> None:
    mine.post(URL)
    before = AuditEntry.objects.count(), Mail.objects.count()
    mine.post(URL)
    leave(known, actor=known)
    assert (AuditEntry.objects.count(), Mail.objects.count()) == before


def test_other_devices_are_signed_out_and_this_one_is_not(
    mine: Client, known: Person, sign_in: SignIn
) -> None:
    elsewhere = sign_in(known)
    mine.post(URL)
    assert elsewhere.get("/ich/").headers["Location"].startswith("/anmelden/")
    assert "Sie sind nicht mehr im Netzwerk" in read(mine)


def test_afterwards_one_can_still_download(mine: Client) -> None:
    mine.post(URL)
    assert mine.get("/ich/herunterladen/meine-daten.json").status_code == HTTPStatus.OK


def test_a_role_that_would_begin_later_never_does(mine: Client, known: Person) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    Membership.objects.create(person=known, role=Role.PARTNER, starts=tomorrow)
    post = Position.objects.create(
        authority=Position.objects.earliest("pk").authority, state=PositionState.VACANT
    )
    Holding.objects.create(position=post, person=known, starts=tomorrow)
    mine.post(URL)
    assert not Membership.objects.filter(person=known, role=Role.PARTNER).exists()
    assert not Holding.objects.filter(position=post).exists()


def test_the_last_organiser_stays_and_is_told_why(
    network: Network, organiser: Person, sign_in: SignIn
) -> None:
    office = sign_in(organiser)
    assert "die letzte Person im Netzwerkmanagement" in read(office)
    assert "Jetzt austreten" not in read(office)
    assert office.post(URL).status_code == HTTPStatus.CONFLICT
    assert Person.objects.get(pk=organiser.pk).is_organiser


def test_of_two_organisers_one_may_leave(network: Network, organiser: Person) -> None:
    other = make_person("Paul", "Zweiter", Role.ORGANISER)
    leave(organiser, actor=organiser)
    with pytest.raises(Refused, match="die letzte Person"):
        leave(other, actor=other)


def test_the_rule_for_everybody(
    organiser: Person, manager: Person, neighbour: Person, guest: Person, outsider: Person
) -> None:
    may = {person.first_name for person in (organiser, manager, neighbour, guest, outsider)
           if can_leave(person)}  # fmt: skip
    assert may == {"Mika", "Nele", "Gustav"}


def test_only_for_who_is_signed_in(network: Network, client: Client) -> None:
    assert client.get(URL).headers["Location"].startswith("/anmelden/")
    assert client.post(URL).headers["Location"].startswith("/anmelden/")


def test_wrong_method(mine: Client) -> None:
    assert mine.put(URL).status_code == HTTPStatus.METHOD_NOT_ALLOWED
