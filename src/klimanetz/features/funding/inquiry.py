"""A check as its address says it: everything that was answered, and nothing about a person.

The address is all there is. Nothing is stored, so it can be shared, kept and opened again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, Self
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone

from klimanetz.features.funding.costing.post import Post
from klimanetz.features.funding.inquiry_fields import write_answers, write_number
from klimanetz.features.funding.inquiry_form import EVENLY, InquiryForm, default_of
from klimanetz.features.funding.models.vocabulary import Purpose
from klimanetz.features.funding.situation import BEFORE, conclude
from klimanetz.features.funding.ways import Way
from klimanetz.places.models import Authority


@dataclass(frozen=True, slots=True)
class Inquiry:
    """`problems` by the name of the field: what has to be mended before there is a result.

    `authority` and `way` are None only where `problems` say so. `notes` are told beside the
    result: a town that was merged, something unknown in the address. `asked_on` is the day on
    which the address was made, if it says so. `answers` are what was said, `known` is what
    follows from it besides: `presupposed` names for a question the one that it presupposes.
    """

    authority: Authority | None
    way: Way | None
    post: Post
    partners: tuple[Authority, ...] = ()
    evenly: bool = False
    answers: Mapping[str, bool | None] = field(default_factory=dict)
    presupposed: Mapping[str, str] = field(default_factory=dict)
    asked_on: date | None = None
    problems: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        return not self.problems

    @property
    def purpose(self) -> Purpose:
        """A post that was funded before goes on; who does not know plans a new one."""
        return Purpose.FOLLOW_UP if self.answers.get(BEFORE) else Purpose.NEW_POSITION

    @property
    def known(self) -> Mapping[str, bool | None]:
        return conclude(self.answers, self.presupposed)

    @property
    def query(self) -> str:
        """The canonical address behind the question mark; says all, so that no default moves."""
        return urlencode(list(self._pairs()))

    def _pairs(self) -> list[tuple[str, str]]:
        pairs = [("kommune", self.authority.ars)] if self.authority else []
        pairs += [("weg", self.way.value)] if self.way else []
        pairs += [("partner", partner.ars) for partner in self.partners]
        pairs += [("teilung", EVENLY)] if self.evenly else []
        pairs += write_answers(self.answers)
        pairs += pairs_of(self.post)
        return pairs + ([("stand", self.asked_on.isoformat())] if self.asked_on else [])

    def on(self, day: date) -> Self:
        """The same, asked on this day."""
        return replace(self, asked_on=day)

    def by(self, way: Way) -> Self:
        """The same on another way."""
        return replace(self, way=way)


def pairs_of(post: Post) -> list[tuple[str, str]]:
    return [
        ("beginn", f"{post.starts:%Y-%m}"),
        ("gruppe", post.group),
        ("stufe", str(post.step)),
        ("anteil", write_number(post.share * 100)),
        ("steigerung", write_number(post.rise)),
        ("arbeitsplatz", write_number(post.workplace)),
        ("reisen", write_number(post.travel)),
    ]


def read_inquiry(query: str | QueryDict) -> Inquiry:
    """What an address says; never raises, whatever it says."""
    data = query if isinstance(query, QueryDict) else QueryDict(query[:MOST_CHARACTERS])
    return inquiry_of(InquiryForm(data))


#: An address with twenty partners and eight answers has half of it.
MOST_CHARACTERS = 1900


def inquiry_of(form: InquiryForm) -> Inquiry:
    problems = {str(name): tuple(map(str, said)) for name, said in form.errors.items()}
    said = form.cleaned_data
    way = Way(said["weg"]) if said.get("weg") else None
    asked_on = said.get("stand")
    return Inquiry(
        authority=said.get("kommune"),
        way=way,
        post=post_of(said),
        partners=tuple(said.get("partner") or ()) if way == Way.SHARED else (),
        evenly=said.get("teilung") == EVENLY,
        answers={slug: said.get(slug) for slug in (BEFORE, *(one.slug for one in form.questions))},
        presupposed=form.presupposed,
        asked_on=asked_on if asked_on and asked_on <= timezone.localdate() else None,
        problems=problems,
        notes=tuple(form.notes),
    )


def usual_post(starts: date) -> Post:
    """What is reckoned with where nobody has said anything."""
    return post_of({"beginn": starts})


def post_of(said: Mapping[str, Any]) -> Post:
    """With the default for what was left out or wrong."""

    def given(name: str) -> Any:  # noqa: ANN401 - as clean as its field
        value = said.get(name)
        return default_of(name) if value in (None, "") else value

    return Post(
        group=given("gruppe"),
        step=given("stufe"),
        share=Decimal(given("anteil")) / 100,
        starts=given("beginn"),
        rise=given("steigerung"),
        workplace=given("arbeitsplatz"),
        travel=given("reisen"),
    )
