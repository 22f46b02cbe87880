"""Looking through the watch list: read, take over, assign, put aside."""

import pytest
from django.test import Client
from django.urls import reverse

from klimanetz.core.models import AuditEntry
from klimanetz.features.funding.models import Level, Programme
from klimanetz.features.funding.watchlist.models import Listing, State
from klimanetz.people.models import Person
from tests.conftest import SignIn
from tests.features.funding.rules_made import make_programme


def make_listing(key: str = "Bund/klima", **changes: object) -> Listing:
    fields: dict[str, object] = {
        "key": key,
        "title": "Klimaschutz in Gemeinden",
        "giver": "Ministerium für Klima",
        "level": Level.FEDERAL,
        "texts": {
            "gsb:summary": "<p>Wir zahlen für <b>Klimaschutz</b>.</p><script>alert(1)</script>",
            "gsb:bodyText": '<a xlink:href="target:/BMWI/R">Richtlinie</a>',
        },
        "links": {"/BMWI/R": "https://klima.example/richtlinie.pdf"},
        "further": [["Mehr dazu", "https://klima.example/infos"]],
        "digest": "x",
    }
    return Listing.objects.create(**fields | changes)


@pytest.fixture
def office(organiser: Person, sign_in: SignIn) -> Client:
    return sign_in(organiser)


def messages(response: object) -> list[str]:
    return [str(one) for one in response.context["messages"]]  # type: ignore[attr-defined]


def test_the_list_shows_what_is_to_be_looked_at(office: Client) -> None:
    make_listing()
    make_listing("Bund/alt", title="Altes", state=State.ASIDE)
    page = office.get(reverse("listings")).content.decode()
    assert "Ein Programm des Bundes, der Länder oder der EU ist neu oder geändert." in page
    assert "Klimaschutz in Gemeinden" in page
    assert "Altes" not in page
    assert "© BMWE" in page
    assert "CC BY-ND 4.0" in page


def test_other_heaps_and_words_are_found(office: Client) -> None:
    make_listing("Bund/alt", title="Altes", state=State.ASIDE)
    assert "Altes" in office.get(reverse("listings") + "?zeige=zur-seite").content.decode()
    make_listing(title="Wald und Moor")
    make_listing("Bund/rad", title="Radwege")
    page = office.get(reverse("listings") + "?suche=moor").content.decode()
    assert "Wald und Moor" in page
    assert "Radwege" not in page
    nothing = office.get(reverse("listings") + "?suche=xyz&zeige=unsinn&seite=99").content.decode()
    assert "Dazu finden wir nichts." in nothing


