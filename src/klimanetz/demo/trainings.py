"""Trainings in the demo network: invented ones, by givers that do not exist."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from klimanetz.features.meetings.series.obstacles import Obstacles
from klimanetz.features.training.actions import save_training
from klimanetz.features.training.models import Training

FRIDAY = 5
#: At the longest, summer holidays.
LONGEST_BREAK = timedelta(days=60)

#: In how many days, for how many, registering until how many days before.
TRAININGS: tuple[tuple[int, int, int, dict[str, Any]], ...] = (
    (
        *(12, 1, 5),
        {
            "title": "Die erste Beschlussvorlage",
            "giver": "Akademie Musterland (Demo)",
            "learns": "Wie eine Vorlage aufgebaut ist, die der Rat versteht: Anlass, Varianten, "
            "Kosten, Förderung. Sie bringen Ihre eigene mit und gehen mit einem Entwurf.",
            "for_whom": "Bürgermeister:innen, Bauämter, Verwaltungsgemeinschaften",
            "online": True,
            "costs": "kostenfrei",
        },
    ),
    (
        *(33, 2, 14),
        {
            "title": "Neu im Klimaschutzmanagement",
            "giver": "Bildungswerk Beispielstadt (Demo)",
            "learns": "Was in den ersten hundert Tagen zählt, wie man in der Verwaltung "
            "Verbündete findet und mit welchen drei Maßnahmen man anfängt.",
            "for_whom": "neu im Amt",
            "place": "Erfurt",
            "costs": "240 Euro mit Verpflegung",
        },
    ),
    (
        *(68, 1, 10),
        {
            "title": "Förderanträge ohne Rückfragen",
            "giver": "Akademie Musterland (Demo)",
            "learns": "Welche Unterlagen fehlen am häufigsten, wie Zeitplan und Ausschreibung "
            "zusammenpassen und was vor dem Bescheid nicht begonnen werden darf.",
            "for_whom": "wer einen Antrag schreibt, auch ohne Vorwissen",
            "place": "Jena",
            "online": True,
            "costs": "90 Euro",
        },
    ),
    (
        *(-40, 1, 7),
        {
            "title": "Energieberichte, die gelesen werden",
            "giver": "Bildungswerk Beispielstadt (Demo)",
            "learns": "Zwei Seiten statt zwanzig: Welche Zahlen der Rat braucht.",
            "online": True,
        },
    ),
)


def create_trainings(actor: object) -> None:
    today = timezone.localdate()
    for number, (begins, days, before, said) in enumerate(TRAININGS, 1):
        first = find_working_days(today + timedelta(begins), days, -1 if begins < 0 else 1)
        save_training(
            Training(
                **said,
                starts=first,
                ends=first + timedelta(days - 1) if days > 1 else None,
                register_by=first - timedelta(before),
                link=f"https://weiterbildung.example/kurs-{number}",
            ),
            actor=actor,
        )


def find_working_days(wanted: date, days: int, step: int) -> date:
    """The nearest first of so many days in a row on which nobody is free; `step` says whither."""
    obstacles = Obstacles(wanted - LONGEST_BREAK, wanted + LONGEST_BREAK)
    first = wanted
    while any(is_free(first + timedelta(number), obstacles) for number in range(days)):
        first += timedelta(step)
    return first


def is_free(day: date, obstacles: Obstacles) -> bool:
    return day.isoweekday() > FRIDAY or bool(obstacles.on(day))
