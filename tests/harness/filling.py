"""What a browser would send of a form on a page, to send it back as it is or with more typed."""

from django.test import Client

from tests.core.markup import Element, read

#: What is sent only where it is ticked.
TICKS = {"checkbox", "radio"}


def open_form(client: Client, path: str) -> dict[str, str]:
    return fields_of(client.get(path).content.decode())


def fields_of(page: str) -> dict[str, str]:
    """Of the first form of the page's main part."""
    form = read(page).one("main").all("form")[0]
    sent = {}
    for field in form.inside:
        name = field.attributes.get("name", "")
        if name and (field.attributes.get("type") not in TICKS or "checked" in field.attributes):
            sent[name] = value_of(field)
    return sent


def value_of(field: Element) -> str:
    if field.tag == "select":
        chosen = [one for one in field.all("option") if "selected" in one.attributes]
        return chosen[0]["value"] if chosen else ""
    if field.tag == "textarea":
        return "".join(field.words).removeprefix("\n")
    return field.attributes.get("value", "on" if field.attributes.get("type") in TICKS else "")
