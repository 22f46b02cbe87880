"""Every mail as its reader reads it: what is wanted or what happened, first."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from klimanetz.features.meetings import actions as meetings
from klimanetz.features.meetings.agenda import actions
from klimanetz.features.meetings.agenda.models import Contribution, Talk
from klimanetz.features.meetings.models import AgendaItem, Meeting, Mode
from klimanetz.mail.models import Mail, MailWish, Pace
from klimanetz.people.models import Person
from tests.features.meetings.agenda.conftest import AddItem
from tests.features.meetings.conftest import Invite, MakeMeeting, last_mail, mails_to, told

type Do = Callable[[Contribution, Meeting], object]


def place(contribution: Contribution, meeting: Meeting) -> object:
    return actions.place(contribution, meeting, actor="Olga")


def keep(contribution: Contribution, meeting: Meeting) -> object:
    return actions.keep(contribution, words="Im Juni passt es.", actor="Olga")


def decline(contribution: Contribution, meeting: Meeting) -> object:
    return actions.decline(contribution, words="Das hatten wir im Herbst.", actor="Olga")


def take_off(contribution: Contribution, meeting: Meeting) -> object:
    item = actions.place(contribution, meeting, actor="Olga")
    return actions.remove_item(item, actor="Olga")


@pytest.mark.parametrize(
    ("do", "subject", "opening"),
    [
        (place, "Ihr Beitrag hat einen Platz", "wir freuen uns auf Ihren Beitrag"),
        (keep, "Ihr Beitrag ist vorgemerkt", "danke für „Dächer der Kitas“."),
        (decline, "Zu Ihrem Beitrag", "danke, dass Sie „Dächer der Kitas“ angeboten haben."),
        (take_off, "Ihr Beitrag ist vorgemerkt", "bitte richten Sie sich darauf ein:"),
    ],
)
def test_who_offered_hears_at_every_step(
    contribution: Contribution,
    meeting: Meeting,
    manager: Person,
    do: Do,
    subject: str,
    opening: str,
) -> None:
    do(contribution, meeting)
    mail = last_mail(manager.email)
    assert mail.subject == f"{subject}: Dächer der Kitas"
    assert told(manager.email).startswith(f"Guten Tag Mika Managerin, {opening}")
    assert f"/ich/beitraege/{contribution.pk}/" in mail.text
    assert f"/ich/beitraege/{contribution.pk}/" in mail.html


def test_who_decides_differently_within_the_hour_sends_one_mail(
    contribution: Contribution, meeting: Meeting, manager: Person, clock: time_machine.Traveller
) -> None:
    for day in range(2):
        clock.shift(timedelta(days=day))
        item = actions.place(contribution, meeting, actor="Olga")
        clock.shift(timedelta(minutes=5))
        actions.remove_item(item, actor="Olga")
        contribution.refresh_from_db()
        clock.shift(timedelta(minutes=5))
    actions.decline(contribution, words="Doch nicht.", actor="Olga")
    purposes = [mail.letter.purpose for mail in mails_to(manager.email)]
    assert purposes == ["agenda.placed", "agenda.kept", "agenda.placed", "agenda.declined"]


def test_thanks_can_be_done_without(
    contribution: Contribution, meeting: Meeting, manager: Person
) -> None:
    MailWish.objects.create(address=manager.email, pace=Pace.ASKED_ONLY)
    actions.place(contribution, meeting, actor="Olga")
    contribution.refresh_from_db()
    Meeting.objects.update(state="held")
    actions.settle(contribution)
    assert [mail.letter.purpose for mail in mails_to(manager.email)] == ["agenda.placed"]


@pytest.mark.parametrize("do", [place, keep, decline, take_off])
def test_each_step_is_told_once_in_the_language_of_the_reader(
    contribution: Contribution, meeting: Meeting, manager: Person, do: Do
) -> None:
    manager.language = "en"
    manager.save()
    before = len(mails_to(manager.email))
    do(contribution, meeting)
    purposes = [mail.letter.purpose for mail in mails_to(manager.email)[before:]]
    assert len(set(purposes)) == len(purposes) >= 1
    assert not told(manager.email).startswith("Guten Tag")


def test_every_organiser_hears_of_something_new(
    contribution: Contribution, organiser: Person
) -> None:
    (mail,) = mails_to(organiser.email)
    assert mail.letter.purpose == "agenda.arrived"
    assert "Bitte entscheiden Sie, wo der Beitrag Platz hat." in told(organiser.email)
    assert "20 Minuten" in told(organiser.email)


def test_markup_in_what_people_write_stays_text(
    manager: Person, organiser: Person, meeting: Meeting
) -> None:
    evil = "<script>alert(1)</script>"
    offered = Contribution(title=f"A {evil}", takeaway=evil, speaker_name=evil)
    actions.propose(offered, actor=manager)
    actions.keep(offered, words=evil, actor=organiser)
    for mail in (last_mail(organiser.email), last_mail(manager.email)):
        assert "<script>" not in mail.html
        assert "&lt;script&gt;" in mail.html


def test_a_dollar_is_only_a_dollar(manager: Person, meeting: Meeting) -> None:
    """Letters keep slots for what is personal; nobody fills them by what they type."""
    offered = Contribution(title="Kostet $5 ${link}", takeaway="x", speaker_name="Mika Managerin")
    actions.propose(offered, actor=manager)
    actions.place(offered, meeting, actor="Olga")
    assert "Kostet $5 ${link}" in last_mail(manager.email).subject


class TestSpeakers:
    @pytest.mark.parametrize(
        ("mode", "said", "unsaid"),
        [
            (Mode.ON_SITE, "Rathaus, Am Markt 1, 98693 Ilmenau", "per Videokonferenz"),
            (Mode.ONLINE, "per Videokonferenz", "Rathaus"),
        ],
    )
    def test_where_as_it_is(
        self, make_meeting: MakeMeeting, add: AddItem, mode: Mode, said: str, unsaid: str
    ) -> None:
        meeting = make_meeting(mode=mode)
        add(meeting, "Kühle Orte", presenter_name="Fritz", presenter_email="f@fern.example")
        actions.tell_speakers(meeting, actor="Olga")
        assert said in told("f@fern.example")
        assert unsaid not in told("f@fern.example")

    def test_the_video_link_is_not_in_it(
        self, meeting: Meeting, agenda: list[AgendaItem], manager: Person
    ) -> None:
        actions.tell_speakers(meeting, actor="Olga")
        assert meeting.video_url not in last_mail(manager.email).text

    def test_one_person_with_two_items_reads_of_both(self, meeting: Meeting, add: AddItem) -> None:
        for title in ("Erster", "Zweiter"):
            add(meeting, title, presenter_name="Fritz", presenter_email="f@fern.example")
        assert actions.tell_speakers(meeting, actor="Olga") == 2
        subjects = [mail.letter.subject for mail in mails_to("f@fern.example")]
        assert [subject.rpartition(": ")[2] for subject in subjects] == ["Erster", "Zweiter"]

    def test_another_day_is_told_again(self, meeting: Meeting, agenda: list[AgendaItem]) -> None:
        actions.tell_speakers(meeting, actor="Olga")
        starts_at = meeting.starts_at.replace(month=4)
        meetings.postpone(meeting, starts_at=starts_at, actor="Olga")
        assert Mail.objects.filter(letter__purpose="agenda.speaker").count() == 2
        assert actions.tell_speakers(meeting, actor="Olga") == 0

    def test_who_is_invited_hears_of_another_day_as_everyone_does(
        self, meeting: Meeting, agenda: list[AgendaItem], invite: Invite, manager: Person
    ) -> None:
        invite(meeting, manager)
        actions.tell_speakers(meeting, actor="Olga")
        starts_at = meeting.starts_at.replace(month=4)
        meetings.postpone(meeting, starts_at=starts_at, actor="Olga")
        assert mails_to(manager.email)[-1].letter.purpose == "meetings.moved"
        assert actions.tell_speakers(meeting, actor="Olga") == 1

    def test_nobody_comes_in_vain(self, meeting: Meeting, add: AddItem) -> None:
        """Who presents and is not invited hears that there is no day, and of the new one."""
        add(meeting, "Kühle Orte", presenter_name="Fritz", presenter_email="f@fern.example")
        actions.tell_speakers(meeting, actor="Olga")
        meetings.postpone(meeting, reason="Der Saal hat Wasserschaden.", actor="Olga")
        assert "bitte kommen Sie nicht zum bisherigen Termin" in told("f@fern.example")
        assert "Mi., 17. März 2027, 10:00–14:00 Uhr" in told("f@fern.example")
        assert "Der Saal hat Wasserschaden." in told("f@fern.example")
        starts_at = meeting.starts_at.replace(month=4)
        meetings.postpone(meeting, starts_at=starts_at, actor="Olga")
        assert "Sa., 17. April 2027, 10:00–10:15 Uhr" in told("f@fern.example")
        assert [mail.due_at for mail in mails_to("f@fern.example")] == [timezone.now()] * 3

    def test_nor_to_what_is_called_off(
        self, meeting: Meeting, add: AddItem, client: Client
    ) -> None:
        add(meeting, "Kühle Orte", presenter_name="Fritz", presenter_email="f@fern.example")
        actions.tell_speakers(meeting, actor="Olga")
        meetings.cancel(meeting, reason="Zu wenige Zusagen.", actor="Olga")
        assert "bitte bereiten Sie nichts mehr vor" in told("f@fern.example")
        assert "Zu wenige Zusagen." in told("f@fern.example")
        page = client.get(Talk.objects.get().get_absolute_url()).content.decode()
        assert "Dieses Treffen ist abgesagt." in page
        assert len(mails_to("f@fern.example")) == 2

    def test_what_is_again_as_it_was_is_told_too(
        self, meeting: Meeting, add: AddItem, clock: time_machine.Traveller
    ) -> None:
        item = add(meeting, "Kühle Orte", presenter_name="Fritz", presenter_email="f@fern.example")
        for minutes in (15, 30, 15):
            item.duration = minutes
            actions.change_item(item, actor="Olga")
            clock.shift(timedelta(hours=2))
            actions.tell_speakers(meeting, actor="Olga")
        assert len(mails_to("f@fern.example")) == 3

    def test_changes_within_an_hour_are_one_mail(
        self, meeting: Meeting, add: AddItem, clock: time_machine.Traveller
    ) -> None:
        item = add(meeting, "Kühle Orte", presenter_name="Fritz", presenter_email="f@fern.example")
        actions.tell_speakers(meeting, actor="Olga")
        first = timezone.now()
        for minutes in (20, 30):
            clock.shift(timedelta(minutes=5))
            item.duration = minutes
            actions.change_item(item, actor="Olga")
            item.title = f"Kühle Orte in {minutes} Minuten"
            actions.change_item(item, actor="Olga")
            actions.tell_speakers(meeting, actor="Olga")
        _told, again = mails_to("f@fern.example")
        assert "Kühle Orte in 30 Minuten" in again.letter.subject
        assert again.due_at == first + timedelta(hours=1)

    def test_who_has_no_address_is_asked_by_voice(self, meeting: Meeting, add: AddItem) -> None:
        add(meeting, "Begrüßung", presenter_name="Die Bürgermeisterin")
        assert actions.tell_speakers(meeting, actor="Olga") == 0
