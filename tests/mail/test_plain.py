"""The text part: everything the HTML part says, in lines of a letter."""

import pytest

from klimanetz.mail.markup import read_markup
from klimanetz.mail.personal import Personal
from klimanetz.mail.plain import WIDTH, write_plain


def plain(body: str) -> str:
    return write_plain(read_markup(f"<main>{body}</main>").find("main"))


def test_paragraphs_stand_apart_and_white_space_collapses() -> None:
    assert plain("<p>Eins\n   zwei</p>\n\n<p>drei &amp; vier</p>") == "Eins zwei\n\ndrei & vier"


def test_long_lines_wrap_at_72_columns_and_words_stay_whole() -> None:
    words = "Klimaschutzmanager:innen beraten Verwaltungsgemeinschaften. " * 8
    lines = plain(f"<p>{words}</p>").splitlines()
    assert len(lines) > 1
    assert all(len(line) <= WIDTH for line in lines)
    assert " ".join(lines) == words.strip()


def test_an_address_is_never_broken() -> None:
    url = "https://klima.example/" + "a-b/" * 40
    assert url in plain(f"<p>{'Wort ' * 12}<a href='{url}'>Seite</a></p>")


def test_room_is_left_for_values_not_known_yet() -> None:
    mark = Personal()["name"]
    lines = plain(f"<p>{'Wort ' * 10}{mark} und so weiter und so fort</p>").splitlines()
    filled = lines[0].replace(mark, "Mika Müller-Lüdenscheid")
    assert len(filled) <= WIDTH
    assert "\ue002" not in "".join(lines)


def test_headings_are_underlined() -> None:
    assert (
        plain("<h2>Worum es geht</h2><p>Um Geld.</p>") == "Worum es geht\n-------------\n\nUm Geld."
    )


def test_a_personal_heading_has_no_line_of_the_wrong_length() -> None:
    mark = Personal()["code"]
    assert plain(f"<h2>{mark}</h2>") == mark


def test_buttons_stand_on_lines_of_their_own() -> None:
    body = (
        '<p>Kommen Sie? <a class="button" href="https://a/ja">Ja</a>'
        ' <a class="button" href="https://a/nein">Nein</a> Danke.</p>'
    )
    assert plain(body) == "Kommen Sie?\nJa: https://a/ja\nNein: https://a/nein\nDanke."


def test_a_button_needs_no_paragraph() -> None:
    assert (
        plain('<p>Bitte:</p><a class="button" href="https://a/">Ja</a>')
        == "Bitte:\n\nJa: https://a/"
    )


def test_a_long_button_stays_on_one_line() -> None:
    url = "https://klima.example/antwort/" + "x" * 60
    assert (
        plain(f'<p><a class="button" href="{url}">Ich nehme teil</a></p>')
        == f"Ich nehme teil: {url}"
    )


def test_links_among_links_stand_alone_and_links_in_a_sentence_do_not() -> None:
    assert plain('<p><a href="https://a/1">Eins</a> · <a href="https://a/2">Zwei</a></p>') == (
        "Eins: https://a/1\nZwei: https://a/2"
    )
    assert plain('<p>Mehr im <a href="https://a/1">Protokoll</a>.</p>') == (
        "Mehr im Protokoll (https://a/1)."
    )


@pytest.mark.parametrize(
    ("link", "text"),
    [
        ('<a href="mailto:n@a.example">n@a.example</a>', "n@a.example"),
        ('<a href="tel:0361">0361</a>', "0361"),
        ('<a href="https://a/">https://a/</a>', "https://a/"),
        ('<a href="mailto:n@a.example">schreiben Sie uns</a>', "schreiben Sie uns (n@a.example)"),
    ],
)
def test_an_address_that_is_read_already_is_not_said_twice(link: str, text: str) -> None:
    assert plain(f"<p>Fragen? {link}</p>") == f"Fragen? {text}"


def test_facts_become_labels_with_values() -> None:
    table = (
        '<table class="facts"><tbody><tr><th>Wann</th><td>17. März,\n 10 Uhr</td></tr>'
        "<tr><th>Wo:</th><td>Rathaus<br>Markt 1</td></tr>"
        "<tr><td>Ilmenau</td><td>3</td></tr></tbody></table>"
    )
    assert plain(table) == "Wann: 17. März, 10 Uhr\nWo: Rathaus\n  Markt 1\nIlmenau, 3"


def test_a_long_fact_hangs_under_its_label() -> None:
    lines = plain(f"<table><tr><th>Wo</th><td>{'Seminarraum ' * 12}</td></tr></table>").splitlines()
    assert lines[0].startswith("Wo: Seminarraum")
    assert lines[1].startswith("  Seminarraum")


def test_lists_have_bullets_or_numbers_and_hang() -> None:
    assert plain("<ul><li>Eins</li> <li><em>Zwei</em></li></ul>") == "- Eins\n- Zwei"
    assert plain("<ol><li>Eins</li><li>Zwei</li></ol>") == "1. Eins\n2. Zwei"
    lines = plain(f"<ul><li>{'Wort ' * 30}</li></ul>").splitlines()
    assert lines[1].startswith("  Wort")


def test_line_breaks_and_fixed_spaces() -> None:
    assert plain("<p>Rathaus<br>Markt&nbsp;1</p>") == "Rathaus\nMarkt 1"


def test_loose_text_becomes_a_paragraph() -> None:
    assert (
        plain("Guten <em>Tag</em><p>zusammen</p> und Tschüss")
        == "Guten Tag\n\nzusammen\n\nund Tschüss"
    )
