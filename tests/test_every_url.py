"""Every address of the product: closed to strangers, the office to all but organisers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http import HTTPStatus

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import Model
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django import Settings

from klimanetz.core.models import Network
from klimanetz.demo import cast
from klimanetz.demo.sample import write_sample
from klimanetz.features.advising.correspondence.models import Draft
from klimanetz.features.advising.models import Application, Case, CaseFile, Stage
from klimanetz.features.advising.twins import list_twins
from klimanetz.features.funding.models import Question as FundingQuestion
from klimanetz.features.funding.models import Rule, Watcher
from klimanetz.features.funding.watchlist.models import Listing
from klimanetz.features.meetings.agenda.models import Contribution, Material, Talk
from klimanetz.features.meetings.company.models import Companion
from klimanetz.features.meetings.day.models import Certificate
from klimanetz.features.meetings.feedback.keys import make_key
from klimanetz.features.meetings.feedback.models import Round
from klimanetz.features.meetings.keys import write_deputy_key, write_door_key
from klimanetz.features.meetings.minutes.models import ActionItem, Correction, Reader, Readers
from klimanetz.features.meetings.models import Attendance, Invitation, Meeting, Series, State
from klimanetz.features.meetings.polls.models import PollDate, PollVoter
from klimanetz.features.meetings.replies.models import CalendarReply
from klimanetz.features.meetings.series.models import SchoolBreak
from klimanetz.features.meetings.subscription.actions import open_calendar
from klimanetz.features.training.models import Training
from klimanetz.mail.keys import write_key
from klimanetz.mail.models import Letter, Mail
from klimanetz.people.models import Field, Organisation, Person
from klimanetz.places.models import Authority
from klimanetz.roster.beginning.models import ChecklistItem, Tandem
from klimanetz.roster.confirming.models import Confirmation
from klimanetz.roster.importing.actions import begin_import
from klimanetz.roster.introductions.models import Introduction, Proposal
from klimanetz.roster.joining.models import JoinInvitation, JoinRequest, Question, seal
from klimanetz.roster.leaving.keys import write_key as write_leaving_key
from klimanetz.roster.models import FundingPeriod, Membership
from klimanetz.roster.succession import models as succession
from tests.conftest import SignIn
from tests.factories import make_person

#: Open to everyone. Whoever adds a name here has thought about who reads it.
PUBLIC = {
    "start",
    "join",
    "join_sent",
    "join_confirm",
    "join_confirmed",
    "join_answer",
    "invitation_accept",
    "place_suggestions",
    "without_manager",
    "ask_for_advice",
    "advice_asked",
    "check_way",
    "check_partners",
    "check_questions",
    "check_result",
    "programmes",
    "programme",
    "programme_deadlines",
    "watch_ask",
    "watch_sent",
    "watch",
    "watch_confirm",
    "watch_end",
    "network_overview",
    "authority_page",
    "vacancy_list",
    "vacancy_feed",
    "coverage",
    "coverage_csv",
    "logo",
    "portrait",
    "robots",
    "imprint",
    "privacy",
    "accessibility",
    "set_language",
    "account_request_login_code",
    "account_inactive",
    "account_login",
    "account_signup",
    "account_logout",
    "signed_out",
    "meeting_list",
    "meeting_feed",
    "meeting_detail",
    "meeting_ics",
    "series_feed",
    "calendars",
    "own_feed",
    "wishes",
    "mail_wishes",
    "mail_one_click",
    "needs_say",
    "companion_ask",
    "agenda_sheet",
    "agenda_pdf",
    "material",
    "talk",
    "talk_material",
    "talk_material_remove",
    "answer",
    "answer_ics",
    "poll_vote",
    "entrance",
    "certificate",
    "join_meeting",
    "join_deputy",
    "minutes",
    "minutes_pdf",
    "minutes_check",
    "minutes_check_pdf",
    "action",
    "action_reopen",
    "feedback",
    "feedback_thanks",
    "introduction",
    "introduction_agree",
    "introduction_confirm",
    "introduction_decline",
    "introduction_public",
    "introduction_sent",
    "introduction_tell",
    "tandem",
    "tandem_agree",
    "tandem_decline",
    "shelf",
    "shelf_document",
    "council_paper_pdf",
    "training_list",
    "training_feed",
    "erase_me",
    "entry_confirm",
    "entry_correct",
    "entry_gone",
    "case_following",
    "case_following_file",
    "case_following_leave",
    "case_left",
    "case_link_ask",
    "case_link_sent",
    "demo",
    "demo_play",
    "demo_sample",
    "demo_mailbox",
    "demo_mail",
    "demo_mail_content",
    "demo_mail_calendar",
}
#: One's own pages, which every person has, whatever their role; and one's own answer.
OWN = ("ich/", "anmelden/", "treffen/<slug:slug>/antwort/")
#: What stands among them but leads to other members.
AMONG_MEMBERS = ("ich/tandem/", "ich/kontakt-vermitteln/", "ich/profil/")
#: Answers that are right although no page comes: what the demo network does not have yet.
REFUSED = {
    "template_version": HTTPStatus.NOT_FOUND,
    "handover_document": HTTPStatus.NOT_FOUND,
    "vacancy_publish": HTTPStatus.CONFLICT,
    "logo": HTTPStatus.NOT_FOUND,
    "portrait": HTTPStatus.NOT_FOUND,
    "talk_material": HTTPStatus.NOT_FOUND,
    "my_contribution": HTTPStatus.NOT_FOUND,
    "my_contribution_edit": HTTPStatus.NOT_FOUND,
    "my_contribution_withdraw": HTTPStatus.NOT_FOUND,
    "meeting_hold": HTTPStatus.FORBIDDEN,
    "poll_edit": HTTPStatus.FORBIDDEN,
    "poll_invite": HTTPStatus.FORBIDDEN,
    "poll_invite_mail": HTTPStatus.FORBIDDEN,
    "minutes_review": HTTPStatus.FORBIDDEN,
}
CLOSED_ANSWERS = {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}


@dataclass(frozen=True)
class Address:
    """One route: its name, the whole pattern, and the names in it that need values."""

    name: str
    pattern: str
    parameters: tuple[str, ...]

    @property
    def is_for_members(self) -> bool:
        """Neither public nor one's own nor the office's: what members tell each other."""
        own = self.pattern.startswith(OWN) and not self.pattern.startswith(AMONG_MEMBERS)
        return not (self.name in PUBLIC or self.is_office or own)

    @property
    def is_office(self) -> bool:
        return self.pattern.startswith("verwaltung/")


def addresses(
    resolver: URLResolver | None = None, before: str = "", parameters: tuple[str, ...] = ()
) -> Iterator[Address]:
    for entry in (resolver or get_resolver()).url_patterns:
        pattern = before + str(entry.pattern)
        known = (*parameters, *entry.pattern.converters)
        if isinstance(entry, URLResolver):
            yield from addresses(entry, pattern, known)
        elif isinstance(entry, URLPattern):
            yield Address(str(entry.name), pattern, known)


ADDRESSES = list(addresses())
NAMES = [address.name for address in ADDRESSES]


def example(address: Address) -> dict[str, object]:
    """Values for the parameters of an address, from the demo network."""
    if not address.parameters:
        return {}
    fitting = [found for start, found in BY_START.items() if address.pattern.startswith(start)]
    values = EXAMPLES.get(address.name, fitting[-1] if fitting else dict)()
    assert values.keys() >= set(address.parameters), f"give an example for {address}"
    return {name: values[name] for name in address.parameters}


def a_rule() -> dict[str, object]:
    rule = Rule.objects.current().select_related("programme").earliest("pk")
    return {"pk": rule.pk, "slug": rule.programme.slug}


def a_question_of_the_check() -> dict[str, object]:
    return {"pk": FundingQuestion.objects.earliest("pk").pk}


def a_watcher() -> dict[str, object]:
    return {"key": Watcher.objects.earliest("pk").key}


def a_meeting() -> dict[str, object]:
    meeting = Meeting.objects.upcoming()[0]
    invitation = Invitation.objects.filter(meeting=meeting).earliest("pk")
    return {"slug": meeting.slug, "pk": invitation.pk, "token": invitation.token}


def a_listing() -> dict[str, object]:
    return {"pk": Listing.objects.earliest("pk").pk}


def a_series() -> dict[str, object]:
    return {"slug": Series.objects.earliest("pk").slug}


def a_companion() -> dict[str, object]:
    companion = Companion.objects.select_related("host__meeting").earliest("pk")
    return {"slug": companion.host.meeting.slug, "pk": companion.pk}


def a_calendar() -> dict[str, object]:
    """The one that the manager of the demo reads."""
    person = Person.objects.get(email=cast.MANAGER)
    return {"token": open_calendar(person, actor=person).token}


def a_poll() -> dict[str, object]:
    voter = PollVoter.objects.earliest("pk")
    date = PollDate.objects.filter(poll=voter.poll_id).earliest("pk")
    return {"pk": voter.poll_id, "date": date.pk, "token": voter.token}


def a_door_key() -> dict[str, object]:
    return {"key": write_door_key(Invitation.objects.get(token=a_meeting()["token"]))}


def a_join_key() -> dict[str, object]:
    return {"key": a_meeting()["token"]}


def a_deputy_key() -> dict[str, object]:
    return {"key": write_deputy_key(Invitation.objects.exclude(deputy_name="").earliest("pk"))}


def an_attendance() -> dict[str, object]:
    entry = Attendance.objects.earliest("pk")
    return {"slug": entry.meeting.slug, "pk": entry.pk}


def a_published_meeting() -> dict[str, object]:
    meeting = Meeting.objects.filter(state=State.PUBLISHED).latest("starts_at")
    correction = Correction.objects.filter(reader__minutes__meeting=meeting).earliest("pk")
    return {"slug": meeting.slug, "number": 1, "pk": correction.pk}


def a_reader() -> dict[str, object]:
    return {"key": Reader.objects.filter(minutes__readers=Readers.PUBLIC).latest("pk").key}


def an_older_meeting() -> dict[str, object]:
    """Of which members alone read the minutes."""
    meeting = Meeting.objects.filter(state=State.PUBLISHED).earliest("starts_at")
    return {"slug": meeting.slug, "number": 1}


def an_action() -> dict[str, object]:
    action = ActionItem.objects.open().earliest("pk")
    return {"slug": action.meeting.slug, "pk": action.pk, "key": action.key}


def a_report() -> dict[str, object]:
    meeting = Meeting.objects.filter(state=State.PUBLISHED).latest("starts_at")
    return {"slug": meeting.slug, "pk": meeting.agenda.earliest("pk").pk}


def a_letter() -> dict[str, object]:
    return {"pk": Letter.objects.earliest("pk").pk}


def a_mail() -> dict[str, object]:
    """With a calendar entry."""
    return {"pk": Mail.objects.exclude(letter__calendar="").earliest("pk").pk}


def an_authority() -> dict[str, object]:
    authority = Authority.objects.get(ars="16070")
    return {"slug": authority.slug, "ars": authority.ars, "pk": authority.pk}


def a_field_of_action() -> dict[str, object]:
    return {"pk": apps.get_model("directory", "FieldOfAction").objects.earliest("pk").pk}


def a_person() -> dict[str, object]:
    person = Person.objects.get(email=cast.MANAGER)
    return {"pk": person.pk, "membership": Membership.objects.filter(person=person)[0].pk}


def a_position() -> dict[str, object]:
    period = FundingPeriod.objects.earliest("pk")
    item = succession.FollowUpItem.objects.earliest("pk")
    return {
        "pk": period.position_id,
        "period": period.pk,
        "item": item.pk,
        "question": succession.Question.objects.earliest("pk").pk,
        "contact": 1,
        "errand": 1,
        "document": 1,
    }


def a_request() -> dict[str, object]:
    return {"pk": JoinRequest.objects.earliest("pk").pk}


def an_invitation() -> dict[str, object]:
    return {"pk": JoinInvitation.objects.earliest("pk").pk}


def a_link(model: type[Model], purpose: str) -> Callable[[], dict[str, object]]:
    return lambda: {"token": seal(model._default_manager.earliest("pk"), purpose)}


def a_confirmation() -> dict[str, object]:
    confirmation = Confirmation.objects.open().earliest("pk")
    return {"pk": confirmation.pk, "token": confirmation.token}


def an_import() -> dict[str, object]:
    organiser = Person.objects.get(email=cast.ORGANISER)
    return {"pk": begin_import(write_sample(), "menschen.xlsx", actor=organiser).pk, "line": 4}


def a_checklist_item() -> dict[str, object]:
    return {"pk": ChecklistItem.objects.earliest("pk").pk}


def a_tandem() -> dict[str, object]:
    tandem = Tandem.objects.standing().earliest("pk")
    return {"pk": tandem.pk, "key": tandem.buddy_key}


def a_proposal() -> dict[str, object]:
    proposal = Proposal.objects.standing().earliest("pk")
    return {"pk": proposal.introduction_id, "key": proposal.asker_key}


def a_calendar_reply() -> dict[str, object]:
    return {"pk": CalendarReply.objects.earliest("pk").pk}


def a_case() -> dict[str, object]:
    """Of two towns, with a file that its contact sees."""
    file = CaseFile.objects.select_related("entry__contact").earliest("pk")
    contact = file.entry.contact
    case = file.entry.case
    return {
        "pk": case.pk,
        "stage": "dropped",
        "entry": file.entry_id,
        "file": file.pk,
        "contact": contact.pk if contact else 0,
        "authority": case.others.get().pk,
        "key": contact.key if contact else "",
    }


def twins() -> dict[str, object]:
    """Two open cases of one town."""
    cases = Case.objects.open().select_related("lead").order_by("pk")
    first = next(case for case in cases if list_twins(case))
    return {"pk": first.pk, "other": list_twins(first)[0].pk}


def an_application() -> dict[str, object]:
    application = Application.objects.order_by("pk")[0]
    return {"pk": application.case_id, "application": application.pk}


def a_draft() -> dict[str, object]:
    draft = Draft.objects.order_by("pk")[0]
    return {"pk": draft.case_id, "draft": draft.pk}


def an_item() -> dict[str, object]:
    """With a presenter who was told; their slides are still to come."""
    talk = Talk.objects.select_related("item__meeting").earliest("pk")
    return {
        "slug": talk.item.meeting.slug,
        "item": talk.item_id,
        "token": talk.token,
        "material": 1,
        "pk": Contribution.objects.earliest("pk").pk,
    }


def a_contribution() -> dict[str, object]:
    """Offered by the manager of the demo, and kept."""
    return {"pk": Contribution.objects.get(proposer__email=cast.MANAGER).pk, "material": 1}


def a_granted_case() -> dict[str, object]:
    """Of which a position can be made."""
    return {"pk": Case.objects.filter(stage=Stage.GRANTED).earliest("pk").pk}


type Example = Callable[[], dict[str, object]]


def a_visit() -> dict[str, object]:
    """One of nobody who walks: there is no such thing for them."""
    return {"pk": 0}


EXAMPLES: dict[str, Example] = {
    "talk_claim": an_item,
    "material": lambda: {
        "pk": Material.objects.filter(public=True).exclude(file="").earliest("pk").pk
    },
    "attendance_edit": an_attendance,
    "certificate_pdf": an_attendance,
    "certificate": lambda: {"token": Certificate.objects.earliest("pk").token},
    **dict.fromkeys(
        ("certificates", "certificates_release", "certificates_pdf", "certificate_mail"),
        an_attendance,
    ),
    "minutes": a_published_meeting,
    "minutes_pdf": a_published_meeting,
    "minutes_version": an_older_meeting,
    "action_settle": an_action,
    "minutes_retell": a_report,
    "correction_accept": a_published_meeting,
    "correction_decline": a_published_meeting,
    "visit_end": a_visit,
    "factor_remove": a_visit,
    "authority_page": an_authority,
    **dict.fromkeys(("companion_welcome", "companion_turn_down"), a_companion),
    "school_break_remove": lambda: {"pk": SchoolBreak.objects.earliest("pk").pk},
    **dict.fromkeys(("case_fill", "case_fill_do"), a_granted_case),
    "case_merge": twins,
    "mail_sample_content": lambda: {"kind": "woche"},
    "portrait": lambda: {"token": "x" * 43, "size": "klein"},
    "profile": a_person,
    "logo": lambda: {"name": "network/logo.svg"},
    "join_confirm": a_link(JoinRequest, "confirm"),
    "join_answer": a_link(Question, "answer"),
    "invitation_accept": a_link(JoinInvitation, "invitation"),
    "confirmation_by_hand": a_person,
    "demo_play": lambda: {"part": "gast"},
}
#: The last that fits counts.
BY_START: dict[str, Example] = {
    "austritt/": lambda: {"key": write_leaving_key(Person.objects.get(email=cast.MANAGER))},
    "verwaltung/datenschutz/": a_person,
    "ich/sichtbarkeit/": lambda: {"field": Field.PHONE},
    "foerderung/": a_rule,
    "foerderung/bescheid-sagen/": a_watcher,
    "verwaltung/foerderung/": a_rule,
    "verwaltung/foerderung/fragen/": a_question_of_the_check,
    "verwaltung/foerderung/beobachten/": a_listing,
    "treffen/": a_meeting,
    "verwaltung/handlungsfelder/": a_field_of_action,
    "ich/erste-100-tage/": a_checklist_item,
    "ich/willkommen/": lambda: {"step": "kalender"},
    "ich/tandem/": a_tandem,
    "ich/tandem/fragen/": a_person,
    "tandem/": a_tandem,
    "kontakt/": a_proposal,
    "kontakt-vermitteln/": lambda: {"key": Introduction.objects.earliest("pk").key},
    "verwaltung/vermittlungen/": a_proposal,
    "verwaltung/tandems/": a_tandem,
    "verwaltung/tandems/vorschlagen/": a_person,
    "verwaltung/erste-100-tage/": a_checklist_item,
    "antwort/": a_meeting,
    "einlass/": a_door_key,
    "teilnehmen/": a_join_key,
    "teilnehmen/vertretung/": a_deputy_key,
    "beratung/": a_case,
    "verwaltung/beratung/": a_case,
    "verwaltung/beratung/<int:pk>/antraege/": an_application,
    "verwaltung/beratung/<int:pk>/mail/": a_draft,
    "verwaltung/treffen/": lambda: a_meeting() | {"kind": "einladung"},
    "umfrage/": a_poll,
    "verwaltung/terminumfragen/": lambda: a_poll() | {"kind": "erinnerung"},
    "verwaltung/treffen/<slug:slug>/tagesordnung/": an_item,
    "verwaltung/beitraege/": a_contribution,
    "ich/beitraege/": a_contribution,
    "vortrag/": an_item,
    "protokoll/": lambda: {
        "key": Reader.objects.filter(minutes__readers="public").latest("pk").key
    },
    "aufgabe/": an_action,
    "rueckmeldung/": lambda: {"key": make_key(Round.objects.latest("pk").pk)},
    "verwaltung/treffen/<slug:slug>/protokoll/": a_published_meeting,
    "verwaltung/post/": a_letter,
    "verwaltung/post/mail/": a_mail,
    "demo/post/": a_mail,
    "verwaltung/personen/": a_person,
    "verwaltung/personen/einlesen/": an_import,
    "verwaltung/stellen/": a_position,
    "verwaltung/kalenderantworten/": a_calendar_reply,
    "verwaltung/kommunen/": an_authority,
    "verwaltung/anfragen/": a_request,
    "verwaltung/einladungen/": an_invitation,
    "verwaltung/bestaetigungen/": a_confirmation,
    "bestaetigen/": a_confirmation,
    "verwaltung/organisationen/": lambda: {"pk": Organisation.objects.earliest("pk").pk},
    "kommune-ohne-klimaschutzmanagement/vorlagen/": lambda: {"slug": "beschlussvorlage"},
    "verwaltung/vorlagen/": lambda: {"slug": "beschlussvorlage", "number": 1},
    "verwaltung/weiterbildung/": lambda: {"pk": Training.objects.earliest("pk").pk},
    "treffen/reihe/": a_series,
    "verwaltung/treffen/reihen/": a_series,
    "kalender/": a_calendar,
    "mails/": lambda: {"key": write_key(cast.MANAGER)},
    "stelle/": a_position,
    "ich/stelle/": a_position,
}


def path_of(address: Address) -> str:
    return reverse(address.name, kwargs=example(address))


def leads_to_sign_in(response: HttpResponseBase) -> bool:
    return response.status_code == HTTPStatus.FOUND and response["Location"].startswith(
        reverse(settings.LOGIN_URL)
    )


def test_every_address_has_a_name_of_its_own() -> None:
    assert "None" not in NAMES
    assert len(NAMES) == len(set(NAMES))


def test_what_is_said_to_be_public_exists() -> None:
    assert set(NAMES) >= PUBLIC


@pytest.mark.parametrize("address", ADDRESSES, ids=NAMES)
def test_strangers_reach_what_is_public_and_nothing_else(
    demo_network: Network, client: Client, address: Address
) -> None:
    path = path_of(address)
    reached = [not leads_to_sign_in(answer) for answer in (client.get(path), client.post(path))]
    assert reached == [address.name in PUBLIC] * 2


@pytest.mark.parametrize("email", [cast.GUEST, cast.MANAGER])
@pytest.mark.parametrize(
    "address", [address for address in ADDRESSES if address.is_office], ids=lambda one: one.name
)
def test_the_office_is_closed_to_all_but_organisers(
    demo_network: Network, sign_in: SignIn, address: Address, email: str
) -> None:
    client = sign_in(Person.objects.get(email=email))
    path = path_of(address)
    answers = {client.get(path).status_code, client.post(path).status_code}
    assert answers <= {*CLOSED_ANSWERS, HTTPStatus.METHOD_NOT_ALLOWED}
    assert answers & CLOSED_ANSWERS


@pytest.mark.parametrize(
    "email", [cast.GUEST, "ruth.abel@hochschule.example", "otto.ohnerolle@kommune.example"]
)
@pytest.mark.parametrize(
    "address",
    [address for address in ADDRESSES if address.is_for_members],
    ids=lambda one: one.name,
)
def test_what_members_tell_each_other_is_closed_to_all_others(
    demo_network: Network, sign_in: SignIn, address: Address, email: str
) -> None:
    """Standing guests, partners, and people whose role has ended: not one page, by no method."""
    person = Person.objects.with_email(email).first()
    client = sign_in(person or make_person("Otto", "Ohnerolle"))
    path = path_of(address)
    answers = {client.get(path).status_code, client.post(path).status_code}
    assert answers <= {*CLOSED_ANSWERS, HTTPStatus.METHOD_NOT_ALLOWED}
    assert answers & CLOSED_ANSWERS


@pytest.mark.parametrize("address", ADDRESSES, ids=NAMES)
def test_an_organiser_never_meets_an_error(
    demo_network: Network, sign_in: SignIn, address: Address
) -> None:
    """Opened with the harness's eyes: no undefined variable, no write, no query per row."""
    client = sign_in(Person.objects.get(email=cast.ORGANISER))
    response = client.get(path_of(address))
    fine = {HTTPStatus.OK, HTTPStatus.FOUND, HTTPStatus.METHOD_NOT_ALLOWED}
    assert response.status_code in fine | {REFUSED.get(address.name, HTTPStatus.OK)}


@pytest.mark.parametrize(
    "address",
    [address for address in ADDRESSES if address.pattern.startswith("demo/")],
    ids=lambda one: one.name,
)
def test_a_real_installation_has_no_demo(
    demo_network: Network, client: Client, address: Address, settings: Settings
) -> None:
    settings.DEMO = False
    path = path_of(address)
    assert client.get(path).status_code == HTTPStatus.NOT_FOUND
    assert client.post(path).status_code == HTTPStatus.NOT_FOUND
