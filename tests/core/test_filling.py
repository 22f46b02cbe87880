"""A form in a page that is drawn already is filled with what somebody typed."""

import pytest

from klimanetz.core.filling import fill_form

OTHER = '<form method="post" action="/anders/"><input name="name" value="alt"></form>'


def fill(form: str, **fields: list[str]) -> str:
    page = f'<form method="post" action="/hier/">{form}</form>'
    return fill_form(page, "/hier/", "/seite/", fields)[
        len('<form method="post" action="/hier/">') : -7
    ]


@pytest.mark.parametrize("kind", ["text", "email", "date", "hidden", "number"])
def test_inputs(kind: str) -> None:
    drawn = f'<input type="{kind}" name="name" value="alt" required>'
    assert fill(drawn, name=["neu"]) == f'<input type="{kind}" name="name" required value="neu">'


def test_what_was_emptied_stays_empty() -> None:
    assert fill('<input name="name" value="alt">', name=[""]) == '<input name="name" value="">'


def test_what_was_not_sent_stays() -> None:
    assert fill('<input name="name" value="alt">', other=["x"]) == '<input name="name" value="alt">'


def test_markup_in_a_text_is_text() -> None:
    evil = '"><script>alert(1)</script>'
    assert "<script>" not in fill('<input name="name">', name=[evil])
    assert "<script>" not in fill('<textarea name="name"></textarea>', name=[evil])


def test_long_texts_with_lines() -> None:
    filled = fill(
        '<textarea name="text" rows="3">\nalt &amp; älter</textarea>', text=["eins\nzwei & drei"]
    )
    assert filled == '<textarea name="text" rows="3">\neins\nzwei &amp; drei</textarea>'


def test_choices() -> None:
    select = (
        '<select name="art"><option value="a" selected>A</option>'
        '<option value="b">B</option></select>'
    )
    assert fill(select, art=["b"]) == (
        '<select name="art"><option value="a">A</option>'
        '<option value="b" selected>B</option></select>'
    )


def test_boxes_are_ticked_and_emptied() -> None:
    boxes = (
        '<input type="checkbox" name="tag" value="1" checked>'
        '<input type="checkbox" name="tag" value="2"><input type="checkbox" name="ja" checked>'
    )
    assert fill(boxes, tag=["2"]) == (
        '<input type="checkbox" name="tag" value="1">'
        '<input type="checkbox" name="tag" value="2" checked><input type="checkbox" name="ja">'
    )
    assert fill('<input type="checkbox" name="ja">', ja=["on"]).endswith(" checked>")


@pytest.mark.parametrize("kind", ["file", "submit", "password"])
def test_what_nobody_types_is_left(kind: str) -> None:
    drawn = f'<input type="{kind}" name="name">'
    assert fill(drawn, name=["neu"]) == drawn


def test_only_the_form_that_was_sent() -> None:
    assert fill_form(OTHER, "/hier/", "/seite/", {"name": ["neu"]}) == OTHER
    search = '<form method="get" action="/hier/"><input name="name"></form>'
    assert fill_form(search, "/hier/", "/seite/", {"name": ["neu"]}) == search


def test_a_form_without_action_is_that_of_its_page() -> None:
    form = '<form method="post"><input name="name"></form>'
    assert 'value="neu"' in fill_form(form, "/seite/", "/seite/", {"name": ["neu"]})


def test_all_else_is_as_it_was() -> None:
    page = (
        '<!DOCTYPE html>\n<html lang="de"><head><!-- Ja --><title>Ä &amp; ö &#39;</title>\n'
        '<script src="/a.js" defer></script></head><body><svg viewBox="0 0 1 1"><use href="#a" />'
        '<circle r=".1em"/></svg><script type="application/json">{"a": "<b>"}</script>'
        "<p hidden>Text<br></p></body></html>\n"
    )
    assert fill_form(page, "/hier/", "/seite/", {"name": ["neu"]}) == page
