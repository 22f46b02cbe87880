"""Everyone may have a paper filled; who runs the network keeps the templates."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from klimanetz.core.refusal import ALLOWED, Verdict
from klimanetz.features.funding.shelf.models import Template, TemplateQuerySet
from klimanetz.people.models import Person
from klimanetz.roster.rules import can_manage

type Visitor = Person | AnonymousUser


def can_fill(visitor: Visitor, template: Template) -> Verdict:
    """What was taken off the shelf only organisers can still try out."""
    if template.retired_at is None or can_manage(visitor):
        return ALLOWED
    return Verdict(False, _("Diese Vorlage gibt es nicht mehr."))


def fillable_by(visitor: Visitor) -> TemplateQuerySet:
    """The twin of `can_fill`."""
    return Template.objects.all() if can_manage(visitor) else Template.objects.standing()
