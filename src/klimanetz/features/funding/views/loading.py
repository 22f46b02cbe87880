"""Loading what a page of the desk is about: 403 for all but organisers, 404 for what is not."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from klimanetz.features.funding import rules
from klimanetz.features.funding.changes import with_predecessors
from klimanetz.features.funding.models import Programme, Question, Rule
from klimanetz.people.models import Person
from klimanetz.roster.office import signed_in


def open_desk(request: HttpRequest) -> Person:
    rules.can_edit(request.user).require()
    return signed_in(request)


def load_programme(request: HttpRequest, slug: str) -> Programme:
    open_desk(request)
    return get_object_or_404(Programme, slug=slug)


def load_question(request: HttpRequest, pk: int) -> Question:
    open_desk(request)
    return get_object_or_404(Question, pk=pk)


def load_rule(request: HttpRequest, pk: int) -> Rule:
    """Any version, with all it says."""
    open_desk(request)
    return get_object_or_404(Rule.objects.with_terms(), pk=pk)


def load_version(request: HttpRequest, pk: int) -> Rule:
    """Any version, with all it says, and with all that the one before it said."""
    open_desk(request)
    found = with_predecessors([pk])
    if not found:
        raise Http404
    return found[0]


def find_newest(rule: Rule) -> Rule:
    """The last version of the same rule."""
    chain = Rule.objects.current().filter(programme=rule.programme_id, slug=rule.slug)
    return chain.get()
