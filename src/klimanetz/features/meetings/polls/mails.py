"""One function per mail of a poll. Called by actions alone, in the transaction of its cause."""

from collections import defaultdict
from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from klimanetz.core.audit import SYSTEM, name_subject
from klimanetz.features.meetings.polls.models import Choice, DatePoll, PollVoter
from klimanetz.features.meetings.polls.tally import Tally
from klimanetz.features.meetings.posting import greet
from klimanetz.mail.letters import write_letter
from klimanetz.mail.manners import drop_waiting
from klimanetz.mail.models import Letter, Manner
from klimanetz.mail.outbox import post
from klimanetz.mail.recipient import Recipient
from klimanetz.people.letters import post_to
from klimanetz.people.models import Person

#: How a link in the mail names a choice.
WORDS = {"ja": Choice.YES, "zur-not": Choice.IF_NEED_BE, "nein": Choice.NO}


def question_letter(poll: DatePoll, language: str = "de") -> Letter:
    """The question as it will be sent, unsaved: what the organiser previews."""
    return draw(poll, "question", language)


def question(poll: DatePoll, voters: Iterable[PollVoter], *, actor: object) -> int:
    return send(poll, "question", voters, actor=actor, manner=Manner.PACED)


def reminder(poll: DatePoll, voters: Iterable[PollVoter], *, actor: object = SYSTEM) -> int:
    """To those without answer."""
    return send(poll, "question", voters, actor=actor, manner=Manner.NEWS, again=True)


def no_date(poll: DatePoll, voters: Iterable[PollVoter], message: str, *, actor: object) -> int:
    """The poll ends without a date; what still waits to be asked is not asked any more."""
    drop_waiting(name_subject(poll))
    return send(poll, "no_date", voters, actor=actor, message=message)


def result(poll: DatePoll, tally: Tally) -> None:
    """To the organisers: the deadline is over, and what suits best."""
    post_to(
        Person.objects.organisers(),
        "polls/mail/result.html",
        purpose="polls.result",
        key=f"poll:{poll.pk}:result:{poll.answer_by:%Y%m%d%H%M}",
        about=name_subject(poll),
        manner=Manner.PACED,
        poll=poll,
        tally=tally,
        url=settings.BASE_URL + reverse("poll", args=[poll.pk]),
    )


def draw(
    poll: DatePoll,
    template: str,
    language: str,
    *,
    actor: object = SYSTEM,
    manner: Manner = Manner.PROMPT,
    **context: object,
) -> Letter:
    with translation.override(language):
        return write_letter(
            f"polls/mail/{template}.html",
            purpose=f"polls.{template}",
            language=language,
            context={"poll": poll, "dates": list(poll.dates.all())} | context,
            about=name_subject(poll),
            written_by=str(actor),
            manner=manner,
        )


def send(
    poll: DatePoll,
    template: str,
    voters: Iterable[PollVoter],
    *,
    actor: object,
    manner: Manner = Manner.PROMPT,
    **context: object,
) -> int:
    """One letter for each language; returns how many mails that is."""
    readers: defaultdict[str, list[PollVoter]] = defaultdict(list)
    for voter in voters:
        readers[voter.language].append(voter)
    for language, group in readers.items():
        letter = draw(poll, template, language, actor=actor, manner=manner, **context)
        with translation.override(language):
            post(letter, [to_voter(voter) for voter in group])
    return sum(len(group) for group in readers.values())


def to_voter(voter: PollVoter) -> Recipient:
    values = {
        "greeting": greet(voter.name),
        "answer_url": settings.BASE_URL + voter.get_absolute_url(),
        "language": voter.language,
    }
    return Recipient(voter.address, voter.name, values)
