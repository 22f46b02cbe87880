"""What the organisers have to do today, over everything, so that two people can run the network."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from klimanetz.core.models import Network
from klimanetz.faces.site.advising_tasks import (
    advising,
    listings_waiting,
    rules_to_check,
)
from klimanetz.faces.site.meeting_tasks import (
    calendar_answers_waiting,
    contributions_waiting,
    meetings_to_finish,
    minutes_to_finish,
    polls_to_decide,
)
from klimanetz.faces.site.task import Task
from klimanetz.mail.models import Dispatch, Letter, Mail, MailState
from klimanetz.mail.wording import tell_why_unread, tell_why_waiting
from klimanetz.people.models import Person
from klimanetz.places.models import Authority
from klimanetz.roster.beginning.models import Tandem
from klimanetz.roster.confirming.listing import count_to_clear
from klimanetz.roster.introductions.models import Introduction
from klimanetz.roster.joining.models import JoinRequest, RequestState
from klimanetz.roster.models import Position, RosterImport
from klimanetz.roster.succession.deciding import find_undecided
from klimanetz.roster.succession.finding import find_left_lately
from klimanetz.roster.succession.models import Vacancy
from klimanetz.roster.succession.terms import months_left

#: What did not arrive longer ago nobody mends any more.
LATELY = timedelta(days=30)


def list_tasks(network: Network, person: Person, *, beginning: bool = False) -> list[Task]:
    """The most pressing first; a query for each kind. The first steps lead who is `beginning`."""
    askers: tuple[Callable[[], Iterator[Task]], ...] = (
        held_up,
        unread,
        undelivered,
        held_back,
        requests_waiting,
        advising,
        meetings_to_finish,
        polls_to_decide,
        contributions_waiting,
        minutes_to_finish,
        calendar_answers_waiting,
        partial(half_imported, person),
        on_ended_places,
        unanswered_tandems,
        unconfirmed,
        questions_for_contacts,
        silent_contacts,
        undecided,
        expired_vacancies,
        vacated,
        rules_to_check,
        listings_waiting,
    )
    tasks = [task for ask in askers for task in ask()]
    return tasks if beginning else [*tasks, *incomplete(network)]


def held_up() -> Iterator[Task]:
    """Mail that does not leave at all is worse than one that did not arrive."""
    waiting = Mail.objects.filter(state=MailState.WAITING, letter__held=False).exists()
    why = tell_why_waiting(Dispatch.objects.current()) if waiting else ""
    if why:
        yield Task(_("Es geht gerade keine E-Mail hinaus."), why, reverse("outbox"), _("Nachsehen"))


def unread() -> Iterator[Task]:
    if why := tell_why_unread():
        yield Task(
            _("Wir merken gerade nicht, wenn Mails zurückkommen."),
            why,
            reverse("outbox"),
            _("Nachsehen"),
        )


def undelivered() -> Iterator[Task]:
    """Codes to sign in are left out: anyone may mistype an address there."""
    count = (
        Mail.objects.filter(state=MailState.FAILED, letter__created_at__gte=timezone.now() - LATELY)
        .exclude(letter__purpose__startswith="people.")
        .count()
    )
    if count:
        yield Task(
            ngettext("Eine E-Mail kam nicht an.", "%(count)s E-Mails kamen nicht an.", count)
            % {"count": count},
            _("Oft stimmt eine Adresse nicht mehr."),
            f"{reverse('outbox')}?zeigen=nicht-zustellbar",
            _("Nachsehen"),
        )


def held_back() -> Iterator[Task]:
    for letter in Letter.objects.filter(held=True).only("subject").order_by("pk"):
        yield Task(
            _("„%(subject)s“ ist angehalten.") % {"subject": letter.subject},
            _("Die E-Mails gehen hinaus, sobald Sie sie freigeben."),
            reverse("outbox_letter", args=[letter.pk]),
            _("Ansehen"),
        )


def requests_waiting() -> Iterator[Task]:
    """Who waits longest stands first; who was asked back has to move themselves."""
    pending = JoinRequest.objects.pending().filter(state=RequestState.OPEN)
    for request in pending.select_related("authority"):
        days = request.days_waiting
        yield Task(
            _("%(name)s, %(place)s, möchte mitmachen.")
            % {"name": request.full_name, "place": request.authority.name},
            ngettext("Wartet seit einem Tag.", "Wartet seit %(days)s Tagen.", days) % {"days": days}
            if days
            else _("Die Anfrage kam heute."),
            reverse("request_detail", args=[request.pk]),
            _("Anfrage ansehen"),
        )


def half_imported(person: Person) -> Iterator[Task]:
    open_lists = RosterImport.objects.visible_to(person).open()
    for started in open_lists.only("file_name").order_by("pk"):
        yield Task(
            _("Die Liste „%(name)s“ ist noch nicht übernommen.") % {"name": started.file_name},
            _("Nichts daraus ist bisher eingetragen."),
            reverse("people_import_plan", args=[started.pk]),
            _("Weiter einlesen"),
        )


def on_ended_places() -> Iterator[Task]:
    ended = Authority.objects.ended().values("pk")
    for position in (
        Position.objects.standing().filter(authority__in=ended).select_related("authority")
    ):
        yield Task(
            _("%(place)s gibt es nicht mehr.") % {"place": position.authority.name},
            _("Eine Stelle hängt noch daran."),
            reverse("position_detail", args=[position.pk]),
            _("Stelle umziehen"),
        )


def questions_for_contacts() -> Iterator[Task]:
    count = Introduction.objects.waiting_for_organisers().count()
    if count:
        yield Task(
            ngettext(
                "Es wartet eine Anfrage nach einem Kontakt.",
                "Es warten %(count)s Anfragen nach Kontakten.",
                count,
            )
            % {"count": count},
            _("Schlagen Sie jemanden vor, der die Frage schon gelöst hat."),
            reverse("introductions"),
            _("Ansehen"),
        )


def silent_contacts() -> Iterator[Task]:
    for introduction in Introduction.objects.unanswered_for_long().order_by("asked_at", "pk"):
        yield Task(
            _("Ein vorgeschlagener Kontakt antwortet nicht."),
            introduction.topic,
            reverse("introduction_detail", args=[introduction.pk]),
            _("Nachsehen"),
        )


def unanswered_tandems() -> Iterator[Task]:
    for tandem in (
        Tandem.objects.unanswered_for_long().select_related("newcomer").order_by("asked_at", "pk")
    ):
        yield Task(
            _("%(name)s wartet auf die Zusage für ein Tandem.")
            % {"name": tandem.newcomer.full_name},
            _("Seit zwei Wochen hat niemand geantwortet."),
            reverse("tandems"),
            _("Nachsehen"),
        )


def unconfirmed() -> Iterator[Task]:
    count = count_to_clear()
    if count:
        yield Task(
            ngettext(
                "Bei einem Eintrag ist zu klären, ob er noch stimmt.",
                "Bei %(count)s Einträgen ist zu klären, ob sie noch stimmen.",
                count,
            )
            % {"count": count},
            _("Niemand antwortet, jemand hat etwas geschrieben, oder keine Mail kommt an."),
            reverse("confirmations"),
            _("Ansehen"),
        )


def undecided() -> Iterator[Task]:
    """Positions that end within nine months while nobody has said what follows."""
    ending = list(find_undecided(9).select_related("authority"))
    if len(ending) == 1:
        position = ending[0]
        yield Task(
            say_ending(position.authority.name, months_left(position.term_end)),
            _("Niemand hat festgehalten, wie es weitergeht."),
            reverse("position_follow_up", args=[position.pk]),
            _("Anschluss klären"),
        )
    elif ending:
        yield Task(
            _("%(count)s Stellen enden in neun Monaten oder früher.") % {"count": len(ending)},
            _("Niemand hat festgehalten, wie es weitergeht."),
            f"{reverse('position_list')}?zeige=offen",
            _("Anschluss klären"),
        )


def expired_vacancies() -> Iterator[Task]:
    """Nobody was found until the deadline; advertising again is the next step."""
    for vacancy in Vacancy.objects.expired().select_related("position__authority"):
        yield Task(
            _("Die Bewerbungsfrist in %(place)s ist vorbei.")
            % {"place": vacancy.position.authority.name},
            _("Die Stelle ist noch frei."),
            reverse("vacancy_publish", args=[vacancy.position_id]),
            _("Neu ausschreiben"),
        )


def vacated() -> Iterator[Task]:
    """Somebody left, and what becomes of the position is open."""
    for position in find_left_lately().select_related("authority"):
        yield Task(
            _("Die Stelle in %(place)s ist frei geworden.") % {"place": position.authority.name},
            _("Besetzen Sie sie, schreiben Sie sie aus, oder beenden Sie sie."),
            reverse("position_detail", args=[position.pk]),
            _("Stelle ansehen"),
        )


def say_ending(place: str, months: int) -> str:
    if not months:
        return _("Die Stelle in %(place)s läuft aus.") % {"place": place}
    said = ngettext(
        "Die Stelle in %(place)s läuft in einem Monat aus.",
        "Die Stelle in %(place)s läuft in %(months)s Monaten aus.",
        months,
    )
    return said % {"place": place, "months": months}


def incomplete(network: Network) -> Iterator[Task]:
    missing = [
        label
        for value, label in (
            (network.claim, _("der Satz über das Netzwerk")),
            (network.operator, _("der Träger")),
            (network.email, _("die E-Mail-Adresse")),
            (network.imprint, _("das Impressum")),
        )
        if not value
    ]
    if missing:
        yield Task(
            _("Angaben zum Netzwerk fehlen."),
            _("Es fehlt: %(missing)s.") % {"missing": ", ".join(missing)},
            reverse("network_settings"),
            _("Angaben ergänzen"),
        )
