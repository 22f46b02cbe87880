"""Every setting; what the operator decides comes from `environment`."""

from pathlib import Path
from urllib.parse import urlsplit

from django.utils.csp import CSP

from klimanetz.environment import (
    read_base_url,
    read_data_dir,
    read_database,
    read_flag,
    read_imap,
    read_jitsi,
    read_port,
    read_reply_address,
    read_secret_key,
    read_sender,
    read_smtp,
    read_video,
)

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
SECRET_KEY = read_secret_key(DATA_DIR, guessable=DEBUG)
PORT = read_port()
BASE_URL = read_base_url(PORT)
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
