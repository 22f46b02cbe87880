"""How far climate action management reaches: who is in post, whom that covers, on any day."""

from klimanetz.roster.coverage.figures import Coverage, DistrictCoverage, Dot, coverage
from klimanetz.roster.coverage.past import COVERING_ROLES, Past, read_past
from klimanetz.roster.coverage.reach import Finding, Group
from klimanetz.roster.coverage.sheet import Line, Sum, add_up, find_towns, list_administrations

__all__ = [
    "COVERING_ROLES",
    "Coverage",
    "DistrictCoverage",
    "Dot",
    "Finding",
    "Group",
    "Line",
    "Past",
    "Sum",
    "add_up",
    "coverage",
    "find_towns",
    "list_administrations",
    "read_past",
]