def test_an_empty_list_says_how_it_fills(office: Client) -> None:
    page = office.get(reverse("listings")).content.decode()
    assert "klimanetz funding watch" in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_many(
    office: Client, number: int, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    for index in range(number):
        programme = make_programme(f"p{index}")
        make_listing(f"Bund/{index}", programme=programme, state=State.CHANGED)
    office.get(reverse("listings"))
    with django_assert_num_queries(COST):  # type: ignore[operator]
        office.get(reverse("listings"))


#: Session, person with roles, network, three of the list.
COST = 6


def test_a_page_shows_the_texts_unedited_and_harmless(office: Client) -> None:
    listing = make_listing(changed_parts=["gsb:summary"], state=State.CHANGED)
    page = office.get(reverse("listing", args=[listing.pk])).content.decode()
    assert "<p>Wir zahlen für <strong>Klimaschutz</strong>.</p>" in page
    assert "alert(1)" not in page
    assert '<a href="https://klima.example/richtlinie.pdf" rel="external noopener">' in page
    assert "Volltext" in page
    assert listing.address in page
    assert "CC BY-ND 4.0" in page


def test_a_listing_becomes_a_programme(office: Client) -> None:
    listing = make_listing()
    form = office.get(reverse("listing_take", args=[listing.pk])).context["form"]
    assert form.initial == {
        "name": "Klimaschutz in Gemeinden",
        "giver": "Ministerium für Klima",
        "level": "federal",
        "land": "",
        "guideline_url": "https://klima.example/richtlinie.pdf",
    }
    done = office.post(
        reverse("listing_take", args=[listing.pk]), form.initial | {"about": "Unsere Worte."},
        follow=True,
    )  # fmt: skip
    assert messages(done) == ["„Klimaschutz in Gemeinden“ ist angelegt. Jetzt fehlen seine Regeln."]
    programme = Programme.objects.get()
    assert (programme.about, programme.slug) == ("Unsere Worte.", "klimaschutz-in-gemeinden")
    listing.refresh_from_db()
    assert (listing.state, listing.programme) == (State.TAKEN, programme)
    assert {entry.verb for entry in AuditEntry.objects.all()} >= {"add_programme", "take_listing"}


def test_without_a_guideline_the_page_of_the_database_is_the_address(office: Client) -> None:
    listing = make_listing(texts={}, links={})
    form = office.get(reverse("listing_take", args=[listing.pk])).context["form"]
    assert form.initial["guideline_url"] == listing.address


def test_what_is_missing_is_asked_again_with_all_that_was_typed(office: Client) -> None:
    listing = make_listing()
    again = office.post(
        reverse("listing_take", args=[listing.pk]),
        {"name": "Mein Name", "level": "state", "giver": "Land"},
    )
    page = again.content.decode()
    assert "Bitte wählen Sie das Land, das dieses Geld gibt." in page
    assert "Mein Name" in page
    assert not Programme.objects.exists()


def test_who_comes_second_hears_what_it_has_become(office: Client) -> None:
    programme = make_programme(name="Bundesgeld")
    listing = make_listing(programme=programme, state=State.TAKEN)
    for name in ("listing_take", "listing_join", "listing_put_aside"):
        answers = {"name": "X", "giver": "Y", "level": "federal", "programme": programme.pk}
        response = office.post(reverse(name, args=[listing.pk]), answers)
        assert response.status_code == 409
        assert "Das ist schon übernommen, als „Bundesgeld“." in response.content.decode()
    assert Programme.objects.count() == 1


def test_a_listing_is_assigned_to_what_is_here_already(office: Client) -> None:
    programme, listing = make_programme(name="Bundesgeld"), make_listing()
    done = office.post(
        reverse("listing_join", args=[listing.pk]), {"programme": programme.pk}, follow=True
    )
    assert messages(done) == [
        "Zugeordnet zu „Bundesgeld“. Ändert sich der Eintrag, sehen Sie es hier."
    ]
    listing.refresh_from_db()
    assert (listing.state, listing.programme) == (State.TAKEN, programme)


def test_to_assign_one_has_to_choose(office: Client) -> None:
    listing = make_listing()
    again = office.post(reverse("listing_join", args=[listing.pk]), {})
    assert "Bitte wählen Sie etwas aus." in again.content.decode()


def test_what_is_put_aside_is_out_of_the_way(office: Client) -> None:
    listing = make_listing()
    for _again in range(2):
        done = office.post(reverse("listing_put_aside", args=[listing.pk]), follow=True)
    assert messages(done) == ["Zur Seite gelegt. Es kommt wieder, wenn es sich ändert."]
    listing.refresh_from_db()
    assert listing.state == State.ASIDE
    assert AuditEntry.objects.filter(verb="put_listing_aside").count() == 1
    page = office.get(reverse("listing", args=[listing.pk])).content.decode()
    assert "Als Programm übernehmen" in page
    assert "Zur Seite legen" not in page


@pytest.mark.parametrize("state", [State.CHANGED, State.GONE])
def test_a_change_of_what_was_taken_over_is_looked_through(office: Client, state: State) -> None:
    day = "2026-02-01"
    listing = make_listing(
        programme=make_programme(), state=state, changed_on=day, missing_since=day
    )
    page = office.get(reverse("listing", args=[listing.pk])).content.decode()
    assert "1. Februar 2026" in page
    assert "Als durchgesehen abhaken" in page
    office.post(reverse("listing_seen", args=[listing.pk]))
    listing.refresh_from_db()
    assert listing.state == State.TAKEN


def test_only_organisers_see_any_of_it(
    manager: Person, guest: Person, outsider: Person, sign_in: SignIn
) -> None:
    listing = make_listing()
    for person in (manager, guest, outsider):
        client = sign_in(person)
        assert client.get(reverse("listings")).status_code == 403
        assert client.get(reverse("listing", args=[listing.pk])).status_code == 403
        assert client.get(reverse("listing_take", args=[listing.pk])).status_code == 403
        for name in ("listing_join", "listing_put_aside", "listing_seen"):
            assert client.post(reverse(name, args=[listing.pk])).status_code == 403
    assert Client().get(reverse("listings")).status_code == 302


def test_what_is_not_there_and_other_ways_to_ask(office: Client) -> None:
    assert office.get(reverse("listing", args=[404])).status_code == 404
    listing = make_listing()
    assert office.post(reverse("listings")).status_code == 405
    assert office.post(reverse("listing", args=[listing.pk])).status_code == 405
    for name in ("listing_join", "listing_put_aside", "listing_seen"):
        assert office.get(reverse(name, args=[listing.pk])).status_code == 405


def test_what_is_here_under_that_name_is_not_added_again(office: Client) -> None:
    """It says something else: whoever takes it over may assign it, and loses nothing typed."""
    make_programme(name="Bundesgeld")
    listing = make_listing()
    answers = {"name": "Bundesgeld", "giver": "Y", "level": "federal", "about": "Getippt"}
    page = office.post(reverse("listing_take", args=[listing.pk]), answers).content.decode()
    assert "Das Programm „Bundesgeld“ gibt es schon." in page
    assert "Getippt" in page
    assert Programme.objects.count() == 1
    listing.refresh_from_db()
    assert listing.state == State.NEW
