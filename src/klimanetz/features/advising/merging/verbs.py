"""The words of merged cases in the audit trail."""

from django.utils.translation import gettext_lazy as _

from klimanetz.core.verbs import name_details, name_verbs

name_verbs(
    {
        "merge_case": _("mit einem zweiten Fall zusammengeführt"),
        "end_merged_case": _("in einen anderen Fall übergegangen"),
    }
)
name_details({"merged": _("Fall")})
