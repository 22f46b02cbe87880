"""Messages about mails that did not arrive, as mail servers write them."""

from collections.abc import Callable

from klimanetz.mail.message import stamp_of
from klimanetz.mail.models import Mail


def id_of(mail: Mail) -> str:
    return f"<{mail.pk}.{stamp_of(mail.letter)}@klimanetz.example>"


def headers_of(mail: Mail) -> str:
    """The head of our mail, as it comes back."""
    return (
        "Received: from klimanetz.example by mx.example; Wed, 3 Mar 2027 10:00:00 +0100\n"
        "From: Klimanetz <netzwerk@klimanetz.example>\n"
        f"To: {mail.name} <{mail.address}>\n"
        "Subject: Einladung\n"
        f"Message-ID: {id_of(mail)}\n"
    )


def head(sender: str, subject: str) -> str:
    return (
        f"Return-Path: <>\nFrom: {sender}\nTo: netzwerk@klimanetz.example\n"
        f"Subject: {subject}\nMessage-ID: <back-{len(subject)}@mx.example>\nMIME-Version: 1.0\n"
    )


def block(address: str, action: str = "failed", status: str = "5.1.1", said: str = "") -> str:
    said = said or f"550 {status} <{address}>: Recipient address rejected: User unknown"
    return (
        f"\nFinal-Recipient: rfc822; {address}\nAction: {action}\n"
        f"Status: {status}\nDiagnostic-Code: smtp; {said}\n"
    )


def standard(mail: Mail, *blocks: str, original: str | None = None) -> bytes:
    """RFC 3464, as Postfix, Exim, Gmail and Exchange Online write it."""
    returned = headers_of(mail) if original is None else original
    return (
        head("Mail Delivery System <MAILER-DAEMON@mx.example>", "Undelivered Mail")
        + 'Content-Type: multipart/report; report-type=delivery-status; boundary="=b"\n\n'
        "--=b\nContent-Type: text/plain\n\nThis is the mail system at host mx.example.\n\n"
        "--=b\nContent-Type: message/delivery-status\n\n"
        "Reporting-MTA: dns; mx.example\n"
        + "".join(blocks or (block(mail.address),))
        + f"\n--=b\nContent-Type: message/rfc822\n\n{returned}\nGuten Tag\n--=b--\n"
    ).encode()


def headers_only(mail: Mail) -> bytes:
    """With the headers of our mail alone."""
    return standard(mail).replace(b"message/rfc822", b"text/rfc822-headers")


def delayed(mail: Mail) -> bytes:
    said = "451 4.4.1 Connection timed out"
    return standard(mail, block(mail.address, "delayed", "4.4.1", said))


def qmail(mail: Mail) -> bytes:
    return (
        head("MAILER-DAEMON@mx.example", "failure notice")
        + "\nHi. This is the qmail-send program at mx.example.\n"
        "I'm afraid I wasn't able to deliver your message to the following addresses.\n"
        f"\n<{mail.address}>:\nSorry, no mailbox here by that name. (#5.1.1)\n"
        f"\n--- Below this line is a copy of the message.\n\n{headers_of(mail)}\nGuten Tag\n"
    ).encode()


def old_postfix(mail: Mail) -> bytes:
    return (
        head("MAILER-DAEMON@mx.example (Mail Delivery System)", "Undelivered Mail")
        + 'Content-Type: multipart/mixed; boundary="=b"\n\n'
        "--=b\n\nThis is the Postfix program at host mx.example.\n\n"
        "I'm sorry to have to inform you that the message returned below could not be "
        f"delivered to one or more destinations.\n\n<{mail.address}>: host mx.example said: "
        f"550 <{mail.address}>: User unknown\n"
        f"\n--=b\nContent-Type: message/rfc822\n\n{headers_of(mail)}\nGuten Tag\n--=b--\n"
    ).encode()


def exim(mail: Mail) -> bytes:
    return (
        head("Mail Delivery System <Mailer-Daemon@mx.example>", "Mail delivery failed")
        + f"X-Failed-Recipients: {mail.address}\n"
        "\nThis message was created automatically by mail delivery software.\n\n"
        "A message that you sent could not be delivered. This is a permanent error. "
        f"The following address(es) failed:\n\n  {mail.address}\n    Unrouteable address\n"
        "\n------ This is a copy of the message, including all the headers. ------\n\n"
        f"{headers_of(mail)}\nGuten Tag\n"
    ).encode()


def exchange(mail: Mail) -> bytes:
    """A German Exchange server: pages for people, and our Message-ID in the references."""
    return (
        head("Microsoft Outlook <MicrosoftExchange329@kommune.example>", "Unzustellbar: Einladung")
        + f"In-Reply-To: {id_of(mail)}\n"
        'Content-Type: text/html; charset="iso-8859-1"\nContent-Transfer-Encoding: 8bit\n\n'
        f"<html><body><p>Fehler bei der Nachrichtenzustellung an: <a>{mail.address}</a></p>"
        "<p>Die eingegebene E-Mail-Adresse konnte nicht gefunden werden.</p>"
        "<p>#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##</p></body></html>\n"
    ).encode("iso-8859-1")


def without_original(mail: Mail) -> bytes:
    """Nothing of our mail comes back: only the address tells which it was."""
    return standard(mail, original="Subject: Einladung\n")


def out_of_office(mail: Mail) -> bytes:
    return (
        f"Return-Path: <>\nFrom: {mail.address}\nSubject: Automatische Antwort: Einladung\n"
        f"Message-ID: <away@kommune.example>\nIn-Reply-To: {id_of(mail)}\n"
        "Auto-Submitted: auto-replied\n\nIch bin bis 5.1.27 nicht im Haus.\n"
    ).encode()


def answer_of_a_person(mail: Mail) -> bytes:
    return (
        f"Return-Path: <{mail.address}>\nFrom: {mail.address}\nSubject: Re: Einladung\n"
        f"Message-ID: <re@kommune.example>\nIn-Reply-To: {id_of(mail)}\n"
        "\nMeine letzte Mail kam wohl als unzustellbar zurück: 550 5.1.1 unknown?\n"
    ).encode()


def forwarded_by_a_person(mail: Mail) -> bytes:
    """Somebody asks what this is: the report is theirs, not ours."""
    report = standard(mail).decode()
    return (
        "From: nele@kommune.example\nSubject: Was ist das?\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="=f"\n\n--=f\n\nSiehe unten.\n'
        f"--=f\nContent-Type: message/rfc822\n\n{report}\n--=f--\n"
    ).encode()


def nested(depth: int) -> bytes:
    """Parts within parts within parts, as nobody but a fool or a foe writes them."""
    parts = (f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(depth))
    return "".join(parts).encode()


type Shape = Callable[[Mail], bytes]

#: Shapes of "this did not arrive and never will".
FOR_GOOD: tuple[Shape, ...] = (
    standard, headers_only, qmail, old_postfix, exim, exchange, without_original,
)  # fmt: skip
#: What is for people to read.
FOR_PEOPLE: tuple[Shape, ...] = (out_of_office, answer_of_a_person, forwarded_by_a_person)
