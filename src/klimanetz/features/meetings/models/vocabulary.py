"""The words of a meeting: how, for whom, in which state, and what one can answer."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Mode(models.TextChoices):
    ON_SITE = "on_site", _("vor Ort")
    ONLINE = "online", _("online")
    BOTH = "both", _("vor Ort und online")


class Visibility(models.TextChoices):
    PUBLIC = "public", _("öffentlich")
    MEMBERS = "members", _("nur für Mitglieder")


class State(models.TextChoices):
    PLANNED = "planned", _("geplant")
    INVITED = "invited", _("eingeladen")
    POSTPONED = "postponed", _("verschoben")
    HELD = "held", _("durchgeführt")
    IN_REVIEW = "in_review", _("Protokoll in Prüfung")
    PUBLISHED = "published", _("Protokoll veröffentlicht")
    CANCELLED = "cancelled", _("abgesagt")


#: From each state to the states it may reach.
LIFECYCLE: dict[str, frozenset[str]] = {
    State.PLANNED: frozenset({State.INVITED, State.POSTPONED, State.CANCELLED}),
    State.INVITED: frozenset({State.HELD, State.POSTPONED, State.CANCELLED}),
    State.POSTPONED: frozenset({State.PLANNED, State.INVITED, State.CANCELLED}),
    State.HELD: frozenset({State.IN_REVIEW}),
    State.IN_REVIEW: frozenset({State.PUBLISHED}),
    State.PUBLISHED: frozenset(),
    State.CANCELLED: frozenset(),
}


#: It took place; what follows is its minutes.
TOOK_PLACE = frozenset({State.HELD, State.IN_REVIEW, State.PUBLISHED})


class VideoKind(models.TextChoices):
    LINK = "link", _("ein Link, den Sie eintragen")
    JITSI = "jitsi", _("Jitsi der Geschäftsstelle")
    BIGBLUEBUTTON = "bbb", _("BigBlueButton der Geschäftsstelle")


class Reply(models.TextChoices):
    OPEN = "open", _("noch offen")
    ON_SITE = "on_site", _("vor Ort")
    ONLINE = "online", _("online")
    DECLINED = "declined", _("nimmt nicht teil")
    DEPUTY = "deputy", _("schickt Vertretung")
    WAITING = "waiting", _("Warteliste vor Ort")
    WAITING_ONLINE = "wait_video", _("Warteliste online")


#: The replies of those who want to take part, though some wait for a place yet.
ACCEPTED = frozenset(
    {Reply.ON_SITE, Reply.ONLINE, Reply.DEPUTY, Reply.WAITING, Reply.WAITING_ONLINE}
)
#: The reply of those who wait, by the mode they wait for.
LINES: dict[str, Reply] = {Mode.ON_SITE: Reply.WAITING, Mode.ONLINE: Reply.WAITING_ONLINE}


class Source(models.TextChoices):
    LINK = "link", _("Link aus der Einladung")
    ACCOUNT = "account", _("angemeldet")
    CALENDAR = "calendar", _("Antwort aus dem Kalender")
    POLL = "poll", _("Zusage in der Terminumfrage")
    ORGANISER = "organiser", _("von der Geschäftsstelle eingetragen")
    SYSTEM = "system", _("automatisch")
