"""Advising: the way of an authority from "no manager" to "manager in post"."""

from klimanetz.features.advising.models.application import WAITING, Application, ApplicationState
from klimanetz.features.advising.models.case import Case, CaseQuerySet, Move
from klimanetz.features.advising.models.contact import Contact, FormerKey
from klimanetz.features.advising.models.entry import LETTERS, CaseEntry, CaseFile, EntryKind
from klimanetz.features.advising.models.lifecycle import (
    ASKS,
    CLOSED,
    LEFT,
    LIFECYCLE,
    LOST,
    PATH,
    Option,
    Stage,
)

__all__ = [
    "ASKS",
    "CLOSED",
    "LEFT",
    "LETTERS",
    "LIFECYCLE",
    "LOST",
    "PATH",
    "WAITING",
    "Application",
    "ApplicationState",
    "Case",
    "CaseEntry",
    "CaseFile",
    "CaseQuerySet",
    "Contact",
    "EntryKind",
    "FormerKey",
    "Move",
    "Option",
    "Stage",
]
