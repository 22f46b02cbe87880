"""What is kept for the public is never old, and never meant for somebody else."""

import time
from threading import Thread

import pytest
from django.test import Client

from klimanetz.core.models import Network
from klimanetz.faces.site import picture
from klimanetz.faces.site.picture import Picture
from klimanetz.people.actions import change_own_data, hide_field
from klimanetz.people.models import Field, Person
from klimanetz.places.models import Authority
from tests.conftest import SignIn

PATHS = ["/netzwerk/", "/netzwerk/?suche=ilm", "/netzwerk/160700029029-ilmenau/"]


def read(client: Client, path: str) -> str:
    return client.get(path).content.decode()


@pytest.mark.parametrize("path", PATHS)
def test_what_is_withdrawn_is_gone_with_the_next_request(
    named: Person, client: Client, path: str
) -> None:
    assert "Mika Managerin" in read(client, path)
    etag = client.get(path).headers["ETag"]
    hide_field(named, Field.NAME, actor=named)
    response = client.get(path, headers={"If-None-Match": etag})
    assert response.status_code == 200
    assert "Mika Managerin" not in response.content.decode()
    assert "Klimaschutzmanagement" in response.content.decode()


@pytest.mark.parametrize("path", PATHS)
def test_withdrawn_is_gone_for_signed_in_people_too(
    named: Person, neighbour: Person, sign_in: SignIn, path: str
) -> None:
    mine = sign_in(neighbour)
    assert "Mika Managerin" in read(mine, path)
    hide_field(named, Field.NAME, actor=named)
    assert "Mika Managerin" not in read(mine, path)


def test_a_new_name_is_shown_at_once(named: Person, client: Client) -> None:
    read(client, "/netzwerk/")
    change_own_data(named, actor=named, last_name="Neuname")
    assert "Mika Neuname" in read(client, "/netzwerk/")


@pytest.mark.parametrize("path", ["/", *PATHS])
def test_a_signed_in_page_is_not_kept_for_others(
    network: Network, ilmenau: Authority, organiser: Person, sign_in: SignIn, path: str
) -> None:
    mine = sign_in(organiser).get(path)
    assert "Abmelden" in mine.content.decode()
    assert "ETag" not in mine.headers
    theirs = Client().get(path)
    assert "Abmelden" not in theirs.content.decode()
    assert "Anmelden" in theirs.content.decode()
    assert "Cookie" in theirs.headers["Vary"]


def test_each_language_has_its_own_picture(named: Person, client: Client) -> None:
    german = read(client, "/netzwerk/")
    client.cookies["sprache"] = "en"
    english = client.get("/netzwerk/")
    assert english.headers["Content-Language"] == "en"
    assert 'lang="en"' in english.content.decode()
    assert 'lang="de"' in german


def test_public_pages_carry_no_token_of_somebody(network: Network, client: Client) -> None:
    response = client.get("/")
    assert "csrfmiddlewaretoken" not in response.content.decode()
    assert not response.cookies


def test_what_many_ask_for_at_once_is_drawn_once(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = []

    def draw_slowly(land: str) -> Picture:
        time.sleep(0.05)
        drawn.append(land)
        return Picture(0, 0, 0, 0, (), None)

    monkeypatch.setattr(picture, "draw_picture", draw_slowly)
    askers = [Thread(target=picture.network_picture, args=(network,)) for _ in range(5)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert drawn == [network.land]
