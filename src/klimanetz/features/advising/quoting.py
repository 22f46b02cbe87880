"""Where in the text of a mail the quoted one begins, which everybody has read already."""

import re

#: How mail programs announce what they quote; the announcement may run over two lines.
ANNOUNCED = re.compile(
    r"^(?:"
    r"-{2,}\s*(?:Ursprüngliche Nachricht|Original Message|Weitergeleitete Nachricht"
    r"|Forwarded message)\b.*"
    r"|(?:Am|On) [^\n]{6,200}(?:\n[^\n]{0,120})?\b(?:schrieb|wrote)\b"
    r"[^\n]{0,120}(?:\n[^\n]{0,120})?:"
    r"|(?:Von|From): [^\n]+\n(?:[^\n]*\n){0,3}?(?:Gesendet|Sent|Datum|Date): .*"
    r")[ \t]*$",
    re.MULTILINE,
)
#: Nothing but marked lines from here to the end.
MARKED = re.compile(r"(?:^>[^\n]*(?:\n|\Z)(?:[ \t]*\n)*)+\Z", re.MULTILINE)


def split_quote(text: str) -> tuple[str, str]:
    """What somebody wrote, and what they quoted below it. Who answers between quoted lines, or
    writes nothing above them, keeps them."""
    begins = [found.start() for found in (ANNOUNCED.search(text), MARKED.search(text)) if found]
    cut = min(begins, default=len(text))
    own, quoted = text[:cut].strip(), text[cut:].strip()
    return (own, quoted) if own else (text.strip(), "")
