"""What is kept about a person here: the row itself, what they agreed to, what was done."""

from collections.abc import Iterator
from functools import reduce
from operator import or_

from allauth.account.models import EmailAddress
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.core.audit import name_subject
from klimanetz.core.custody import NOBODY, Record, as_in_json, keep_in_custody, no_address, without
from klimanetz.core.models import AuditEntry
from klimanetz.core.verbs import say_verb
from klimanetz.people.models import Consent, Person

#: What an audit entry about somebody may tell for ever: when which role began, not who had it.
LASTING = ("role", "since", "last_day", "position", "field", "fields", "audience", "purpose")


def collect_person(person: Person) -> Iterator[Record]:
    yield {
        _("Titel"): person.title,
        _("Vorname"): person.first_name,
        _("Nachname"): person.last_name,
        _("E-Mail"): person.email,
        _("Telefon"): person.phone,
        _("Organisation"): person.organisation.name if person.organisation else "",
        _("Sprache"): person.language,
        _("Aufgenommen am"): person.created_at,
        _("Zuletzt angemeldet"): person.last_login,
    }


def erase_person_row(person: Person) -> int:
    """Nobody signs in with it any more, and whoever is signed in is out."""
    row = Person.objects.get(pk=person.pk)
    if row.erased_at:
        return 0
    row.email = no_address("person", row.pk)
    row.title = row.first_name = row.phone = ""
    row.organisation = None
    row.last_name = NOBODY
    row.last_login = None
    row.is_active = False
    row.erased_at = timezone.now()
    row.set_unusable_password()
    row.save()
    EmailAddress.objects.filter(user=row).delete()
    return 1


def collect_consents(person: Person) -> Iterator[Record]:
    for consent in person.consents.order_by("given_at", "pk"):
        yield {
            _("Angabe"): consent.get_field_display(),
            _("Sichtbar für"): consent.get_audience_display(),
            _("Seit"): consent.given_at,
            _("Bis"): consent.withdrawn_at,
        }


def withdraw_consents(person: Person) -> int:
    """That and when somebody agreed names nobody; it only must not stand any more."""
    standing = Consent.objects.standing().filter(person=person)
    return int(standing.update(withdrawn_at=timezone.now()))


def collect_entries(person: Person) -> Iterator[Record]:
    for entry in AuditEntry.objects.filter(subject=name_subject(person)).order_by("at", "pk"):
        yield {
            _("Wann"): entry.at,
            _("Was"): say_verb(entry.verb),
            _("Durch"): entry.actor.partition(" <")[0],
            _("Einzelheiten"): ", ".join(f"{key}: {entry.detail[key]}" for key in entry.detail),
        }


def redact_entries(person: Person) -> int:
    about = name_subject(person)
    traces = person.traces.all
    told = [form for trace in traces for form in as_in_json(trace)]
    named = reduce(or_, (Q(actor__icontains=it) | Q(text__icontains=it) for it in told))
    entries = AuditEntry.objects.annotate(text=Cast("detail", TextField()))
    changed = 0
    for entry in entries.filter(named | Q(subject=about)).order_by("pk"):
        actor = NOBODY if any(it in entry.actor for it in traces) else entry.actor
        detail = without(entry.detail, traces)
        if entry.subject == about:
            detail = {key: detail[key] for key in LASTING if key in detail}
        if (actor, detail) != (entry.actor, entry.detail):
            row = AuditEntry.objects.filter(pk=entry.pk)
            changed += row.update(actor=actor, detail=detail)
    return changed


keep_in_custody(gettext_lazy("Angaben zur Person"), collect=collect_person, erase=erase_person_row)
keep_in_custody(gettext_lazy("Einwilligungen"), collect=collect_consents, erase=withdraw_consents)
keep_in_custody(gettext_lazy("Verlauf"), collect=collect_entries, erase=redact_entries)
