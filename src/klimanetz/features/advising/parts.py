"""What the case itself warns of."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from klimanetz.features.advising.early import OUT, list_undecided
from klimanetz.features.advising.models import Case
from klimanetz.features.advising.showing import Caution, warner


@warner
def warn_of_early_advertising(case: Case) -> Iterator[Caution]:
    waiting = list_undecided(case)
    if case.stage in OUT and waiting:
        yield Caution(
            _(
                "Ausgeschrieben, obwohl noch ein Bescheid fehlt: %(names)s. Bitte noch keinen "
                "Arbeitsvertrag schließen."
            )
            % {"names": ", ".join(waiting)}
        )
