"""What the operator says in the environment; `docs/operating.md` explains each name.

A wrong value raises `ConfigurationError` with one sentence that names the variable.
"""

import os
import re
import secrets
from pathlib import Path
from typing import cast
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

#: A shorter SECRET_KEY signs nothing that is worth signing.
SHORTEST_KEY = 32


class ConfigurationError(ImproperlyConfigured):
    """A value in the environment cannot be used; the text says which and why."""


def read_flag(name: str) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if value in {"", "0", "false", "no", "off"}:
        return False
    if value in {"1", "true", "yes", "on"}:
        return True
    raise ConfigurationError(f"{name}={value!r}: write 1 (on) or 0 (off).")


def read_port() -> int:
    value = os.environ.get("PORT") or "8000"
    if not value.isascii() or not value.isdigit() or not 0 < int(value) < 65536:
        raise ConfigurationError(f"PORT={value!r}: write a number from 1 to 65535.")
    return int(value)


def without_password(url: str) -> str:
    """What may be shown on a screen or in a log."""
    return re.sub(r":[^:@/]*@", ":…@", url)


def read_url(name: str, default: str, schemes: tuple[str, ...]) -> str:
    """An address whose scheme is one of `schemes`, the first of which is the example."""
    value = os.environ.get(name) or default
    try:
        parts = urlsplit(value)
        usable = parts.scheme in schemes and parts.hostname and (parts.port or True)
    except ValueError:
        usable = False
    if value and not usable:
        raise ConfigurationError(
            f"{name}={without_password(value)!r}: expected an address such as {schemes[0]}://host."
        )
    return value.rstrip("/")


def read_flags(name: str, url: SplitResult, *known: str) -> dict[str, bool]:
    """What stands behind the `?` of an address, each as `name=1` or `name=0`; a misspelt one is
    refused, because what it was meant to switch on would silently stay off."""
    flags = dict.fromkeys(known, False)
    for flag, value in parse_qsl(url.query, keep_blank_values=True):
        if flag not in flags or value not in {"0", "1"}:
            usable = ", ".join(f"?{one}=1" for one in known)
            raise ConfigurationError(f"{name}: “{flag}={value}” is unknown; write {usable}.")
        flags[flag] = value == "1"
    return flags


def read_base_url(port: int) -> str:
    url = read_url("BASE_URL", f"http://127.0.0.1:{port}", ("https", "http"))
    if urlsplit(url).path or "?" in url or "#" in url:
        raise ConfigurationError(f"BASE_URL={url!r}: write only https://host, nothing after it.")
    return url


def read_sender() -> str:
    value = os.environ.get("MAIL_FROM") or "netzwerk@klimanetz.example"
    if not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", value):
        raise ConfigurationError(f"MAIL_FROM={value!r}: write one address, nothing else.")
    return value


def read_reply_address() -> str:
    """`netzwerk+*@agentur.example`: the star is filled for each invited person."""
    value = os.environ.get("REPLY_ADDRESS") or ""
    if value and not re.fullmatch(r"[^@\s<>*]*\*[^@\s<>*]*@[^@\s<>*]+", value):
        raise ConfigurationError(
            f"REPLY_ADDRESS={value!r}: write one address with one star before the @, "
            "e.g. netzwerk+*@example.de."
        )
    return value


def read_data_dir() -> Path:
    path = Path(os.environ.get("DATA_DIR") or "data").absolute()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError(f"DATA_DIR={path}: cannot be created ({error}).") from error
    return path


def read_secret_key(data_dir: Path, *, guessable: bool) -> str:
    if key := os.environ.get("SECRET_KEY"):
        if len(key) < SHORTEST_KEY and not guessable:
            raise ConfigurationError(
                f"SECRET_KEY has {len(key)} characters and can be guessed: write at least "
                f"{SHORTEST_KEY} random ones, better 50, or unset it and one is made for you."
            )
        return key
    kept = data_dir / "secret_key"
    try:
        if not kept.exists():
            keep_secret_key(kept)
        return kept.read_text().strip()
    except OSError as error:
        raise ConfigurationError(f"SECRET_KEY: {kept} cannot be kept ({error}).") from error


