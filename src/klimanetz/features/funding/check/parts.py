"""Where the result of a check stands, for those who are told of changes."""

from django.urls import reverse

from klimanetz.features.funding.results import leads_to_result


@leads_to_result
def find_result(query: str) -> str:
    return f"{reverse('check_result')}?{query}"
