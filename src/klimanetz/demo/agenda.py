"""What is on the agendas of the demo's meetings, and what people offer to report."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.files.uploadedfile import SimpleUploadedFile

from klimanetz.core.printing import print_document
from klimanetz.demo.cast import GUEST, MANAGER, ORGANISER
from klimanetz.features.meetings.agenda import actions
from klimanetz.features.meetings.agenda.models import Contribution
from klimanetz.features.meetings.models import AgendaItem, ItemKind, Meeting
from klimanetz.features.meetings.programme import write_programme
from klimanetz.people.models import Person
from klimanetz.roster.directory.models import FieldOfAction

WEIMAR, JENA, ERFURT = (
    "clara.von-berg@weimar.example",
    "till.hagedorn@jena.example",
    "sophie.krahl@erfurt.example",
)
MUEHLHAUSEN, NORDHAUSEN, LEINETAL = (
    "juliane.fromm@muehlhausenthueringen.example",
    "silke.steinmetz@nordhausen.example",
    "bernd.doering@leinetal.example",
)


@dataclass(frozen=True)
class Point:
    """An item; `who` is the address of somebody with an account, or a name."""

    title: str
    minutes: int
    kind: ItemKind = ItemKind.OTHER
    who: str = ""
    email: str = ""
    summary: str = ""


@dataclass(frozen=True)
class Offered:
    """What somebody offers to report, `by` their address."""

    by: str
    title: str
    takeaway: str
    minutes: int
    field: str


MORNING = (
    Point("Begrüßung", 15, ItemKind.WELCOME, ORGANISER),
    Point(
        "Neues aus dem Land",
        20,
        ItemKind.STATE,
        GUEST,
        summary="Was das Klimagesetz für Hitzeaktionspläne vorsieht und wann es gilt.",
    ),
    Point(
        "Hitzekarten für jede Gemeinde",
        30,
        who="Dr. Ulrike Sander",
        email="ulrike.sander@wetterdienst.example",
        summary="Wo die Karten liegen, wie man sie liest und was sie nicht sagen.",
    ),
)
AFTERNOON = (
    Point("Mittagspause", 45, ItemKind.BREAK),
    Point(
        "Kollegiale Beratung",
        60,
        ItemKind.CONSULTATION,
        summary="Zwei Fälle aus Ihren Kommunen. Bringen Sie mit, was gerade klemmt.",
    ),
    Point("Gemeinsam Trinkbrunnen bestellen", 20, ItemKind.PROJECT, ERFURT),
    Point("Was bleibt, und wann wir uns wiedersehen", 10, who="alle"),
)
REPORT = Offered(
    WEIMAR,
    "Kühle Orte: wie Weimar seine Plätze beschattet",
    "Drei Plätze, drei Wege: Bäume in Kübeln, ein Sonnensegel und eine Pergola. Was es kostet, "
    "was die Denkmalpflege sagt und was wir nicht noch einmal tun würden.",
    40,
    "Anpassung",
)
OFFERED = (
    Offered(
        JENA,
        "Ein Jahr Wärmeplanung: die fünf teuersten Irrtümer",
        "Welche Daten wir zweimal bestellt haben, und was wir heute zuerst fragen würden.",
        30,
        "Wärmeplanung",
    ),
    Offered(
        ERFURT,
        "Photovoltaik auf Kitas, ohne dass das Hochbauamt verzweifelt",
        "Ein Ablauf in acht Schritten, die Vorlage für den Beschluss, ein Vertrag zum Abschreiben.",
        20,
        "Erneuerbare",
    ),
    Offered(
        "lena.vogelsang@soemmerda.example",
        "Was Menschen wirklich lesen: Energiespartipps im Amtsblatt",
        "Sechs Ausgaben, zwei Rückmeldungen, dann haben wir etwas geändert.",
        15,
        "Öffentlichkeit",
    ),
)
KEPT = Offered(
    MANAGER,
    "Nahwärme aus dem Bach",
    "Was das erste Jahr mit der Flusswärmepumpe gelehrt hat, mit allen Zahlen.",
    25,
    "Wärmeplanung",
)
ON_HEAT = (
    Point("Begrüßung", 15, ItemKind.WELCOME, ORGANISER),
    Point(
        "Zuerst die eigenen Gebäude",
        30,
        ItemKind.PRACTICE,
        MUEHLHAUSEN,
        summary="Vom Zählerstand der Schulen zum Wärmeplan: womit man in vier Wochen anfängt.",
    ),
    Point(
        "Ein Netz, das an der Kläranlage beginnt",
        30,
        ItemKind.PRACTICE,
        NORDHAUSEN,
        summary="Was die Abwärme hergibt und was der Zweckverband wissen wollte.",
    ),
    Point(
        "Eine halbe Stelle für alle Dörfer: was geht und was nicht",
        30,
        ItemKind.PRACTICE,
        LEINETAL,
        summary="Wie sich die Gemeinden die Stunden teilen und wer im Rat für sie spricht.",
    ),
    Point("Rundgang zum neuen Nahwärmenetz", 60, who="alle"),
    Point("Was bleibt", 30, who="alle"),
)
ON_FUNDING = (
    Point("Begrüßung", 10, ItemKind.WELCOME, ORGANISER),
    Point(
        "Vom Erstvorhaben zum Anschluss: der Zeitplan",
        45,
        ItemKind.PRACTICE,
        JENA,
        summary="Zwölf Monate vorher anfangen: wer wann was beschließt.",
    ),
    Point("Pause", 15, ItemKind.BREAK),
    Point("Kollegiale Beratung", 90, ItemKind.CONSULTATION),
    Point("Gemeinsam auftreten", 45, ItemKind.PROJECT, "paul.brandt@agentur.example"),
    Point("Was bleibt", 20, who="alle"),
)
SLIDES = (
    {
        "title": "Zwölf Monate vorher",
        "points": ["Laufzeit im Bescheid nachsehen", "Bürgermeister:in einweihen"],
    },
    {
        "title": "Neun Monate vorher",
        "points": ["Beschluss des Rates", "Controlling beschreiben", "Antrag stellen"],
    },
    {"title": "Sechs Monate vorher", "points": ["Haushalt anmelden", "Plan B notieren"]},
)


def build_agenda(meeting: Meeting, organiser: Person) -> None:
    """Of the next meeting, before anybody is invited; with a report that somebody offered."""
    for point in MORNING:
        actions.add_item(meeting, make_item(point), actor=organiser)
    actions.place(offer(REPORT), meeting, actor=organiser)
    for point in AFTERNOON:
        actions.add_item(meeting, make_item(point), actor=organiser)
    actions.tell_speakers(meeting, actor=organiser)


def build_contributions(organiser: Person) -> None:
    """Three wait for a word of the organisers, one is kept; and slides of last time."""
    for offered in OFFERED:
        offer(offered)
    actions.keep(
        offer(KEPT), words="Im Sommer geht es um Wärme, da passt es genau.", actor=organiser
    )
    build_past(Meeting.objects.get(title="Wärmeplanung in kleinen Kommunen"), ON_HEAT)
    funding = Meeting.objects.get(title="Wenn die Förderung endet")
    bring_slides(build_past(funding, ON_FUNDING)[1], organiser)


def make_item(point: Point) -> AgendaItem:
    person = Person.objects.with_email(point.who).first()
    return AgendaItem(
        title=point.title,
        duration=point.minutes,
        kind=point.kind,
        presenter=person,
        presenter_name=person.full_name if person else point.who,
        presenter_email=point.email,
        summary=point.summary,
    )


def offer(offered: Offered) -> Contribution:
    person = Person.objects.get(email=offered.by)
    contribution = Contribution(
        title=offered.title,
        takeaway=offered.takeaway,
        minutes=offered.minutes,
        field=FieldOfAction.objects.filter(name__contains=offered.field).first(),
        speaker_name=person.full_name,
        speaker_email=person.email,
    )
    return actions.propose(contribution, actor=person)


def build_past(meeting: Meeting, points: Sequence[Point]) -> list[AgendaItem]:
    """A meeting that took place had its agenda long ago."""
    items = [make_item(point) for point in points]
    for place, item in enumerate(items, start=1):
        item.meeting, item.position = meeting, place
        item.save()
    Meeting.objects.filter(pk=meeting.pk).update(programme=write_programme(meeting))
    return items


def bring_slides(item: AgendaItem, organiser: Person) -> None:
    """They came afterwards, with a page to read on."""
    actions.add_material(
        item,
        title="Folien: der Zeitplan zum Anschluss",
        file=draw_slides(item),
        kind="application/pdf",
        public=True,
        actor=organiser,
    )
    actions.add_material(
        item,
        title="Kommunalrichtlinie, Seite des Projektträgers",
        link="https://www.klimaschutz.de/kommunalrichtlinie",
        public=True,
        actor=organiser,
    )


def draw_slides(item: AgendaItem) -> SimpleUploadedFile:
    content = {"speaker": item.presenter_name, "slides": SLIDES}
    pdf = print_document("klimanetz.demo", "slides", item.title, content)
    return SimpleUploadedFile("Zeitplan-Anschluss.pdf", pdf, content_type="application/pdf")
