"""Everyone may have a paper filled; organisers keep the templates."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from klimanetz.core.refusal import ALLOWED, Verdict
from klimanetz.features.funding.shelf.models import Template, TemplateQuerySet
from klimanetz.people.models import Person

type Visitor = Person | AnonymousUser


def can_keep(visitor: Visitor) -> Verdict:
    """Add templates, bring new versions, take templates off the shelf."""
    if isinstance(visitor, Person) and visitor.is_organiser:
        return ALLOWED
    return Verdict(False, _("Diese Seiten sind für das Netzwerkmanagement."))


def can_fill(visitor: Visitor, template: Template) -> Verdict:
    """What was taken off the shelf only organisers can still try out."""
    if template.retired_at is None or can_keep(visitor):
        return ALLOWED
    return Verdict(False, _("Diese Vorlage gibt es nicht mehr."))


def fillable_by(visitor: Visitor) -> TemplateQuerySet:
    """The twin of `can_fill`."""
    return Template.objects.all() if can_keep(visitor) else Template.objects.standing()
