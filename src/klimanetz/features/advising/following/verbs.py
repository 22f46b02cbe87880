"""The words of the links in the audit trail."""

from django.utils.translation import gettext_lazy as _

from klimanetz.core.verbs import name_verbs

name_verbs(
    {
        "send_case_link": _("Link zum Fall gesendet"),
        "renew_case_link": _("Link zum Fall erneuert"),
        "withdraw_case_link": _("Link zum Fall zurückgezogen"),
    }
)
