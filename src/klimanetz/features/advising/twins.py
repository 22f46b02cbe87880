"""Two open cases of what is one authority today: of towns that were merged, for instance."""

from collections.abc import Collection

from django.db.models import Q
from django.utils import timezone

from klimanetz.features.advising.models import Case
from klimanetz.places.models import Authority


def list_twins(case: Case) -> list[Case]:
    """The other open cases of the authority that would employ. One query, and a few more where
    one of them was merged."""
    if case.is_closed:
        return []
    own = read_today([case.lead])[case.lead_id]
    ended = Q(lead__valid_to__lt=timezone.localdate())
    others = Case.objects.open().exclude(pk=case.pk).select_related("lead", "owner")
    found = list(others.filter(Q(lead__in=own) | ended).order_by("pk"))
    today = read_today([one.lead for one in found])
    return [one for one in found if own & today[one.lead_id]]


def read_today(authorities: Collection[Authority]) -> dict[int, set[int]]:
    """By key, the keys of what each is today; its own, too."""
    now = timezone.localdate()
    ended = [one for one in authorities if one.valid_to and one.valid_to < now]
    heirs = Authority.objects.all().todays_successors(ended) if ended else {}
    return {one.pk: {one.pk, *(heir.pk for heir in heirs.get(one.pk, ()))} for one in authorities}
