"""One process tree: the parent loads everything once and forks web and mail workers from it.

Forking after loading is what makes the first answer fast and the memory small: the children
share the pages of the loaded program. Nobody outlives the parent: each child watches for its
death, because a killed parent can no longer tell them.
"""

import gc
import logging
import multiprocessing
import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from itertools import count
from multiprocessing.process import BaseProcess
from typing import Any

from django.core.management import call_command
from django.db import connections
from django.urls import get_resolver
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from klimanetz.core.memory import give_back_memory, keep_little_memory
from klimanetz.wsgi import application

logger = logging.getLogger(__name__)

HOST = "127.0.0.1"
WEB_WORKERS = 2
#: Threads per web worker: one slow request (an import, an export) must not block the others.
THREADS = 4
#: How long a child may go on working after it was told to stop, in seconds.
GRACE = 10
#: How soon a child notices that its parent is gone, in seconds.
WATCH = 0.5
#: After how many looks for its parent a child gives back the memory it does not need.
TIDY = 20


def port_is_free(port: int) -> bool:
    """Asked beforehand, because the web workers share their port and would share a foreign one."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def live_with_parent(parent: int) -> None:
    """End this process soon after `parent` is gone: first by asking, then by force.

    Until then it gives back, every ten seconds, the memory it does not need.
    """

    def watch() -> None:
        for look in count(1):
            if os.getppid() != parent:
                break
            time.sleep(WATCH)
            if look % TIDY == 0:
                give_back_memory()
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(GRACE)
        os._exit(1)

    threading.Thread(target=watch, daemon=True, name="live-with-parent").start()


def load_everything() -> None:
    """Import what a first request would, and keep the collector from touching shared pages."""
    _ = get_resolver().url_patterns
    connections.close_all()
    gc.collect()
    gc.freeze()


def do_the_due_work(parent: int) -> None:
    """The life of the mail worker's process."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    live_with_parent(parent)
    call_command("work")


class MailWorker:
    """The process that sends mail and does what is due; started again whenever it dies."""

    def __init__(self) -> None:
        self.stopping = threading.Event()
        self.process = self.start()
        threading.Thread(target=self.keep_alive, daemon=True, name="keep-mail-worker").start()

    def start(self) -> BaseProcess:
        process = multiprocessing.get_context("fork").Process(
            target=do_the_due_work, args=(os.getpid(),), name="mail-worker"
        )
        process.start()
        return process

    def keep_alive(self) -> None:
        while not self.stopping.is_set():
            self.process.join()
            if self.stopping.wait(timeout=1):
                return
            logger.error("The mail worker ended (%s); starting it again.", self.process.exitcode)
            self.process = self.start()

    def stop(self) -> None:
        self.stopping.set()
        self.process.terminate()
        self.process.join(GRACE)
        self.process.kill()


def serve(port: int, *, when_ready: Callable[[], None]) -> None:
    """Serve until SIGTERM or Ctrl-C; returns when all children are gone."""
    server = Granian(
        "klimanetz.wsgi:application",
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        workers=WEB_WORKERS,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=GRACE,
        log_level=LogLevels.error,
    )
    parent = os.getpid()
    workers: list[MailWorker] = []
    server.on_startup(lambda: workers.append(MailWorker()))
    server.on_startup(when_ready)
    server.on_shutdown(lambda: workers[0].stop())

    def load_in_child() -> Callable[..., Any]:
        live_with_parent(parent)
        return application

    load_everything()
    keep_little_memory()
    server.serve(target_loader=load_in_child, wrap_loader=False)
