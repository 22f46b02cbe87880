"""`klimanetz serve` is one process tree: it starts as one, and nothing of it is left behind."""

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from tests.harness.running import KLIMANETZ, Running, answers, serving, surroundings, wait_until


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def served(data_dir: Path) -> Iterator[Running]:
    with serving(data_dir) as running:
        yield running


def gone(processes: list[psutil.Process]) -> bool:
    return not any(
        process.is_running() and process.status() != psutil.STATUS_ZOMBIE for process in processes
    )


def port_is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        return probe.connect_ex(("127.0.0.1", port)) != 0


def test_an_empty_directory_becomes_a_running_installation(served: Running) -> None:
    assert answers(served.url)
    assert len(served.tree()) == 4, "parent, two web workers, mail worker"
    assert served.url in served.log.read_text()


def test_sigterm_ends_all_cleanly(served: Running) -> None:
    tree = served.tree()
    served.process.send_signal(signal.SIGTERM)
    assert served.process.wait(15) == 0
    assert gone(tree)
    assert port_is_free(served.port)
    assert "Traceback" not in served.log.read_text()


def test_ctrl_c_ends_all_cleanly(served: Running) -> None:
    tree = served.tree()
    for process in tree:  # a terminal sends it to the whole group
        with suppress(psutil.NoSuchProcess):  # its parent was faster
            process.send_signal(signal.SIGINT)
    assert served.process.wait(15) == 0
    wait_until(lambda: gone(tree))
    assert "Traceback" not in served.log.read_text()


def test_killing_the_parent_leaves_no_orphan(served: Running) -> None:
    tree = served.tree()
    served.process.kill()
    served.process.wait()
    wait_until(lambda: gone(tree), within=15)
    assert port_is_free(served.port)


def test_a_killed_worker_is_replaced(served: Running) -> None:
    workers = served.tree()[1:]
    for worker in workers:
        worker.kill()
    wait_until(lambda: gone(workers))
    wait_until(lambda: len(served.tree()) == 4)
    wait_until(lambda: answers(served.url))


def test_a_taken_port_is_one_clear_line(served: Running, tmp_path: Path) -> None:
    environ = surroundings(tmp_path, PORT=str(served.port))
    second = subprocess.run(
        [KLIMANETZ, "serve"], env=environ, capture_output=True, text=True, check=False
    )
    assert second.returncode != 0
    assert second.stderr.count("\n") == 1
    assert f"Port {served.port} is taken" in second.stderr
    assert answers(served.url), "the first one goes on serving"


def test_a_second_start_loses_nothing(data_dir: Path) -> None:
    with serving(data_dir):
        pass
    before = (data_dir / "secret_key").read_text()
    with serving(data_dir) as again:
        assert answers(again.url)
    assert (data_dir / "secret_key").read_text() == before


def test_the_process_tree_stays_small(served: Running) -> None:
    """Proportional set size: pages the forked workers share are counted once."""
    pages = ("/", "/netzwerk/", "/treffen/", "/anmelden/")
    for path in pages * 10:
        answers(served.url + path)
    if not Path("/proc/self/smaps_rollup").exists():
        pytest.skip("needs Linux: proportional set size")
    total = sum(process.memory_full_info().pss for process in served.tree())
    assert total < 300 * 1024 * 1024, f"{total / 1024 / 1024:.0f} MB in {os.cpu_count()} cores"
