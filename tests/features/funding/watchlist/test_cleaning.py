"""Texts of others on our page: every word, the structure, and nothing that could do harm."""

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klimanetz.features.funding.watchlist.cleaning import show

LINKS = {"/BMWI/L/gut": "https://klima.example/?a=1&b=2", "/BMWI/L/boese": "javascript:alert(1)"}


def words(html: str) -> list[str]:
    return unescape(re.sub(r"<[^>]*>", " ", html)).split()


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("<p>Eins</p><p>Zwei</p>", "<p>Eins</p><p>Zwei</p>"),
        ("<h2>Ziel</h2>", "<h3>Ziel</h3>"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("<ol><li>1</li></ol>", "<ol><li>1</li></ol>"),
        ("a<br />b<br>c", "a<br>b<br>c"),
        ('<p class="x" onclick="y()">Wort</p>', "<p>Wort</p>"),
        ("<abbr>EUR</abbr>&#xa0;5 &lt; 6 &amp; 7", "EUR\xa05 &lt; 6 &amp; 7"),
        ("<b>fett</b> <i>schräg</i>", "<strong>fett</strong> <em>schräg</em>"),
        (
            '<a xlink:href="target:/BMWI/L/gut">Seite</a>',
            '<a href="https://klima.example/?a=1&amp;b=2" rel="external noopener">Seite</a>',
        ),
        ('<a href="https://x.example/">x</a>',
         '<a href="https://x.example/" rel="external noopener">x</a>'),
        ('<a xlink:href="target:/BMWI/L/boese">Wort</a>', "Wort"),
        ('<a xlink:href="target:/BMWI/L/fehlt">Wort</a>', "Wort"),
        ('<a href="javascript:alert(1)">Wort</a>', "Wort"),
        ("<script>alert(1)</script><p>da</p>", "<p>da</p>"),
        ("<style>p{}</style>da", "da"),
        ('<img src="x" onerror="y()">da', "da"),
        ("<p>offen<ul><li>auch", "<p>offen<ul><li>auch</li></ul></p>"),
        ("</p></div>zu<p>viel</p></p>", "zu<p>viel</p>"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
         "<p> a b</p><p> c</p>"),
        ("<!-- leise --><![CDATA[x]]>da", "da"),
    ],
)  # fmt: skip
def test_what_is_kept_and_what_is_not(raw: str, shown: str) -> None:
    assert show(raw, LINKS) == shown


BITS = (
    "<p>", "</p>", "<ul>", "<li>", "</li>", "</ul>", "<br/>", "<b>", "</b>", "<div>", "</div>",
    '<a href="x">', "</a>", "<td>", "</tr>", "Wort ", "&lt;b&gt; ", "ä ",
)  # fmt: skip


@settings(deadline=None, max_examples=80)
@given(st.lists(st.sampled_from(BITS)).map("".join))
def test_whatever_comes_is_closed_and_says_the_same(raw: str) -> None:
    shown = show(raw, {})
    assert words(shown) == words(raw)
    opened = re.findall(r"<(\w+)[^>]*>", shown.replace("<br>", ""))
    closed = re.findall(r"</(\w+)>", shown)
    assert sorted(opened) == sorted(closed)
    assert set(opened) <= {"p", "ul", "li", "strong"}
