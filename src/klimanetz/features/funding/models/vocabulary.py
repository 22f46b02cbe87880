"""The words that a rule is written in."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """What the check found. Only an active rule within its days can be answered with yes."""

    ACTIVE = "active", _("gültig")
    EXPIRED = "expired", _("abgelaufen")
    UNVERIFIED = "unverified", _("ungeprüft")


class Purpose(models.TextChoices):
    NEW_POSITION = "new_position", _("neue Stelle")
    FOLLOW_UP = "follow_up", _("Anschluss einer Stelle")
    NETWORK = "network", _("Netzwerk")
    COORDINATION = "coordination", _("Koordination im Landkreis")
    CONCEPT = "concept", _("Konzept")
    ADVICE = "advice", _("Beratung")
    LUMP_SUM = "lump_sum", _("Pauschale")


class Applicant(models.TextChoices):
    """Who may apply, as guidelines count them."""

    MUNICIPALITY = "municipality", _("Gemeinde oder Stadt")
    DISTRICT_FREE_CITY = "district_free_city", _("kreisfreie Stadt")
    ASSOCIATION = "association", _("Zusammenschluss von Gemeinden")
    DISTRICT = "district", _("Landkreis")
    SPECIAL_PURPOSE = "special_purpose", _("Zweckverband")


class Cumulation(models.TextChoices):
    """Whether other grants may be taken for the same costs."""

    ALLOWED = "allowed", _("erlaubt")
    FORBIDDEN = "forbidden", _("ausgeschlossen")
    UNKNOWN = "unknown", _("nicht geklärt")


class Order(models.TextChoices):
    """In which order grants are taken where several join in."""

    ANY = "", _("ohne Vorgabe")
    AFTER_FEDERAL = "after_federal", _("erst Mittel des Bundes, dann diese")
