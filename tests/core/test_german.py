"""What is written in German is read aloud in German, whatever language its page speaks."""

from django.template import Context, Template
from django.utils.translation import override

PAGE = Template("<p>{{ title|german }}</p>")
CONTEXT = {"title": "Konzept & Stelle"}


def test_a_page_in_english_marks_what_is_german() -> None:
    with override("en"):
        page = PAGE.render(Context(CONTEXT))
    assert page == '<p><span lang="de">Konzept &amp; Stelle</span></p>'


def test_a_german_page_needs_no_mark() -> None:
    with override("de"):
        assert PAGE.render(Context(CONTEXT)) == "<p>Konzept &amp; Stelle</p>"


def test_nothing_is_marked_where_nothing_is_written() -> None:
    with override("en"):
        assert PAGE.render(Context({"title": ""})) == "<p></p>"
