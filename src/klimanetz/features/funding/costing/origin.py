"""Where a number comes from."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Standing(models.TextChoices):
    """How far the source of a number can be relied on; anything but `CHECKED` is shown."""

    CHECKED = "checked", _("geprüft")
    UNVERIFIED = "unverified", _("ungeprüft")
    EXPIRED = "expired", _("abgelaufen")
    ASSUMPTION = "assumption", _("Annahme")
    GIVEN = "given", _("Ihre Angabe")


#: What needs no word of caution beside a number.
QUIET: Final = frozenset({Standing.CHECKED, Standing.GIVEN})


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a number comes from: the sum that was done, its source and the day of that."""

    calculation: str
    source: str = ""
    source_url: str = ""
    checked_on: date | None = None
    standing: Standing = Standing.CHECKED
