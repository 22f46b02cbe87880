"""Requests per second and latency of one address, measured with wrk."""

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

SECONDS = 2
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


@dataclass(frozen=True)
class Load:
    """What wrk saw: requests per second, p95 in milliseconds, answers that were not 2xx/3xx."""

    rate: float
    p95: float
    errors: int


def require_wrk() -> str:
    return shutil.which("wrk") or sys.exit("make bench needs wrk: apt-get install wrk")


def measure(url: str, *, connections: int, cookie: str = "", script: Path | None = None) -> Load:
    """Warm the address for a second, then load it with that many connections."""
    command = [require_wrk(), "-t1", f"-c{connections}", "--latency", "--timeout", "20s"]
    command += ["-H", f"Cookie: {cookie}"] if cookie else []
    command += ["-s", str(script or Path(__file__).parent / "wrk" / "get.lua")]
    subprocess.run([*command, "-d1s", url], check=True, capture_output=True)
    done = subprocess.run(
        [*command, f"-d{SECONDS}s", url], check=True, capture_output=True, text=True
    )
    return read_output(done.stdout)


def read_output(text: str) -> Load:
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1])  # type: ignore[index]
    p95 = float(re.search(r"p95_ms\s+([\d.]+)", text)[1])  # type: ignore[index]
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    broken = re.search(
        r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", text
    )
    lost = sum(map(int, broken.groups())) if broken else 0
    return Load(rate, p95, (int(bad[1]) if bad else 0) + lost)
