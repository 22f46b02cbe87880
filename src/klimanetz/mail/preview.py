"""The exact mail, before or after it was sent: made out as for sending, then read back."""

import re
from base64 import b64encode
from copy import copy
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from hashlib import sha256
from html import unescape
from typing import cast

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.csp import CSP
from django.utils.translation import gettext as _
from django.views.decorators.csp import csp_override

from klimanetz.core.custody import NOWHERE
from klimanetz.core.models import Network
from klimanetz.mail.headers import Unwritable
from klimanetz.mail.message import Message, Sender
from klimanetz.mail.models import Letter, Mail
from klimanetz.mail.personal import split_slots
from klimanetz.mail.recipient import Recipient

#: For the page that shows a mail in a frame.
frames_mail = csp_override(
    cast("dict[str, list[str]]", settings.SECURE_CSP) | {"frame-src": [CSP.SELF]}
)

HIDDEN = "••••••"
_LANGUAGE = re.compile(r'<html[^>]* lang="([^"]+)"')
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_STYLED = re.compile(r'<([a-z0-9]+)((?:\s[^<>]*?)?)\sstyle="([^"]*)"([^<>]*)>')


@dataclass(frozen=True, slots=True)
class Preview:
    """What the recipient's mail program shows."""

    sender: str
    to: str
    reply_to: str
    subject: str
    text: str
    html: str
    calendar: str
    attached: tuple[str, ...] = ()

    @property
    def language(self) -> str:
        """As the HTML part says it of itself."""
        said = _LANGUAGE.search(self.html)
        return said[1] if said else ""

    @property
    def height(self) -> int:
        """About how many pixels the HTML part takes at full width, told by the lines of its text.

        Without script a frame cannot take the height of what is in it.
        """
        return 190 + 24 * self.text.count("\n")


def preview(letter: Letter, recipient: Recipient) -> Preview:
    """The mail that `recipient` would get; `letter` need not be saved.

    Raises `mail.headers.Unwritable` where a value is missing or the address is none.
    """
    mail = Mail(address=recipient.address, name=recipient.name, values=dict(recipient.values))
    return look_into(letter, mail)


def preview_mail(mail: Mail, *, reveal: bool = False) -> Preview:
    """A mail of the outbox. The values of a confidential letter are hidden unless `reveal`.

    Raises `Unwritable` where its reader was erased, and what it said with them.
    """
    if mail.address.endswith(NOWHERE):
        raise Unwritable(_("Was darin stand, wurde mit den Daten der Person gelöscht."))
    if mail.letter.confidential and not reveal:
        mail = copy(mail)
        mail.values = dict.fromkeys(slots_of(mail.letter) - {"name", "address"}, HIDDEN)
    return look_into(mail.letter, mail)


def slots_of(letter: Letter) -> set[str]:
    texts = (letter.subject, letter.text, letter.html, letter.calendar)
    return {name for text in texts for name in split_slots(text)[1]}


def look_into(letter: Letter, mail: Mail) -> Preview:
    attached = tuple(file["name"] for file in letter.attached)
    letter = copy(letter)
    letter.attached = []
    if letter._state.adding:
        letter.created_at = timezone.now()
    written = Message(letter, Sender.of(Network.objects.current())).make_out(mail)
    read = message_from_bytes(written, policy=default)
    parts = {part.get_content_type(): part for part in read.walk()}
    return Preview(
        sender=read["From"],
        to=read["To"],
        reply_to=read["Reply-To"] or "",
        subject=read["Subject"],
        text=content_of(parts["text/plain"]),
        html=content_of(parts["text/html"]),
        calendar=content_of(parts.get("text/calendar")),
        attached=attached,
    )


def content_of(part: EmailMessage | None) -> str:
    return str(part.get_content()).replace("\r\n", "\n") if part else ""


def show_mail(html: str) -> HttpResponse:
    """The HTML part as a page of its own, for a frame on a page with `frames_mail`.

    A mail carries its looks in `style` attributes, which our content security policy forbids on
    any page. So they are lifted into the one style sheet of the mail, and that is allowed by its
    hash: the mail looks exactly the same, and nothing else could run or load. Links open in a
    window of their own, as mail programs do it.
    """
    page, sheet = lift_styles(html.replace("\r\n", "\n"))  # browsers hash it this way
    digest = b64encode(sha256(sheet.encode()).digest()).decode()
    response = HttpResponse(page.replace("<head>", '<head>\n<base target="_blank">', 1))
    response.headers["Content-Security-Policy"] = (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"
    )
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


def lift_styles(html: str) -> tuple[str, str]:
    """The same page with its inline styles in its style sheet, and that style sheet."""
    names: dict[str, str] = {}

    def lift(tag: re.Match[str]) -> str:
        name = names.setdefault(tag[3], f"i{len(names)}")
        attributes = tag[2] + tag[4]
        if 'class="' in attributes:
            attributes = attributes.replace('class="', f'class="{name} ', 1)
        else:
            attributes += f' class="{name}"'
        return f"<{tag[1]}{attributes}>"

    page = _STYLED.sub(lift, _COMMENT.sub("", html))
    before, rest = page.split("<style>", 1)
    written, after = rest.split("</style>", 1)
    lifted = "".join(f"\n.{name} {{ {unescape(style)} }}" for style, name in names.items())
    sheet = f"{lifted}\n{written}"
    return f"{before}<style>{sheet}</style>{after}", sheet
