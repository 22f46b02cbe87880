"""What a case is called before people who do not know its stages."""

from datetime import date
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.features.advising.early import list_undecided
from klimanetz.features.advising.models import ApplicationState, Case, Stage
from klimanetz.features.advising.progress import SHORT_OPTIONS

STEPS = {
    Stage.CONTACT: gettext_lazy("Kontakt aufgenommen"),
    Stage.FIRST_TALK: gettext_lazy("Erstes Gespräch geführt"),
    Stage.OPTION_CHOSEN: gettext_lazy("Weg gewählt"),
    Stage.COUNCIL_PAPER: gettext_lazy("Vorlage beim Rat"),
    Stage.RESOLVED: gettext_lazy("Rat hat zugestimmt"),
    Stage.APPLIED: gettext_lazy("Förderung beantragt"),
    Stage.GRANTED: gettext_lazy("Förderung bewilligt"),
    Stage.ADVERTISED: gettext_lazy("Stelle ausgeschrieben"),
    Stage.FILLED: gettext_lazy("Stelle besetzt"),
    Stage.ONBOARDED: gettext_lazy("Im Netzwerk angekommen"),
}


class Turn(TextChoices):
    """Who has to act."""

    YOU = "you", gettext_lazy("Jetzt sind Sie dran")
    WE = "we", gettext_lazy("Wir sind dran")
    BOTH = "both", gettext_lazy("Wir gemeinsam")
    COUNCIL = "council", gettext_lazy("Ihr Rat ist dran")
    FUNDER = "funder", gettext_lazy("Die Förderstelle ist dran")
    NOBODY = "nobody", gettext_lazy("Zurzeit ist nichts zu tun")


class Next(NamedTuple):
    turn: Turn
    text: str


LOST = (
    Turn.NOBODY,
    gettext_lazy(
        "Zurzeit geht es nicht weiter. Wenn sich etwas ändert, rufen Sie uns an: Wir fangen nicht "
        "von vorn an."
    ),
)
NEXT = {
    Stage.CONTACT: (
        Turn.WE,
        gettext_lazy("Wir rufen Sie an und hören zu: Was brauchen Sie, was ist möglich?"),
    ),
    Stage.FIRST_TALK: (
        Turn.YOU,
        gettext_lazy(
            "Überlegen Sie, welcher Weg passt: eigene Stelle, gemeinsame Stelle, Koordination des "
            "Landkreises oder Patenschaft. Wir rechnen gern mit Ihnen."
        ),
    ),
    Stage.OPTION_CHOSEN: (
        Turn.YOU,
        gettext_lazy(
            "Bereiten Sie den Beschluss des Rates vor. Ein Muster für die Vorlage haben wir."
        ),
    ),
    Stage.COUNCIL_PAPER: (
        Turn.COUNCIL,
        gettext_lazy("Der Rat berät. Sagen Sie uns bitte, wie es ausgegangen ist."),
    ),
    Stage.RESOLVED: (
        Turn.BOTH,
        gettext_lazy(
            "Wir bereiten mit Ihnen die Förderanträge vor. Bitte noch nicht ausschreiben: Wer vor "
            "dem Bescheid beginnt, kann die Förderung verlieren."
        ),
    ),
    Stage.APPLIED: (
        Turn.FUNDER,
        gettext_lazy(
            "Die Anträge werden geprüft. Bitte schreiben Sie die Stelle erst aus, wenn der "
            "Bescheid da ist."
        ),
    ),
    Stage.GRANTED: (
        Turn.YOU,
        gettext_lazy(
            "Jetzt können Sie die Stelle ausschreiben. Ein Muster für die Anzeige haben wir."
        ),
    ),
    Stage.ADVERTISED: (Turn.YOU, gettext_lazy("Die Bewerbungen laufen bei Ihnen ein.")),
    Stage.NO_APPLICANT: (
        Turn.BOTH,
        gettext_lazy(
            "Wir überlegen mit Ihnen, wie die nächste Ausschreibung mehr Menschen erreicht."
        ),
    ),
    Stage.FILLED: (Turn.WE, gettext_lazy("Wir nehmen die neue Kraft in unser Netzwerk auf.")),
    Stage.ONBOARDED: (
        Turn.NOBODY,
        gettext_lazy("Geschafft. Ihr Klimaschutzmanagement gehört jetzt zum Netzwerk."),
    ),
    Stage.COUNCIL_REFUSED: LOST,
    Stage.REJECTED: LOST,
    Stage.DROPPED: LOST,
}


def say_next(case: Case) -> Next:
    """What comes next; never what advisers noted for themselves."""
    if case.is_paused:
        text = _("Wir warten gerade. Am %(day)s melden wir uns wieder bei Ihnen.")
        return Next(Turn.NOBODY, text % {"day": say_day(case.wake_on)})
    if case.stage == Stage.COUNCIL_PAPER and case.council_on:
        text = _("Der Rat tagt am %(day)s. Sagen Sie uns bitte, wie es ausgegangen ist.")
        return Next(Turn.COUNCIL, text % {"day": say_day(case.council_on)})
    if case.stage == Stage.ADVERTISED and case.apply_by:
        text = _("Bis zum %(day)s kann man sich bewerben. Beim Auswählen helfen wir gern.")
        return Next(Turn.YOU, text % {"day": say_day(case.apply_by)})
    if case.stage == Stage.OPTION_CHOSEN and case.option in SHORT_OPTIONS:
        return Next(Turn.WE, _("Wir bringen Sie mit denen zusammen, die das übernehmen können."))
    if asked := say_of_grants(case):
        return asked
    turn, usual = NEXT[Stage(case.stage)]
    return Next(turn, str(usual))


def say_of_grants(case: Case) -> Next | None:
    """Where the usual words of the stage would be wrong for one of its applications."""
    if case.stage == Stage.APPLIED and (queried := name_those(case, ApplicationState.QUERIED)):
        text = _(
            "Die Förderstelle hat Rückfragen zu Ihrem Antrag „%(name)s“. Bitte antworten Sie ihr; "
            "wir helfen gern. Schreiben Sie die Stelle erst aus, wenn der Bescheid da ist."
        )
        return Next(Turn.YOU, text % {"name": queried[0]})
    if case.stage == Stage.APPLIED and (prepared := name_those(case, ApplicationState.PREPARED)):
        text = _(
            "Was eingereicht ist, wird geprüft; „%(name)s“ bereiten wir noch mit Ihnen vor. Bitte "
            "schreiben Sie die Stelle erst aus, wenn alle Bescheide da sind."
        )
        return Next(Turn.BOTH, text % {"name": prepared[0]})
    if case.stage == Stage.GRANTED and (waiting := list_undecided(case)):
        text = _(
            "Über „%(name)s“ ist noch nicht entschieden. Bitte sprechen Sie mit uns, bevor Sie die "
            "Stelle ausschreiben: Wer vor dem Bescheid beginnt, kann die Förderung verlieren."
        )
        return Next(Turn.BOTH, text % {"name": waiting[0]})
    return None


def name_those(case: Case, state: ApplicationState) -> list[str]:
    return [one.name for one in case.applications.all() if one.state == state]


def say_day(day: date | None) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""
