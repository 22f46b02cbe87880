"""In which weeks the mail of the week went out."""

from typing import ClassVar

from django.db import models
from django.utils import timezone


class ToldWeek(models.Model):
    """Its row is the lock of the week: of two workers the second finds it told."""

    week = models.CharField(max_length=8, unique=True, help_text="e.g. 2027-W09")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ("week",)

    def __str__(self) -> str:
        return self.week
