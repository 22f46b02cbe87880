"""Every setting, read from the environment. `docs/operating.md` explains each name.

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
from django.utils.csp import CSP

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


def read_base_url() -> str:
    url = read_url("BASE_URL", f"http://127.0.0.1:{PORT}", ("https", "http"))
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


def read_secret_key(data_dir: Path) -> str:
    if key := os.environ.get("SECRET_KEY"):
        if len(key) < SHORTEST_KEY and not DEBUG:
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


# Where things are
PACKAGE_DIR = Path(__file__).parent
PROJECT_DIR = PACKAGE_DIR.parent.parent
DATA_DIR = read_data_dir()
MEDIA_ROOT = DATA_DIR / "files"
MEDIA_URL = "/dateien/"
STATIC_ROOT = PACKAGE_DIR / "_static"
STATIC_URL = "/static/"
# `klimanetz assets` gathers into this directory what of NODE_MODULES is served.
NODE_MODULES = PROJECT_DIR / "node_modules"
BUILT_STATIC = PROJECT_DIR / "build" / "static"
STATICFILES_DIRS = [BUILT_STATIC]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "klimanetz.core.assets.OwnFilesFinder",
]

# What the operator sets
DEMO = read_flag("DEMO")
DEBUG = read_flag("DEBUG")
SECRET_KEY = read_secret_key(DATA_DIR)
PORT = read_port()
BASE_URL = read_base_url()
SMTP = read_smtp()
IMAP = read_imap()
MAIL_FROM = read_sender()
REPLY_ADDRESS = read_reply_address()
JITSI = read_jitsi()
BBB = read_video("BBB_URL", "/bigbluebutton")
DATABASES = {"default": read_database(DATA_DIR)}
ALLOWED_HOSTS = [urlsplit(BASE_URL).hostname or "", "127.0.0.1", "localhost"]
TRUST_PROXY = read_flag("TRUST_PROXY")

# The application
ROOT_URLCONF = "klimanetz.urls"
WSGI_APPLICATION = "klimanetz.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "klimanetz.demo",
    "klimanetz.faces.advice",
    "klimanetz.faces.reports",
    "klimanetz.faces.site",
    "klimanetz.features.meetings",
    "klimanetz.features.meetings.agenda",
    "klimanetz.features.meetings.company",
    "klimanetz.features.meetings.day",
    "klimanetz.features.meetings.feedback",
    "klimanetz.features.meetings.minutes",
    "klimanetz.features.meetings.polls",
    "klimanetz.features.meetings.replies",
    "klimanetz.features.meetings.series",
    "klimanetz.features.meetings.subscription",
    "klimanetz.features.meetings.video",
    "klimanetz.features.advising",
    "klimanetz.features.advising.applications",
    "klimanetz.features.advising.board",
    "klimanetz.features.advising.correspondence",
    "klimanetz.features.advising.filling",
    "klimanetz.features.advising.following",
    "klimanetz.features.advising.merging",
    "klimanetz.features.funding",
    "klimanetz.features.funding.check",
    "klimanetz.features.funding.shelf",
    "klimanetz.features.funding.watchlist",
    "klimanetz.features.training",
    "klimanetz.roster.joining",
    "klimanetz.roster.beginning",
    "klimanetz.roster.directory",
    "klimanetz.roster.introductions",
    "klimanetz.roster.succession",
    "klimanetz.roster.confirming",
    "klimanetz.roster.leaving",
    "klimanetz.roster",
    "klimanetz.places",
    "klimanetz.people.security",
    "klimanetz.people",
    "klimanetz.mail",
    "klimanetz.core",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django.forms",
]
FORM_RENDERER = "klimanetz.core.forms.KernRenderer"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "klimanetz.core.public.KeptPagesMiddleware",
    "klimanetz.features.meetings.views.early.EarlyAnswersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "klimanetz.core.language.LanguageMiddleware",
    "klimanetz.core.kept_forms.KeepingLoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "klimanetz.core.kept_forms.KeptFormMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "klimanetz.people.security.middleware.VisitMiddleware",
    "klimanetz.core.refused_pages.RefusedMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "klimanetz.core.templatetags.german",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "klimanetz.core.context.network",
            ],
        },
    }
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "klimanetz.core.assets.ServedNames"},
}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
}

# People and signing in: invite-only, a code by e-mail, no passwords
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["klimanetz.people.backend.KnowingBackend"]
LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "me"
LOGOUT_REDIRECT_URL = "signed_out"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 90
ACCOUNT_ADAPTER = "klimanetz.people.adapter.InviteOnlyAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {
    "request_login_code": "klimanetz.people.forms.RequestCodeForm",
    "confirm_login_code": "klimanetz.people.forms.ConfirmCodeForm",
}
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": False}
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 60 * 15
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_TIMEOUT = 60 * 20
# Many town halls share one address of their data centre; one mailbox has one person.
ACCOUNT_RATE_LIMITS = {"request_login_code": "30/10m/ip,4/10m/key"}

# A second factor for those who want one; organisers can be asked to have it
MFA_ADAPTER = "klimanetz.people.security.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1
# Whoever is signed in has read a code in that mailbox.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "klimanetz.people.security.forms.SecondFactorForm",
    "authenticate_webauthn": "klimanetz.people.security.forms.PasskeySignInForm",
    "reauthenticate": "klimanetz.people.security.forms.ConfirmForm",
    "reauthenticate_webauthn": "klimanetz.people.security.forms.PasskeyConfirmForm",
}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 60 * 15

# Language and time
LANGUAGE_CODE = "de"
LANGUAGES = [("de", "Deutsch"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "sprache"
LOCALE_PATHS = [PACKAGE_DIR / "locale"]
FORMAT_MODULE_PATH = "klimanetz.core.formats"
USE_I18N = True
TIME_ZONE = "Europe/Berlin"

# Security
HTTPS = BASE_URL.startswith("https://")
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = False
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = [BASE_URL]
CSRF_FAILURE_VIEW = "klimanetz.core.kept_forms.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUST_PROXY else None
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
# staticfiles.W004: an installed wheel has its static files ready and no directory to gather from.
# security.…: https is the proxy's business; `klimanetz check` says in its own words what is wrong.
SILENCED_SYSTEM_CHECKS = [
    "staticfiles.W004",
    *(
        f"security.{code}"
        for code in ("W004", "W005", "W008", "W009", "W012", "W016", "W018", "W021")
    ),
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"klimanetz": {"level": "INFO"}},
}
