"""When a position may come out of a case."""

from typing import Final

from django.utils.translation import gettext as _

from klimanetz.core.refusal import ALLOWED, Verdict
from klimanetz.features.advising.models import Case, Stage
from klimanetz.features.advising.progress import SHORT_OPTIONS

#: Somebody may be found; what went before is paid for, or needs no grant.
FOUND: Final = frozenset({Stage.GRANTED, Stage.ADVERTISED, Stage.FILLED})


def can_fill(case: Case) -> Verdict:
    if case.position_id is not None:
        return Verdict(False, _("Aus diesem Fall ist schon eine Stelle entstanden."))
    if case.stage in FOUND:
        return ALLOWED
    if case.stage == Stage.OPTION_CHOSEN and case.option in SHORT_OPTIONS:
        return ALLOWED
    return Verdict(
        False,
        _("Eine Stelle legen Sie an, wenn bewilligt oder ausgeschrieben ist. Der Fall steht bei "
          "„%(stage)s“.")
        % {"stage": case.get_stage_display()},
    )  # fmt: skip
