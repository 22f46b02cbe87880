"""Who pays for what, on which terms, according to whom: each fact with its source and its day."""

from klimanetz.features.funding.models.programme import Level, Programme
from klimanetz.features.funding.models.question import Question
from klimanetz.features.funding.models.rule import Condition, Rate, Rule, RuleQuerySet
from klimanetz.features.funding.models.vocabulary import (
    Applicant,
    Cumulation,
    Order,
    Purpose,
    Status,
)
from klimanetz.features.funding.models.watcher import Telling, Watcher, WatcherQuerySet

__all__ = [
    "Applicant",
    "Condition",
    "Cumulation",
    "Level",
    "Order",
    "Programme",
    "Purpose",
    "Question",
    "Rate",
    "Rule",
    "RuleQuerySet",
    "Status",
    "Telling",
    "Watcher",
    "WatcherQuerySet",
]
