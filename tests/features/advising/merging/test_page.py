"""The page on which two cases become one: it says what that does, before it does it."""

from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse

from klimanetz.features.advising.actions import hand_over, open_case
from klimanetz.features.advising.board.reading import Scope, read_known
from klimanetz.features.advising.board.tables import say_all, tell_districts, tell_reasons
from klimanetz.features.advising.merging.actions import merge
from klimanetz.features.advising.models import Application, Case, Stage
from klimanetz.people.models import Person
from klimanetz.places.models import Authority
from tests.conftest import SignIn
from tests.features.advising.conftest import Advance
from tests.features.advising.merging.conftest import url
from tests.features.meetings.reading import words


def page_of(office: Client, case: Case) -> str:
    return words(office.get(reverse("case_detail", args=[case.pk])))


def said(stays: Case, goes: Case) -> dict[str, int]:
    return {"stays": stays.pk, "version": stays.version, "other_version": goes.version}


def test_a_quiet_button_leads_from_either_case(office: Client, case: Case, other: Case) -> None:
    for one, twin in ((case, other), (other, case)):
        content = office.get(reverse("case_detail", args=[one.pk])).content.decode()
        assert f'class="kern-btn kern-btn--secondary" href="{url(one, twin)}"' in content
        assert "Mit diesem Fall zusammenführen" in content


def test_it_says_in_sentences_what_moves(office: Client, case: Case, other: Case) -> None:
    Application.objects.create(case=case, name="Kommunalrichtlinie")
    text = words(office.get(url(case, other)))
    for sentence in (
        "Dieser Fall bleibt Gemeinde Arnstadt: Kontakt, Karl Kollege",
        "Karl Kollege kümmert sich.",
        "Nächster Schritt: „Rückruf am Montag“ bis",
        "Zweiter nächster Schritt: „Kämmerei fragen“ bis",
        "Hinüber kommt: 1 Ansprechpartner:in, 1 Eintrag, 1 Förderantrag. Auch begonnene Mails",
        "Bela Beispiel steht in beiden Fällen, danach einmal.",
        "Zum Fall gehört dann auch: Gemeinde Ilmenau.",
        "Wer einen Link zu einem der Fälle hat, kommt damit in den gemeinsamen",
        "Antworten auf Mails aus beiden Fällen kommen im gemeinsamen an.",
        "Der Fall Gemeinde Ilmenau, „Kontakt“, ist damit als „zusammengeführt“ abgeschlossen.",
        "Das lässt sich nicht zurücknehmen.",
    ):
        assert sentence in text


def test_the_adviser_chooses_which_stays(office: Client, case: Case, other: Case) -> None:
    """Seen from either case it is the same page."""
    assert "Lieber den anderen behalten (Gemeinde Ilmenau" in words(office.get(url(other, case)))
    text = words(office.get(f"{url(case, other)}?bleibt={case.pk}"))
    assert "Dieser Fall bleibt Gemeinde Ilmenau: Kontakt, Olga Organisatorin" in text
    assert "Lieber den anderen behalten (Gemeinde Arnstadt" in text


@pytest.mark.parametrize("nonsense", ["0", "x", "²", ""])
def test_whatever_the_address_says_one_stays(
    office: Client, case: Case, other: Case, nonsense: str
) -> None:
    response = office.get(f"{url(case, other)}?bleibt={nonsense}")
    assert "Dieser Fall bleibt Gemeinde Arnstadt" in words(response)


def test_the_deed_leads_to_the_common_case(office: Client, case: Case, other: Case) -> None:
    response = office.post(url(case, other), said(case, other), follow=True)
    text = words(response)
    assert response.redirect_chain[-1][0] == reverse("case_detail", args=[case.pk])
    assert "Die beiden Fälle sind jetzt einer." in response.content.decode()
    assert "Mit einem zweiten Fall zusammengeführt: Gemeinde Arnstadt, seit" in text
    assert "kam ein zweiter Fall hinzu: Arnstadt" in text
    assert "Für dieselbe Kommune läuft noch ein Fall" not in text


def test_the_other_says_where_it_went(
    office: Client, organiser: Person, case: Case, other: Case
) -> None:
    merge(case, other, actor=organiser)
    response = office.get(reverse("case_detail", args=[other.pk]))
    text = words(response)
    assert "mit einem zweiten Fall zusammengeführt: Gemeinde Ilmenau." in text
    assert "Das war Olga Organisatorin." in text
    assert f'href="{reverse("case_detail", args=[case.pk])}"' in response.content.decode()
    assert "Gespräch eintragen" not in text


