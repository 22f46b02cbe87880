"""What a person is in the network. A role is a permission with a validity."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    MANAGER = "manager", _("Klimaschutzmanagement")
    COORDINATOR = "coordinator", _("Klimaschutzkoordination")
    ADAPTATION_MANAGER = "adaptation_manager", _("Klimaanpassungsmanagement")
    ENERGY_MANAGER = "energy_manager", _("Energiemanagement")
    HEAT_PLANNER = "heat_planner", _("Wärmeplanung")
    VOLUNTEER = "volunteer", _("Klimaschutzpatenschaft")
    PARTNER = "partner", _("Partner:in")
    STANDING_GUEST = "standing_guest", _("Ständiger Gast")
    ORGANISER = "organiser", _("Netzwerkmanagement")


#: Roles a position at an authority can have.
POSITION_ROLES = (
    Role.MANAGER,
    Role.COORDINATOR,
    Role.ADAPTATION_MANAGER,
    Role.ENERGY_MANAGER,
    Role.HEAT_PLANNER,
    Role.VOLUNTEER,
)
#: Roles that make a member: they may read what members tell each other.
MEMBER_ROLES = (*POSITION_ROLES, Role.ORGANISER)
