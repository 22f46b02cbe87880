"""The pages that are measured, and what each should reach of the bare view."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    name: str
    path: str
    target: float
    #: Compared with the bare list of 300 rows instead of the bare page.
    is_list: bool = False
    signed_in: bool = False
    posts: bool = False


PAGES = (
    Page("start page", "/", 0.6),
    Page("overview", "/netzwerk/", 0.6),
    Page("meeting page", "/treffen/treffen/", 0.6),
    Page("answer page", "/antwort/bench-treffen-0/?antwort=online", 0.6),
    Page("posting an answer", "/antwort/", 0.3, posts=True),
    Page("answers of 300 (organiser)", "/verwaltung/treffen/treffen/", 0.4, True, True),
    Page("roster list (organiser)", "/verwaltung/personen/", 0.4, True, True),
    Page("event .ics", "/treffen/treffen/termin.ics", 0.4),
    Page("feed .ics", "/treffen/kalender.ics", 0.4),
)
