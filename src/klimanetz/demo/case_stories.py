"""The cases of the demo network as stories: invented people of real municipalities.

Days count back from today. Amounts are invented.
"""

from dataclasses import dataclass

from klimanetz.features.advising.actions import ContactFacts
from klimanetz.features.advising.models import ApplicationState, Option, Stage

PAPER = """Beschlussvorschlag

1. Die Stadt richtet gemeinsam mit der Nachbarstadt eine Stelle für Klimaschutzmanagement ein.
2. Die Kosten werden nach der Zahl der Einwohner:innen geteilt.
3. Der Beschluss gilt vorbehaltlich der Förderung.
"""
FEDERAL = ("kommunalrichtlinie", "Kommunalrichtlinie, Erstvorhaben")
STATE = ("", "Landesförderung")


@dataclass(frozen=True)
class Grant:
    """An application; days count back from today, `expected` and `starts` forward."""

    programme: tuple[str, str]
    state: ApplicationState
    applied: int
    submitted: int | None = None
    expected: int | None = None
    decided: int | None = None
    granted: int | None = None
    starts: int | None = None


@dataclass(frozen=True)
class Story:
    """One case. `way`: each step and how many days ago it was; `said`: each note, alike."""

    ars: str
    contact: ContactFacts
    opened: int
    next_step: str
    next_in: int
    way: tuple[tuple[Stage, int], ...] = ()
    said: tuple[tuple[int, str], ...] = ()
    others: tuple[str, ...] = ()
    option: Option = Option.OWN
    council_in: int = 14
    apply_in: int = 21
    starts_in: int = 0
    reason: str = ""
    grants: tuple[Grant, ...] = ()
    touched: int = 0
    rests: tuple[str, int] | None = None
    paper: str = ""


def person(name: str, office: str, address: str, number: int) -> ContactFacts:
    return ContactFacts(name, office, address, f"030 23125 {number}")


