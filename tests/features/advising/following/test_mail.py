"""The mail with the link, as its receiver reads it."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from klimanetz.features.advising.actions import hand_over, pause
from klimanetz.features.advising.following.actions import send_link
from klimanetz.features.advising.following.words import NEXT
from klimanetz.features.advising.models import PATH, Case, Contact, Stage
from klimanetz.mail.models import Mail
from klimanetz.mail.preview import Preview, preview_mail
from klimanetz.people.models import Person
from tests.features.advising.conftest import Advance


def sent_to(contact: Contact, actor: Person) -> Preview:
    assert send_link(contact, actor=actor)
    mail = Mail.objects.select_related("letter").latest("pk")
    return preview_mail(mail)


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_first_sentence_says_what_it_is_and_that_nothing_is_asked(
    mayor: Contact, organiser: Person
) -> None:
    mail = sent_to(mayor, organiser)
    assert mail.subject == "Ihr Weg zum Klimaschutzmanagement: so steht es"
    text = flat(mail.text)
    assert text.startswith("Guten Tag Bela Beispiel, hier sehen Sie jederzeit, wo Ihr Weg")
    assert "Antworten müssen Sie nicht." in text


def test_both_parts_have_the_link(mayor: Contact, organiser: Person) -> None:
    mail = sent_to(mayor, organiser)
    link = settings.BASE_URL + reverse("case_following", args=[mayor.key])
    assert link in mail.text
    assert f'href="{link}"' in mail.html
    assert "Stand ansehen" in mail.html


def test_it_says_whom_to_call_and_how_long_the_link_works(
    mayor: Contact, organiser: Person
) -> None:
    organiser.phone = "0361 99"
    organiser.save()
    text = flat(sent_to(mayor, organiser).text)
    assert "Olga Organisatorin hilft Ihnen gern, Telefon 0361 99." in text
    assert "Er gilt bis 90 Tage nach dem Ende der Beratung." in text


def test_a_case_of_nobody_names_nobody(case: Case, mayor: Contact, organiser: Person) -> None:
    hand_over(case, None, actor=organiser)
    assert "hilft Ihnen gern" not in sent_to(mayor, organiser).text


@pytest.mark.parametrize("number", range(1, len(PATH)))
def test_at_every_stage_it_says_whose_turn_it_is(
    case: Case, mayor: Contact, organiser: Person, advance: Advance, number: int
) -> None:
    case = advance(case, *PATH[1 : number + 1])
    text = flat(sent_to(mayor, organiser).text)
    assert str(NEXT[Stage(case.stage)][0].label) in text


def test_who_waits_reads_until_when(case: Case, mayor: Contact, organiser: Person) -> None:
    until = timezone.localdate() + timedelta(days=40)
    pause(case, reason="Kämmerin dagegen", until=until, actor=organiser)
    text = flat(sent_to(mayor, organiser).text)
    assert "Zurzeit ist nichts zu tun" in text
    assert "Kämmerin" not in text


def test_it_says_why_one_gets_it(mayor: Contact, organiser: Person) -> None:
    text = flat(sent_to(mayor, organiser).text)
    assert "weil das Netzwerk Klimanetz Thüringen Ihre Kommune berät" in text


def test_who_wrote_it_stands_in_the_outbox(mayor: Contact, organiser: Person, case: Case) -> None:
    sent_to(mayor, organiser)
    mail = Mail.objects.select_related("letter").get()
    assert mail.letter.about == f"advising.case:{case.pk}"
    assert mail.letter.written_by == str(organiser)
