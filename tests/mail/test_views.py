"""The outbox as organisers see it; nobody else does."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from klimanetz.core.models import AuditEntry
from klimanetz.mail.models import Dispatch, Letter, Mail
from klimanetz.mail.rules import can_see_outbox
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.mail.conftest import CALENDAR, PostTo, recipient

OUTBOX = "/verwaltung/post/"
MOST_QUERIES = 7

type Count = Callable[..., pytest.FixtureRequest]


@pytest.fixture
def office(organiser: Person, sign_in: SignIn) -> Client:
    return sign_in(organiser)


@pytest.fixture
def letter(post_to: PostTo) -> Letter:
    return post_to(3, calendar=CALENDAR)


def read(client: Client, address: str) -> str:
    """What stands on a page, without markup."""
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(unescape(text).split())


def page(letter: Letter, verb: str = "") -> str:
    return f"{OUTBOX}{letter.pk}/{verb}"


def fail(letter: Letter, number: int = 1, answer: str = "550 5.1.1 User unknown") -> None:
    mails = letter.mails.filter(address=f"mika{number}@kommune.example")
    mails.update(state="failed", answer=answer, attempts=1)


def addresses(letter: Letter) -> list[str]:
    mail = letter.mails.first()
    assert mail
    mail_page = f"{OUTBOX}mail/{mail.pk}/"
    return [OUTBOX, page(letter), mail_page, f"{mail_page}inhalt/"]


VERBS = ("anhalten/", "freigeben/", "erneut/")


# Who may


@pytest.mark.parametrize("name", ["manager", "guest", "outsider"])
def test_others_are_told_why_not(
    letter: Letter, name: str, request: pytest.FixtureRequest, sign_in: SignIn
) -> None:
    person: Person = request.getfixturevalue(name)
    client = sign_in(person)
    for address in addresses(letter):
        response = client.get(address)
        assert response.status_code == 403
        assert "sieht nur das Netzwerkmanagement" in response.content.decode()
    for verb in VERBS:
        assert client.post(page(letter, verb)).status_code == 403


def test_strangers_are_asked_to_sign_in(letter: Letter, client: Client) -> None:
    for address in addresses(letter):
        assert "/anmelden/" in client.get(address).headers["Location"]
    for verb in VERBS:
        assert "/anmelden/" in client.post(page(letter, verb)).headers["Location"]


def test_the_rule_and_its_list_agree(
    letter: Letter, organiser: Person, manager: Person, guest: Person, outsider: Person
) -> None:
    for person in (organiser, manager, guest, outsider):
        visible = Letter.objects.visible_to(person).exists()
        assert bool(can_see_outbox(person)) == visible == (person == organiser)


def test_what_is_not_there_is_not_found(office: Client, letter: Letter) -> None:
    for address in (f"{OUTBOX}999/", f"{OUTBOX}mail/999/", f"{OUTBOX}mail/999/inhalt/"):
        assert office.get(address).status_code == 404
    for verb in VERBS:
        assert office.post(f"{OUTBOX}999/{verb}").status_code == 404


def test_reading_is_get_and_steering_is_post(office: Client, letter: Letter) -> None:
    for address in addresses(letter):
        assert office.post(address).status_code == 405
    for verb in VERBS:
        assert office.get(page(letter, verb)).status_code == 405


# The list


def test_an_empty_outbox_says_what_will_stand_here(office: Client) -> None:
    text = read(office, OUTBOX)
    assert "Hier steht jede Mail, die das Netzwerk verschickt" in text
    assert "Nichts wartet, alles ist hinausgegangen." in text


def test_what_the_head_counts_is_one_click_away(office: Client, post_to: PostTo) -> None:
    """Codes to sign in are not among all mails, but what becomes of them is counted."""
    code = post_to(1, subject="Ihr Code", confidential=True)
    code.mails.update(state="failed", answer="550 no")
    page = office.get(OUTBOX).content.decode()
    assert '<a href="?zeigen=nicht-zustellbar">1 Mail ließ sich nicht zustellen.</a>' in page
    assert "Ihr Code" not in page
    assert "Ihr Code" in read(office, f"{OUTBOX}?zeigen=nicht-zustellbar")


def test_each_letter_with_what_became_of_it(office: Client, post_to: PostTo) -> None:
    first, second = post_to(4, subject="Einladung"), post_to(2, subject="Erinnerung")
    first.mails.update(state="sent")
    fail(first, 1)
    fail(second, 1)
    text = read(office, OUTBOX)
    assert "1 Mail wartet. 2 Mails ließen sich nicht zustellen." in text
    assert "2 Mails, die neueste zuerst" in text
    assert re.search("Erinnerung 2 Personen .* 1 wartet, 1 nicht zustellbar", text)
    assert re.search("Einladung .* 3 gesendet, 1 nicht zustellbar", text)
    assert text.index("Erinnerung") < text.index("Einladung")


def test_a_letter_to_one_person_names_them(office: Client, post_to: PostTo) -> None:
    post_to(1, subject="Zusage")
    post_to([recipient(name="")], subject="Absage")
    text = read(office, OUTBOX)
    assert re.search("Zusage Mika Managerin 1 [^A-Z]* wartet", text)
    assert "Absage mika1@kommune.example" in text


def test_large_numbers_are_grouped(office: Client, post_to: PostTo) -> None:
    post_to(1200).mails.update(state="sent")
    assert "1\N{NARROW NO-BREAK SPACE}200 gesendet" in office.get(OUTBOX).content.decode()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", {"Wartende", "Gescheiterte", "Angehaltene"}),
        ("?zeigen=wartet", {"Wartende", "Angehaltene", "Code"}),
        ("?zeigen=nicht-zustellbar", {"Gescheiterte"}),
        ("?zeigen=angehalten", {"Angehaltene"}),
        ("?zeigen=anmeldecodes", {"Code"}),
        ("?suche=wartENDE", {"Wartende"}),
        ("?suche=mika1@kommune.example", {"Wartende", "Gescheiterte", "Angehaltene"}),
        ("?suche=Managerin+2", {"Wartende"}),
        ("?suche=Managerin+2&zeigen=nicht-zustellbar", set()),
        ("?zeigen=gibt-es-nicht", {"Wartende", "Gescheiterte", "Angehaltene"}),
    ],
)
def test_filters_stand_in_the_address(
    office: Client, post_to: PostTo, asked: str, found: set[str]
) -> None:
    post_to(2, subject="Wartende")
    fail(post_to(1, subject="Gescheiterte"))
    Letter.objects.filter(pk=post_to(1, subject="Angehaltene").pk).update(held=True)
    post_to(1, subject="Code", confidential=True)
    html = office.get(OUTBOX + asked).content.decode()
    subjects = re.findall(r'href="/verwaltung/post/\d+/">([^<]+)</a>', html)
    assert set(subjects) == found
    assert ("Dazu gibt es keine Mail." in html) == (not found)


def test_the_list_has_pages_that_keep_the_filter(
    office: Client, post_to: PostTo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("klimanetz.mail.views.LETTERS_PER_PAGE", 2)
    for _ in range(5):
        post_to(1)
    html = office.get(f"{OUTBOX}?suche=einladung&seite=2").content.decode()
    assert html.count('<th scope="row"') == 2
    assert "Seite 2 von 3" in html
    assert 'href="?suche=einladung&amp;seite=3"' in html
    assert 'href="?suche=einladung&amp;seite=1"' in html


@pytest.mark.parametrize("letters", [1, 3])
def test_the_queries_of_the_list(
    office: Client, post_to: PostTo, letters: int, django_assert_num_queries: Count
) -> None:
    for _ in range(letters):
        fail(post_to(3))
    with django_assert_num_queries(MOST_QUERIES + 1):  # type: ignore[attr-defined]
        office.get(OUTBOX)


# Why nothing leaves


def test_without_a_mail_server_the_outbox_says_so(office: Client, letter: Letter) -> None:
    for address in (OUTBOX, page(letter)):
        assert "Es ist noch kein Mailserver eingetragen" in read(office, address)
    letter.mails.update(state="sent")
    for address in (OUTBOX, page(letter)):
        assert "kein Mailserver" not in read(office, address)


def test_the_words_of_a_mail_server_that_takes_nothing(
    office: Client, letter: Letter, settings: Settings
) -> None:
    settings.SMTP = settings.SMTP | {"host": "mail.agentur.example"}
    Dispatch.objects.note_trouble("550 5.7.1 Sender not allowed")
    text = read(office, OUTBOX)
    assert "Der Mailserver mail.agentur.example nimmt seit" in text
    assert "„550 5.7.1 Sender not allowed“" in text
    Dispatch.objects.forget_trouble()
    assert "nimmt seit" not in read(office, OUTBOX)


def test_a_worker_that_is_not_running(office: Client, letter: Letter, settings: Settings) -> None:
    settings.SMTP = settings.SMTP | {"host": "mail.agentur.example"}
    assert "Der Versand läuft gerade nicht" in read(office, OUTBOX)
    Dispatch.objects.leave_sign()
    assert "Versand" not in read(office, OUTBOX)


# One letter


def test_a_letter_shows_everyone_and_the_words_of_the_server(
    office: Client, letter: Letter
) -> None:
    Letter.objects.filter(pk=letter.pk).update(written_by="Olga Organisatorin")
    fail(letter, 1)
    letter.mails.filter(address__startswith="mika2").update(state="sent", sent_at=timezone.now())
    letter.mails.filter(address__startswith="mika3").update(
        attempts=2, answer="451 busy", due_at=timezone.now() + timedelta(minutes=4)
    )
    text = read(office, page(letter))
    assert "1 gesendet, 1 wartet, 1 nicht zustellbar" in text
    assert "Olga Organisatorin" in text
    assert "3 Personen" in text
    assert "mika1@kommune.example nicht zustellbar 550 5.1.1 User unknown" in text
    assert "mika2@kommune.example gesendet" in text
    assert re.search("mika3@kommune.example wartet nächster Versuch .*; .* sagte: 451 busy", text)
    assert "Kalendereintrag liegt bei" in text


@pytest.mark.parametrize("mails", [1, 3])
def test_the_queries_of_a_letter(
    office: Client, post_to: PostTo, mails: int, django_assert_num_queries: Count
) -> None:
    letter = post_to(mails)
    with django_assert_num_queries(MOST_QUERIES):  # type: ignore[attr-defined]
        office.get(page(letter))


def test_a_long_list_of_people_has_pages(
    office: Client, letter: Letter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("klimanetz.mail.views.MAILS_PER_PAGE", 2)
    assert "Seite 2 von 2" in read(office, f"{page(letter)}?seite=2")


# Hold, release, try again


def test_hold_and_release(office: Client, letter: Letter, organiser: Person) -> None:
    assert "Anhalten" in read(office, page(letter))
    response = office.post(page(letter, "anhalten/"))
    assert response.headers["Location"] == page(letter)
    assert not Mail.objects.due().exists()
    text = read(office, page(letter))
    assert "Was noch wartet, geht erst nach Ihrer Freigabe hinaus." in text
    assert "3 angehalten" in text
    assert "mika1@kommune.example angehalten" in text
    office.post(page(letter, "freigeben/"))
    assert Mail.objects.due().count() == 3
    assert [entry.verb for entry in AuditEntry.objects.order_by("pk")] == [
        "mail.held",
        "mail.released",
    ]
    assert AuditEntry.objects.filter(
        actor=str(organiser), subject=f"mail.letter:{letter.pk}", detail={"waiting": 3}
    ).exists()


def test_holding_or_releasing_twice_changes_nothing(office: Client, letter: Letter) -> None:
    for verb in ("freigeben/", "anhalten/", "anhalten/", "freigeben/", "freigeben/"):
        assert office.post(page(letter, verb)).status_code == 302
    assert AuditEntry.objects.count() == 2


def test_what_has_left_cannot_be_held(office: Client, letter: Letter) -> None:
    letter.mails.update(state="sent")
    response = office.post(page(letter, "anhalten/"))
    assert response.status_code == 409
    assert "lässt sich nicht mehr anhalten" in response.content.decode()
    assert "Anhalten" not in read(office, page(letter))


def test_what_failed_can_be_tried_again(office: Client, letter: Letter) -> None:
    fail(letter, 1)
    fail(letter, 2)
    assert "Noch einmal versuchen" in read(office, page(letter))
    office.post(page(letter, "erneut/"))
    assert Mail.objects.due().count() == 3
    assert set(letter.mails.values_list("attempts", flat=True)) == {0}
    assert "2 Mails gehen noch einmal hinaus." in read(office, page(letter))
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.detail) == ("mail.retried", {"mails": 2})


def test_trying_again_what_did_not_fail_does_nothing(office: Client, letter: Letter) -> None:
    letter.mails.update(state="sent")
    office.post(page(letter, "erneut/"))
    assert set(letter.mails.values_list("state", flat=True)) == {"sent"}
    assert not AuditEntry.objects.exists()


def test_a_code_cannot_be_sent_again(office: Client, post_to: PostTo) -> None:
    letter = post_to(1, confidential=True)
    fail(letter)
    assert "Noch einmal versuchen" not in read(office, page(letter))
    response = office.post(page(letter, "erneut/"))
    assert response.status_code == 409
    assert "fordert besser einen neuen an" in response.content.decode()


# One mail


def test_the_exact_mail(office: Client, letter: Letter) -> None:
    mail = letter.mails.get(address="mika2@kommune.example")
    response = office.get(f"{OUTBOX}mail/{mail.pk}/")
    html = response.content.decode()
    assert "Guten Tag Mika Managerin 2," in html
    assert "https://klima.example/a/2?antwort=online" in html
    assert f'src="{OUTBOX}mail/{mail.pk}/inhalt/"' in html
    assert "frame-src 'self'" in response.headers["Content-Security-Policy"]
    text = read(office, f"{OUTBOX}mail/{mail.pk}/")
    assert "Klimanetz Thüringen <netzwerk@klimanetz.example>" in text
    assert "Mika Managerin 2 <mika2@kommune.example>" in text
    assert "Klimanetz Thüringen <netzwerk@agentur.example>" in text


def test_the_content_for_the_frame(office: Client, letter: Letter) -> None:
    mail = letter.mails.get(address="mika2@kommune.example")
    response = office.get(f"{OUTBOX}mail/{mail.pk}/inhalt/")
    assert "Guten Tag Mika Managerin 2," in response.content.decode()
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "sandbox" in response.headers["Content-Security-Policy"]


def test_a_mail_that_cannot_be_written_says_why(office: Client, post_to: PostTo) -> None:
    letter = post_to([recipient(values={})])
    mail = letter.mails.get()
    assert "In der Mail fehlt ein Wert: 'answer_url'" in read(office, f"{OUTBOX}mail/{mail.pk}/")
    assert office.get(f"{OUTBOX}mail/{mail.pk}/inhalt/").status_code == 404


def test_a_code_is_never_shown(office: Client, post_to: PostTo) -> None:
    letter = post_to(
        [recipient(values={"code": "12345678"})],
        body="<p>{{ personal.code }}</p>",
        confidential=True,
    )
    for address in addresses(letter):
        assert "12345678" not in office.get(address).content.decode()
    mail_page = addresses(letter)[2]
    assert "••••••" in read(office, mail_page)
    assert "wird hier nicht gezeigt" in read(office, mail_page)


@pytest.mark.parametrize("state", ["sent", "waiting"])
def test_the_queries_of_a_mail(
    office: Client, letter: Letter, state: str, django_assert_max_num_queries: Count
) -> None:
    letter.mails.update(state=state, sent_at=timezone.now())
    address = addresses(letter)[2]
    with django_assert_max_num_queries(6):  # type: ignore[attr-defined]
        office.get(address)
