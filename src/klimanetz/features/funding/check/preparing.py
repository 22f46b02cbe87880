"""What each page of the check shows besides its form."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode

from django.forms import BoundField
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from klimanetz.features.funding.check.asking import choose_questions
from klimanetz.features.funding.check.knowledge import learn
from klimanetz.features.funding.check.near_map import Goal, draw_neighbours
from klimanetz.features.funding.check.neighbours import Neighbour, look_around
from klimanetz.features.funding.check.onward import before_check, before_side
from klimanetz.features.funding.check.steps import (
    ASSUMED,
    PARTNERS,
    QUESTIONS,
    TOWN,
    WAY,
    Step,
    carry,
)
from klimanetz.features.funding.inquiry import Inquiry
from klimanetz.features.funding.inquiry_fields import YES
from klimanetz.features.funding.inquiry_form import InquiryForm
from klimanetz.features.funding.situation import BEFORE, foundations
from klimanetz.features.funding.ways import Way, bearer_of, name_way, ways_of
from klimanetz.places.models import Authority

type Prepare = Callable[[InquiryForm, Inquiry, QueryDict], dict[str, Any]]


def prepare(step: Step, form: InquiryForm, inquiry: Inquiry, data: QueryDict) -> dict[str, Any]:
    return PREPARED[step](form, inquiry, data)


def prepare_town(form: InquiryForm, inquiry: Inquiry, data: QueryDict) -> dict[str, Any]:  # noqa: ARG001
    return {"parts": before_check.parts(None), "side": before_side.parts(None)}


def prepare_way(form: InquiryForm, inquiry: Inquiry, data: QueryDict) -> dict[str, Any]:
    """What is known already, and the ways that are open; one that stands there is chosen."""
    authority = known(inquiry)
    knowledge = learn(authority)
    form.fields["weg"].choices = [  # type: ignore[attr-defined]
        (way.value, say_way(authority, way)) for way in ways_of(authority)
    ]
    if knowledge.has_manager and BEFORE not in data:
        form.data = form.data.copy()  # type: ignore[attr-defined]
        form.data[BEFORE] = YES  # type: ignore[index]
    return {"knowledge": knowledge}


def say_way(authority: Authority, way: Way) -> str:
    """With the name of who would employ somebody, where it is not the town itself."""
    if way in (Way.OWN, Way.SHARED):
        return str(way.label)
    bearer = bearer_of(authority, way)
    said = {"way": name_way(way, bearer), "name": bearer.name}
    if bearer.administered_by_id == authority.pk:
        return _("%(way)s, auch für die, deren Verwaltung Sie führen") % said
    return _("%(way)s, die auch für Sie arbeitet (%(name)s)") % said


@dataclass(frozen=True, slots=True)
class Offer:
    """A town one may tick; `neighbour` is None for one that lies elsewhere."""

    authority: Authority
    neighbour: Neighbour | None
    chosen: bool


def prepare_partners(form: InquiryForm, inquiry: Inquiry, data: QueryDict) -> dict[str, Any]:
    authority = known(inquiry)
    around = look_around(authority)
    chosen = {one.ars for one in inquiry.partners} or set(data.getlist("partner"))
    offers = [Offer(one.authority, one, one.authority.ars in chosen) for one in around.neighbours]
    near = {one.authority.ars for one in around.neighbours}
    offers += [Offer(one, None, chosen=True) for one in inquiry.partners if one.ars not in near]
    base = list(carry(form, inquiry, data, {"partner", "dazu"}))
    goals = list(offer_on_map(offers, base))
    take_over(form, inquiry)
    return {
        "around": around,
        "offers": offers,
        "map": draw_neighbours(authority, around, goals),
    }


def take_over(form: InquiryForm, inquiry: Inquiry) -> None:
    """Whom somebody typed is ticked from now on; typed as well, it could not be taken back."""
    if form.cleaned_data.get("dazu") in inquiry.partners and "dazu" not in form.errors:
        data = cast("QueryDict", form.data).copy()
        data["dazu"] = ""
        form.data = data


def offer_on_map(offers: list[Offer], base: list[tuple[str, str]]) -> Iterator[Goal]:
    """Each chooses one more, or takes it back."""
    chosen = [one.authority.ars for one in offers if one.chosen]
    for number, offer in enumerate(offers, start=1):
        ars = offer.authority.ars
        then = [key for key in chosen if key != ars] if offer.chosen else [*chosen, ars]
        query = urlencode([*base, *(("partner", key) for key in then)])
        text = _("gewählt; noch einmal, um es zurückzunehmen") if offer.chosen else _("dazunehmen")
        yield Goal(number, offer.authority, text, PARTNERS.url(query), offer.chosen)


def prepare_questions(form: InquiryForm, inquiry: Inquiry, data: QueryDict) -> dict[str, Any]:  # noqa: ARG001
    """What an answer still hangs on, and below it what is assumed."""
    asked = choose_questions(inquiry, form.questions, on=timezone.localdate())
    return {
        "asked": [form[question.slug] for question in asked],
        "follows": follows_on_page(form, [question.slug for question in asked]),
        "start": form["beginn"],
        "assumed": [form[name] for name in ASSUMED if name != "beginn"],
        "unfold": any(name in form.errors for name in ASSUMED),
    }


def follows_on_page(form: InquiryForm, asked: list[str]) -> list[tuple[BoundField, BoundField]]:
    """Questions of the page, each with one above it whose no answers it, too."""
    return [
        (form[slug], form[first])
        for slug in asked
        for first in foundations(slug, form.presupposed)
        if first in asked
    ]


def known(inquiry: Inquiry) -> Authority:
    """The pages after the first one stand only for a town."""
    assert inquiry.authority is not None  # noqa: S101
    return inquiry.authority


PREPARED: dict[Step, Prepare] = {
    TOWN: prepare_town,
    WAY: prepare_way,
    PARTNERS: prepare_partners,
    QUESTIONS: prepare_questions,
}
