"""One template makes a letter: subject, HTML part and a text part that reads as well."""

import re
from datetime import date

import pytest
from django.template import TemplateDoesNotExist
from pytest_django import Settings

from klimanetz.core.models import Network
from klimanetz.mail.letters import write_letter
from tests.mail.conftest import CALENDAR, Draw


def test_subject_is_plain_text_on_one_line(draw: Draw) -> None:
    letter = draw(
        subject="Einladung:\n {{ title }}", context={"title": "Klima & Geld in Höhe von 5 $"}
    )
    assert letter.subject == "Einladung: Klima & Geld in Höhe von 5 $$"
    assert letter.heading == "Einladung: Klima & Geld in Höhe von 5 $"


def test_what_is_personal_becomes_a_slot_in_text_and_html(draw: Draw) -> None:
    letter = draw(subject="{{ personal.name }}, bitte antworten")
    assert letter.subject == "${name}, bitte antworten"
    assert letter.heading == "…, bitte antworten"
    assert "Guten Tag ${name}," in letter.text
    assert "Ich nehme online teil: ${answer_url}?antwort=online" in letter.text
    assert 'href="${answer_url}?antwort=online"' in letter.html


def test_a_literal_dollar_is_doubled_wherever_it_stands(draw: Draw) -> None:
    letter = draw("<p>{{ price }}</p>", context={"price": "5 $ für ${name}"})
    assert "5 $$ für $${name}" in letter.text
    assert "5 $$ für $${name}" in letter.html


def test_nobody_can_forge_a_slot(draw: Draw) -> None:
    letter = draw("<p>{{ title }}</p>", context={"title": "\ue000name\ue001"})
    assert "${name}" not in letter.text + letter.html


def test_what_people_typed_stays_text(draw: Draw) -> None:
    typed = '<script>alert("1")</script> & <b>fett</b>'
    letter = draw('<p><a href="{{ typed }}">{{ typed }}</a></p>', context={"typed": typed})
    assert "<script>" not in letter.html
    assert "<b>" not in letter.html
    assert typed in letter.text


def test_the_html_part_is_a_page_with_its_looks_in_every_element(draw: Draw) -> None:
    html = draw(language="en").html
    assert html.startswith("<!doctype html>")
    assert '<html lang="en">' in html
    assert "<title>Einladung</title>" in html
    body = html.split("</head>")[1]
    assert not re.search(r"<(p|h2|ul|ol|a|th|td)(?![^>]*style=)[^>]*>", body)
    assert 'width="600"' in body


def test_no_line_of_the_html_part_is_long_enough_to_be_cut_by_a_server(draw: Draw) -> None:
    body = "<p>Wort </p>" * 300 + '<table class="facts"><tr><th>a</th><td>b</td></tr></table>' * 50
    assert max(len(line) for line in draw(body).html.splitlines()) < 600


def test_looks_dark_where_the_reader_likes_it_dark(draw: Draw) -> None:
    html = draw().html
    assert '<meta name="color-scheme" content="light dark">' in html
    assert "@media (prefers-color-scheme: dark)" in html


def test_the_preheader_is_seen_in_the_list_of_mails_only(draw: Draw) -> None:
    letter = draw(blocks="{% block preheader %}Ein Klick genügt.{% endblock %}")
    assert re.search(r'<div style="display:none[^>]*>Ein Klick genügt.</div>', letter.html)
    assert "Ein Klick genügt." not in letter.text
    assert "display:none" not in draw().html


def test_the_foot_says_who_writes_and_why(draw: Draw, settings: Settings) -> None:
    Network.objects.update(phone="0361 5603", address="Mainzerhofstraße 10\n99084 Erfurt")
    letter = draw()
    foot = letter.text.split("\n-- \n")[1]
    assert "weil Sie zum Netzwerk Klimanetz Thüringen\ngehören" in foot
    for line in ("Energieagentur", "Mainzerhofstraße 10", "99084 Erfurt", "Telefon 0361 5603"):
        assert f"\n{line}\n" in foot
        assert line in letter.html
    assert "netzwerk@agentur.example" in foot
    assert settings.BASE_URL in foot


def test_a_letter_may_give_its_own_reason(draw: Draw) -> None:
    letter = draw(blocks="{% block reason %}Sie haben einen Code angefordert.{% endblock %}")
    assert "Sie haben einen Code angefordert." in letter.text
    assert "gehören" not in letter.text


def test_speaks_the_language_of_the_reader(draw: Draw) -> None:
    body = '<p>{% get_current_language as language %}{{ language }}, {{ day|date:"F" }}</p>'
    day = date(2027, 3, 1)
    assert draw(body, context={"day": day}).text.startswith("de, März\n")
    assert draw(body, context={"day": day}, language="en").text.startswith("en, March\n")


def test_a_letter_knows_what_it_is_about(network: Network) -> None:
    letter = write_letter(
        "mail/letter.html",
        purpose="meetings.invitation",
        language="de",
        context={},
        about="meetings.meeting:7",
        calendar=CALENDAR,
        calendar_method="REQUEST",
        written_by="Olga",
    )
    assert letter._state.adding
    assert (letter.purpose, letter.about) == ("meetings.invitation", "meetings.meeting:7")
    assert (letter.calendar, letter.calendar_method) == (CALENDAR, "REQUEST")
    assert (letter.written_by, letter.confidential) == ("Olga", False)


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("<p><img src='x'></p>", "may not contain <img>"),
        ("<div>a</div>", "may not contain <div>"),
        ("<p><strong>a</p>", "</p> closes <strong>"),
        ("<p>a", "</main> closes <p>"),
    ],
)
def test_a_template_that_no_mail_program_would_show_well_is_refused(
    draw: Draw, body: str, complaint: str
) -> None:
    with pytest.raises(ValueError, match=complaint):
        draw(body)


def test_a_calendar_entry_needs_a_method(network: Network) -> None:
    with pytest.raises(ValueError, match="method"):
        write_letter("mail/letter.html", purpose="", language="de", context={}, calendar="BEGIN:")


def test_a_missing_template_is_an_error(network: Network) -> None:
    with pytest.raises(TemplateDoesNotExist):
        write_letter("meetings/mail/none.html", purpose="", language="de", context={})


def test_writing_a_letter_takes_one_query(
    draw: Draw, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        draw()
