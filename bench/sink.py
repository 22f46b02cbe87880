"""A real SMTP server that counts: `python -m bench.sink PORT FILE` writes count and last time."""

import asyncio
import sys
import time
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session


class Counter:
    def __init__(self, report: Path) -> None:
        self.report = report
        self.count = 0

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: ARG002, N802
        self.count += 1
        if self.count % 50 == 0:
            self.report.write_text(f"{self.count} {time.time()}")
        return "250 OK"


async def main(port: int, report: Path) -> None:
    counter = Counter(report)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(counter, hostname="sink"), "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), Path(sys.argv[2])))
