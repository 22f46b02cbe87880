"""What organisers write is German on every page: `{{ programme.name|german }}` says so."""

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


@register.filter
def german(text: str) -> SafeString:
    """Marked where the page speaks another language, so that it is read aloud in its own."""
    if not text or (get_language() or "").startswith("de"):
        return conditional_escape(text)
    return format_html('<span lang="de">{}</span>', text)
