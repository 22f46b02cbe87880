"""Every mail that is about no meeting can be read before anybody gets it; nothing goes out."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.urls import reverse
from django.utils import timezone

from klimanetz.mail.looking import only_looking
from klimanetz.mail.models import Letter, Mail, Manner
from klimanetz.mail.outbox import post
from klimanetz.mail.recipient import Recipient
from klimanetz.mail.samples import list_samples
from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from tests.conftest import SignIn
from tests.factories import make_person
from tests.features.meetings.reading import words

URL = reverse("mail_samples")
KINDS = {
    "woche", "bescheid-fehlt", "link-zum-fall", "antwort-eingegangen", "foerderung-geaendert",
    "anfrage", "anfrage-eingegangen", "beitrag-platz",
}  # fmt: skip


#: What members offer to report can be made up.
MADE_UP = {
    "beitrag-neu", "beitrag-zurueckgezogen", "beitrag-vorgemerkt", "beitrag-abgelehnt",
    "beitrag-danke",
}  # fmt: skip


def test_each_has_a_name_of_its_own() -> None:
    assert {one.kind for one in list_samples()} == KINDS | MADE_UP
    assert len(list_samples()) == len(KINDS | MADE_UP)


def test_what_is_only_looked_at_is_neither_written_nor_sent(db: None) -> None:
    letter = Letter(subject="Hallo")
    with only_looking() as posted:
        post(letter, [Recipient("a@x.example"), Recipient("b@x.example")])
    assert [to.address for _letter, to in posted] == ["a@x.example", "b@x.example"]
    assert not Letter.objects.exists()
    post(letter, [Recipient("a@x.example")])
    assert Mail.objects.get().address == "a@x.example"


def test_whoever_fails_while_looking_leaves_nothing_behind(db: None) -> None:
    with pytest.raises(ZeroDivisionError), only_looking():
        raise ZeroDivisionError
    post(Letter(subject="Hallo"), [Recipient("a@x.example")])
    assert Mail.objects.exists()


def test_where_nothing_is_known_yet_it_says_so(organiser: Person, sign_in: SignIn) -> None:
    client = sign_in(organiser)
    for kind in KINDS:
        page = words(client.get(URL, {"mail": kind}))
        assert "Zurzeit gibt es nichts, worüber diese Mail ginge." in page
        content = client.get(reverse("mail_sample_content", args=[kind]))
        assert content.status_code == HTTPStatus.NOT_FOUND


def test_a_contribution_can_be_made_up(organiser: Person, sign_in: SignIn) -> None:
    client = sign_in(organiser)
    for kind in MADE_UP:
        assert "Nahwärme aus dem Bach" in words(client.get(URL, {"mail": kind}))
    assert not Letter.objects.exists()


def test_looking_takes_nothing_out_of_the_outbox(organiser: Person, sign_in: SignIn) -> None:
    """A decision replaces what still waits about the same thing; looking at one does not."""
    waiting = Letter(subject="Hallo", about="agenda.contribution:0", manner=Manner.PACED)
    later = timezone.now() + timedelta(minutes=30)
    post(waiting, [Recipient("a@x.example", key="contribution:0:placed:1:2")])
    Mail.objects.update(due_at=later)
    sign_in(organiser).get(URL, {"mail": "beitrag-abgelehnt"})
    assert Mail.objects.exists()


def test_an_unknown_kind_shows_the_first(organiser: Person, sign_in: SignIn) -> None:
    page = words(sign_in(organiser).get(URL, {"mail": "gibt-es-nicht"}))
    assert str(list_samples()[0].label) in page


def test_only_organisers_look(sign_in: SignIn, manager: Person) -> None:
    client = sign_in(manager)
    assert client.get(URL).status_code == HTTPStatus.FORBIDDEN
    content = reverse("mail_sample_content", args=["woche"])
    assert client.get(content).status_code == HTTPStatus.FORBIDDEN
    assert client.post(URL).status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_the_outbox_leads_there(organiser: Person, sign_in: SignIn) -> None:
    assert f'href="{URL}"' in sign_in(organiser).get(reverse("outbox")).content.decode()


def test_what_goes_to_all_organisers_is_read_as_ones_own(
    organiser: Person, sign_in: SignIn
) -> None:
    zoe = make_person("Zoe", "Zimmer", Role.ORGANISER)
    Person.objects.filter(pk=zoe.pk).update(language="en")
    mail = sign_in(zoe).get(reverse("mail_sample_content", args=["beitrag-neu"])).content.decode()
    assert '<html lang="en"' in mail
    assert "Zoe Zimmer" in mail
    assert organiser.full_name not in mail
