"""What comes back into the case, by which way, and what of it is told to whom."""

from datetime import UTC, datetime, timedelta
from email.encoders import encode_base64
from email.message import EmailMessage
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from klimanetz.core.models import Network
from klimanetz.features.advising.actions import pause
from klimanetz.features.advising.address import SHORT_SEAL, case_address, seal
from klimanetz.features.advising.correspondence import readers
from klimanetz.features.advising.models import Case, Contact, EntryKind, Stage
from klimanetz.mail.models import Mail, MailState
from klimanetz.mail.preview import preview_mail
from klimanetz.people.models import Person
from klimanetz.roster.succession import documents
from tests.features.advising.conftest import Advance
from tests.features.advising.correspondence.conftest import PDF, answer, came, read, told
from tests.mail import bounced
from tests.mail.winmails import pack, pack_file


def own_id(mail: Mail) -> str:
    """The Message-ID with which our mail left."""
    return f"<{mail.pk}.{int(mail.letter.created_at.timestamp() * 1000):x}@klimanetz.example>"


def test_an_answer_stands_in_the_case_and_its_owner_is_told(
    case: Case, mayor: Contact, sent: Mail
) -> None:
    Case.objects.update(touched_at=datetime(2027, 1, 1, tzinfo=UTC))
    assert read(answer(case))
    entry = came(case)
    assert (entry.subject, entry.text) == ("Re: Ihr Ratsbeschluss", "Am 12. Mai.")
    assert (entry.contact, entry.by) == (mayor, None)
    assert entry.at == datetime(2027, 3, 1, 8, 30, tzinfo=UTC)
    assert not entry.shared
    case.refresh_from_db()
    assert case.touched_at.date().isoformat() == "2027-03-01"
    (mail,) = told()
    shown = preview_mail(mail)
    assert mail.address == "olga@agentur.example"
    assert shown.subject == "Antwort von Bela Beispiel: Gemeinde Ilmenau"
    assert "bitte lesen Sie die Mail von Bela Beispiel" in " ".join(shown.text.split())
    assert "Am 12. Mai." in shown.text
    assert reverse("case_detail", args=[case.pk]) in shown.text


@pytest.mark.parametrize(
    "header", ["To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To", "Resent-To"]
)
def test_by_its_address_wherever_that_stands(header: str, case: Case) -> None:
    message = answer(case)
    del message["To"]
    message["To" if header != "To" else "Cc"] = "netzwerk@agentur.example"
    if header == "Cc":
        del message["To"]
        message["To"] = "olga@agentur.example"
    message[header] = case_address(case).upper()
    assert read(message)
    assert came(case).text == "Am 12. Mai."


@pytest.mark.parametrize("header", ["In-Reply-To", "References"])
def test_by_the_mail_it_answers(header: str, case: Case, sent: Mail) -> None:
    message = answer(case, To="netzwerk@agentur.example")
    message[header] = f"<a@b.example> {own_id(sent)}"
    assert read(message)
    assert came(case).contact is not None


def test_by_its_subject(case: Case, settings: Settings, network: Network) -> None:
    settings.REPLY_ADDRESS = ""
    key = f"[B-{case.pk}-{seal(case.pk)[:SHORT_SEAL]}]"
    assert read(answer(case, To=network.email, Subject=f"AW: Ihr Ratsbeschluss {key}"))
    assert came(case).subject == "AW: Ihr Ratsbeschluss"


@pytest.mark.parametrize(
    "headers",
    [
        {"To": "netz+b1-aaaaaaaaaaaaaaaaaaaa@agentur.example"},
        {"To": "netzwerk@agentur.example"},
        {"To": "netzwerk@agentur.example", "Subject": "Frage [B-1-aaaaaaaa]"},
        {"To": "netzwerk@agentur.example", "References": "<1.19a1b2c3d4e@klimanetz.example>"},
    ],
)
def test_what_proves_nothing_is_left_to_people(
    headers: dict[str, str], case: Case, sent: Mail
) -> None:
    assert not read(answer(case, **headers))
    assert not case.entries.filter(kind=EntryKind.MAIL_IN).exists()


def test_a_case_that_was_deleted_takes_nothing(case: Case) -> None:
    message = answer(case)
    Case.objects.filter(pk=case.pk).delete()
    assert not read(message)


def test_read_again_it_does_nothing(case: Case) -> None:
    for _again in range(3):
        assert read(answer(case))
    assert read(answer(case, Date="Mon, 1 Mar 2027 08:31:00 +0000"))  # numbered badly
    assert came(case)
    assert len(told()) == 1


