"""Time-driven work: functions that ask "what is due?" and may run twice or late.

A module `jobs.py` in an app registers its functions with `@due_job`; the worker calls them all.
"""

from collections.abc import Callable

type DueJob = Callable[[], int]

_jobs: list[DueJob] = []


def due_job(job: DueJob) -> DueJob:
    """Register `job`: it does what is due now and returns how many things it did."""
    _jobs.append(job)
    return job


def registered_jobs() -> tuple[DueJob, ...]:
    return tuple(_jobs)
