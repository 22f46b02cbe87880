"""The pages on which an adviser writes, looks, and sends; and what stands beside the case."""

import re
from datetime import timedelta
from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from klimanetz.features.advising.actions import ContactFacts, add_contact, change_contact
from klimanetz.features.advising.address import case_address
from klimanetz.features.advising.correspondence import actions, postage
from klimanetz.features.advising.correspondence.models import Draft
from klimanetz.features.advising.models import Case, CaseFile, Contact, EntryKind
from klimanetz.mail.models import Mail, MailState
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.features.advising.correspondence.conftest import Write, answer, came, read

ON_DRAFTS = ["edit", "preview", "content", "send", "discard"]
POSTED = {"send", "discard"}


@pytest.fixture
def client(sign_in: SignIn, organiser: Person) -> Client:
    return sign_in(organiser)


def page(name: str, case: Case, draft: Draft | int | None = None) -> str:
    number = draft.pk if isinstance(draft, Draft) else draft
    args = [case.pk] if number is None else [case.pk, number]
    return reverse(f"case_mail_{name}", args=args)


def seen(client: Client, url: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", client.get(url).content.decode()).split())


def seen_now(draft: Draft) -> dict[str, str]:
    """As the preview sends it along."""
    return {"stand": Draft.objects.get(pk=draft.pk).changed_at.isoformat()}


def beside(client: Client, case: Case) -> str:
    return client.get(reverse("case_detail", args=[case.pk])).content.decode()


def test_write_look_send(client: Client, case: Case, mayor: Contact, file: CaseFile) -> None:
    shown = client.get(page("write", case)).content.decode()
    assert "Guten Tag Bela Beispiel," in shown  # there is nobody else
    assert "Ratsvorlage.pdf" in shown
    response = client.post(
        page("write", case),
        {"contacts": [mayor.pk], "subject": "Ihr Ratsbeschluss", "text": "Guten Tag,\n\nwann?",
         "attached": [file.pk]},
    )  # fmt: skip
    draft = Draft.objects.get()
    assert response["Location"] == page("preview", case, draft)
    assert not Mail.objects.exists()
    shown = seen(client, page("preview", case, draft))
    for words in ("So kommt Ihre Mail an", "Bela Beispiel (bela@ilmenau.example)",
                  case_address(case), "Ratsvorlage.pdf", "Jetzt senden"):  # fmt: skip
        assert words in shown
    frame = client.get(page("content", case, draft))
    assert "wann?" in frame.content.decode()
    assert "frame-ancestors 'self'" in frame["Content-Security-Policy"]
    assert mayor.key in frame.content.decode()
    response = client.post(page("send", case, draft), seen_now(draft), follow=True)
    assert "Die Mail ist unterwegs." in response.content.decode()
    assert Mail.objects.get().address == mayor.email


def test_to_one_person_it_begins_with_their_name(
    client: Client, case: Case, mayor: Contact, organiser: Person
) -> None:
    add_contact(case, ContactFacts("Kim Kämmerei", email="kim@ilmenau.example"), actor=organiser)
    shown = client.get(page("write", case)).content.decode()
    assert "Guten Tag,\n" in shown
    assert shown.count("checked") == 2
    shown = client.get(f"{page('write', case)}?an={mayor.pk}").content.decode()
    assert "Guten Tag Bela Beispiel," in shown
    assert "Olga Organisatorin" in shown
    assert shown.count("checked") == 1


def test_an_answer_begins_with_what_it_answers(client: Client, case: Case) -> None:
    read(answer(case, "Am 12. Mai tagt der Rat."))
    url = f"{page('write', case)}?auf={came(case).pk}"
    shown = client.get(url).content.decode()
    assert 'value="Re: Ihr Ratsbeschluss"' in shown
    assert "Am 12. Mai tagt der Rat." in shown
    assert "Guten Tag Bela Beispiel," in shown


@pytest.mark.parametrize("query", ["?an=x", "?auf=999", "?an=\0", "?auf=" + "9" * 30, "?an=-1"])
def test_a_strange_address_just_begins_a_mail(query: str, client: Client, case: Case) -> None:
    assert client.get(page("write", case) + query).status_code == HTTPStatus.OK


@pytest.mark.parametrize(
    ("left_out", "words"),
    [
        ("contacts", "Bitte wählen Sie, an wen die Mail geht."),
        ("subject", "Bitte füllen Sie dieses Feld aus."),
        ("text", "Bitte füllen Sie dieses Feld aus."),
    ],
)
def test_what_is_missing_is_said_and_the_text_stays(
    left_out: str, words: str, client: Client, case: Case, mayor: Contact
) -> None:
    said = {"contacts": [mayor.pk], "subject": "Frage", "text": "Ein langer Text"}
    shown = client.post(
        page("write", case), {name: value for name, value in said.items() if name != left_out}
    ).content.decode()
    assert words in shown
    assert left_out == "text" or "Ein langer Text" in shown
    assert not Draft.objects.exists()


def test_too_heavy_is_said_beside_the_files(
    client: Client, case: Case, mayor: Contact, file: CaseFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postage, "MOST_ATTACHED", 10)
    said = {"contacts": [mayor.pk], "subject": "Frage", "text": "Text", "attached": [file.pk]}
    shown = client.post(page("write", case), said).content.decode()
    assert "größer als 15 MB" in shown
    assert "Text</textarea>" in shown


def test_the_files_and_contacts_of_others_cannot_be_chosen(
    client: Client, case: Case, mayor: Contact, file: CaseFile
) -> None:
    said = {"contacts": [mayor.pk + 7], "subject": "F", "text": "T", "attached": [file.pk + 7]}
    shown = client.post(page("write", case), said).content.decode()
    assert shown.count("Das steht nicht zur Auswahl") >= 1
    assert not Draft.objects.exists()


def test_a_draft_waits_and_may_be_changed_or_thrown_away(
    client: Client, case: Case, write: Write, mayor: Contact
) -> None:
    draft = write()
    assert page("edit", case, draft) in beside(client, case)
    shown = client.get(page("edit", case, draft)).content.decode()
    assert "wann tagt der Rat?" in shown
    client.post(
        page("edit", case, draft), {"contacts": [mayor.pk], "subject": "Neu", "text": "Anders"}
    )
    draft.refresh_from_db()
    assert (draft.subject, draft.text) == ("Neu", "Anders")
    client.post(page("discard", case, draft))
    assert not Draft.objects.exists()


def test_a_second_click_is_told_kindly(client: Client, case: Case, write: Write) -> None:
    draft = write()
    stand = seen_now(draft)
    client.post(page("send", case, draft), stand)
    response = client.post(page("send", case, draft), stand, follow=True)
    assert "schon hinausgegangen" in response.content.decode()
    assert Mail.objects.count() == 1


def test_a_draft_that_another_window_sent_leads_to_the_case(
    client: Client, case: Case, write: Write
) -> None:
    draft = write()
    client.post(page("send", case, draft), seen_now(draft))
    for name in ("edit", "preview", "discard"):
        url = page(name, case, draft)
        answered = (client.post if name in POSTED else client.get)(url, follow=True)
        assert answered.redirect_chain[0][0] == reverse("case_detail", args=[case.pk])
        assert "schon hinausgegangen oder verworfen" in answered.content.decode()


def test_what_was_written_on_a_draft_that_is_gone_becomes_a_new_one(
    client: Client, case: Case, write: Write, mayor: Contact
) -> None:
    draft = write()
    client.post(page("send", case, draft), seen_now(draft))
    said = {"contacts": [mayor.pk], "subject": "Noch etwas", "text": "Eines habe ich vergessen."}
    response = client.post(page("edit", case, draft), said, follow=True)
    assert "Ihr Text ist ein neuer Entwurf." in response.content.decode()
    assert Draft.objects.get().text == "Eines habe ich vergessen."
    assert Mail.objects.count() == 1


def test_whose_last_reader_left_is_not_sent(
    client: Client, case: Case, write: Write, mayor: Contact
) -> None:
    draft = write()
    mayor.delete()
    shown = client.get(page("preview", case, draft)).content.decode()
    assert "an wen die Mail geht" in shown
    assert "Jetzt senden" not in shown
    assert client.get(page("content", case, draft)).status_code == HTTPStatus.NOT_FOUND


def test_without_an_address_one_is_asked_for(client: Client, case: Case) -> None:
    Contact.objects.update(email="")
    shown = client.get(page("write", case)).content.decode()
    assert reverse("case_contact_add", args=[case.pk]) in shown
    assert "E-Mail schreiben</span>" not in beside(client, case)


def test_what_waits_stands_beside_the_case(
    client: Client, case: Case, write: Write, organiser: Person
) -> None:
    assert "hat am" not in beside(client, case)
    read(answer(case, Auto_Submitted="auto-replied", Message_ID="<2@ilmenau.example>"))
    assert "hat am" not in beside(client, case)
    read(answer(case))
    entry = case.entries.filter(arrival__automatic=False).get()
    shown = beside(client, case)
    assert "Bela Beispiel hat am 01.03.2027 geschrieben." in shown
    assert f"{page('write', case)}?auf={entry.pk}" in shown
    actions.send(write(), actor=organiser)
    assert "hat am" not in beside(client, case)


def test_a_mail_of_a_stranger_stands_there_too(
    client: Client, case: Case, organiser: Person
) -> None:
    read(answer(case, From="vera@web.example"))
    shown = beside(client, case)
    assert "kam eine Mail von einer unbekannten Adresse" in shown
    assert "Person hinzufügen, um zu antworten" in shown
    add_contact(case, ContactFacts("Vera Vogel", email="Vera@web.example"), actor=organiser)
    shown = beside(client, case)
    assert "Vera Vogel hat am 01.03.2027 geschrieben." in shown
    entry = case.entries.get(kind=EntryKind.MAIL_IN)
    shown = client.get(f"{page('write', case)}?auf={entry.pk}").content.decode()
    assert "Guten Tag Vera Vogel," in shown


def test_what_did_not_arrive_stands_there(client: Client, case: Case, sent: Mail) -> None:
    Mail.objects.update(state=MailState.FAILED)
    shown = beside(client, case)
    assert "Eine Mail an bela@ilmenau.example kam nicht an." in shown
    assert reverse("outbox_letter", args=[sent.letter_id]) in shown


@pytest.mark.parametrize("rows", [1, 3])
def test_writing_asks_as_often_for_one_as_for_many(
    rows: int, client: Client, case: Case, organiser: Person, write: Write, file: CaseFile
) -> None:
    people = [
        add_contact(case, ContactFacts(f"P {n}", email=f"p{n}@x.example"), actor=organiser)
        for n in range(rows)
    ]
    draft = write(*people, files=(file,))
    for name in ("edit", "preview"):
        with CaptureQueriesContext(connection) as asked:
            client.get(page(name, case, draft))
        assert len(asked) <= 10, name


@pytest.mark.parametrize("name", ["write", *ON_DRAFTS])
def test_only_organisers_come_in(
    name: str, case: Case, write: Write, sign_in: SignIn, manager: Person
) -> None:
    url = page(name, case, None if name == "write" else write())
    visitor = sign_in(manager)
    answered = visitor.post(url) if name in POSTED else visitor.get(url)
    assert answered.status_code == HTTPStatus.FORBIDDEN
    assert Client().post(url).status_code == HTTPStatus.FOUND
    assert not Mail.objects.exists()


@pytest.mark.parametrize("name", ON_DRAFTS)
def test_of_another_case_it_is_not_found(
    name: str, client: Client, case: Case, write: Write
) -> None:
    url = page(name, Case(pk=case.pk + 1), write())
    answered = client.post(url) if name in POSTED else client.get(url)
    assert answered.status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("name", ["write", *ON_DRAFTS])
def test_wrong_method(name: str, client: Client, case: Case, write: Write) -> None:
    url = page(name, case, None if name == "write" else write())
    answered = client.get(url) if name in POSTED else client.delete(url)
    assert answered.status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_what_was_quoted_is_folded_away_in_the_history(client: Client, case: Case) -> None:
    read(answer(case, "Am 12. Mai.\n\nAm Montag schrieb Klimanetz:\n> Wann tagt der Rat?\n"))
    shown = beside(client, case)
    assert "<p>Am 12. Mai.</p>" in shown
    folded = shown.partition("Zitierte Mail zeigen")[2]
    assert "Wann tagt der Rat?" in folded


def test_what_did_not_arrive_is_settled_by_another_address_or_another_mail(
    client: Client, case: Case, sent: Mail, mayor: Contact, organiser: Person, write: Write
) -> None:
    """Else it would stand there for the years of a case."""
    Mail.objects.update(state=MailState.FAILED)
    later = actions.send(write(), actor=organiser)
    assert "kam nicht an" in beside(client, case)
    Mail.objects.filter(key__contains=f":mail:{later.pk}:").update(state=MailState.SENT)
    assert "kam nicht an" not in beside(client, case)
    Mail.objects.update(state=MailState.FAILED)
    facts = ContactFacts(mayor.name, email="neu@ilmenau.example")
    change_contact(mayor, facts, actor=organiser)
    assert "kam nicht an" not in beside(client, case)


def test_nothing_goes_out_that_a_colleague_changed_behind_the_preview(
    client: Client, case: Case, mayor: Contact, write: Write, colleague: Person
) -> None:
    draft = write()
    Draft.objects.update(changed_at=timezone.now() - timedelta(minutes=5))
    shown = client.get(page("preview", case, draft)).content.decode()
    (known,) = re.findall(r'name="stand" value="([^"]+)"', shown)
    draft.text = "Etwas ganz anderes"
    actions.keep_draft(draft, contacts=[mayor], files=(), actor=colleague)
    response = client.post(page("send", case, draft), {"stand": known}, follow=True)
    assert "Karl Kollege hat diese Mail inzwischen geändert." in response.content.decode()
    assert not Mail.objects.exists()
    shown = client.get(page("preview", case, draft)).content.decode()
    (known,) = re.findall(r'name="stand" value="([^"]+)"', shown)
    client.post(page("send", case, draft), {"stand": known})
    assert Mail.objects.count() == 1


@pytest.mark.parametrize("odd", ["", "quatsch", "2027-99-99T00:00:00"])
def test_a_preview_of_nowhere_is_shown_first(
    odd: str, client: Client, case: Case, write: Write
) -> None:
    draft = write()
    response = client.post(page("send", case, draft), {"stand": odd})
    assert response["Location"] == page("preview", case, draft)
    assert not Mail.objects.exists()