def test_whoever_was_overtaken_reads_by_whom_and_looks_again(
    office: Client, colleague: Person, case: Case, other: Case
) -> None:
    seen = said(case, other)
    hand_over(case, colleague, actor=colleague)
    text = words(office.post(url(case, other), seen))
    assert "Karl Kollege hat den Fall inzwischen geändert (Beratungsfall übergeben)." in text
    other.refresh_from_db()
    assert other.merged_into is None
    case.refresh_from_db()
    office.post(url(case, other), said(case, other))
    other.refresh_from_db()
    assert other.merged_into == case


def test_the_second_of_two_advisers_is_led_on(
    office: Client, colleague: Person, case: Case, other: Case
) -> None:
    seen = said(other, case)
    merge(case, other, actor=colleague)
    text = words(office.post(url(case, other), seen))
    assert "Karl Kollege hat den Fall inzwischen" in text
    assert "Zurück zum Fall" in text
    assert "Das lässt sich nicht zurücknehmen." not in text


def test_what_is_no_number_merges_nothing(office: Client, case: Case, other: Case) -> None:
    assert office.post(url(case, other), {"stays": "x"}).status_code == HTTPStatus.OK
    assert Case.objects.filter(merged_into=None).count() == 2


def test_cases_of_two_towns_have_no_such_page(
    office: Client, organiser: Person, case: Case, arnstadt: Authority
) -> None:
    apart = open_case(
        arnstadt, owner=None, contact=None, next_step="", next_on=None, actor=organiser
    )
    response = office.get(url(case, apart))
    assert response.status_code == HTTPStatus.FORBIDDEN
    assert "gehören nicht derselben Kommune" in words(response)
    assert office.get(url(case, case)).status_code == HTTPStatus.FORBIDDEN


def test_nor_has_a_closed_one(office: Client, case: Case, other: Case, advance: Advance) -> None:
    advance(other, Stage.DROPPED)
    response = office.get(url(case, other))
    assert response.status_code == HTTPStatus.FORBIDDEN
    assert "Dieser Fall ist abgeschlossen." in words(response)


def test_what_nobody_knows_is_not_found(office: Client, case: Case) -> None:
    assert office.get(reverse("case_merge", args=[case.pk, 4711])).status_code == 404
    assert office.get(reverse("case_merge", args=[4711, case.pk])).status_code == 404


def test_only_organisers_merge(sign_in: SignIn, manager: Person, case: Case, other: Case) -> None:
    client = sign_in(manager)
    assert client.get(url(case, other)).status_code == HTTPStatus.FORBIDDEN
    assert client.post(url(case, other), said(case, other)).status_code == HTTPStatus.FORBIDDEN
    assert client.put(url(case, other)).status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_a_page_of_the_other_that_was_open_still_works(
    office: Client, organiser: Person, case: Case, other: Case
) -> None:
    """Notes are written, files handed out, drafts found; a step was decided upon another case."""
    merge(case, other, actor=organiser)
    entry = case.entries.get(text="Kam über den Kreis.")
    office.post(reverse("case_entry_share", args=[other.pk, entry.pk]))
    entry.refresh_from_db()
    assert entry.shared
    assert office.get(reverse("case_mail_write", args=[other.pk])).status_code == HTTPStatus.OK
    stage = reverse("case_move", args=[other.pk, Stage.FIRST_TALK])
    assert "mit einem anderen zusammengeführt" in words(office.get(stage))


def test_figures_count_the_town_once(
    case: Case, other: Case, organiser: Person, advance: Advance
) -> None:
    Application.objects.create(case=other, name="Kommunalrichtlinie", state="submitted",
                               submitted_on=other.stage_since)  # fmt: skip
    advance(other, Stage.FIRST_TALK)
    merge(case, other, actor=organiser)
    known = read_known(Case.objects.all(), Scope())
    assert [one.pk for one in known.cases] == [case.pk]
    assert {one.case for one in known.moves} == {case.pk}
    assert len(known.applications) == 1
    assert known.merged == 1
    assert not tell_reasons(known).rows
    assert tell_districts(known, {}).rows[0][1:3] == [1, 1]
    assert "Ein Fall ist mit einem anderen derselben Kommune zusammengeführt" in say_all(known)[-1]


def test_figures_of_a_network_without_merged_cases_say_nothing_of_it(case: Case) -> None:
    assert "zusammengeführt" not in " ".join(say_all(read_known(Case.objects.all(), Scope())))


def test_the_page_asks_the_same_of_many_contacts(
    office: Client, case: Case, other: Case, django_assert_max_num_queries: object
) -> None:
    for number in range(3):
        other.contacts.create(name=f"Person {number}", email=f"p{number}@arnstadt.example")
    with django_assert_max_num_queries(22):  # type: ignore[operator]
        office.get(url(case, other))
