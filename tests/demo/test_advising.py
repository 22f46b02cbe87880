"""The cases of the demo: enough to see every page of advising at work."""

from django.test import Client
from django.urls import reverse

from klimanetz.core.models import Network
from klimanetz.demo.case_stories import STORIES
from klimanetz.features.advising.models import (
    Application,
    ApplicationState,
    Case,
    CaseFile,
    Contact,
    Option,
    Stage,
)
from klimanetz.roster.models import Position


def told() -> set[str]:
    return {story.ars for story in STORIES}


def test_there_is_a_case_of_every_kind_to_look_at(demo_network: Network) -> None:
    cases = Case.objects.filter(lead__ars__in=told())
    assert cases.count() == len(STORIES) == 12
    stages = set(cases.values_list("stage", flat=True))
    assert stages >= {Stage.CONTACT, Stage.COUNCIL_PAPER, Stage.APPLIED, Stage.GRANTED}
    assert stages >= {Stage.ADVERTISED, Stage.FILLED, Stage.COUNCIL_REFUSED, Stage.DROPPED}
    options = set(cases.values_list("option", flat=True))
    assert options >= {Option.OWN, Option.SHARED, Option.VOLUNTEER}


def test_some_are_due_one_is_forgotten_and_one_rests(demo_network: Network) -> None:
    cases = Case.objects.filter(lead__ars__in=told())
    assert cases.due().count() >= 2
    assert cases.forgotten().count() == 1
    assert cases.filter(paused_at__isnull=False).count() == 1


def test_one_advertisement_failed_before_the_second(demo_network: Network) -> None:
    case = Case.objects.get(lead__name="Zeulenroda-Triebes")
    reached = list(case.moves.order_by("on", "pk").values_list("reached", flat=True))
    assert reached[-3:] == [Stage.ADVERTISED, Stage.NO_APPLICANT, Stage.ADVERTISED]


def test_one_begins_before_anybody_can_have_decided(demo_network: Network, client: Client) -> None:
    case = Case.objects.get(lead__name="Pößneck")
    assert case.owner is not None
    client.force_login(case.owner)
    page = client.get(reverse("case_detail", args=[case.pk])).content.decode()
    assert "Bitte den Beginn verschieben." in page


def test_grants_were_applied_for_and_won(demo_network: Network) -> None:
    states = set(Application.objects.values_list("state", flat=True))
    assert states >= {
        ApplicationState.PREPARED,
        ApplicationState.SUBMITTED,
        ApplicationState.QUERIED,
        ApplicationState.GRANTED,
        ApplicationState.REFUSED,
    }


def test_their_days_follow_one_another(demo_network: Network) -> None:
    for case in Case.objects.filter(lead__ars__in=told()).prefetch_related("moves"):
        days = [move.on for move in sorted(case.moves.all(), key=lambda one: one.pk)]
        assert days == sorted(days)
        assert case.stage_since == days[-1]


def test_no_town_that_has_a_manager_looks_for_one(demo_network: Network) -> None:
    held = Position.objects.filter(authority__ars__in=told(), holdings__isnull=False)
    assert not held.exists()


def test_no_contact_could_be_real(demo_network: Network) -> None:
    contacts = Contact.objects.filter(case__lead__ars__in=told())
    assert not contacts.exclude(email__endswith=".example").exists()
    assert not contacts.exclude(phone__startswith="030 23125").exists()


def test_a_contact_finds_a_paper_on_the_page(demo_network: Network, client: Client) -> None:
    file = CaseFile.objects.select_related("entry__contact").earliest("pk")
    contact = file.entry.contact
    assert contact is not None
    page = client.get(reverse("case_following", args=[contact.key])).content.decode()
    assert "Beschlussvorschlag.txt" in page
    response = client.get(reverse("case_following_file", args=[contact.key, file.pk]))
    assert "Beschlussvorschlag" in b"".join(response).decode()


def test_nobody_advertises_before_the_grant(demo_network: Network) -> None:
    """The demo does as it warns: what was advertised had been granted, and that applied for."""
    for case in Case.objects.filter(moves__reached=Stage.ADVERTISED).distinct():
        reached = dict(case.moves.values_list("reached", "on"))
        for it in case.applications.filter(state=ApplicationState.GRANTED):
            assert it.submitted_on is not None
            assert it.decided_on is not None
            assert it.submitted_on <= it.decided_on <= reached[Stage.ADVERTISED], case.lead.name
