"""Where the result of a check stands, and where organisers see that of all municipalities."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from klimanetz.features.funding.desk_ways import lead_to
from klimanetz.features.funding.results import leads_to_result


@leads_to_result
def find_result(query: str) -> str:
    return f"{reverse('check_result')}?{query}"


lead_to(
    "who_gets_what",
    _("Wer könnte was bekommen?"),
    _("alle Kommunen des Landes, nach heutigem Stand"),
    order=10,
)
