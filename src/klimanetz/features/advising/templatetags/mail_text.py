"""The text of a mail: what somebody wrote, and what they quoted."""

from django import template

from klimanetz.features.advising.quoting import split_quote

register = template.Library()


@register.filter
def own_words(text: str) -> str:
    return split_quote(text)[0]


@register.filter
def quoted_words(text: str) -> str:
    return split_quote(text)[1]
