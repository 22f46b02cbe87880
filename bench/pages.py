"""The pages that are measured, and what each should reach of the bare view."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    name: str
    path: str
    #: The share of the bare view; or, from 1 on, the p95 in milliseconds with one connection.
    target: float
    #: Compared with the bare list of 300 rows instead of the bare page.
    is_list: bool = False
    #: Who looks: `organiser`, `member`, or nobody who is signed in.
    visitor: str = ""
    posts: bool = False


FILTERED = "/verzeichnis/?groesse=small_town&rolle=manager&suche=Photovoltaik"

PAGES = (
    Page("start page", "/", 0.6),
    Page("overview", "/netzwerk/", 0.6),
    Page("meeting page", "/treffen/treffen/", 0.6),
    Page("answer page", "/antwort/bench-treffen-0/?antwort=online", 0.6),
    Page("posting an answer", "/antwort/", 0.3, posts=True),
    Page("answers of 300 (organiser)", "/verwaltung/treffen/treffen/", 0.4, True, "organiser"),
    Page("roster list (organiser)", "/verwaltung/personen/", 0.4, True, "organiser"),
    Page("directory (member)", "/verzeichnis/", 100, visitor="member"),
    Page("directory, searched", "/verzeichnis/?suche=Waermeplanung", 100, visitor="member"),
    Page("directory, a name misspelt", "/verzeichnis/?suche=Nachnane7", 100, visitor="member"),
    Page("directory, filtered", FILTERED, 100, visitor="member"),
    Page("event .ics", "/treffen/treffen/termin.ics", 0.4),
    Page("feed .ics", "/treffen/kalender.ics", 0.4),
)
