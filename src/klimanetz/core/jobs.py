"""Time-driven work: functions that ask "what is due?" and may run twice or late.

A module `jobs.py` in an app registers its functions with `@due_job`; the worker calls them all.
"""

from collections.abc import Callable

type DueJob = Callable[[], int]

#: So many things a job does at once at most. What is left is done in the next rounds, so that a
#: list of ten thousand people, read in on one day, leaves room for those who work meanwhile.
A_FEW = 20

_jobs: list[DueJob] = []


def due_job(job: DueJob) -> DueJob:
    """Register `job`: it does what is due now and returns how many things it did."""
    _jobs.append(job)
    return job


def registered_jobs() -> tuple[DueJob, ...]:
    return tuple(_jobs)
