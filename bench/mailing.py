"""10,000 invitations from the organiser's click to the last one accepted by an SMTP sink."""

import re
import smtplib
import sys
import time
import urllib.parse
import urllib.request
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from bench.processes import KLIMANETZ, free_port, running, wait_for_answer
from bench.report import MailRun

PLAIN = 3_000
INVITED = 10_000
SECRET = "benchbenchbenchbenchbenchbench00"  # noqa: S105 - a CSRF token both sides know


def measure_mailing(database: str, env: dict[str, str], place: Path, cookie: str) -> MailRun:
    sink_port, port, report = free_port(), free_port(), place / "sink"
    sink = [sys.executable, "-m", "bench.sink", str(sink_port), str(report)]
    env = env | {"PORT": str(port), "SMTP_URL": f"smtp://127.0.0.1:{sink_port}"}
    with running(sink, {}, place / "sink.log"):
        wait_for_sink(sink_port)
        plain_rate = send_plainly(sink_port)
        before = read_report(report)[0]
        with running([KLIMANETZ, "serve"], env, place / "mailing.log"):
            base = f"http://127.0.0.1:{port}"
            wait_for_answer(base)
            clicked = time.time()
            invite_everyone(base, cookie)
            seconds = wait_for_mails(report, before + INVITED) - clicked
        print(f"  mail: plain loop {plain_rate:.0f}/s, invitations {INVITED / seconds:.0f}/s")
    return MailRun(database, plain_rate, seconds, INVITED)


def wait_for_sink(port: int) -> None:
    for _ in range(200):
        try:
            smtplib.SMTP("127.0.0.1", port).quit()
        except OSError:
            time.sleep(0.05)
        else:
            return
    sys.exit("The SMTP sink did not start.")


def send_plainly(port: int) -> float:
    """Mails a second of a plain loop: one connection, one ready-made message of our size."""
    message = EmailMessage()
    message["From"], message["To"] = "netz@agentur.example", "person@kommune.example"
    message["Subject"] = "Einladung"
    message.set_content("Guten Tag,\n" + "wir laden Sie herzlich ein.\n" * 60)
    message.add_alternative(
        "<p>Guten Tag</p>" + "<p>wir laden Sie ein.</p>\n" * 200, subtype="html"
    )
    message.add_alternative("BEGIN:VCALENDAR\n" + "X-LINE:Zeile\n" * 80, subtype="calendar")
    ready = message.as_bytes(policy=SMTP)
    with smtplib.SMTP("127.0.0.1", port) as smtp:
        began = time.perf_counter()
        for _ in range(PLAIN):
            smtp.sendmail("netz@agentur.example", ["person@kommune.example"], ready)
        return PLAIN / (time.perf_counter() - began)


def read_report(report: Path) -> tuple[int, float]:
    if not report.exists() or not (text := report.read_text()):
        return 0, 0.0
    count, at = text.split()
    return int(count), float(at)


def wait_for_mails(report: Path, count: int) -> float:
    """The moment at which the sink accepted the last of `count` mails."""
    for _ in range(6_000):
        found, at = read_report(report)
        if found >= count:
            return at
        time.sleep(0.1)
    sys.exit(f"Only {found} of {count} mails arrived.")


def invite_everyone(base: str, cookie: str) -> None:
    """From the preview, click "Einladung senden" for every manager in the roster."""
    chosen = [("csrfmiddlewaretoken", SECRET), ("roles", "manager")]
    page = click(f"{base}/verwaltung/treffen/rundruf/einladen/vorschau/", cookie, chosen)
    seen = re.search(r'name="seen" value="(\w+)"', page)
    if seen is None:
        sys.exit("The preview of the invitation was not shown.")
    click(
        f"{base}/verwaltung/treffen/rundruf/einladen/senden/", cookie, [*chosen, ("seen", seen[1])]
    )


def click(url: str, cookie: str, fields: list[tuple[str, str]]) -> str:
    request = urllib.request.Request(
        url,
        data=urllib.parse.urlencode(fields).encode(),
        headers={"Cookie": f"{cookie}; csrftoken={SECRET}"},
    )
    return str(urllib.request.urlopen(request, timeout=120).read().decode())