def test_from_an_unknown_address_it_is_kept_and_marked(case: Case) -> None:
    assert read(answer(case, From="Vera Vertretung <vera@web.example>"))
    entry = came(case)
    assert entry.contact is None
    assert entry.text.startswith("Von unbekannter Adresse: Vera Vertretung <vera@web.example>\n")
    assert (entry.arrival.name, entry.arrival.address) == ("Vera Vertretung", "vera@web.example")
    shown = preview_mail(told()[0])
    assert "Antwort von Vera Vertretung" in shown.subject
    assert "prüfen Sie bitte, wer es ist" in " ".join(shown.text.split())


def test_a_contact_is_known_however_the_address_is_written(case: Case, mayor: Contact) -> None:
    assert read(answer(case, From="BELA@Ilmenau.Example"))
    assert came(case).contact == mayor


def test_who_is_away_says_so_quietly(case: Case, sent: Mail) -> None:
    message = answer(case, Subject="Abwesend", Auto_Submitted="auto-replied")
    assert read(message)
    entry = came(case)
    assert entry.arrival.automatic
    assert not told()


def test_an_adviser_may_write_from_their_own_mailbox(case: Case, organiser: Person) -> None:
    message = answer(case, From=organiser.email, To="bela@ilmenau.example")
    message["Cc"] = case_address(case)
    assert read(message)
    entry = case.entries.get(kind=EntryKind.MAIL_OUT)
    assert entry.by == organiser
    assert not told()


def test_that_an_adviser_is_away_concerns_no_case(case: Case, organiser: Person) -> None:
    assert not read(answer(case, From=organiser.email, Auto_Submitted="auto-replied"))
    assert case.entries.count() == 1


def test_to_a_closed_case_it_is_kept_and_the_owner_may_reopen(case: Case, advance: Advance) -> None:
    advance(case, Stage.DROPPED)
    assert read(answer(case))
    assert came(case)
    text = " ".join(preview_mail(told()[0]).text.split())
    assert "nehmen Sie den Fall wieder auf, wenn es weitergeht" in text
    assert "(nicht weiterverfolgt)" in text
    assert Case.objects.get(pk=case.pk).stage == Stage.DROPPED


def test_to_a_case_that_rests_the_day_is_told(case: Case, organiser: Person) -> None:
    pause(case, reason="Haushalt", until=datetime(2027, 6, 1, tzinfo=UTC).date(), actor=organiser)
    read(answer(case))
    assert "ruht noch bis 1. Juni 2027" in " ".join(preview_mail(told()[0]).text.split())


def test_without_an_owner_all_who_run_the_network_are_told(
    case: Case, organiser: Person, colleague: Person
) -> None:
    Case.objects.update(owner=None)
    read(answer(case))
    assert {mail.address for mail in told()} == {organiser.email, colleague.email}


def test_a_bounce_goes_to_the_outbox_not_into_the_case(case: Case, sent: Mail) -> None:
    Mail.objects.update(state=MailState.SENT, sent_at=sent.due_at)
    assert read(bounced.standard(sent))
    sent.refresh_from_db()
    assert sent.state == MailState.FAILED
    assert case.entries.filter(kind=EntryKind.MAIL_IN).count() == 0


def test_too_many_a_day_stay_in_the_mailbox(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "MOST_A_DAY", 2)
    taken = [read(answer(case, Message_ID=f"<{n}@ilmenau.example>")) for n in range(4)]
    assert taken == [True, True, False, False]


def test_files_come_along(case: Case, sent: Mail) -> None:
    message = answer(case)
    message.add_attachment(PDF, "application", "octet-stream", filename="Beschlußvorlage Ä.pdf")
    assert read(message)
    file = came(case).files.get()
    assert (file.name, file.kind) == ("Beschlußvorlage Ä.pdf", "application/pdf")
    with file.file.open() as opened:
        assert opened.read() == PDF
    assert file.size == len(PDF)
    assert "Anlagen: 1" in preview_mail(told()[0]).text


