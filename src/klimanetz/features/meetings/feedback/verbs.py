"""The words of feedback in the audit trail. Answering is not in it: it would say when."""

from django.utils.translation import gettext_lazy as _

from klimanetz.core.verbs import name_verbs

name_verbs({"ask_feedback": _("um Rückmeldung gebeten")})
