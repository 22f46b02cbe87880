"""Open a case."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from klimanetz.core.audit import record
from klimanetz.core.refusal import Refused
from klimanetz.features.advising import rules
from klimanetz.features.advising.actions.acting import person_behind
from klimanetz.features.advising.actions.locking import require
from klimanetz.features.advising.actions.noting import add_entry
from klimanetz.features.advising.facts import ContactFacts
from klimanetz.features.advising.models import Case, Contact, EntryKind, Move, Stage
from klimanetz.features.advising.proposals import suggest_next
from klimanetz.people.models import Person
from klimanetz.places.models import Authority


class AlreadyOpen(Refused):
    """There is an open case of this authority: `case`."""

    def __init__(self, case: Case) -> None:
        self.case = case
        super().__init__(
            _("Für %(authority)s gibt es schon einen offenen Fall.")
            % {"authority": case.lead.title}
        )


@transaction.atomic
def open_case(
    lead: Authority,
    *,
    others: Iterable[Authority] = (),
    owner: Person | None,
    contact: ContactFacts | None,
    next_step: str,
    next_on: date | None,
    check_query: str = "",
    note: str = "",
    actor: object,
) -> Case:
    """Authorities that were merged count as what they are today.

    Without a next step the case begins with a call. Raises `AlreadyOpen` for a second one.
    """
    lead = find_todays(lead)
    beside = {find_todays(one).pk for one in others} - {lead.pk}
    require_no_open(lead)
    if owner is not None:
        require(rules.can_own(owner))
    planned = {"next_step": next_step, "next_on": next_on, "check_query": check_query}
    case = begin(Case(lead=lead, owner=owner, **planned), actor)
    case.others.set(beside)
    who = Contact.objects.create(case=case, **asdict(contact)) if contact else None
    if note:
        add_entry(case, EntryKind.NOTE, note, contact=who, actor=actor)
    return case


def begin(case: Case, actor: object) -> Case:
    """Saved, with its first move; somebody calls where nothing else is planned."""
    proposed = suggest_next(Stage.CONTACT, council_on=None, apply_by=None)
    case.next_step = case.next_step or proposed.text
    case.next_on = case.next_on or proposed.on
    case.save(force_insert=True)
    by = person_behind(actor)
    Move.objects.create(case=case, reached=case.stage, on=case.stage_since, by=by)
    record("open_case", case, actor=actor)
    return case


def require_no_open(lead: Authority) -> None:
    """Two who open a case for one authority at once wait here for each other."""
    Authority.objects.select_for_update(of=("self",)).get(pk=lead.pk)
    standing = Case.objects.open().filter(lead=lead).select_related("lead").first()
    if standing is not None:
        raise AlreadyOpen(standing)


def find_todays(authority: Authority) -> Authority:
    """The one that it is today; refused where nobody or several took it over."""
    today = authority.today()
    if len(today) == 1:
        return today[0]
    if not today:
        raise Refused(
            _("%(authority)s gibt es nicht mehr, und das Verzeichnis kennt keine Nachfolgerin.")
            % {"authority": authority.title}
        )
    raise Refused(
        _("%(authority)s ist in mehreren Kommunen aufgegangen: %(names)s. Bitte wählen Sie eine.")
        % {"authority": authority.title, "names": ", ".join(one.title for one in today)}
    )