def keep_secret_key(kept: Path) -> None:
    """Several processes may start at once: all of them end with the key of the first."""
    own = kept.with_name(f"secret_key.{os.getpid()}")
    own.touch(mode=0o600)
    own.write_text(secrets.token_urlsafe(50))
    try:
        kept.hardlink_to(own)
    except FileExistsError:
        pass
    finally:
        own.unlink()


#: Statements that come again and again are planned once for each connection; none runs so long
#: that compiling it would pay (`jit`). What the address says, as `?sslmode=require`, counts more.
POSTGRESQL = {"server_side_binding": True, "prepare_threshold": 5, "options": "-c jit=off"}


def read_database(data_dir: Path) -> dict[str, object]:
    url = os.environ.get("DATABASE_URL") or f"sqlite:///{data_dir / 'klimanetz.sqlite3'}"
    shown = without_password(url)
    if urlsplit(url).scheme not in {"sqlite", "postgresql", "postgres"}:
        raise ConfigurationError(f"DATABASE_URL={shown!r}: use sqlite:///… or postgresql://…")
    try:
        database: dict[str, object] = dict(dj_database_url.parse(url))
    except (ValueError, KeyError) as error:
        raise ConfigurationError(f"DATABASE_URL={shown!r}: cannot be read ({error}).") from error
    database["CONN_MAX_AGE"] = None
    if str(database["ENGINE"]).endswith("sqlite3"):
        database["ENGINE"] = "klimanetz.core.sqlite"  # writers stand in line
        database["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
    else:
        database["CONN_HEALTH_CHECKS"] = True
        database["OPTIONS"] = POSTGRESQL | cast("dict[str, object]", database.get("OPTIONS", {}))
    return database


def read_smtp() -> dict[str, object]:
    """`smtp://user:password@host:587?starttls=1` or `smtps://…`; empty: nothing is sent."""
    url = urlsplit(read_url("SMTP_URL", "", ("smtp", "smtps")))
    return {
        "host": url.hostname or "",
        "port": url.port or (465 if url.scheme == "smtps" else 587),
        "user": unquote(url.username or ""),
        "password": unquote(url.password or ""),
        "tls": url.scheme == "smtps",
        **read_flags("SMTP_URL", url, "starttls"),
    }


def read_imap() -> dict[str, object]:
    """`imaps://user:password@host:993/INBOX` or `imap://…?starttls=1`; empty: nothing is read."""
    url = urlsplit(read_url("IMAP_URL", "", ("imaps", "imap")))
    if url.hostname and not (url.username and url.password):
        raise ConfigurationError("IMAP_URL: write imaps://user:password@host; both are needed.")
    return {
        "host": url.hostname or "",
        "port": url.port or (993 if url.scheme == "imaps" else 143),
        "user": unquote(url.username or ""),
        "password": unquote(url.password or ""),
        "folder": unquote(url.path.strip("/")) or "INBOX",
        "tls": url.scheme == "imaps",
        **read_flags("IMAP_URL", url, "starttls"),
    }


def read_video(name: str, path: str = "") -> dict[str, str]:
    """`https://user:secret@host/path`: a server that lets in whoever we sign for; empty: none."""
    url = urlsplit(read_url(name, "", ("https", "http")))
    if not url.hostname:
        return {"url": "", "user": "", "secret": ""}
    if not url.password:
        raise ConfigurationError(f"{name}: the secret is missing; write https://…:secret@host.")
    port = f":{url.port}" if url.port else ""
    return {
        "url": f"{url.scheme}://{url.hostname}{port}{url.path or path}",
        "user": unquote(url.username or ""),
        "secret": unquote(url.password),
    }


def read_jitsi() -> dict[str, str]:
    jitsi = read_video("JITSI_URL")
    if jitsi["url"] and not jitsi["user"]:
        raise ConfigurationError("JITSI_URL: write https://app_id:secret@host; both are needed.")
    return jitsi
