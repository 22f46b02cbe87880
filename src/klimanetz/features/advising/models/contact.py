"""Whom one talks to at an authority: a person without an account."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from klimanetz.core.keyed import new_key
from klimanetz.features.advising.models.case import Case


class Contact(models.Model):
    """`key` opens the page of the case for this person, until it is renewed or withdrawn.

    It is known to nobody before `link_sent_at`.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="contacts")
    name = models.CharField(_("Name"), max_length=160)
    office = models.CharField(_("Amt oder Aufgabe"), max_length=160, blank=True)
    email = models.EmailField(_("E-Mail"), blank=True)
    phone = models.CharField(_("Telefon"), max_length=60, blank=True)
    key = models.CharField(max_length=40, unique=True, default=new_key, editable=False)
    link_sent_at = models.DateTimeField(null=True, editable=False)
    link_withdrawn_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("case", "email"),
                condition=~models.Q(email=""),
                name="advising_contact_once_in_a_case",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def dial(self) -> str:
        """The first number, as a telephone takes it."""
        return "".join(self.phone.partition(",")[0].split())

    def change_key(self) -> None:
        """No link that anybody has opens anything any more; the new one is known to nobody."""
        self.key, self.link_sent_at = new_key(), None
        self.save(update_fields=["key", "link_sent_at"])
        self.former_keys.all().delete()


class FormerKey(models.Model):
    """Also opens the page: by a link to a case that was merged, where the person was known, too."""

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="former_keys")
    key = models.CharField(max_length=40, unique=True, editable=False)

    def __str__(self) -> str:
        return str(self.contact_id)
