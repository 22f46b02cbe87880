"""Delivering: what is due leaves the outbox, one batch after the other, over one connection.

Every mail is confirmed in the database as soon as the server has taken it, so a worker that is
killed leaves at most one mail that goes out twice: the one under way at that instant.
"""

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.models import Network
from klimanetz.mail.claims import claim, commit_without_waiting, give_back, settle
from klimanetz.mail.headers import Unwritable, write_address
from klimanetz.mail.line import Fate, Line, LineDown, Outcome
from klimanetz.mail.message import Message, Sender
from klimanetz.mail.models import Address, Dispatch, Letter, Mail
from klimanetz.mail.returns import CLOSED, blames_address, note_return

logger = logging.getLogger(__name__)

#: A batch is as large as what goes out in about a second: urgent mail waits no longer than that.
SMALLEST_BATCH, LARGEST_BATCH = 10, 200
#: A batch that turns out slow ends here, in seconds, and gives back the rest.
BATCH_SECONDS = 2.0
#: A line that nobody uses is hung up after so many seconds.
IDLE_SECONDS = 10.0
#: How long to leave a server alone that takes nothing, in seconds: doubled each time.
SHORTEST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
#: How often to leave a sign of life, in seconds.
SIGN_SECONDS = 20.0
#: How many letters are kept ready between batches.
LETTERS_KEPT = 50


def never() -> bool:
    return False


class Desk:
    """The letters of the current batch, ready to be made out."""

    def __init__(self) -> None:
        self.sender: Sender | None = None
        self.letters: dict[int, Letter] = {}
        self.messages: dict[int, Message] = {}
        self.closed: frozenset[str] = frozenset()

    def load(self, mails: list[Mail]) -> Sender:
        """Fetch what is missing for `mails`; all anew where the network changed its name."""
        sender = Sender.of(Network.objects.current())
        if sender != self.sender or len(self.letters) > LETTERS_KEPT:
            self.letters, self.messages, self.sender = {}, {}, sender
        missing = {mail.letter_id for mail in mails} - self.letters.keys()
        if missing:
            self.letters |= Letter.objects.in_bulk(missing)
        self.closed = Address.objects.closed_among(mail.address for mail in mails)
        return sender

    def make_out(self, mail: Mail, sender: Sender) -> bytes:
        message = self.messages.get(mail.letter_id)
        if message is None:
            letter = self.letters[mail.letter_id]
            message = Message(letter, sender)
            if not letter.attached:  # files are too heavy to be kept ready
                self.messages[mail.letter_id] = message
        return message.make_out(mail)

    def is_closed(self, mail: Mail) -> bool:
        """No mail goes there any more; only a code does, because the person asks for it."""
        return mail.address.lower() in self.closed and not self.is_confidential(mail)

    def is_confidential(self, mail: Mail) -> bool:
        letter = self.letters.get(mail.letter_id)
        return letter is None or letter.confidential


class Postman:
    """The round of one worker: claims what is due, sends it, writes down what became of it."""

    def __init__(self, name: str, *, should_stop: Callable[[], bool] = never) -> None:
        self.name = name
        self.should_stop = should_stop
        self.desk = Desk()
        self.line = Line()
        self.unwritten: tuple[Mail, Outcome] | None = None
        self.batch = 50
        self.pause = 0.0
        self.resume_at = self.used_at = self.sign_at = 0.0

    def deliver(self) -> int:
        """One batch of what is due; returns how many mails were tried."""
        started = time.monotonic()
        if self.unwritten:
            self.write_down(*self.unwritten)
        if started >= self.sign_at:
            Dispatch.objects.leave_sign()
            self.sign_at = started + SIGN_SECONDS
        if started < self.resume_at or not Dispatch.configured():
            return 0
        mails = claim(self.name, self.batch)
        tried = self.deliver_batch(mails) if mails else 0
        if mails:
            self.used_at = time.monotonic()
            per_second = round(tried / (self.used_at - started))
            self.batch = min(max(per_second, SMALLEST_BATCH), LARGEST_BATCH)
        elif started - self.used_at > IDLE_SECONDS:
            self.line.hang_up()
        return tried

    def deliver_batch(self, mails: list[Mail]) -> int:
        commit_without_waiting()
        until = time.monotonic() + BATCH_SECONDS
        tried = 0
        try:
            sender = self.desk.load(mails)
            for mail in mails:
                if self.should_stop() or time.monotonic() > until:
                    break
                self.deliver_one(mail, sender)
                tried += 1
        except (LineDown, Unwritable) as down:
            if getattr(down, "in_doubt", False):
                settle(self.name, mails[tried], Outcome(Fate.LATER, str(down)))
                tried += 1
            self.rest(str(down))
        finally:
            give_back(self.name, mails[tried + bool(self.unwritten) :])
        return tried

    def deliver_one(self, mail: Mail, sender: Sender) -> None:
        if self.desk.is_closed(mail):
            self.write_down(mail, Outcome(Fate.NEVER, str(CLOSED)))
            return
        try:
            message = self.desk.make_out(mail, sender)
            address = write_address(mail.address)
        except Unwritable as reason:
            outcome = Outcome(Fate.NEVER, str(reason))
        except Exception as error:
            # One broken letter must not keep all others waiting behind it.
            logger.exception("Mail %s cannot be written.", mail.pk)
            outcome = Outcome(Fate.NEVER, _("Die Mail lässt sich nicht schreiben: %s") % error)
        else:
            self.try_one(mail, sender.address, address, message)
            return
        self.write_down(mail, outcome)

    def try_one(self, mail: Mail, sender: str, address: str, message: bytes) -> None:
        confidential = self.desk.is_confidential(mail)
        outcome = self.hand_over(sender, address, message)
        self.write_down(mail, outcome)
        if outcome.fate is Fate.NEVER and not confidential and blames_address(outcome.words):
            note_return(mail.address, outcome.words, day=timezone.localdate())

    def write_down(self, mail: Mail, outcome: Outcome) -> None:
        """What became of a mail; should the database fail just now, before anything else goes."""
        self.unwritten = mail, outcome
        forget = self.desk.is_confidential(mail) and not settings.DEMO
        settle(self.name, mail, outcome, forget=forget)
        self.unwritten = None

    def hand_over(self, sender: str, address: str, message: bytes) -> Outcome:
        """To the mail server; without one, in the demo, into the mailbox that anyone can read."""
        if not settings.SMTP["host"]:
            return Outcome(Fate.SENT)
        outcome = self.line.send(sender, address, message)
        if self.line.handed_over == 1:
            self.pause = 0.0
            Dispatch.objects.forget_trouble()
        return outcome

    def rest(self, words: str) -> None:
        """Leave the server alone for a while; after a line that had worked, call again at once."""
        if self.line.handed_over:
            return
        self.pause = min(max(self.pause * 2, SHORTEST_PAUSE), LONGEST_PAUSE)
        self.resume_at = time.monotonic() + self.pause
        logger.warning("The mail server takes nothing: %s", words)
        Dispatch.objects.note_trouble(words)
