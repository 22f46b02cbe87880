"""What only the authority itself can say: the yes/no questions that rules depend on."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Question(models.Model):
    """Asked once, whatever number of rules depend on it; `rank` is the order of asking.

    A no to what it `presupposes` is a no to it as well; a yes to it contradicts such a no.
    """

    slug = models.SlugField(_("Kennwort"), max_length=40, unique=True)
    text = models.CharField(_("Frage"), max_length=200)
    hint = models.CharField(_("Was damit gemeint ist"), max_length=400, blank=True)
    presupposes = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    rank = models.PositiveSmallIntegerField(_("Reihenfolge"), default=100)
    #: What the last file said (see `stating.py`); empty where none ever did.
    shipped = models.JSONField(default=dict, editable=False)

    class Meta:
        ordering = ("rank", "slug")
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(text=""), name="funding_question_has_text")
        ]

    def __str__(self) -> str:
        return self.text
