"""What a programme says for all its rules: its days are their frame, and whose it is they repeat.

Answers depend on nothing but a version of a rule. So whoever changes a programme in such a thing
writes new versions of its rules (`rewriting.py`): with a preview, and everyone whom it concerns is
told.
"""

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _

from klimanetz.features.funding.models import Programme, Rule, Status
from klimanetz.features.funding.wording import say_day

#: What every version of a rule repeats of its programme.
REPEATED: Final = ("level", "land", "decided_by")


def fit(rule: Rule) -> Rule:
    """A rule that names no days of its own holds as long as its programme does."""
    rule.valid_from = rule.valid_from or rule.programme.valid_from
    rule.valid_to = rule.valid_to or rule.programme.valid_to
    return repeat(rule, rule.programme)


def repeat(rule: Rule, programme: Programme) -> Rule:
    """Whoever decides is asked, or else who gives."""
    rule.level, rule.land = programme.level, programme.land
    rule.decided_by = programme.decided_by or programme.giver
    return rule


def narrow(rule: Rule, programme: Programme) -> Rule:
    """To days within those of the programme; what is over already may rest."""
    if rule.status != Status.EXPIRED:
        begins, ends = programme.valid_from, programme.valid_to
        rule.valid_from = max(filter(None, (rule.valid_from, begins)), default=None)
        rule.valid_to = min(filter(None, (rule.valid_to, ends)), default=None)
    return rule


def ends_before_it_begins(rule: Rule) -> bool:
    """It lies outside the days of its programme altogether."""
    begins, ends = rule.valid_from, rule.valid_to
    return begins is not None and ends is not None and ends < begins


def complain_of_days(rule: Rule) -> Iterator[tuple[str, str]]:
    """By the name of the field: what lies outside the frame."""
    begins, ends = rule.programme.valid_from, rule.programme.valid_to
    if begins and rule.valid_from and rule.valid_from < begins:
        said = _("Das Programm läuft erst ab %(day)s.") % {"day": say_day(begins)}
        yield "valid_from", said
    if ends and max(filter(None, (rule.valid_from, rule.valid_to)), default=ends) > ends:
        said = _("Das Programm läuft nur bis %(day)s.") % {"day": say_day(ends)}
        yield ("valid_to" if rule.valid_to else "valid_from"), said
