"""Writing one's own profile, and sending a photo."""

from http import HTTPStatus
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from klimanetz.core.models import AuditEntry
from klimanetz.people.actions import hide_field, show_field
from klimanetz.people.models import Audience, Field, Person
from klimanetz.roster.directory import pictures
from klimanetz.roster.directory.models import FieldOfAction, Portrait, Profile
from tests.conftest import SignIn

MINE = "/ich/profil/"
SAID = {
    "can_help": "Wärmeplanung für kleine Gemeinden\r\nFörderanträge",
    "to_copy": "Stadtradeln",
    "working_on": "",
    "needs_help": "Vorlage für eine Satzung",
    "languages": "Deutsch, Englisch",
    "working_days": ["0", "1", "3"],
}


@pytest.fixture
def mine(manager: Person, sign_in: SignIn) -> Client:
    return sign_in(manager)


def text(client: Client, path: str = MINE) -> str:
    response = client.get(path)
    assert response.status_code == HTTPStatus.OK
    return " ".join(response.content.decode().split())


def draw_photo(
    kind: str = "JPEG", size: tuple[int, int] = (300, 500), mode: str = "RGB", **more: object
) -> bytes:
    written = BytesIO()
    Image.new(mode, size, "green").save(written, kind, **more)
    return written.getvalue()


def send(client: Client, content: bytes, name: str = "ich.jpg") -> str:
    photo = SimpleUploadedFile(name, content, content_type="image/jpeg")
    response = client.post(MINE, SAID | {"photo": photo}, follow=True)
    assert response.status_code == HTTPStatus.OK
    return " ".join(response.content.decode().split())


def test_a_profile_is_written_and_read_again(
    mine: Client, manager: Person, heat: FieldOfAction
) -> None:
    response = mine.post(MINE, SAID | {"fields_of_action": [heat.pk]}, follow=True)
    assert "Ihr Profil ist gespeichert." in response.content.decode()
    profile = Profile.objects.get(person=manager)
    assert profile.can_help == "Wärmeplanung für kleine Gemeinden\nFörderanträge"
    assert profile.days == "Mo, Di, Do"
    assert [it.name for it in profile.fields_of_action.all()] == ["Wärmeplanung"]
    page = text(mine, f"/verzeichnis/{manager.pk}/")
    for said in ("Förderanträge", "Stadtradeln", "Vorlage für eine Satzung", "Mo, Di, Do"):
        assert said in page
    assert "Daran arbeite ich" not in page


def test_the_same_again_changes_nothing(mine: Client, heat: FieldOfAction) -> None:
    for _ in range(2):
        mine.post(MINE, SAID | {"fields_of_action": [heat.pk]})
    assert AuditEntry.objects.filter(verb="write_profile").count() == 1


def test_too_much_is_said_beside_the_field_and_nothing_is_lost(
    mine: Client, manager: Person
) -> None:
    response = mine.post(MINE, SAID | {"can_help": "x" * 1001, "needs_help": "Bleibt stehen"})
    page = response.content.decode()
    assert "1000" in page
    assert "Bleibt stehen" in page
    assert not Profile.objects.filter(person=manager).exists()


def test_the_page_says_what_nobody_sees_yet(mine: Client, manager: Person) -> None:
    assert "Noch sieht nur das Netzwerkmanagement" not in text(mine)
    mine.post(MINE, SAID)
    page = text(mine)
    assert "Noch sieht nur das Netzwerkmanagement" in page
    for name in (Field.PROFILE, Field.LANGUAGES, Field.WORKING_DAYS):
        show_field(manager, name, Audience.MEMBERS, actor=manager)
    assert "Noch sieht nur das Netzwerkmanagement" not in text(mine)


def test_what_others_see_stands_on_the_page_of_visibility(mine: Client, manager: Person) -> None:
    mine.post(MINE, SAID)
    page = text(mine, "/ich/sichtbarkeit/")
    for said in ("Stadtradeln", "Deutsch, Englisch", "Mo, Di, Do"):
        assert said in page


def test_my_page_asks_for_a_profile_until_there_is_one(mine: Client) -> None:
    assert "Wobei kann man Sie fragen?" in text(mine, "/ich/")
    mine.post(MINE, SAID)
    assert "Wobei kann man Sie fragen?" not in text(mine, "/ich/")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_becomes_a_square_in_two_sizes(mine: Client, manager: Person, kind: str) -> None:
    assert "gespeichert" in send(mine, draw_photo(kind))
    portrait = Portrait.objects.get(person=manager)
    for content, side in ((portrait.small, 112), (portrait.large, 400)):
        image = Image.open(BytesIO(bytes(content)))
        assert (image.format, image.size) == ("WEBP", (side, side))


