"""The yardstick: Django's default project with one template and one query per view.

`/` reads one row, `/list` reads 300 invitations and writes them as a table. Middleware is what
`startproject` gives, so a ratio to it says what our pages cost beyond Django itself.
"""

import os
from pathlib import Path

import dj_database_url
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

settings.configure(
    SECRET_KEY="bench",  # noqa: S106 - nothing to protect
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    DATABASES={"default": dj_database_url.parse(os.environ["DATABASE_URL"], conn_max_age=None)},
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
    ],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [Path(__file__).parent / "templates"],
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ]
            },
        }
    ],
)

COLUMNS = ("name", "email", "organisation", "district", "reply")


def read_people(limit: int) -> list[dict[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, email, organisation, district, reply FROM meetings_invitation "
            "ORDER BY name, id LIMIT %s",
            [limit],
        )
        return [dict(zip(COLUMNS, row, strict=True)) for row in cursor.fetchall()]


def one(request: HttpRequest) -> HttpResponse:
    return render(request, "bare_one.html", {"person": read_people(1)[0]})


def many(request: HttpRequest) -> HttpResponse:
    return render(request, "bare_list.html", {"people": read_people(300)})


urlpatterns = [path("", one), path("list", many)]
application = get_wsgi_application()
