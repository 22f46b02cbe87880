"""One stylesheet out of the design system's rules that are used and the product's own."""

import re
from collections.abc import Iterator

#: The blocks of the design system that templates use (`kern-btn--primary` is of block `btn`).
USED_BLOCKS = frozenset(
    {"btn", "error", "fieldset", "form-check", "form-input", "hint", "label", "sr-only"}
)
TOKENS_OF_COLOUR = ("--kern-color-", "--kern-shadow-")

MARK = re.compile(r"""url\([^)]*\)|"[^"]*"|'[^']*'|[{};]""")
KERN_CLASS = re.compile(r"\.kern-([\w-]+)")
COMMA_OUTSIDE_BRACKETS = re.compile(r",(?![^(]*\))")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def split_rules(css: str) -> Iterator[tuple[str, str]]:
    """Each rule of the outermost level as what stands before its braces and within them."""
    depth = start = opened = 0
    for mark in MARK.finditer(css):
        if mark[0] == "{":
            opened = opened if depth else mark.start()
            depth += 1
        elif mark[0] == "}":
            depth -= 1
            if not depth:
                yield css[start:opened].strip(), css[opened + 1 : mark.start()]
                start = mark.end()
        elif mark[0] == ";" and not depth:
            start = mark.end()


def block_of(class_name: str) -> str:
    return re.split("__|--", class_name, maxsplit=1)[0]


def is_used(selector: str) -> bool:
    blocks = {block_of(name) for name in KERN_CLASS.findall(selector)}
    return bool(blocks) and blocks <= USED_BLOCKS


def keep_used(css: str) -> str:
    """The design system's measures, and its rules for the blocks in use; colours are our own."""
    kept = []
    for head, body in split_rules(COMMENT.sub("", css)):
        if head.startswith("@media"):
            head, body = head, keep_used(body)
        elif head == ":root":
            tokens = (token.strip() for token in body.split(";"))
            body = ";".join(t for t in tokens if t and not t.startswith(TOKENS_OF_COLOUR))
        else:
            head = ",".join(filter(is_used, COMMA_OUTSIDE_BRACKETS.split(head)))
        if head and body:
            kept.append(f"{head}{{{body}}}")
    return "\n".join(kept)


def compact(css: str) -> str:
    """Without comments, indentation and the ends of most lines; compression does the rest."""
    lines = re.sub(r"\s*\n\s*", "\n", COMMENT.sub("", css)).strip()
    return re.sub(r"(?<=[{};,])\n", "", lines)
