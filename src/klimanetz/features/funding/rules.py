"""Who reads and who writes what programmes pay.

Every programme is for everyone, so there is no twin that narrows a list; only who writes is asked.
"""

from django.utils.translation import gettext as _

from klimanetz.core.refusal import ALLOWED, Verdict


def can_edit(person: object) -> Verdict:
    """Programmes, rules, checks: organisers."""
    if getattr(person, "is_organiser", False):
        return ALLOWED
    return Verdict(False, _("Förderprogramme pflegt das Netzwerkmanagement."))
