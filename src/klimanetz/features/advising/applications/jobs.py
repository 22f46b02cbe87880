"""What time does to applications: notices are late."""

from django.db.models import Exists, OuterRef

from klimanetz.core.jobs import A_FEW, due_job
from klimanetz.features.advising.applications import actions
from klimanetz.features.advising.applications.models import DelayNotice
from klimanetz.features.advising.models import Application


@due_job
def tell_of_delays() -> int:
    told = DelayNotice.objects.filter(
        application=OuterRef("pk"), expected_on=OuterRef("expected_on")
    )
    late = Application.objects.overdue().filter(~Exists(told)).select_related("case")
    return sum(actions.tell_delay(one) for one in late.order_by("expected_on", "pk")[:A_FEW])
