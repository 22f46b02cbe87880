"""The words of a case's mails in the audit trail."""

from django.utils.translation import gettext_lazy as _

from klimanetz.core.verbs import name_details, name_verbs

name_verbs({"send_case_mail": _("E-Mail aus dem Beratungsfall gesendet")})
name_details({"subject": _("Betreff")})
