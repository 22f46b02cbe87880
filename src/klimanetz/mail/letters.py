"""Writing letters: one template makes the HTML part, the text part and the subject."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe

from klimanetz.core.models import Network
from klimanetz.mail.dress import dress_foot, dress_room
from klimanetz.mail.markup import Element, read_markup
from klimanetz.mail.models import Letter, Manner
from klimanetz.mail.personal import Personal
from klimanetz.mail.plain import write_plain


def write_letter(
    template: str,
    *,
    purpose: str,
    language: str,
    context: Mapping[str, Any],
    about: str = "",
    calendar: str = "",
    calendar_method: str = "",
    written_by: str = "",
    confidential: bool = False,
    reply_to: str = "",
    manner: Manner = Manner.PROMPT,
) -> Letter:
    """An unsaved letter from `template` (a path below `templates/`), in `language`.

    The template extends `mail/letter.html`; besides `context` it knows `network`, `base_url` and
    `personal`. A `confidential` letter never shows its values, and forgets them when it is sent.
    """
    require_method(calendar, calendar_method)
    letter = Letter(
        purpose=purpose, about=about, written_by=written_by, reply_to=reply_to, manner=manner,
        calendar=calendar, calendar_method=calendar_method, confidential=confidential,
    )  # fmt: skip
    drawn = draw(template, language, {"settable": letter.settable, **context})
    for part, text in drawn.items():
        setattr(letter, part, text)
    return letter


def require_method(calendar: str, method: str) -> None:
    if bool(calendar) != bool(method):
        raise ValueError("A calendar entry needs a method, and a method an entry.")


def draw(template: str, language: str, context: Mapping[str, Any]) -> dict[str, str]:
    """Subject, text and HTML of a letter, with slots where they differ from reader to reader."""
    personal = Personal()
    known = {"network": Network.objects.current(), "base_url": settings.BASE_URL}
    with translation.override(language):
        drawn = render_to_string(template, {**known, **context, "personal": personal})
        letter = read_markup(drawn)
        html = frame(letter, language=language, **known)
    parts = {"subject": letter.find("title").text(), "text": write_text(letter), "html": html}
    return {part: personal.to_slots(text) for part, text in parts.items()}


def write_text(letter: Element) -> str:
    """The text part; the foot stands below the mark that mail programs leave out of replies."""
    return f"{write_plain(letter.find('main'))}\n\n-- \n{write_plain(letter.find('footer'))}\n"


def frame(letter: Element, **known: object) -> str:
    """The HTML part: the rooms of the letter dressed and set into `mail/frame.html`."""
    rooms = {
        "subject": letter.find("title").text(),
        "preheader": letter.find("aside").text(),
        # Every text and attribute in the tree was escaped while it was dressed.
        "body": mark_safe(dress_room(letter.find("main"))),  # noqa: S308
        "foot": mark_safe(dress_foot(letter.find("footer"))),  # noqa: S308
    }
    return render_to_string("mail/frame.html", known | rooms)
