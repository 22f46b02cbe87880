"""Where am I signed in? A list in plain words, and a way to sign out everywhere else."""

from datetime import timedelta
from http import HTTPStatus

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from klimanetz.core.custody import registered_custodies
from klimanetz.core.models import AuditEntry
from klimanetz.people.models import Person
from klimanetz.people.security.custody import (
    collect_factors,
    collect_visits,
    erase_factors,
    erase_visits,
)
from klimanetz.people.security.devices import name_device
from klimanetz.people.security.jobs import forget_ended_visits
from klimanetz.people.security.models import Visit
from tests.conftest import SignIn
from tests.people.security.conftest import SECRET, SECURITY, Enter, give_app, recovery_codes_of

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (WINDOWS, "Firefox unter Windows"),
        (IPHONE, "Safari unter iPhone"),
        (
            "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0",
            "Edge unter Windows",
        ),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile", "Chrome unter Android"),
        ("curl/8.0", "Unbekanntes Gerät"),
        ("", "Unbekanntes Gerät"),
    ],
)
def test_devices_have_plain_names(agent: str, words: str) -> None:
    assert name_device(agent) == words


def page(client: Client) -> str:
    response = client.get(SECURITY)
    assert response.status_code == HTTPStatus.OK
    return response.content.decode()


def test_signing_in_is_noted_and_signing_out_forgets_it(manager: Person, by_mail: Enter) -> None:
    client = by_mail(manager)
    assert Visit.objects.get().person == manager
    assert "dieses Gerät" in page(client)
    client.post("/abmelden/")
    assert not Visit.objects.exists()


def test_only_ones_own_stand_there(manager: Person, neighbour: Person, sign_in: SignIn) -> None:
    sign_in(neighbour)
    assert len(sign_in(manager).get(SECURITY).context["visits"]) == 1


def test_another_device_is_signed_out(manager: Person, sign_in: SignIn) -> None:
    lost, here = sign_in(manager), sign_in(manager)
    other = Visit.objects.get(session_key=lost.session.session_key)
    response = here.post(f"{SECURITY}geraete/{other.pk}/", follow=True)
    assert "ist abgemeldet." in response.content.decode()
    assert lost.get("/ich/").headers["Location"].startswith("/anmelden/")
    assert here.get("/ich/").status_code == HTTPStatus.OK
    assert AuditEntry.objects.filter(verb="end_visits").count() == 1


def test_all_others_are_signed_out(manager: Person, neighbour: Person, sign_in: SignIn) -> None:
    others, here, theirs = (
        [sign_in(manager), sign_in(manager)],
        sign_in(manager),
        sign_in(neighbour),
    )
    response = here.post(f"{SECURITY}geraete/andere/", follow=True)
    assert "2 Geräte sind abgemeldet." in response.content.decode()
    assert all(other.get("/ich/").status_code == HTTPStatus.FOUND for other in others)
    assert here.get("/ich/").status_code == theirs.get("/ich/").status_code == HTTPStatus.OK


def test_this_one_signs_out_by_the_usual_way(manager: Person, sign_in: SignIn) -> None:
    client = sign_in(manager)
    response = client.post(f"{SECURITY}geraete/{Visit.objects.get().pk}/")
    assert response.headers["Location"] == "/abmelden/"


def test_nobody_signs_out_another_person(
    manager: Person, neighbour: Person, sign_in: SignIn
) -> None:
    theirs = sign_in(neighbour)
    url = f"{SECURITY}geraete/{Visit.objects.get().pk}/"
    assert sign_in(manager).post(url).status_code == HTTPStatus.NOT_FOUND
    assert theirs.get("/ich/").status_code == HTTPStatus.OK


def test_last_seen_is_noted_once_an_hour(manager: Person, sign_in: SignIn) -> None:
    client = sign_in(manager)
    began = Visit.objects.get().seen_at
    client.get("/ich/")
    assert Visit.objects.get().seen_at == began
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        client.get("/ich/")
    assert Visit.objects.get().seen_at > began


def test_what_ran_out_is_forgotten(manager: Person, sign_in: SignIn) -> None:
    client = sign_in(manager)
    sign_in(manager)
    Session.objects.exclude(session_key=client.session.session_key).update(
        expire_date=timezone.now() - timedelta(days=1)
    )
    assert len(client.get(SECURITY).context["visits"]) == 1
    assert forget_ended_visits() == 1
    assert forget_ended_visits() == 0
    assert client.get("/ich/").status_code == HTTPStatus.OK


def test_as_many_queries_for_one_as_for_many(
    manager: Person, sign_in: SignIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = sign_in(manager)
    client.get(SECURITY)
    with django_assert_num_queries(5):
        client.get(SECURITY)
    sign_in(manager)
    sign_in(manager)
    with django_assert_num_queries(5):
        client.get(SECURITY)


def test_custody_hands_over_what_is_kept_but_no_secret(manager: Person, sign_in: SignIn) -> None:
    sign_in(give_app(manager))
    labels = [str(custody.label) for custody in registered_custodies()]
    assert {"Zweiter Faktor", "Anmeldungen"} <= set(labels)
    told = str([*collect_factors(manager), *collect_visits(manager)])
    assert "Authenticator-App" in told
    assert SECRET not in told
    assert recovery_codes_of(manager)[0] not in told


def test_custody_erases_and_signs_out(manager: Person, neighbour: Person, sign_in: SignIn) -> None:
    client, other = sign_in(give_app(manager)), sign_in(give_app(neighbour))
    assert erase_visits(manager) == 1
    assert erase_factors(manager) == 2
    assert (erase_visits(manager), erase_factors(manager)) == (0, 0)
    assert client.get("/ich/").status_code == HTTPStatus.FOUND
    assert other.get("/ich/").status_code == HTTPStatus.OK
