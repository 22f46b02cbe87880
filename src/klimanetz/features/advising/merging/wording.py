"""What merging two cases does, in sentences: before it is done, and in the history afterwards."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from klimanetz.features.advising.merging.plan import Pair, Plan
from klimanetz.features.advising.merging.remarks import say_step
from klimanetz.features.advising.models import LETTERS, Case, CaseFile
from klimanetz.features.advising.progress import say_day


def say_origin(plan: Plan) -> str:
    """The first entry of what is one case now."""
    told = _(
        "Mit einem zweiten Fall zusammengeführt: %(place)s, seit %(day)s, zuletzt „%(stage)s“."
    )
    said = told % {
        "place": plan.goes.lead.title,
        "day": say_day(timezone.localdate(plan.goes.opened_at)),
        "stage": plan.goes.get_stage_display(),
    }
    return "\n".join([said, *plan.remarks])


def say_moving(plan: Plan) -> Iterator[str]:
    """What comes over, and whom it concerns."""
    yield _("Hinüber kommt: %(things)s. Auch begonnene Mails gehen mit.") % {
        "things": ", ".join(count_things(plan.goes)) or _("noch kein Eintrag")
    }
    yield from map(say_pair, plan.pairs)
    if plan.places:
        names = ", ".join(one.title for one in plan.places)
        yield _("Zum Fall gehört dann auch: %(names)s.") % {"names": names}


def say_pair(pair: Pair) -> str:
    names = {"stays": pair.stays.name, "goes": pair.goes.name}
    if pair.is_one:
        return _("%(stays)s steht in beiden Fällen, danach einmal.") % names
    return (
        _("%(goes)s hat dieselbe E-Mail-Adresse wie %(stays)s. Sie bleibt nur bei %(stays)s.")
        % names
    )


def count_things(case: Case) -> Iterator[str]:
    contacts, entries = case.contacts.count(), case.entries.count()
    mails = case.entries.filter(kind__in=LETTERS).count()
    files = CaseFile.objects.filter(entry__case=case).count()
    applications = case.applications.count()
    if contacts:
        yield ngettext(
            "%(n)s Ansprechpartner:in", "%(n)s Ansprechpartner:innen", contacts
        ) % {"n": contacts}  # fmt: skip
    if entries:
        yield ngettext("%(n)s Eintrag", "%(n)s Einträge", entries) % {"n": entries}
    if mails:
        yield ngettext("davon %(n)s E-Mail", "davon %(n)s E-Mails", mails) % {"n": mails}
    if files:
        yield ngettext("%(n)s Datei", "%(n)s Dateien", files) % {"n": files}
    if applications:
        yield ngettext("%(n)s Förderantrag", "%(n)s Förderanträge", applications) % {
            "n": applications
        }


def say_going_on(plan: Plan) -> Iterator[str]:
    """How it goes on with the case that stays."""
    owner = plan.stays.owner or plan.goes.owner
    if owner:
        yield _("%(name)s kümmert sich.") % {"name": owner.full_name}
    planned = plan.goes if "next_step" in plan.changes else plan.stays
    if planned.is_paused and planned.wake_on:
        yield _("Der Fall ruht bis %(day)s.") % {"day": say_day(planned.wake_on)}
    elif planned.next_step:
        yield _("Nächster Schritt: %(step)s.") % {"step": say_step(planned)}
    if plan.remarks:
        yield _("Was nur einmal Platz hat, steht danach im Verlauf. %(remarks)s") % {
            "remarks": " ".join(plan.remarks)
        }


def say_others(plan: Plan) -> Iterator[str]:
    """What those notice who have to do with the case that goes."""
    yield _(
        "Wer einen Link zu einem der Fälle hat, kommt damit in den gemeinsamen und liest dort, was "
        "für die Kommune sichtbar ist. Zurückgezogene Links bleiben zurückgezogen."
    )
    yield _("Antworten auf Mails aus beiden Fällen kommen im gemeinsamen an.")
    yield _(
        "Der Fall %(place)s, „%(stage)s“, ist damit als „zusammengeführt“ abgeschlossen. Er zeigt, "
        "wo es weitergeht, und zählt in den Zahlen nicht mit."
    ) % {"place": plan.goes.lead.title, "stage": plan.goes.get_stage_display()}


def name_case(case: Case) -> str:
    """So that two cases of one town are told apart."""
    who = case.owner.full_name if case.owner else _("noch niemand")
    return f"{case.lead.title}: {capfirst(case.get_stage_display())}, {who}"