def test_what_is_refused_is_named(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "LARGEST", 100)
    message = answer(case)
    message.add_attachment(b"MZ", "application", "x-msdownload", filename="spiel.exe")
    message.add_attachment(b"%PDF-" + b"0" * 200, "application", "pdf", filename="gross.pdf")
    message.add_attachment(b"kein PDF", "application", "pdf", filename="falsch.pdf")
    message.add_attachment(PDF, "application", "pdf", filename="gut.pdf")
    inner = EmailMessage()
    inner["Subject"] = "weitergeleitet"
    inner.set_content("Text")
    message.add_attachment(inner)
    assert read(message)
    entry = came(case)
    assert [file.name for file in entry.files.all()] == ["gut.pdf"]
    refused, _gap, kept = entry.text.rpartition("\n\n")
    assert kept == "Am 12. Mai."
    assert refused.startswith("Nicht übernommen, im Postfach des Netzwerks noch da:")
    assert "„spiel.exe“: Dieses Format" in refused
    assert "„gross.pdf“: Die Datei ist größer als 25 MB" in refused
    assert "„falsch.pdf“: Der Inhalt passt nicht zur Endung .pdf" in refused
    assert "„Anlage.eml“" in refused


def test_logos_and_signatures_are_no_files_pictures_are(case: Case) -> None:
    related = MIMEMultipart("related")
    related.attach(MIMEText("<p>Bitte sehen Sie:</p><img src='cid:1'>", "html"))
    for number, size in (("1", 40_000), ("2", 900)):
        picture = MIMEBase("image", "png", name=f"image00{number}.png")
        picture.set_payload(b"\x89PNG\r\n\x1a\n" + b"0" * size)
        picture["Content-ID"] = f"<{number}>"
        picture["Content-Disposition"] = "inline"
        encode_base64(picture)
        related.attach(picture)
    signed = MIMEMultipart("signed")
    signature = MIMEBase("application", "pkcs7-signature", name="smime.p7s")
    signature.set_payload(b"0")
    signed.attach(related)
    signed.attach(signature)
    for name, value in answer(case).items():
        if not name.lower().startswith(("content", "mime")):
            signed[name] = value
    assert read(signed.as_bytes())
    entry = came(case)
    assert [file.name for file in entry.files.all()] == ["image001.png"]
    assert entry.text == "Bitte sehen Sie:"


def test_a_mail_in_html_alone_is_read_as_text(case: Case) -> None:
    message = answer(case)
    message.set_content(
        "<html><head><style>p {color: red}</style><title>T</title></head><body>"
        "<p>Liebe  Olga,<br>das passt&nbsp;so.</p><ul><li>eins</li><li>zwei &lt;3</li></ul>"
        "<script>x()</script><div>Gruß</div></body></html>",
        subtype="html",
    )
    assert read(message)
    assert came(case).text == "Liebe Olga,\ndas passt so.\n\n- eins\n- zwei <3\n\nGruß"


def test_a_long_text_is_cut_and_said(case: Case) -> None:
    assert read(answer(case, "Wort " * 10_000))
    entry = came(case)
    assert len(entry.text) < 20_000
    assert entry.text.startswith("Der Text ist gekürzt.")


def test_a_wrong_clock_does_not_move_the_mail_out_of_sight(case: Case) -> None:
    read(answer(case, Date="Thu, 1 Jan 1970 00:00:00 +0000"))
    assert came(case).at - datetime(2027, 3, 1, 9, tzinfo=UTC) < timedelta(minutes=1)


def test_that_somebody_is_away_makes_no_case_less_forgotten(case: Case) -> None:
    Case.objects.update(touched_at=timezone.now() - timedelta(days=40))
    assert read(answer(case, Auto_Submitted="auto-replied"))
    assert Case.objects.forgotten().exists()
    assert read(answer(case, Message_ID="<2@ilmenau.example>"))
    assert not Case.objects.forgotten().exists()


def test_what_outlook_packed_comes_as_the_files_it_was(case: Case) -> None:
    message = answer(case)
    packed = pack(
        pack_file(PDF, "BESCHL~1.PDF", "..\\Beschluss Nr. 12.pdf"), pack_file(PDF, "Plan.pdf")
    )
    message.add_attachment(packed, "application", "ms-tnef", filename="winmail.dat")
    read(message)
    entry = came(case)
    assert [one.name for one in entry.files.order_by("pk")] == ["Beschluss Nr. 12.pdf", "Plan.pdf"]
    assert "winmail.dat" not in entry.text


def test_what_outlook_packed_and_nobody_can_read_is_named(case: Case) -> None:
    message = answer(case)
    packed = pack(pack_file(PDF, "Plan.pdf"))[:-1]
    message.add_attachment(packed, "application", "ms-tnef", filename="winmail.dat")
    read(message)
    entry = came(case)
    assert [one.name for one in entry.files.all()] == ["Plan.pdf"]
    assert "„winmail.dat“: Dieses Format nehmen wir nicht an." in entry.text
