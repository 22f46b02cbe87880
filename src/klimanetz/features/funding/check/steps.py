"""The pages of the check, one thing on each, and what each carries on in its address."""

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from klimanetz.features.funding.inquiry import Inquiry, pairs_of, post_of
from klimanetz.features.funding.inquiry_form import InquiryForm
from klimanetz.features.funding.situation import BEFORE
from klimanetz.features.funding.ways import Way

#: What is answered on the third page besides the questions of the rules.
ASSUMED = ("beginn", "gruppe", "stufe", "anteil", "steigerung", "arbeitsplatz", "reisen")
LONGEST_VALUE = 200


class Step(NamedTuple):
    """`number` of four, as the page says it; `page` is the name of its address."""

    number: int
    page: str
    template: str
    fields: tuple[str, ...]

    def url(self, query: str) -> str:
        return f"{reverse(self.page)}?{query}" if query else reverse(self.page)


TOWN = Step(1, "without_manager", "check/town.html", ("kommune",))
WAY = Step(2, "check_way", "check/way.html", ("weg", BEFORE))
PARTNERS = Step(2, "check_partners", "check/partners.html", ("partner", "dazu", "teilung"))
QUESTIONS = Step(3, "check_questions", "check/questions.html", ASSUMED)
STEPS = (TOWN, WAY, PARTNERS, QUESTIONS)
#: The result is the last.
COUNT = 4


def step_of(name: str) -> Step:
    """Where a field stands; the questions of the rules on the last page."""
    return next((step for step in STEPS if name in step.fields), QUESTIONS)


def first_wrong(form: InquiryForm) -> Step | None:
    """The first page with something to mend."""
    wrong = {step_of(name) for name in form.errors}
    return next((step for step in STEPS if step in wrong), None)


def steps_before(step: Step) -> tuple[Step, ...]:
    return STEPS[: STEPS.index(step)]


def fields_on(step: Step, form: InquiryForm) -> set[str]:
    """With what a field that takes a place asks back."""
    names = {name for name in form.fields if step_of(name) == step}
    return names | {f"{name}{ending}" for name in names for ending in ("_choice", "_asked")}


def before(step: Step, inquiry: Inquiry) -> Step | None:
    """The page to go back to: partners are chosen on one way only."""
    earlier = [one for one in steps_before(step) if one != PARTNERS or inquiry.way == Way.SHARED]
    return earlier[-1] if earlier else None


def carry(
    form: InquiryForm, inquiry: Inquiry, data: QueryDict, left_out: set[str]
) -> Iterator[tuple[str, str]]:
    """All that the address says, right or wrong, but for the fields left out.

    Places go on as their keys, so that nobody is asked twice which one is meant.
    """
    keys: dict[str, list[str]] = {}
    if inquiry.authority:
        keys["kommune"] = [inquiry.authority.ars]
    if inquiry.partners:
        keys["partner"] = [one.ars for one in inquiry.partners]
    for name in form.fields:
        if name not in left_out:
            values = keys.get(name) or data.getlist(name) or []
            yield from ((name, value[:LONGEST_VALUE]) for value in values if value)


def query_with(form: InquiryForm, inquiry: Inquiry, data: QueryDict) -> str:
    """Everything, for the way back."""
    return urlencode(list(carry(form, inquiry, data, {"dazu"} if inquiry.partners else set())))


def with_defaults(data: QueryDict) -> QueryDict:
    """What is assumed stands in the fields, so that one sees and changes it."""
    filled = data.copy()
    for name, value in pairs_of(post_of({})):
        if not filled.get(name):
            filled[name] = value
    return filled
