"""Setting up a second factor, taking it away, and the codes for an emergency."""

import re
from http import HTTPStatus

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from klimanetz.core.models import AuditEntry, Network
from klimanetz.mail.models import Mail
from klimanetz.people.models import Person
from klimanetz.people.security import actions
from klimanetz.people.security.factors import factors_of
from tests.conftest import SignIn
from tests.people.security.conftest import (
    SECURITY,
    code_now,
    confirm,
    give_app,
    recovery_codes_of,
)

APP = f"{SECURITY}app/"
PASSKEY = f"{SECURITY}passkey/"
CODES = f"{SECURITY}notfallcodes/"


def text(client: Client, url: str = SECURITY) -> str:
    response = client.get(url)
    assert response.status_code == HTTPStatus.OK
    return " ".join(response.content.decode().split())


def remove(client: Client, factor: Authenticator) -> str:
    response = client.post(f"{SECURITY}faktor/{factor.pk}/entfernen/")
    assert response.status_code == HTTPStatus.FOUND
    return response.headers["Location"]


def app_of(person: Person) -> Authenticator:
    return Authenticator.objects.get(user=person, type=Authenticator.Type.TOTP)


def subjects(person: Person) -> list[str]:
    mails = Mail.objects.filter(address=person.email).select_related("letter").order_by("pk")
    return [mail.letter.subject for mail in mails]


def test_begins_without_any(manager: Person, sign_in: SignIn) -> None:
    page = text(sign_in(manager))
    assert "Noch keiner eingerichtet." in page
    assert f'href="{APP}"' in page


def test_page_is_one_click_from_mine(manager: Person, sign_in: SignIn) -> None:
    assert f'href="{SECURITY}"' in text(sign_in(manager), "/ich/")


def test_from_the_picture_to_the_codes(manager: Person, sign_in: SignIn) -> None:
    client = sign_in(manager)
    page = text(client, APP)
    assert "<svg" in page
    assert "<?xml" not in page
    assert "otpauth://totp/" in page
    assert "issuer=Klimanetz" in page
    secret = re.search(r'<code class="qr__key">(\w+)</code>', page)
    assert secret
    response = client.post(APP, {"code": code_now(secret[1])})
    assert response.headers["Location"] == CODES
    codes = recovery_codes_of(manager)
    shown = text(client, CODES)
    assert all(f"<code>{code}</code>" in shown for code in codes)
    assert text(client, CODES) == shown or codes[0] in text(client, CODES)
    client.post(f"{CODES}verwahrt/")
    assert codes[0] not in text(client, CODES)
    assert "Authenticator-App" in text(client)
    assert subjects(manager) == ["Ihr zweiter Faktor hat sich geändert"]


def test_wrong_code_keeps_the_same_picture(manager: Person, sign_in: SignIn) -> None:
    client = sign_in(manager)
    find = re.compile(r'<code class="qr__key">(\w+)</code>')
    before = find.findall(text(client, APP))
    response = client.post(APP, {"code": "000000"})
    assert "Das stimmt nicht." in response.content.decode()
    assert find.findall(response.content.decode()) == before
    assert not Authenticator.objects.exists()


def test_an_empty_code_is_asked_for(manager: Person, sign_in: SignIn) -> None:
    response = sign_in(manager).post(APP, {"code": ""})
    assert "Bitte füllen Sie dieses Feld aus." in response.content.decode()


def test_two_activations_are_one(manager: Person) -> None:
    give_app(give_app(manager))
    assert factors_of(manager).count == 1
    assert AuditEntry.objects.filter(verb="add_factor").count() == 1


def test_app_is_set_up_once(manager: Person, sign_in: SignIn) -> None:
    client = sign_in(give_app(manager))
    confirm(client)
    assert client.get(APP).headers["Location"] == SECURITY


def test_an_open_browser_alone_changes_nothing(manager: Person, sign_in: SignIn) -> None:
    client = sign_in(give_app(manager))
    for url in (f"{SECURITY}faktor/{app_of(manager).pk}/entfernen/", f"{CODES}neu/", PASSKEY):
        response = client.post(url)
        assert response.headers["Location"].startswith(f"{SECURITY}bestaetigen/")
    assert factors_of(manager).count == 1


