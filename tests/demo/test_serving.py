"""`klimanetz demo --serve`, as one tries the product out: everything in it works, printing too."""

import subprocess
import urllib.request
from pathlib import Path

from tests.harness.running import KLIMANETZ, Running, free_port, surroundings, wait_until


def test_documents_are_printed_by_the_demo_that_has_just_been_made(tmp_path: Path) -> None:
    """The demo prints while it is made; workers forked from that process would print no more."""
    port, log = free_port(), tmp_path / "serve.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [KLIMANETZ, "demo", "--serve"],
            env=surroundings(tmp_path / "data", DEMO="1", PORT=str(port)),
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
        )
    running = Running(f"http://127.0.0.1:{port}", port, process, log)
    try:
        wait_until(running.is_up, within=180)
        address = find_document(running)
        with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 - our own server
            assert answer.read().startswith(b"%PDF")
    finally:
        running.stop()


def find_document(running: Running) -> str:
    """The agenda of the next meeting, for everyone."""
    with urllib.request.urlopen(f"{running.url}/treffen/", timeout=30) as answer:  # noqa: S310
        page = answer.read().decode()
    slug = page.partition('href="/treffen/20')[2].partition("/")[0]
    return f"{running.url}/treffen/20{slug}/tagesordnung.pdf"
