"""Which two cases may become one, and which of them is likelier to stay."""

from django.utils.translation import gettext as _

from klimanetz.core.refusal import Verdict
from klimanetz.features.advising.models import Case, Stage
from klimanetz.features.advising.progress import BESIDE
from klimanetz.features.advising.rules import must_be_open
from klimanetz.features.advising.twins import list_twins


def can_merge(case: Case, other: Case) -> Verdict:
    """Both open, and of what is one authority today."""
    for one in (case, other):
        if not (verdict := must_be_open(one)):
            return verdict
    if other not in list_twins(case):
        return Verdict(False, _("Diese beiden Fälle gehören nicht derselben Kommune."))
    return Verdict(True)


def choose(case: Case, other: Case) -> Case:
    """The one that is further on its way; of two at the same stage the older."""

    def worth(one: Case) -> tuple[int, float, int]:
        stage = BESIDE.get(Stage(one.stage), one.stage)
        return list(Stage).index(Stage(stage)), -one.opened_at.timestamp(), -one.pk

    return max(case, other, key=worth)
