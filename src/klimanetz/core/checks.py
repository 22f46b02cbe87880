"""What stands in the way of production, in words that say what to do.

Registered as deployment checks of Django, so that `klimanetz check` finds them together with
Django's own; other parts register theirs in their `checks.py` in the same way.
"""

from collections.abc import Iterable
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.apps.config import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Tags, register
from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor

#: How many characters, and how many different ones, make a key nobody guesses.
GOOD_KEY, VARIED_KEY = 50, 10

type Apps = Iterable[AppConfig] | None


@register(deploy=True)
def check_mode(app_configs: Apps, **_: object) -> list[CheckMessage]:  # noqa: ARG001
    found: list[CheckMessage] = []
    if settings.DEMO:
        found.append(
            Error("DEMO is on: anyone may sign in as anyone.", hint="Unset DEMO.", id="DEMO")
        )
    if settings.DEBUG:
        found.append(
            Error("DEBUG is on: errors show the inside to anyone.", hint="Unset DEBUG.", id="DEBUG")
        )
    return found


@register(deploy=True)
def check_address(app_configs: Apps, **_: object) -> list[CheckMessage]:  # noqa: ARG001
    host = urlsplit(settings.BASE_URL).hostname or ""
    if is_local(host):
        return [
            Error(
                f"BASE_URL is {settings.BASE_URL}: links in mails lead nowhere.",
                hint="Set BASE_URL to the public address, e.g. https://klimanetz.agentur.de",
                id="BASE_URL",
            )
        ]
    if not settings.HTTPS:
        return [
            Error(
                f"BASE_URL is {settings.BASE_URL}: sign-ins and answers travel readable.",
                hint="Serve by https and set BASE_URL to https://…",
                id="BASE_URL",
            )
        ]
    if not settings.TRUST_PROXY:
        return [
            Error(
                "TRUST_PROXY is off: behind nginx all visitors look like one to rate limits.",
                hint="Set TRUST_PROXY=1 where a proxy in front sets X-Forwarded-Proto and -For.",
                id="TRUST_PROXY",
            )
        ]
    return []


def is_local(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


@register(deploy=True)
def check_mail(app_configs: Apps, **_: object) -> list[CheckMessage]:  # noqa: ARG001
    found: list[CheckMessage] = []
    if not settings.SMTP["host"]:
        found.append(
            Error(
                "SMTP_URL is not set: no invitation leaves this machine.",
                hint="Set SMTP_URL, e.g. smtp://user:password@mail.agentur.de:587?starttls=1",
                id="SMTP_URL",
            )
        )
    elif settings.SMTP["password"] and not (settings.SMTP["tls"] or settings.SMTP["starttls"]):
        found.append(
            Error(
                "SMTP_URL: the password travels readable.",
                hint="Add ?starttls=1, or write smtps://… where the server speaks TLS at once.",
                id="SMTP_URL",
            )
        )
    if settings.MAIL_FROM.endswith((".example", "@example.com", "@example.org")):
        found.append(
            Error(
                f"MAIL_FROM is {settings.MAIL_FROM}: nobody can answer to it.",
                hint="Set MAIL_FROM to an address of the operator that people read.",
                id="MAIL_FROM",
            )
        )
    return found


@register(deploy=True)
def check_secret_key(app_configs: Apps, **_: object) -> list[CheckMessage]:  # noqa: ARG001
    key = settings.SECRET_KEY
    if len(key) >= GOOD_KEY and len(set(key)) >= VARIED_KEY:
        return []
    return [
        Error(
            "SECRET_KEY can be guessed: whoever does may sign in as anyone.",
            hint=f"Write at least {GOOD_KEY} random characters, or unset it: one is made and kept.",
            id="SECRET_KEY",
        )
    ]


@register(Tags.database, deploy=True)
def check_database(
    app_configs: Apps,  # noqa: ARG001
    databases: Iterable[str] | None = None,
    **_: object,
) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    for alias in databases or ():
        try:
            executor = MigrationExecutor(connections[alias])
            plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        except DatabaseError as error:
            sentence = " ".join(str(error).split())
            found.append(Error(f"The database does not answer: {sentence}", id="DATABASE_URL"))
            continue
        if plan:
            found.append(
                Error(
                    f"The database is {len(plan)} steps behind the program.",
                    hint="`klimanetz serve` takes them when it starts; or `klimanetz migrate`.",
                    id="DATABASE_URL",
                )
            )
    return found


@register(deploy=True)
def note_what_to_back_up(app_configs: Apps, **_: object) -> list[CheckMessage]:  # noqa: ARG001
    found: list[CheckMessage] = []
    kept = settings.DATA_DIR / "secret_key"
    if kept.exists() and kept.read_text().strip() == settings.SECRET_KEY:
        found.append(
            Info(
                f"SECRET_KEY is not set; the one in {kept} is used.",
                hint="Keep that file with the backup; several hosts need one common SECRET_KEY.",
                id="SECRET_KEY",
            )
        )
    if str(settings.DATABASES["default"]["ENGINE"]).endswith("sqlite"):
        found.append(
            Info(
                f"The database is the file {settings.DATABASES['default']['NAME']}.",
                hint="Right for one host; for several set DATABASE_URL to postgresql://…",
                id="DATABASE_URL",
            )
        )
    return found
