"""The product as it runs in production: `klimanetz serve` in a process tree of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

KLIMANETZ = Path(sys.executable).with_name("klimanetz")
#: Generous, for two cores that are busy with other tests.
PATIENCE = 90.0


def surroundings(data_dir: Path, **environ: str) -> dict[str, str]:
    """The environment of an installation at `data_dir`; nothing of the caller's leaks in."""
    passed = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return passed | {"DATA_DIR": str(data_dir)} | environ


def klimanetz(data_dir: Path, *arguments: str, **environ: str) -> str:
    """Run a command to its end and return what it wrote; raises where it fails."""
    return subprocess.run(
        [KLIMANETZ, *arguments],
        env=surroundings(data_dir, **environ),
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as response:  # noqa: S310 - our own server
            return bool(response.status < 500)
    except urllib.error.HTTPError as error:
        return error.code < 500
    except OSError:
        return False


def wait_until(true: object, *, within: float = PATIENCE) -> None:
    assert callable(true)
    end = time.monotonic() + within
    while not true():
        assert time.monotonic() < end, f"not within {within} s"
        time.sleep(0.02)


@dataclass
class Running:
    """A served installation: its address, its parent process and what it wrote."""

    url: str
    port: int
    process: subprocess.Popen[str]
    log: Path

    def tree(self) -> list[psutil.Process]:
        parent = psutil.Process(self.process.pid)
        return [parent, *parent.children(recursive=True)]

    def is_up(self) -> bool:
        if self.process.poll() is not None:
            raise AssertionError(f"serve ended: {self.log.read_text()}")
        return answers(self.url)

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        self.process.wait(PATIENCE)


@contextmanager
def serving(
    data_dir: Path, environ: Mapping[str, str] | None = None, *, port: int = 0
) -> Iterator[Running]:
    """Serve the installation at `data_dir`, by default on a free port, until the block ends."""
    port = port or free_port()
    log = data_dir / "serve.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [KLIMANETZ, "serve"],
            env=surroundings(data_dir, PORT=str(port)) | dict(environ or {}),
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
        )
    running = Running(f"http://127.0.0.1:{port}", port, process, log)
    try:
        wait_until(running.is_up)
        yield running
    finally:
        with suppress(ProcessLookupError):
            running.stop()
