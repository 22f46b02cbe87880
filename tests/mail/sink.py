"""A real SMTP server that can also refuse, stumble and dawdle."""

# ruff: noqa: N802 - the names and arguments of aiosmtpd

import asyncio
import ssl
import threading
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from types import TracebackType
from typing import Any, Self

from aiosmtpd.smtp import SMTP, Envelope, Session


class Sink:
    """Listens on a free port in a thread of its own while the `with` block lasts."""

    def __init__(self, *, tls: ssl.SSLContext | None = None, **smtp: Any) -> None:  # noqa: ANN401
        self.tls = tls  # from the first byte on; STARTTLS is for `smtp` to offer
        self.smtp = smtp
        self.taken: list[tuple[str, bytes]] = []
        self.greetings: list[str] = []
        self.signed_in: list[str] = []
        self.refused_rcpt: dict[str, str] = {}
        self.refused_data: dict[str, str] = {}
        self.refused_sender = ""
        self.drops_at: set[str] = set()
        self.drops_after: set[str] = set()
        self.ends_service_after = 0
        self.delay = 0.0
        self.connections = 0
        self.port = 0
        self.loop = asyncio.new_event_loop()
        self.server: asyncio.Server | None = None

    def __enter__(self) -> Self:
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.open()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()

    def open(self) -> None:
        """Listen, after `close` on the same port again."""
        listening = self.loop.create_server(self.answer_call, "127.0.0.1", self.port, ssl=self.tls)
        self.server = asyncio.run_coroutine_threadsafe(listening, self.loop).result(10)
        self.port = self.server.sockets[0].getsockname()[1]

    def close(self) -> None:
        async def hang_up() -> None:
            assert self.server
            self.server.close()
            self.server.close_clients()
            await self.server.wait_closed()
            await asyncio.sleep(0.05)

        asyncio.run_coroutine_threadsafe(hang_up(), self.loop).result(10)

    def answer_call(self) -> SMTP:
        self.connections += 1
        return SMTP(self, hostname="sink", loop=self.loop, **self.smtp)

    @property
    def addresses(self) -> list[str]:
        return [address for address, _ in self.taken]

    @property
    def messages(self) -> list[EmailMessage]:
        return [message_from_bytes(content, policy=default) for _, content in self.taken]

    # What aiosmtpd asks a handler

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, name: str, responses: list[str]
    ) -> list[str]:
        self.greetings.append(name)
        session.host_name = name
        return responses

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if session.authenticated:
            self.signed_in.append(str(session.auth_data))
        if self.refused_sender:
            return self.refused_sender
        done = getattr(session, "done", 0)
        if self.ends_service_after and done >= self.ends_service_after:
            return "421 4.7.0 Too many messages in one session"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.drops_at:
            self.drop(server)
        if address in self.refused_rcpt:
            return self.refused_rcpt[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        address = envelope.rcpt_tos[0]
        await asyncio.sleep(self.delay)
        if address in self.refused_data:
            return self.refused_data[address]
        assert isinstance(envelope.content, bytes)
        self.taken.append((address, envelope.content))
        if address in self.drops_after:
            self.drop(server)
        session.done = getattr(session, "done", 0) + 1  # type: ignore[attr-defined]
        return "250 OK"

    def drop(self, server: SMTP) -> None:
        """Hang up without a word."""
        assert isinstance(server.transport, asyncio.Transport)
        server.transport.abort()
