"""Starting what is measured: our server, the bare server, PostgreSQL; and weighing them."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
from psycopg import sql

ROOT = Path(__file__).parents[1]
#: Official data that may lie beside the project.
SHARED = ROOT.parent / "shared" / "data"
REGISTER = SHARED / "destatis" / "AuszugGV4QAktuell_2024-12-31.xlsx"
KLIMANETZ = str(Path(sys.executable).with_name("klimanetz"))


def run(module: str, *arguments: str, env: dict[str, str]) -> str:
    """What a module of this package prints."""
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.check_output(command, env=os.environ | env, cwd=ROOT, text=True).strip()


def run_klimanetz(*arguments: str, env: dict[str, str]) -> None:
    command = [KLIMANETZ, *arguments]
    subprocess.run(command, env=os.environ | env, cwd=ROOT, check=True, stdout=sys.stderr)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running(
    command: list[str], env: dict[str, str], log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """A process tree that is ended, whole, when the block is left."""
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, env=os.environ | env, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT
        )
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)


def wait_for_answer(url: str, *, seconds: float = 30) -> float:
    """Seconds until `url` answers for the first time."""
    began = time.perf_counter()
    while time.perf_counter() - began < seconds:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(url, timeout=5).read()
            return time.perf_counter() - began
        time.sleep(0.02)
    sys.exit(f"{url} did not answer within {seconds} s")


def memory_mb(process: subprocess.Popen[bytes]) -> float:
    """Proportional memory (PSS) of the whole process tree: shared pages are counted once."""
    parent = psutil.Process(process.pid)
    tree = [parent, *parent.children(recursive=True)]
    return sum(float(p.memory_full_info().pss) for p in tree) / 1e6


def bare_command(port: int) -> list[str]:
    return [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--workers",
        "2",
        "--no-ws",
        "--log-level",
        "warning",
        "bench.bare:application",
    ]


def create_database(cluster_url: str, name: str) -> str:
    """The URL of a new database beside the one that `cluster_url` names."""
    with psycopg.connect(cluster_url, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return cluster_url.rpartition("/")[0] + "/" + name