def test_after_confirming_it_is_removed(manager: Person, sign_in: SignIn) -> None:
    client = sign_in(give_app(manager))
    factor = app_of(manager)
    assert remove(client, factor).startswith(f"{SECURITY}bestaetigen/")
    assert "Noch einmal bestätigen" in text(client, f"{SECURITY}bestaetigen/")
    confirm(client)
    assert remove(client, factor) == SECURITY
    assert not Authenticator.objects.exists()  # the recovery codes go with the last one
    assert AuditEntry.objects.filter(verb="remove_factor").count() == 1
    assert client.post(f"{SECURITY}faktor/{factor.pk}/entfernen/").status_code == 404


def test_nobody_removes_anothers(manager: Person, neighbour: Person, sign_in: SignIn) -> None:
    factor = app_of(give_app(manager))
    url = f"{SECURITY}faktor/{factor.pk}/entfernen/"
    assert sign_in(neighbour).post(url).status_code == HTTPStatus.NOT_FOUND
    assert factors_of(manager).count == 1


def test_the_last_one_of_an_organiser_stays_where_it_is_needed(
    organiser: Person, network: Network, sign_in: SignIn
) -> None:
    Network.objects.update(second_factor_required=True)
    client = sign_in(give_app(organiser))
    assert "Bevor Sie diesen entfernen" in text(client)
    confirm(client)
    response = client.post(f"{SECURITY}faktor/{app_of(organiser).pk}/entfernen/")
    assert response.status_code == HTTPStatus.CONFLICT
    assert "dies ist Ihr letzter" in response.content.decode()
    assert factors_of(organiser).count == 1


def test_one_of_two_may_go(organiser: Person) -> None:
    Network.objects.update(second_factor_required=True)
    give_app(organiser)
    actions.add_passkey(organiser, "Stick", {}, actor=organiser)
    assert actions.remove_factor(organiser, app_of(organiser).pk, actor=organiser)
    assert factors_of(organiser).count == 1
    assert factors_of(organiser).codes_left == 10


def test_members_may_always_remove_theirs(manager: Person) -> None:
    Network.objects.update(second_factor_required=True)
    give_app(manager)
    assert actions.remove_factor(manager, app_of(manager).pk, actor=manager)


def test_new_codes_end_the_old_ones(manager: Person, sign_in: SignIn) -> None:
    client = sign_in(give_app(manager))
    before = recovery_codes_of(manager)
    confirm(client)
    assert client.post(f"{CODES}neu/").headers["Location"] == CODES
    after = recovery_codes_of(manager)
    assert not set(before) & set(after)
    assert f"<code>{after[0]}</code>" in text(client, CODES)


def test_codes_belong_to_a_factor(manager: Person, sign_in: SignIn) -> None:
    client = sign_in(manager)
    assert "Notfallcodes gibt es zusammen mit dem zweiten Faktor." in text(client, CODES)
    assert client.post(f"{CODES}neu/").headers["Location"] == SECURITY
    assert not Authenticator.objects.exists()


def test_passkey_page_needs_no_inline_script(manager: Person, sign_in: SignIn) -> None:
    page = text(sign_in(manager), PASSKEY)
    assert '<script id="passkey-options" type="application/json">' in page
    assert 'src="/static/mfa/js/webauthn' in page
    assert not re.search(r"<script>|onclick=", page)


@pytest.mark.parametrize("credential", ["", "nonsense", '{"id": "x"}'])
def test_broken_passkey_is_refused(manager: Person, sign_in: SignIn, credential: str) -> None:
    client = sign_in(manager)
    client.get(PASSKEY)
    response = client.post(PASSKEY, {"name": "Stick", "credential": credential})
    assert response.status_code == HTTPStatus.OK
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("path", ["faktor/1/entfernen/", "notfallcodes/neu/", "geraete/andere/"])
def test_a_get_changes_nothing(manager: Person, sign_in: SignIn, path: str) -> None:
    response = sign_in(manager).get(f"{SECURITY}{path}")
    assert response.status_code == HTTPStatus.METHOD_NOT_ALLOWED
