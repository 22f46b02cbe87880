"""What is said of filling in the audit trail."""

from django.utils.translation import gettext_lazy as _

from klimanetz.core.verbs import name_verbs

name_verbs({"fill_case": _("Stelle aus einem Beratungsfall angelegt und besetzt")})
