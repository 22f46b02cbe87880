"""The HTML part of a mail: the tree of a letter with its looks written into every element.

Mail programs drop style sheets (some webmail), ignore padding on links (Outlook) and know no
modern layout, so each element carries its own style. The classes serve the dark variant in
`mail/frame.html`, which the programs that read it apply over the styles here.
"""

from django.utils.html import escape

from klimanetz.mail.markup import Element

#: The colours of the light pages (`tokens.css`); a mail cannot refer to them.
TEXT, QUIET, LINE, ACCENT = "#17211b", "#46534b", "#d5ddd3", "#14532d"
SIZE = "font-size:17px;line-height:1.5"

STYLES = {
    "p": f"margin:0 0 16px;{SIZE};color:{TEXT}",
    "h2": f"margin:28px 0 10px;font-size:19px;line-height:1.3;color:{TEXT}",
    "ul": f"margin:0 0 16px;padding:0 0 0 22px;{SIZE};color:{TEXT}",
    "ol": f"margin:0 0 16px;padding:0 0 0 26px;{SIZE};color:{TEXT}",
    "li": "margin:0 0 6px",
    "a": f"color:{ACCENT};text-decoration:underline",
    "table": f"margin:0 0 20px;width:100%;border-collapse:collapse;border-top:1px solid {LINE}",
    "th": f"padding:9px 14px 9px 0;width:27%;text-align:left;vertical-align:top;font-weight:normal;"
    f"{SIZE};color:{QUIET};border-bottom:1px solid {LINE}",
    "td": f"padding:9px 0;text-align:left;vertical-align:top;{SIZE};color:{TEXT};"
    f"border-bottom:1px solid {LINE}",
}
SMALL = f"margin:0 0 8px;font-size:14px;line-height:1.5;color:{QUIET}"
BUTTON = (
    f"display:inline-block;margin:0 8px 10px 0;padding:13px 22px;border-radius:4px;"
    f"background-color:{ACCENT};color:#ffffff;font-size:17px;line-height:1.25;font-weight:bold;"
    f"text-decoration:none;text-underline-color:{ACCENT};mso-padding-alt:0"
)
#: Outlook gives a link no padding: wide, raised spaces that only Outlook reads stand in for it.
OUTLOOK_BEFORE = (
    '<!--[if mso]><i style="mso-font-width:180%;mso-text-raise:22pt" hidden>&emsp;</i>\n'
    '<span style="mso-text-raise:11pt"><![endif]-->'
)
OUTLOOK_AFTER = (
    '<!--[if mso]></span><i style="mso-font-width:180%" hidden>&emsp;&#8203;</i>\n<![endif]-->'
)
#: Elements after which the source breaks its line, so that no line of a mail gets long.
BREAKS_AFTER = frozenset({"p", "h2", "ul", "ol", "li", "table", "tr", "th", "td", "br"})


def dress_room(room: Element) -> str:
    """The HTML of a room of the letter."""
    return "".join(dress(block, STYLES) for block in room.blocks())


def dress_foot(room: Element) -> str:
    return "".join(dress(block, STYLES | {"p": SMALL}) for block in room.blocks())


def dress(element: Element, styles: dict[str, str]) -> str:
    if element.is_button:
        return dress_button(element)
    inside = "".join(
        escape(child) if isinstance(child, str) else dress(child, styles)
        for child in element.children
    )
    end = "\n" if element.tag in BREAKS_AFTER else ""
    if element.tag == "br":
        return f"<br>{end}"
    return f"<{element.tag}{dress_attributes(element, styles)}>{inside}</{element.tag}>{end}"


def dress_attributes(element: Element, styles: dict[str, str]) -> str:
    attributes = {"style": styles.get(element.tag, "")}
    if element.tag == "a":
        attributes |= {"class": "link", "href": element.attributes.get("href", "")}
    if element.tag == "table":
        attributes["role"] = "presentation"
    written = (f' {name}="{escape(value)}"' for name, value in attributes.items() if value)
    return "".join(written)


def dress_button(link: Element) -> str:
    href = escape(link.attributes.get("href", ""))
    return (
        f'\n<a class="button" href="{href}"\n style="{BUTTON}">\n'
        f"{OUTLOOK_BEFORE}{escape(link.text())}{OUTLOOK_AFTER}</a>\n"
    )
