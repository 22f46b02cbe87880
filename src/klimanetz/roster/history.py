"""The audit trail of a person or position as sentences."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from klimanetz.core.audit import name_actor, name_subject
from klimanetz.core.models import AuditEntry
from klimanetz.core.verbs import say_verb
from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.roster.models import FundingPeriod, Position

MOST = 100
VERBS: dict[str, Promise] = {
    "add_person": _("aufgenommen"),
    "change_person": _("Angaben geändert"),
    "change_own_data": _("selbst geändert"),
    "import_person": _("aus einer Liste aufgenommen"),
    "import_change": _("aus einer Liste geändert"),
    "start_membership": _("Rolle begonnen"),
    "end_membership": _("Ende der Rolle eingetragen"),
    "take_position": _("Stelle übernommen"),
    "leave_position": _("Stelle verlassen"),
    "ask_confirmation": _("gefragt, ob der Eintrag stimmt"),
    "confirm_entry": _("Eintrag selbst bestätigt"),
    "correct_entry": _("Eintrag selbst berichtigt"),
    "report_gone": _("meldet, nicht mehr dabei zu sein"),
    "confirm_by_hand": _("Eintrag am Telefon bestätigt"),
    "settle_confirmation": _("Nachricht erledigt"),
    "give_consent": _("Einwilligung gegeben"),
    "withdraw_consent": _("Einwilligung zurückgezogen"),
    "add_factor": _("Zweiten Faktor eingerichtet"),
    "remove_factor": _("Zweiten Faktor entfernt"),
    "renew_codes": _("Neue Notfallcodes erzeugt"),
    "reset_factors": _("Zweiter Faktor zurückgesetzt"),
    "end_visits": _("Andere Geräte abgemeldet"),
    "show_field": _("Angabe sichtbar gemacht"),
    "hide_field": _("Angabe verborgen"),
    "write_profile": _("Profil geschrieben"),
    "show_face": _("Foto hochgeladen"),
    "remove_face": _("Foto gelöscht"),
    "add_field_of_action": _("Handlungsfeld angelegt"),
    "change_field_of_action": _("Handlungsfeld geändert"),
    "remove_field_of_action": _("Handlungsfeld entfernt"),
    "take_first_step": _("ersten Schritt erledigt"),
    "skip_first_step": _("ersten Schritt übersprungen"),
    "offer_company": _("bietet an, Neue zu begleiten"),
    "take_back_offer": _("begleitet keine Neuen mehr"),
    "ask_for_introduction": _("um einen Kontakt gebeten"),
    "ask_publicly_for_introduction": _("ohne Konto um einen Kontakt gebeten"),
    "confirm_introduction": _("Frage nach einem Kontakt bestätigt"),
    "propose_contact": _("jemanden vorgeschlagen"),
    "agree_to_introduction": _("zugesagt"),
    "decline_introduction": _("abgesagt"),
    "take_back_contact": _("Vorschlag zurückgenommen"),
    "withdraw_introduction": _("Frage nach einem Kontakt zurückgezogen"),
    "close_introduction": _("ohne Kontakt abgeschlossen"),
    "note_outcome": _("Ergebnis notiert"),
    "remind_of_introduction": _("an die Kontaktanfrage erinnert"),
    "open_position": _("Stelle angelegt"),
    "change_position": _("Stelle geändert"),
    "fill_position": _("besetzt"),
    "move_position": _("zu einer anderen Kommune gelegt"),
    "vacate_position": _("wird frei"),
    "end_position": _("beendet"),
    "add_organisation": _("Organisation angelegt"),
    "change_organisation": _("Organisation geändert"),
    "remove_organisation": _("Organisation entfernt"),
    "confirm_request": _("Anfrage bestätigt"),
    "answer_question": _("Rückfrage beantwortet"),
    "approve_request": _("Anfrage angenommen"),
    "ask_back": _("nachgefragt"),
    "decline_request": _("Anfrage abgelehnt"),
    "invite_to_join": _("ins Netzwerk eingeladen"),
    "resend_invitation": _("noch einmal eingeladen"),
    "withdraw_invitation": _("Einladung zurückgezogen"),
    "accept_invitation": _("Einladung angenommen"),
    "follow_calendar": _("Stand nach dem Kalender geändert"),
    "add_funding": _("Förderung eingetragen"),
    "change_funding": _("Förderung geändert"),
    "remove_funding": _("Förderung entfernt"),
    "tick_item": _("Punkt der Checkliste erledigt"),
    "untick_item": _("Punkt der Checkliste wieder offen"),
    "decide": _("Entscheidung festgehalten"),
    "remind_of_end": _("an das Ende erinnert"),
    "publish_vacancy": _("freie Stelle veröffentlicht"),
    "change_vacancy": _("Anzeige der freien Stelle geändert"),
    "withdraw_vacancy": _("Anzeige der freien Stelle zurückgezogen"),
    "write_handover": _("in die Übergabemappe geschrieben"),
    "add_handover_contact": _("Kontakt in die Übergabemappe gelegt"),
    "remove_handover_contact": _("Kontakt aus der Übergabemappe gelöscht"),
    "add_errand": _("Aufgabe in die Übergabemappe gelegt"),
    "finish_errand": _("Aufgabe der Übergabe erledigt"),
    "reopen_errand": _("Aufgabe der Übergabe wieder offen"),
    "add_document": _("Datei in die Übergabemappe gelegt"),
    "remove_document": _("Datei aus der Übergabemappe gelöscht"),
}
WORDS: dict[str, str | Promise] = {
    "": "–",
    "None": "–",
    "True": _("ja"),
    "False": _("nein"),
    **{role.value: role.label for role in Role},
}


@dataclass(frozen=True, slots=True)
class Event:
    at: datetime
    actor: str
    what: str
    changes: tuple[tuple[str, str, str], ...]


def read_history(thing: Model) -> list[Event]:
    """The latest events first; one query."""
    entries = AuditEntry.objects.filter(subject=name_subject(thing))[:MOST]
    return [write_event(entry) for entry in entries]


def write_event(entry: AuditEntry) -> Event:
    what = say_verb(entry.verb)
    changes = entry.detail.get("changes", {})
    return Event(entry.at, name_actor(entry.actor), what, tuple(write_changes(changes)))


def write_changes(changes: dict[str, Iterable[Any]]) -> Iterator[tuple[str, str, str]]:
    for name, (old, new) in changes.items():
        yield label_of(name), write_value(old), write_value(new)


def write_value(value: object) -> str:
    """Values are kept as text: `2027-12-31`, `True`, `manager`."""
    text = str(value)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return date_format(date.fromisoformat(text), "SHORT_DATE_FORMAT")
    return str(WORDS.get(text, text))


def label_of(name: str) -> str:
    """Fields of a form are named by the model; a list's changes carry their label."""
    for model in (Person, Position, FundingPeriod):
        for field in model._meta.get_fields():
            if field.name == name:
                return str(getattr(field, "verbose_name", name))
    return name
