"""What this software does with personal data, as Article 30 GDPR wants it written down."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Activity(NamedTuple):
    name: Promise
    purpose: Promise
    people: Promise
    data: Promise
    basis: Promise
    recipients: Promise
    deletion: Promise


PUBLIC_TASK = _("Aufgabe im öffentlichen Interesse (Art. 6 Abs. 1 Buchst. e DSGVO)")
CONSENT = _("Einwilligung (Art. 6 Abs. 1 Buchst. a DSGVO), für jede Angabe einzeln und datiert")
BY_RULE = _("nach der Frist, die oben steht, von selbst")
NOBODY_ELSE = _("niemand außerhalb des Netzwerkmanagements")

ACTIVITIES = (
    Activity(
        _("Mitglieder und Stellen führen"),
        _("wissen, wer in welcher Kommune zuständig ist, und die Stellen über Jahre begleiten"),
        _("Mitglieder, Partner:innen, ständige Gäste, Netzwerkmanagement"),
        _("Name, dienstliche E-Mail-Adresse und Telefonnummer, Kommune, Rolle, Zeiten, Förderung"),
        PUBLIC_TASK,
        _("Mitglieder sehen Name, Kommune und Rolle der anderen"),
        BY_RULE,
    ),
    Activity(
        _("Angaben anderen zeigen"),
        _("Ansprechpersonen finden"),
        _("Mitglieder und Netzwerkmanagement"),
        _("was jemand freigibt: Name, E-Mail-Adresse, Telefonnummer, Foto, Sprachen, Profil"),
        CONSENT,
        _("je nach Wahl Mitglieder oder alle im Internet"),
        _("mit dem Widerruf sofort nicht mehr zu sehen; gelöscht nach der Frist"),
    ),
    Activity(
        _("Treffen vorbereiten und durchführen"),
        _("einladen, Plätze planen, Teilnahme festhalten"),
        _("Eingeladene und ihre Vertretungen"),
        _("Name, E-Mail-Adresse, Kommune oder Organisation, Antworten, Notizen"),
        PUBLIC_TASK,
        _("die Anwesenheitsliste sehen die Teilnehmenden: Name und Kommune oder Organisation"),
        BY_RULE,
    ),
    Activity(
        _("E-Mails versenden"),
        _("Einladungen, Erinnerungen, Bestätigungen, Codes zum Anmelden"),
        _("alle, die eine E-Mail bekommen"),
        _("E-Mail-Adresse, Name, Inhalt, Zustellung"),
        PUBLIC_TASK,
        _("der Betreiber des Mailservers"),
        _("Codes zum Anmelden nach 30 Tagen, sonst nach der Frist"),
    ),
    Activity(
        _("Anmelden und absichern"),
        _("nur Berechtigte hineinlassen, Missbrauch begrenzen"),
        _("alle, die sich anmelden oder ein öffentliches Formular absenden"),
        _("Zeitpunkt der Anmeldung, Sitzung, Zahl der Versuche je IP-Adresse"),
        _("Sicherheit der Verarbeitung (Art. 6 Abs. 1 Buchst. e und Art. 32 DSGVO)"),
        NOBODY_ELSE,
        _("Sitzungen nach höchstens 90 Tagen, Versuche nach zwei Tagen"),
    ),
    Activity(
        _("Änderungen nachvollziehen"),
        _("belegen, wer wann was geändert hat"),
        _("alle, die etwas ändern oder über die etwas geändert wird"),
        _("Name, Zeitpunkt, Art der Änderung"),
        _("Rechenschaft (Art. 5 Abs. 2 DSGVO)"),
        NOBODY_ELSE,
        _("Namen nach der Frist; dass etwas geschah, bleibt"),
    ),
)
