"""What the network adds to the check of a town without a manager: whom to call, whom to ask."""

from typing import Any
from urllib.parse import quote, urlencode

from django.utils.translation import gettext as _

from klimanetz.core.models import Network
from klimanetz.features.funding.check.onward import before_check, before_side
from klimanetz.features.funding.inquiry import Inquiry
from klimanetz.people.contacts import public_contacts


@before_check.show("site/before_check.html", order=50)
def show_ways(inquiry: Inquiry | None) -> dict[str, Any]:  # noqa: ARG001 - nobody has asked yet
    return {"letter": begin_letter(Network.objects.current())}


@before_side.show("site/check_contacts.html", order=50)
def show_contacts(inquiry: Inquiry | None) -> dict[str, Any]:  # noqa: ARG001 - nobody has asked yet
    """Two queries."""
    return {"contacts": public_contacts()}


def begin_letter(network: Network) -> str:
    """The address of a letter to the operator that is begun already; empty without an address."""
    if not network.email:
        return ""
    subject = _("Beratung zum Klimaschutzmanagement")
    body = _("Meine Kommune:\nMein Name:\nTelefon:\nDas möchten wir wissen:\n")
    query = urlencode({"subject": subject, "body": body}, quote_via=quote)
    return f"mailto:{network.email}?{query}"
