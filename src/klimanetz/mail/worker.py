"""The worker: sends what is due and does what time demands, until it is told to stop.

Mail, jobs and the mailbox run side by side, so that a job that takes long or a mailbox that does
not answer never keeps back a code to sign in.
Any number of workers may run: mails are leased, and jobs may run twice.
"""

import logging
import os
import signal
import threading
from collections.abc import Callable
from types import FrameType

from django.conf import settings
from django.db import close_old_connections, connections

from klimanetz.core.jobs import registered_jobs
from klimanetz.mail.claims import free_the_dead, worker_name
from klimanetz.mail.delivery import Postman
from klimanetz.mail.mailbox import read_mailbox

logger = logging.getLogger(__name__)

#: How often an idle worker looks for mail and for due work, in seconds.
MAIL_EVERY = 0.5
JOBS_EVERY = 5.0
#: How long to wait where even asking for mail failed, as without a database, in seconds.
AFTER_FAILURE = 5.0
#: How long a job under way may go on after the worker was told to stop, in seconds.
GRACE = 8.0


class Worker:
    def __init__(self) -> None:
        self.parent = os.getppid()
        self.stopping = threading.Event()

    def run(self) -> None:
        """Work until SIGTERM, Ctrl-C or the death of the parent; the mail under way still goes."""
        self.listen()
        jobs = threading.Thread(target=self.keep_doing_jobs, daemon=True, name="jobs")
        jobs.start()
        if settings.IMAP["host"]:
            threading.Thread(target=self.keep_reading, daemon=True, name="mailbox").start()
        postman = Postman(worker_name(), should_stop=self.should_stop)
        attempt("letting go of what dead workers held", free_the_dead)
        while not self.should_stop():
            tried = attempt("delivering mail", postman.deliver)
            if not tried:
                self.stopping.wait(MAIL_EVERY if tried == 0 else AFTER_FAILURE)
        self.stopping.set()
        postman.line.hang_up()
        jobs.join(GRACE)

    def listen(self) -> None:
        signal.signal(signal.SIGTERM, self.stop)
        if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
            signal.signal(signal.SIGINT, self.stop)

    def stop(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002
        self.stopping.set()

    def should_stop(self) -> bool:
        """Told to, or left behind: an orphan would work on unseen."""
        return self.stopping.is_set() or os.getppid() != self.parent

    def keep_doing_jobs(self) -> None:
        """Not at once: whoever starts the server waits for its first pages."""
        while not self.stopping.wait(JOBS_EVERY):
            do_due_jobs(self.stopping.is_set)
        connections.close_all()

    def keep_reading(self) -> None:
        """The mailbox says itself when it is due; a message half read is read again."""
        while not self.stopping.is_set():
            attempt("reading the mailbox", read_mailbox)
            self.stopping.wait(JOBS_EVERY)
        connections.close_all()


def do_due_jobs(should_stop: Callable[[], bool]) -> None:
    """Each job once; what goes wrong in one is logged and does not touch the others."""
    for job in registered_jobs():
        if should_stop():
            return
        attempt(f"{job.__module__}.{job.__name__}", job)


def attempt(what: str, work: Callable[[], int]) -> int | None:
    """What `work` returns, or None where it failed: the worker goes on."""
    close_old_connections()
    try:
        return work()
    except Exception:
        logger.exception("Failed: %s", what)
        return None
