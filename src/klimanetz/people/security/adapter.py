"""How allauth's second factor speaks and names this network."""

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.core.context import this_network
from klimanetz.people.models import Person


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy(
            "Das stimmt nicht. Bitte nehmen Sie den Code, den die App gerade zeigt."
        ),
        "incorrect_passkey": gettext_lazy("Der Passkey passt nicht. Versuchen Sie es noch einmal."),
    }

    def _get_site_name(self) -> str:
        """By this the person finds the entry in their app, and their device the passkey."""
        return this_network(context.request).name

    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:  # noqa: A002
        count = Authenticator.objects.filter(user=user, type=type).count()
        return _("Passkey %(number)s") % {"number": count + 1}
