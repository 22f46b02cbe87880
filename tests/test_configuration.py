"""A wrong value in the environment: one line that names it, exit status 2, no traceback."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from klimanetz import environment, settings

OPERATING = Path(__file__).parents[1] / "docs" / "operating.md"
KLIMANETZ = Path(sys.executable).with_name("klimanetz")


def run(data_dir: Path, command: str = "check", **environ: str) -> subprocess.CompletedProcess[str]:
    surroundings = {"DATA_DIR": str(data_dir), "PATH": "/usr/bin:/bin"} | environ
    return subprocess.run(
        [KLIMANETZ, command], env=surroundings, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("name", "value", "hint"),
    [
        ("DATABASE_URL", "foo", "use sqlite:///… or postgresql://…"),
        ("DATABASE_URL", "mysql://db/klimanetz", "postgresql://"),
        ("DATABASE_URL", "postgresql://db:port/klimanetz", "DATABASE_URL"),
        ("DATABASE_URL", "sqlite:////nowhere/at/all.sqlite3", "DATABASE_URL"),
        ("DATABASE_URL", "postgresql://127.0.0.1:9/klimanetz", "DATABASE_URL"),
        ("SMTP_URL", "mail.example", "smtp://host"),
        ("SMTP_URL", "smtp://mail.example:often", "smtp://host"),
        ("SMTP_URL", "http://mail.example", "smtp://host"),
        ("IMAP_URL", "mail.example", "imaps://host"),
        ("IMAP_URL", "imaps://mail.example/INBOX", "user:password"),
        ("IMAP_URL", "imap://a:b@mail.example?starttls=yes", "“starttls=yes” is unknown"),
        ("SMTP_URL", "smtp://mail.example?starttls=true", "“starttls=true” is unknown"),
        ("SMTP_URL", "smtp://mail.example?startls=1", "write ?starttls=1"),
        ("SMTP_URL", "smtp://mail.example?starttls", "write ?starttls=1"),
        ("JITSI_URL", "meet.example", "https://host"),
        ("JITSI_URL", "https://app@meet.example", "the secret is missing"),
        ("JITSI_URL", "https://:secret@meet.example", "app_id:secret@host"),
        ("BBB_URL", "https://bbb.example/bigbluebutton", "the secret is missing"),
        ("SECRET_KEY", "abc", "at least 32 random ones"),
        ("BASE_URL", "klimanetz.example", "https://host"),
        ("BASE_URL", "https://", "https://host"),
        ("BASE_URL", "https://klimanetz.example/netz", "nothing after it"),
        ("PORT", "http", "1 to 65535"),
        ("PORT", "70000", "1 to 65535"),
        ("PORT", "²", "1 to 65535"),
        ("DEMO", "perhaps", "1 (on) or 0 (off)"),
        ("DEBUG", "perhaps", "1 (on) or 0 (off)"),
        ("TRUST_PROXY", "nginx", "1 (on) or 0 (off)"),
        ("MAIL_FROM", "Klimanetz <netz@agentur.example>", "one address"),
        ("MAIL_FROM", "netz", "one address"),
        ("REPLY_ADDRESS", "netz@agentur.example", "one star before the @"),
        ("REPLY_ADDRESS", "netz@*.example", "one star before the @"),
        ("REPLY_ADDRESS", "*+*@agentur.example", "one star before the @"),
        ("DATA_DIR", "/proc/klimanetz", "cannot be created"),
        ("DATA_DIR", __file__, "cannot be created"),
    ],
)
def test_a_wrong_value_is_one_clear_line(tmp_path: Path, name: str, value: str, hint: str) -> None:
    done = run(tmp_path, "migrate", **{name: value})
    assert done.returncode == 2
    lines = done.stderr.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith(f"klimanetz: {name}")
    assert hint in lines[0]
    assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://klimanetz:sesame@db/klimanetz"),
        ("SMTP_URL", "http://klimanetz:sesame@mail.example"),
        ("IMAP_URL", "http://klimanetz:sesame@mail.example"),
    ],
)
def test_a_password_is_never_shown(tmp_path: Path, name: str, value: str) -> None:
    done = run(tmp_path, **{name: value})
    assert done.returncode == 2
    assert "klimanetz:…@" in done.stderr
    assert "sesame" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("query", "starttls"), [("", "False"), ("?starttls=0", "False"), ("?starttls=1", "True")]
)
def test_what_the_mail_address_switches(tmp_path: Path, query: str, starttls: str) -> None:
    script = "from klimanetz import settings; print(settings.SMTP['starttls'])"
    surroundings = {"DATA_DIR": str(tmp_path), "SMTP_URL": f"smtp://mail.example{query}"}
    done = subprocess.run(
        [sys.executable, "-c", script], env=surroundings, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == starttls


def test_a_short_key_is_good_enough_to_look_for_a_mistake(tmp_path: Path) -> None:
    assert run(tmp_path, "migrate", SECRET_KEY="abc", DEBUG="1").returncode == 0


def test_the_secret_key_is_made_once_and_kept_private(tmp_path: Path) -> None:
    run(tmp_path)
    kept = tmp_path / "secret_key"
    first = kept.read_text()
    run(tmp_path)
    assert kept.read_text() == first
    assert len(first) > 50
    assert kept.stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.glob("secret_key*")] == ["secret_key"]


def test_processes_that_start_at_once_share_one_key(tmp_path: Path) -> None:
    script = "from klimanetz import settings; print(settings.SECRET_KEY)"
    surroundings = {"DATA_DIR": str(tmp_path)}
    starting = [
        subprocess.Popen(
            [sys.executable, "-c", script], env=surroundings, stdout=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    keys = {process.communicate()[0].strip() for process in starting}
    assert len(keys) == 1
    assert len(keys.pop()) > 50


def test_every_name_is_explained_to_operators() -> None:
    source = "".join(Path(str(it.__file__)).read_text("utf-8") for it in (environment, settings))
    names = set(re.findall(r'(?:read_flag|read_url|read_video|environ\.get)\("([A-Z_]+)"', source))
    explained = set(re.findall(r"^\| `([A-Z_]+)` \|", OPERATING.read_text("utf-8"), re.MULTILINE))
    assert names == explained


def test_what_the_address_of_postgresql_says_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = "postgresql://db/klimanetz?sslmode=require&options=-c%20jit%3Don"
    monkeypatch.setenv("DATABASE_URL", address)
    options = environment.read_database(tmp_path)["OPTIONS"]
    assert options == environment.POSTGRESQL | {"sslmode": "require", "options": "-c jit=on"}
