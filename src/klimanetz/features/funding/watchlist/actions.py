"""Bring the export in; turn a listing into a programme, or put it aside."""

from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.core.audit import record
from klimanetz.core.models import Network
from klimanetz.core.refusal import Refused
from klimanetz.features.funding.actions import add_programme
from klimanetz.features.funding.models import Programme
from klimanetz.features.funding.watchlist.document import Broken
from klimanetz.features.funding.watchlist.export import Export, key_of
from klimanetz.features.funding.watchlist.models import WAITING, Listing, State
from klimanetz.features.funding.watchlist.reading import Listed, read_programme
from klimanetz.features.funding.watchlist.report import Report

type Watch = Callable[[list[str], str], Iterable[str]]

#: What an import takes over as it is.
TAKEN_OVER: Final = (
    "title", "giver", "level", "land", "areas", "texts", "links", "further", "issued_on", "digest",
)  # fmt: skip


def unwatched(names: list[str], _label: str) -> Iterable[str]:
    return names


def import_export(path: Path, *, actor: object, watch: Watch = unwatched) -> Report:
    """Read the files first, then write all at once; a broken file loses nothing that is known."""
    export, report = Export(path), Report()
    network = Network.objects.first()
    land = network.land if network else ""
    listed: list[Listed] = []
    broken: set[str] = set()
    for name in watch(export.list_programmes(), _("Förderdatenbank")):
        try:
            one = read_programme(export, name)
        except Broken as error:
            broken.add(key_of(name))
            report.skipped.append(f"{name.removeprefix(export.root)}: {error}")
            continue
        report.read += 1
        if one.concerns(land):
            listed.append(one)
    keep(listed, broken, report)
    if network:
        counts = {"new": len(report.new), "changed": len(report.changed)}
        record("import_listings", network, actor=actor, file=path.name, **counts)
    return report


@transaction.atomic
def keep(listed: list[Listed], broken: Collection[str], report: Report) -> None:
    known = {one.key: one for one in Listing.objects.select_for_update()}
    for one in listed:
        before = known.get(one.key)
        if before is None:
            add(one)
            report.new.append(one.title)
        elif before.digest != one.digest or before.missing_since:
            change(before, one)
            report.changed.append(one.title)
        else:
            report.same += 1
    there = {one.key for one in listed} | set(broken)
    mark_missing([one for key, one in known.items() if key not in there], len(known), report)


def add(one: Listed) -> None:
    """Another import may be just as far; then it is there already."""
    facts = {name: getattr(one, name) for name in TAKEN_OVER}
    Listing.objects.get_or_create(key=one.key, defaults=facts)


def change(before: Listing, one: Listed) -> None:
    """What was new stays new; whatever somebody has decided on comes up again."""
    parts = {*before.texts, *one.texts}
    changed = {part for part in parts if before.texts.get(part) != one.texts.get(part)}
    before.changed_parts = sorted(changed.union(before.changed_parts))
    for name in TAKEN_OVER:
        setattr(before, name, getattr(one, name))
    if before.state != State.NEW:
        before.state = State.CHANGED
    before.changed_on, before.missing_since = timezone.localdate(), None
    before.save()


def mark_missing(absent: list[Listing], known: int, report: Report) -> None:
    """An export that lacks most of what is known is a part of one, and says nothing of the rest."""
    absent = [one for one in absent if one.missing_since is None]
    if len(absent) * 2 > known:
        report.absent = len(absent)
        return
    for one in absent:
        one.missing_since = timezone.localdate()
        one.state = State.GONE if one.programme_id else State.ASIDE
        one.save(update_fields=["missing_since", "state"])
        report.gone.append(one.title)


@transaction.atomic
def take_over(listing: Listing, programme: Programme, *, actor: object) -> Programme:
    """A programme made of the listing; the same once more is the one that is there."""
    listing = lock(listing)
    refuse_taken(listing)
    programme = add_programme(programme, actor=actor)
    settle(listing, State.TAKEN, "take_listing", actor, programme)
    return programme


@transaction.atomic
def join(listing: Listing, programme: Programme, *, actor: object) -> None:
    """The listing is about a programme that is here already."""
    listing = lock(listing)
    refuse_taken(listing)
    settle(listing, State.TAKEN, "join_listing", actor, programme)


@transaction.atomic
def put_aside(listing: Listing, *, actor: object) -> None:
    """Twice is once. It comes up again when it changes."""
    listing = lock(listing)
    refuse_taken(listing)
    if listing.state != State.ASIDE:
        settle(listing, State.ASIDE, "put_listing_aside", actor)


@transaction.atomic
def mark_seen(listing: Listing, *, actor: object) -> None:
    """Somebody has looked through what changed in what was taken over."""
    listing = lock(listing)
    if listing.state in WAITING and listing.programme_id:
        settle(listing, State.TAKEN, "see_listing", actor, listing.programme)


def lock(listing: Listing) -> Listing:
    """Read only when it is held: what is joined while one waits is what it was before."""
    rows = Listing.objects.filter(pk=listing.pk)
    rows.select_for_update().get()
    return rows.select_related("programme").get()


def refuse_taken(listing: Listing) -> None:
    if listing.programme:
        raise Refused(
            _("Das ist schon übernommen, als „%(name)s“.") % {"name": listing.programme.name}
        )


def settle(
    listing: Listing, state: State, verb: str, actor: object, programme: Programme | None = None
) -> None:
    listing.state, listing.programme, listing.changed_parts = state, programme, []
    listing.save(update_fields=["state", "programme", "changed_parts"])
    record(verb, listing, actor=actor, title=listing.title)
