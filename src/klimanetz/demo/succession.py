"""How positions go on in the demo network: what is done, what is decided."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from klimanetz.demo.cast import MANAGER
from klimanetz.people.models import Person
from klimanetz.people.roles import Role
from klimanetz.roster.models import Position
from klimanetz.roster.succession.models import (
    Contact,
    Decision,
    Errand,
    FollowUp,
    FollowUpItem,
    Note,
    Question,
    Tick,
    Vacancy,
)
from klimanetz.roster.succession.terms import with_term_end

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from klimanetz.roster.succession.terms import TermedPosition

#: By the key of the authority: what became of its position, how many days ago, and a word on it.
DECISIONS = {
    "160520000000": (
        Decision.APPLIED,
        34,
        "Antrag liegt beim Projektträger. Der Bescheid wird im Frühjahr erwartet.",
    ),
    "160670029029": (
        Decision.PERMANENT,
        61,
        "Der Stadtrat hat die Stelle in den Stellenplan aufgenommen.",
    ),
    "16065": (Decision.ENDS, 20, "Der Kreistag hat die Mittel nicht beschlossen."),
}

HANDED_OVER = (
    (
        "Die kommunale Wärmeplanung ist vergeben, der Zwischenbericht kommt im Frühjahr.\n\n"
        "Der Radweg zum Bahnhof wartet auf die Zusage des Landes."
    ),
    (
        "Fragen zur Förderung: der Projektträger, Aktenzeichen immer dazuschreiben. Im Haus hilft "
        "die Kämmerei schnell, wenn man vor zehn anruft."
    ),
    "Laufwerk K, Ordner Klimaschutz. Die Papierakten stehen im Bauamt, zweiter Stock.",
    "Jährlicher Sachbericht zum 31. März, Verwendungsnachweis sechs Monate nach dem Ende.",
)
CONTACTS = (
    ("Frau Holzapfel", "Kämmerei, Eigenanteil und Mittelabruf", "030 23125 410", ""),
    (
        "Ingenieurbüro Talblick",
        "Kommunale Wärmeplanung",
        "030 23125 420",
        "planung@talblick.example",
    ),
)
#: What is left to do, in how many days, and whether somebody did it already.
ERRANDS = (
    ("Sachbericht an den Projektträger schicken", 45, False),
    ("Einladung zum Klimabeirat verschicken", 20, False),
    ("Zähler der Grundschule ablesen lassen", -10, True),
)


def create_succession() -> None:
    for ars, (decision, days, note) in DECISIONS.items():
        for position in find_ending(authority__ars=ars):
            FollowUp.objects.create(
                position=position,
                term_end=position.term_end,
                decision=decision,
                decided_on=timezone.localdate() - timedelta(days=days),
                note=note,
            )
    tick_first_items(Person.objects.get(email=MANAGER))
    fill_handover_file()
    advertise()


def find_ending(**where: object) -> "QuerySet[TermedPosition]":
    return with_term_end(Position.objects.filter(**where)).filter(term_end__isnull=False)


def tick_first_items(manager: Person) -> None:
    """The manager has talked to those who decide; the council has not decided yet."""
    position = find_ending(holdings__person=manager).get()
    for index, item in enumerate(FollowUpItem.objects.order_by("-lead_months", "pk")[:3]):
        Tick.objects.create(
            position=position,
            term_end=position.term_end,
            item=item,
            person=manager,
            at=timezone.now() - timedelta(days=150 - 45 * index),
        )


def fill_handover_file() -> None:
    """In Apolda the post is vacant; who left it wrote down what the next one must know."""
    position = Position.objects.get(authority__ars="160710001001", kind=Role.MANAGER)
    for rank, text in enumerate(HANDED_OVER, start=1):
        Note.objects.create(
            position=position,
            question=Question.objects.get(rank=10 * rank),
            text=text,
            written_at=timezone.now() - timedelta(days=40),
        )
    for name, about, phone, email in CONTACTS:
        Contact.objects.create(position=position, name=name, about=about, phone=phone, email=email)
    today = timezone.localdate()
    for text, days, done in ERRANDS:
        Errand.objects.create(
            position=position,
            text=text,
            due_on=today + timedelta(days=days),
            done_at=timezone.now() if done else None,
        )


def advertise() -> None:
    Vacancy.objects.create(
        position=Position.objects.get(authority__ars="160710001001", kind=Role.MANAGER),
        title="Klimaschutzmanager:in (w/m/d)",
        text=(
            "Apolda setzt sein Klimaschutzkonzept um und sucht dafür eine zweite Hand im Bauamt. "
            "Die Stelle ist bis zum Ende der Förderung befristet; eine Verlängerung ist gewollt."
        ),
        link="https://www.apolda.example/stellen/klimaschutz",
        apply_by=timezone.localdate() + timedelta(days=24),
    )
