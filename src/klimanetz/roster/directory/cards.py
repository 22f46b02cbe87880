"""People of the directory as they are shown: as far as they agreed, with what makes them useful."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Subquery, Value, Window

from klimanetz.people.models import Field, Person
from klimanetz.people.roles import Role
from klimanetz.places.models import Authority
from klimanetz.places.similarity import compare
from klimanetz.roster.directory.likeness import say_why, score
from klimanetz.roster.directory.matching import Wish, find_entries, is_shown
from klimanetz.roster.directory.models import Entry, FieldOfAction, Profile
from klimanetz.roster.directory.sight import Shown, face_of, profile_of
from klimanetz.roster.directory.words import fold, read_question, stem

#: On one page.
PAGE_SIZE = 18
#: Of a profile on a card; the whole stands on its own page.
LINES = 2


@dataclass(frozen=True, slots=True)
class Card:
    """A member in a list; what they did not agree to show is empty."""

    pk: int
    name: str
    initials: str
    role: str
    place: str
    district: str
    why: str
    face: str
    lines: Sequence[tuple[str, str]]
    fields: Sequence[FieldOfAction]


@dataclass(frozen=True, slots=True)
class Found:
    """One page of an answer; `forgiving`: nothing was found as it was written."""

    cards: list[Card] = field(default_factory=list)
    total: int = 0
    page: int = 1
    forgiving: bool = False


def look_up(wish: Wish, viewer: Person, mine: Entry | None, page: int) -> Found:
    """The most useful first; where nothing fits, once more with a mistake in each word.

    A page behind the last is the first.
    """
    for forgiving in (False, True) if wish.text else (False,):
        keys, total = rank(wish, viewer, mine, page, forgiving=forgiving)
        if keys:
            return Found(draw_cards(keys, viewer, mine, wish), total, page, forgiving)
    return look_up(wish, viewer, mine, 1) if page > 1 else Found()


def rank(
    wish: Wish, viewer: Person, mine: Entry | None, page: int, *, forgiving: bool
) -> tuple[list[int], int]:
    """The keys of the lines on one page, and how many lines there are; one query."""
    entries = find_entries(wish, viewer, forgiving=forgiving)
    if mine and mine.authority_id:
        entries = entries.annotate(likeness=score(mine)).order_by("-likeness", "sort_name", "pk")
    else:
        entries = entries.order_by("sort_name", "pk")
    start = (page - 1) * PAGE_SIZE
    total = Window(Count("*")) if wish.narrows else count_all()
    rows = entries.annotate(total=total).values_list("pk", "total")
    found = list(rows[start : start + PAGE_SIZE])
    return [pk for pk, _total in found], found[0][1] if found else 0


def count_all() -> Subquery:
    """Everyone but the viewer. Counted apart, so that sorting has to keep only the best."""
    everyone = Entry.objects.order_by().annotate(one=Value(1)).values("one")
    return Subquery(everyone.annotate(count=Count("pk") - 1).values("count"))


def draw_cards(keys: list[int], viewer: Person, mine: Entry | None, wish: Wish) -> list[Card]:
    """In the order of `keys`; two queries."""
    entries = (
        Entry.objects.visible_to(viewer)
        .select_related(
            "authority__parent", "person__organisation", "person__profile", "person__portrait"
        )
        .defer("members", "organisers", "person__portrait__small", "person__portrait__large")
        .annotate(profile_shown=is_shown(Field.PROFILE), photo_shown=is_shown(Field.PHOTO))
        .prefetch_related("person__profile__fields_of_action")
    )
    found: dict[int, Entry] = {}
    shown: Shown = set()
    for entry in entries.filter(pk__in=keys):
        found[entry.pk] = entry
        if entry.profile_shown or viewer.is_organiser:  # type: ignore[attr-defined]
            shown.add((entry.person_id, Field.PROFILE))
        if entry.photo_shown or viewer.is_organiser:  # type: ignore[attr-defined]
            shown.add((entry.person_id, Field.PHOTO))
    place = mine.authority if mine else None
    stems = {stem(word) for word in read_question(wish.text)}
    return [draw_card(found[key], shown, place, stems) for key in keys if key in found]


def draw_card(entry: Entry, shown: Shown, mine: Authority | None, stems: set[str]) -> Card:
    person, place = entry.person, entry.authority
    profile = profile_of(person) if (person.pk, Field.PROFILE) in shown else None
    around = place.parent if place else None
    return Card(
        pk=person.pk,
        name=person.full_name,
        initials=person.initials,
        role=str(Role(entry.role).label),
        place=place.title if place else str(person.organisation or ""),
        district=around.title if around else "",
        why=say_why(mine, place, compare(mine, place)) if mine and place else "",
        face=face_of(person, shown, "klein"),
        lines=list(telling_lines(profile, stems))[:LINES] if profile else (),
        fields=list(profile.fields_of_action.all()) if profile else (),
    )


def telling_lines(profile: Profile, stems: set[str]) -> Iterator[tuple[str, str]]:
    """What was asked for comes first, else what somebody can help with."""
    offers = [(label, line) for label, text in profile.offers for line in text.splitlines()]
    offers = [(label, line.strip()) for label, line in offers if line.strip()]
    return iter(sorted(offers, key=lambda it: stems.isdisjoint(map(stem, fold(it[1])))))