def test_where_and_when_it_was_taken_is_not_kept(mine: Client, manager: Person) -> None:
    exif = Image.Exif()
    exif[0x010E] = "Zuhause in der Gartenstraße 5"
    exif[0x0112] = 6  # lies on its side
    send(mine, draw_photo(exif=exif))
    kept = Portrait.objects.get(person=manager)
    for content in (bytes(kept.small), bytes(kept.large)):
        assert b"Gartenstra" not in content
        assert not Image.open(BytesIO(content)).getexif()


def test_what_is_transparent_becomes_white(mine: Client, manager: Person) -> None:
    written = BytesIO()
    Image.new("RGBA", (200, 200), (0, 0, 0, 0)).save(written, "PNG")
    send(mine, written.getvalue())
    kept = Image.open(BytesIO(bytes(Portrait.objects.get(person=manager).small)))
    assert kept.convert("RGB").getpixel((50, 50)) == (255, 255, 255)


@pytest.mark.parametrize(
    "content",
    [
        b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"%PDF-1.7",
        b"\xff\xd8\xff\xe0 cut off",
        draw_photo()[:400],
        draw_photo("BMP"),
        b"",
    ],
)
def test_what_is_no_photo_is_refused_whatever_its_name_says(
    mine: Client, manager: Person, content: bytes
) -> None:
    page = send(mine, content)
    assert "kein Foto, das wir lesen können" in page or "leer" in page
    assert "Stadtradeln" in page
    assert not Portrait.objects.filter(person=manager).exists()


def test_too_small_too_many_points_and_too_many_bytes_are_told_apart(
    mine: Client, manager: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "zu klein" in send(mine, draw_photo(size=(90, 400)))
    monkeypatch.setattr(pictures, "MOST_PIXELS", 10_000)
    assert "zu viele Bildpunkte" in send(mine, draw_photo())
    monkeypatch.setattr(pictures, "MOST_BYTES", 100)
    assert "höchstens 10 MB" in send(mine, draw_photo())
    assert not Portrait.objects.filter(person=manager).exists()


def address(person: Person, size: str = "klein") -> str:
    return f"/portraet/{Portrait.objects.get(person=person).token}/{size}.webp"


def test_a_face_is_seen_by_those_it_is_shown_to(
    mine: Client,
    manager: Person,
    neighbour: Person,
    guest: Person,
    organiser: Person,
    client: Client,
    sign_in: SignIn,
) -> None:
    send(mine, draw_photo())
    path = address(manager)
    member, visitor, office = sign_in(neighbour), sign_in(guest), sign_in(organiser)

    def seen_by() -> list[bool]:
        visitors = (mine, office, member, visitor, client)
        return [it.get(path).status_code == HTTPStatus.OK for it in visitors]

    assert seen_by() == [True, True, False, False, False]
    show_field(manager, Field.PHOTO, Audience.MEMBERS, actor=manager)
    assert seen_by() == [True, True, True, False, False]
    assert path in text(member, "/verzeichnis/")
    show_field(manager, Field.PHOTO, Audience.PUBLIC, actor=manager)
    assert seen_by() == [True] * 5
    hide_field(manager, Field.PHOTO, actor=manager)
    assert seen_by() == [True, True, False, False, False]
    assert path not in text(member, "/verzeichnis/")


def test_a_face_is_kept_by_its_own_reader_for_a_minute(mine: Client, manager: Person) -> None:
    send(mine, draw_photo())
    response = mine.get(address(manager, "gross"))
    assert response["Content-Type"] == "image/webp"
    assert response["Cache-Control"] == "private, max-age=60"
    again = mine.get(address(manager, "gross"), headers={"If-None-Match": response["ETag"]})
    assert again.status_code == HTTPStatus.NOT_MODIFIED


def test_a_new_photo_has_a_new_address_and_the_old_one_is_gone(
    mine: Client, manager: Person
) -> None:
    send(mine, draw_photo())
    old = address(manager)
    send(mine, draw_photo("PNG"))
    assert address(manager) != old
    assert mine.get(old).status_code == HTTPStatus.NOT_FOUND


def test_a_photo_is_deleted_and_deleted_again(mine: Client, manager: Person) -> None:
    send(mine, draw_photo())
    path = address(manager)
    for _ in range(2):
        response = mine.post(f"{MINE}foto/entfernen/", follow=True)
        assert response.status_code == HTTPStatus.OK
    assert mine.get(path).status_code == HTTPStatus.NOT_FOUND
    assert AuditEntry.objects.filter(verb="remove_face").count() == 1
    assert mine.get(f"{MINE}foto/entfernen/").status_code == HTTPStatus.METHOD_NOT_ALLOWED
