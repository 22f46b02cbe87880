"""1,000 answers from calendars, from a real IMAP server into the list of answers.

`python -m bench.calendars` measures nothing else, on a new network of 1,000 managers; it reads
DATABASE_URL, and takes a new SQLite file without.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.mail.dovecot import PASSWORD, Dovecot

from bench.processes import ROOT
from bench.report import ReplyRun

USER = "antworten"


def measure_replies(database: str, env: dict[str, str], place: Path) -> ReplyRun:
    with Dovecot(make_certificate(place)) as server:
        reading = {
            "IMAP_URL": f"imap://{USER}:{PASSWORD}@127.0.0.1:{server.port}/INBOX",
            "REPLY_ADDRESS": "netz+*@agentur.example",
        }
        command = [sys.executable, "-m", "bench.replies", str(server.port)]
        done = subprocess.check_output(command, env=os.environ | env | reading, cwd=ROOT)
    found = json.loads(done.splitlines()[-1])
    run = ReplyRun(database, **found)
    print(f"  calendar replies: {run.seconds:.1f} s, {run.rate:.0f}/s", flush=True)
    return run


def make_certificate(place: Path) -> tuple[Path, Path]:
    openssl = shutil.which("openssl") or sys.exit("openssl is missing.")
    paths = place / "cert.pem", place / "key.pem"
    wanted = ["-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    files = ["-out", str(paths[0]), "-keyout", str(paths[1])]
    subprocess.run([openssl, "req", "-x509", *wanted, *files], check=True, capture_output=True)
    return paths


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        url = os.environ.get("DATABASE_URL") or f"sqlite:///{place / 'bench.sqlite3'}"
        env = {"DATABASE_URL": url, "DATA_DIR": folder}
        seed = [sys.executable, "-m", "bench.seed", "1000"]
        subprocess.run(seed, env=os.environ | env, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        measure_replies("PostgreSQL" if url.startswith("postgres") else "SQLite", env, place)


if __name__ == "__main__":
    main()
