"""What nobody confirmed or what is long decided is not kept."""

from datetime import timedelta

from django.utils import timezone

from klimanetz.core.jobs import due_job
from klimanetz.roster.joining.models import (
    CONFIRM_WITHIN,
    InvitationState,
    JoinInvitation,
    JoinRequest,
    RequestState,
)

#: Who was declined may ask why; after that nothing needs to be known of them.
KEPT = timedelta(days=180)


@due_job
def forget_unconfirmed() -> int:
    """Whoever wrote an address and never opened its mail leaves no trace."""
    old = timezone.now() - CONFIRM_WITHIN
    unconfirmed = JoinRequest.objects.filter(state=RequestState.UNCONFIRMED)
    return unconfirmed.filter(created_at__lt=old).delete()[0]


@due_job
def forget_strangers() -> int:
    """Declined requests, and invitations that came to nothing."""
    old = timezone.now() - KEPT
    declined = JoinRequest.objects.filter(state=RequestState.DECLINED, decided_at__lt=old)
    idle = JoinInvitation.objects.exclude(state=InvitationState.ACCEPTED)
    return declined.delete()[0] + idle.filter(expires_at__lt=old).delete()[0]
