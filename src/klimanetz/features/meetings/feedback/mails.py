"""The one mail of feedback. Called by actions alone."""

from collections import defaultdict
from collections.abc import Iterable
from random import SystemRandom

from django.conf import settings
from django.utils import translation

from klimanetz.core.audit import SYSTEM, name_subject
from klimanetz.features.meetings.feedback.keys import make_key
from klimanetz.features.meetings.feedback.models import Grade, Opinion, Round
from klimanetz.features.meetings.participants import Participant
from klimanetz.features.meetings.posting import greet
from klimanetz.mail.letters import write_letter
from klimanetz.mail.models import Manner
from klimanetz.mail.outbox import post
from klimanetz.mail.recipient import Recipient


def question(round_: Round, readers: Iterable[Participant]) -> int:
    """To everyone who was there, each with a key of their own that is kept nowhere else.

    The letter is confidential: what is personal in it is forgotten once it has left.
    """
    groups: defaultdict[str, dict[str, Participant]] = defaultdict(dict)
    for reader in readers:
        if reader.email:
            groups[reader.language].setdefault(reader.email.lower(), reader)
    for language, group in groups.items():
        send(round_, language, list(group.values()))
    return sum(map(len, groups.values()))


def send(round_: Round, language: str, readers: list[Participant]) -> None:
    SystemRandom().shuffle(readers)
    with translation.override(language):
        letter = write_letter(
            "feedback/mail/question.html",
            purpose="feedback.question",
            language=language,
            context={"meeting": round_.meeting, "question": first_question(), "grades": Grade},
            about=name_subject(round_.meeting),
            written_by=SYSTEM,
            confidential=True,
            manner=Manner.NEWS,
        )
        post(letter, [make_out(round_, language, n, one) for n, one in enumerate(readers)])


def first_question() -> str:
    return str(Opinion._meta.get_field("useful").verbose_name)


def make_out(round_: Round, language: str, number: int, reader: Participant) -> Recipient:
    """`number` counts in the order that was shuffled."""
    url = f"{settings.BASE_URL}/rueckmeldung/{make_key(round_.pk)}/"
    values = {"greeting": greet(reader.name), "url": url}
    key = f"feedback:{round_.pk}:{language}:{number}"
    return Recipient(reader.email, reader.name, values, key)
