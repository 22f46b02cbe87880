"""Notes of steps may name people: they are nobody when these are forgotten."""

from klimanetz.features.advising.applications.models import Step
from klimanetz.features.advising.forgetting import WORDS

WORDS.append((Step, "application__case", ("note",)))
