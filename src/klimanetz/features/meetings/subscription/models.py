"""The secret address of a person's own calendar."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


def new_token() -> str:
    return secrets.token_urlsafe(24)


class Subscription(models.Model):
    """Whoever knows the token reads the calendar; a new one closes the old address."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_subscription"
    )
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    made_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"{self.person_id}"

    def get_absolute_url(self) -> str:
        return f"/kalender/{self.token}.ics"
