"""What signing in keeps about a person. Secrets are never handed over: they open the door."""

from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.core.custody import Record, keep_in_custody
from klimanetz.people.models import Person
from klimanetz.people.security.devices import name_device
from klimanetz.people.security.factors import name_factor
from klimanetz.people.security.models import Visit


def collect_factors(person: Person) -> Iterator[Record]:
    for factor in Authenticator.objects.filter(user=person).order_by("pk"):
        is_codes = factor.type == Authenticator.Type.RECOVERY_CODES
        yield {
            _("Art"): _("Notfallcodes") if is_codes else name_factor(factor),
            _("eingerichtet am"): factor.created_at,
            _("zuletzt benutzt"): factor.last_used_at,
        }


def erase_factors(person: Person) -> int:
    return int(Authenticator.objects.filter(user=person).delete()[0])


def collect_visits(person: Person) -> Iterator[Record]:
    for visit in Visit.objects.filter(person=person):
        yield {
            _("Gerät"): name_device(visit.user_agent),
            _("Kennung des Browsers"): visit.user_agent,
            _("angemeldet seit"): visit.began_at,
            _("zuletzt gesehen"): visit.seen_at,
        }


def erase_visits(person: Person) -> int:
    """They are signed out everywhere."""
    visits = Visit.objects.filter(person=person)
    keys = list(visits.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    return visits.delete()[0]


keep_in_custody(gettext_lazy("Zweiter Faktor"), collect=collect_factors, erase=erase_factors)
keep_in_custody(gettext_lazy("Anmeldungen"), collect=collect_visits, erase=erase_visits)
