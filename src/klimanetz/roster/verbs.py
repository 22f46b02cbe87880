"""The words of the roster in the audit trail."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from klimanetz.core.verbs import Thing, name_details, name_kind, name_verbs
from klimanetz.people.models import Audience, Field, Organisation, Person
from klimanetz.people.roles import Role
from klimanetz.roster.history import VERBS
from klimanetz.roster.models import FundingPeriod, Membership, Position, PositionState, RosterImport


def name_people(numbers: Collection[int]) -> dict[int, Thing]:
    people = Person.objects.filter(pk__in=numbers)
    return {it.pk: Thing(it.full_name, reverse("person_detail", args=[it.pk])) for it in people}


def name_positions(numbers: Collection[int]) -> dict[int, Thing]:
    positions = Position.objects.filter(pk__in=numbers).select_related("authority")
    return {
        it.pk: Thing(
            f"{it.get_kind_display()}, {it.authority.name}",
            reverse("position_detail", args=[it.pk]),
        )
        for it in positions
    }


def name_organisations(numbers: Collection[int]) -> dict[int, Thing]:
    names = Organisation.objects.filter(pk__in=numbers).values_list("pk", "name")
    return {
        number: Thing(name, reverse("organisation_change", args=[number])) for number, name in names
    }


def name_imports(numbers: Collection[int]) -> dict[int, Thing]:
    names = RosterImport.objects.filter(pk__in=numbers).values_list("pk", "file_name")
    return {number: Thing(name) for number, name in names}


name_verbs(VERBS)
name_verbs(
    {
        "begin_import": _("Liste zum Einlesen gebracht"),
        "decide_import": _("über eine Zeile der Liste entschieden"),
        "reconsider_import": _("eine Zeile der Liste neu zu klären"),
        "apply_import": _("Liste übernommen"),
        "discard_import": _("Liste verworfen"),
    }
)
name_details(
    {
        **{
            field.name: field.verbose_name
            for model in (Person, Membership, Position, FundingPeriod)
            for field in model._meta.fields
        },
        "since": _("seit"),
        "last_day": _("letzter Tag"),
        "person": _("Person"),
        "position": _("Stelle (Nummer)"),
        "factor": _("Zweiter Faktor"),
        "field": _("Angabe"),
        "fields": _("Angaben"),
        "audience": _("sichtbar für"),
        "authority": _("Kommune"),
        "state": _("Stand"),
        "name": _("Name"),
        "count": _("Anzahl"),
        "file": _("Datei"),
        "line": _("Zeile"),
        "lines": _("Zeilen"),
    },
    {
        "app": _("Code aus einer App"),
        "totp": _("Code aus einer App"),
        "passkey": _("Passkey"),
        "webauthn": _("Passkey"),
        **{
            str(choice.value): choice.label
            for choices in (Role, Field, Audience, PositionState)
            for choice in choices
        },
    },
)
name_kind("people.person", _("Person"), name_people)
name_kind("roster.position", _("Stelle"), name_positions)
name_kind("people.organisation", _("Organisation"), name_organisations)
name_kind("roster.rosterimport", _("Liste"), name_imports)
