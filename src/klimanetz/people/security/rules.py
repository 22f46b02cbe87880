"""Who needs a second factor, who may take one away, who may help a colleague."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from klimanetz.core.models import Network
from klimanetz.core.refusal import ALLOWED, Verdict
from klimanetz.people.models import Person
from klimanetz.people.security.factors import factors_of, has_second_factor

type Visitor = Person | AnonymousUser


def needs_factor(person: Person, network: Network) -> bool:
    """Members are never asked; organisers only where the network wants it."""
    return network.second_factor_required and person.is_organiser


def can_enter_office(person: Person, network: Network) -> Verdict:
    """Asked of organisers; everyone else is stopped by the rules of the office itself."""
    if needs_factor(person, network) and not has_second_factor(person):
        return Verdict(
            False,
            _(
                "Die Verwaltung öffnet sich erst mit einem zweiten Faktor. Bitte richten Sie hier "
                "einen ein."
            ),
        )
    return ALLOWED


def can_remove_factor(person: Person, network: Network) -> Verdict:
    if needs_factor(person, network) and factors_of(person).count <= 1:
        return Verdict(
            False,
            _(
                "Das Netzwerkmanagement braucht einen zweiten Faktor, und dies ist Ihr letzter. "
                "Richten Sie zuerst einen anderen ein."
            ),
        )
    return ALLOWED


def can_reset_factors(visitor: Visitor) -> Verdict:
    if isinstance(visitor, Person) and visitor.is_organiser:
        return ALLOWED
    return Verdict(False, _("Das kann nur das Netzwerkmanagement."))
