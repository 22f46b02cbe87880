"""Advising: the way of an authority from "no manager" to "manager in post"."""

from klimanetz.features.advising.models.application import Application, ApplicationState
from klimanetz.features.advising.models.case import Case, CaseQuerySet, Move
from klimanetz.features.advising.models.contact import Contact
from klimanetz.features.advising.models.entry import LETTERS, CaseEntry, CaseFile, EntryKind
from klimanetz.features.advising.models.lifecycle import (
    ASKS,
    CLOSED,
    LIFECYCLE,
    PATH,
    Option,
    Stage,
)

__all__ = [
    "ASKS",
    "CLOSED",
    "LETTERS",
    "LIFECYCLE",
    "PATH",
    "Application",
    "ApplicationState",
    "Case",
    "CaseEntry",
    "CaseFile",
    "CaseQuerySet",
    "Contact",
    "EntryKind",
    "Move",
    "Option",
    "Stage",
]
