"""Addresses of one invitation besides the one on which one answers; rooms draw their pages."""

from django.conf import settings

from klimanetz.features.meetings.keys import write_deputy_key, write_door_key
from klimanetz.features.meetings.models import Invitation


def join_address(invitation: Invitation) -> str:
    """Where whoever takes part joins by video: the deputy where there is one."""
    if invitation.deputy_name:
        return f"{settings.BASE_URL}/teilnehmen/vertretung/{write_deputy_key(invitation)}/"
    return f"{settings.BASE_URL}/teilnehmen/{invitation.token}/"


def door_address(invitation: Invitation) -> str:
    """The code that one shows at the door; it answers nothing and joins nothing."""
    return f"{settings.BASE_URL}/einlass/{write_door_key(invitation)}/"