STORIES = (
    Story(
        "160740044044",
        person("Marlies Ehrlich", "Bürgermeisterin", "ehrlich@kahla.example", 801),
        opened=2,
        next_step="Zurückrufen: Was würde eine halbe Stelle kosten?",
        next_in=0,
        said=(
            (2, "Hat den Fünf-Minuten-Check gemacht und fragt, ob auch eine halbe Stelle geht."),
        ),
    ),
    Story(
        "160725051013",
        person("Tilo Bergner", "Hauptamt", "bergner@neuhaus.example", 802),
        opened=31,
        next_step="Beispiele vergleichbarer Städte schicken",
        next_in=4,
        way=((Stage.FIRST_TALK, 12),),
        said=(
            (31, "Die Stadt will Energiekosten senken und weiß nicht, wer das machen soll."),
            (12, "Vor Ort gesprochen: Kämmerei und Bauamt sind dafür, der Rat noch nicht gefragt."),
        ),
    ),
    Story(
        "160670072072",
        person("Ines Hartung", "Bauamt", "hartung@waltershausen.example", 803),
        opened=118,
        next_step="Ergebnis der Ratssitzung erfragen",
        next_in=9,
        way=((Stage.FIRST_TALK, 97), (Stage.OPTION_CHOSEN, 54), (Stage.COUNCIL_PAPER, 10)),
        said=(
            (97, "Allein zu klein für eine volle Stelle. Ohrdruf hat dieselbe Frage gestellt."),
            (54, "Beide wollen zusammen einstellen, Waltershausen führt. Kosten nach Köpfen."),
            (10, "Die Vorlage geht in beide Räte. Entwurf gegengelesen."),
        ),
        others=("160675050053",),
        option=Option.SHARED,
        council_in=8,
        paper=PAPER,
    ),
    Story(
        "160635056032",
        person("Gernot Falke", "Ehrenamtlicher Beigeordneter", "falke@geisa.example", 804),
        opened=96,
        next_step="Mit der Klimaschutzpatin der Nachbarstadt zusammenbringen",
        next_in=-12,
        way=((Stage.FIRST_TALK, 80), (Stage.OPTION_CHOSEN, 47)),
        said=((47, "Für eine Stelle fehlt das Geld. Zwei Ehrenamtliche würden anfangen."),),
        option=Option.VOLUNTEER,
        touched=47,
    ),
    Story(
        "160750085085",
        person("Dr. Henrike Vogt", "Kämmerei", "vogt@poessneck.example", 805),
        opened=201,
        next_step="Ausgabenplan für den Antrag durchgehen",
        next_in=2,
        way=(
            (Stage.FIRST_TALK, 180),
            (Stage.OPTION_CHOSEN, 120),
            (Stage.COUNCIL_PAPER, 75),
            (Stage.RESOLVED, 20),
        ),
        said=((20, "Der Rat hat mit großer Mehrheit zugestimmt, vorbehaltlich der Förderung."),),
        grants=(Grant(FEDERAL, ApplicationState.PREPARED, 142_800),),
        starts_in=92,
    ),
    Story(
        "160770032032",
        person("Roland Seifert", "Stadtentwicklung", "seifert@meuselwitz.example", 806),
        opened=402,
        next_step="Rückfrage zur Eingruppierung beantworten",
        next_in=0,
        way=(
            (Stage.FIRST_TALK, 385),
            (Stage.OPTION_CHOSEN, 330),
            (Stage.COUNCIL_PAPER, 270),
            (Stage.RESOLVED, 214),
            (Stage.APPLIED, 131),
        ),
        said=(
            (131, "Beide Anträge sind raus. Der Bund rechnet mit fünf Monaten."),
            (6, "Die Bewilligungsbehörde fragt nach der Eingruppierung."),
        ),
        grants=(
            Grant(FEDERAL, ApplicationState.SUBMITTED, 148_200, submitted=131, expected=22),
            Grant(STATE, ApplicationState.QUERIED, 31_500, submitted=124, expected=60),
        ),
    ),
    Story(
        "160745052018",
        person("Annett Böhme", "Bürgermeisterin", "boehme@eisenberg.example", 807),
        opened=456,
        next_step="Muster für die Stellenanzeige besprechen",
        next_in=6,
        way=(
            (Stage.FIRST_TALK, 440),
            (Stage.OPTION_CHOSEN, 401),
            (Stage.COUNCIL_PAPER, 350),
            (Stage.RESOLVED, 288),
            (Stage.APPLIED, 203),
            (Stage.GRANTED, 11),
        ),
        said=((11, "Der Bescheid ist da! Die Anzeige kommt nächste Woche."),),
        grants=(
            Grant(
                FEDERAL,
                ApplicationState.GRANTED,
                139_600,
                submitted=203,
                decided=11,
                granted=125_640,
                starts=80,
            ),
        ),
    ),
    Story(
        "160765054087",
        person("Steffen Krüger", "Personalamt", "krueger@zeulenroda.example", 808),
        opened=583,
        next_step="Nach den Bewerbungen fragen",
        next_in=1,
        way=(
            (Stage.FIRST_TALK, 560),
            (Stage.OPTION_CHOSEN, 502),
            (Stage.COUNCIL_PAPER, 455),
            (Stage.RESOLVED, 410),
            (Stage.APPLIED, 330),
            (Stage.GRANTED, 171),
            (Stage.ADVERTISED, 150),
            (Stage.NO_APPLICANT, 92),
            (Stage.ADVERTISED, 24),
        ),
        said=(
            (92, "Fünf Bewerbungen, niemand mit passendem Abschluss. Die erste Wahl hat abgesagt."),
            (
                24,
                "Zweite Anzeige: Quereinstieg möglich, zwei Tage mobil, breiter gestreut.",
            ),
        ),
        apply_in=0,
        reason="Fünf Bewerbungen, niemand mit passendem Abschluss; die erste Wahl hat abgesagt.",
        grants=(
            Grant(
                FEDERAL,
                ApplicationState.GRANTED,
                151_000,
                submitted=330,
                decided=171,
                granted=105_700,
                starts=-60,
            ),
        ),
    ),
    Story(
        "160625054066",
        person("Kathrin Oehler", "Hauptamt", "oehler@bleicherode.example", 809),
        opened=640,
        next_step="Stelle und Person ins Netzwerk aufnehmen",
        next_in=3,
        way=(
            (Stage.FIRST_TALK, 621),
            (Stage.OPTION_CHOSEN, 580),
            (Stage.COUNCIL_PAPER, 515),
            (Stage.RESOLVED, 470),
            (Stage.APPLIED, 401),
            (Stage.GRANTED, 190),
            (Stage.ADVERTISED, 160),
            (Stage.FILLED, 7),
        ),
        said=(
            (
                7,
                "Zum Monatsersten fängt jemand an. Der Vertrag ist unterschrieben.",
            ),
        ),
        apply_in=-120,
        grants=(
            Grant(
                FEDERAL,
                ApplicationState.GRANTED,
                146_400,
                submitted=401,
                decided=190,
                granted=102_480,
                starts=-30,
            ),
            Grant(STATE, ApplicationState.REFUSED, 29_000, submitted=398, decided=240),
        ),
    ),
    Story(
        "160660092092",
        person("Jörg Ansorge", "Bürgermeister", "ansorge@zella-mehlis.example", 810),
        opened=172,
        next_step="Mit der neuen Stadtspitze sprechen",
        next_in=58,
        way=((Stage.FIRST_TALK, 150), (Stage.OPTION_CHOSEN, 101), (Stage.COUNCIL_PAPER, 60)),
        said=((33, "Die Vorlage ist vertagt. Nach der Wahl kommt sie wieder."),),
        rests=("Im Rathaus wird gewählt; vorher entscheidet der Rat nichts.", 58),
    ),
    Story(
        "160730005005",
        person("Silvia Rausch", "Bauamt", "rausch@bad-blankenburg.example", 811),
        opened=340,
        next_step="",
        next_in=0,
        way=(
            (Stage.FIRST_TALK, 322),
            (Stage.OPTION_CHOSEN, 270),
            (Stage.COUNCIL_PAPER, 215),
            (Stage.COUNCIL_REFUSED, 140),
        ),
        said=((140, "Knapp abgelehnt. Im neuen Haushaltsjahr soll noch einmal gefragt werden."),),
        reason="Der Eigenanteil nach dem zweiten Jahr war der Mehrheit zu hoch.",
    ),
    Story(
        "160690024024",
        person("Uta Michel", "Wirtschaftsförderung", "michel@hildburghausen.example", 812),
        opened=260,
        next_step="",
        next_in=0,
        way=((Stage.FIRST_TALK, 231), (Stage.DROPPED, 160)),
        reason="Der Landkreis richtet eine Koordination ein; die Stadt wartet darauf.",
    ),
)
