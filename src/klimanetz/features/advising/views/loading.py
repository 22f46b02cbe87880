"""Fetching and authorising are one step: nobody but organisers gets anywhere here."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from klimanetz.features.advising import rules
from klimanetz.features.advising.models import Case, CaseEntry, CaseFile, CaseQuerySet, Contact
from klimanetz.people.models import Person
from klimanetz.roster.office import signed_in


def open_advising(request: HttpRequest) -> Person:
    """The organiser who asks; 403 with the reason for anyone else."""
    rules.can_advise(request.user).require()
    return signed_in(request)


def load_case(request: HttpRequest, pk: int, among: CaseQuerySet | None = None) -> Case:
    person = open_advising(request)
    cases = Case.objects.select_related("lead", "owner") if among is None else among
    return get_object_or_404(cases.visible_to(person), pk=pk)


def load_home(request: HttpRequest, pk: int) -> Case:
    """The case, or the one that it was merged into: where what belongs to it is kept and added.

    For all that may be done to either; a step was decided upon one of them.
    """
    person = open_advising(request)
    cases = Case.objects.home_of(pk).select_related("lead", "owner")
    return get_object_or_404(cases.visible_to(person))


def load_contact(request: HttpRequest, pk: int, contact: int) -> Contact:
    case = load_home(request, pk)
    return get_object_or_404(Contact.objects.select_related("case__lead"), pk=contact, case=case)


def load_entry(request: HttpRequest, pk: int, entry: int) -> CaseEntry:
    case = load_home(request, pk)
    return get_object_or_404(CaseEntry.objects.select_related("case"), pk=entry, case=case)


def load_file(request: HttpRequest, pk: int, file: int) -> CaseFile:
    case = load_home(request, pk)
    return get_object_or_404(CaseFile.objects.select_related("entry"), pk=file, entry__case=case)
