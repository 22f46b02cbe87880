"""The exact mail before it is sent, and shown safely."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest
from django.http import HttpRequest, HttpResponse

from klimanetz.mail.delivery import Postman
from klimanetz.mail.headers import Unwritable
from klimanetz.mail.models import Letter, Mail
from klimanetz.mail.outbox import post
from klimanetz.mail.preview import frames_mail, lift_styles, preview, preview_mail, show_mail
from tests.mail.conftest import CALENDAR, Draw, PostTo, recipient
from tests.mail.sink import Sink


def test_a_letter_is_shown_before_anything_is_written(draw: Draw) -> None:
    letter = draw(subject="{{ personal.name }}: Einladung", calendar=CALENDAR)
    shown = preview(letter, recipient(2))
    assert shown.subject == "Mika Managerin 2: Einladung"
    assert shown.to == "Mika Managerin 2 <mika2@kommune.example>"
    assert shown.sender == "Klimanetz Thüringen <netzwerk@klimanetz.example>"
    assert shown.reply_to == "Klimanetz Thüringen <netzwerk@agentur.example>"
    assert "Ich nehme online teil: https://klima.example/a/2?antwort=online" in shown.text
    assert 'href="https://klima.example/a/2?antwort=online"' in shown.html
    assert "mailto:mika2@kommune.example" in shown.calendar
    assert not Letter.objects.exists()
    assert not Mail.objects.exists()
    post(letter, [recipient(2)])
    assert letter.mails.count() == 1


def test_the_preview_is_what_arrives(draw: Draw, sink: Sink) -> None:
    letter = draw(calendar=CALENDAR)
    before = preview(letter, recipient(2))
    post(letter, [recipient(2)])
    postman = Postman("test")
    postman.deliver()
    postman.line.hang_up()
    (message,) = sink.messages
    parts = {part.get_content_type(): part for part in message.walk()}
    for kind, shown in (
        ("text/plain", before.text),
        ("text/html", before.html),
        ("text/calendar", before.calendar),
        ("application/ics", before.calendar),
    ):
        payload = parts[kind].get_payload(decode=True)
        assert isinstance(payload, bytes)
        assert payload.decode().replace("\r\n", "\n") == shown
    assert preview_mail(letter.mails.select_related("letter").get()) == before


def test_a_long_mail_gets_a_high_frame(draw: Draw) -> None:
    short, long = (preview(draw(f"<p>{'Wort ' * n}</p>"), recipient()) for n in (10, 500))
    assert short.height < long.height / 2


def test_a_mail_without_entry_or_other_address_to_answer(draw: Draw) -> None:
    assert preview(draw(), recipient()).calendar == ""


def test_what_is_missing_is_said_before_sending(draw: Draw) -> None:
    with pytest.raises(Unwritable, match="answer_url"):
        preview(draw(), recipient(values={}))
    with pytest.raises(Unwritable, match="keine Adresse"):
        preview(draw(), recipient(address="mika"))


def test_confidential_values_are_hidden_unless_revealed(post_to: PostTo) -> None:
    body = "<p>{{ personal.name }}: {{ personal.code }}</p>"
    post_to([recipient(values={"code": "12345678"})], body=body, confidential=True)
    mail = Mail.objects.select_related("letter").get()
    assert "Mika Managerin 1: ••••••" in preview_mail(mail).text
    assert "Mika Managerin 1: 12345678" in preview_mail(mail, reveal=True).text
    assert mail.values == {"code": "12345678"}
    mail.values = {}  # forgotten when it left
    assert "••••••" in preview_mail(mail).html


def sheet_of(page: str) -> str:
    found = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert found
    return found[1]


def test_the_page_for_a_frame_allows_nothing_but_its_own_looks(draw: Draw) -> None:
    response = show_mail(preview(draw(), recipient()).html)
    page = response.content.decode()
    policy = response.headers["Content-Security-Policy"]
    digest = b64encode(sha256(sheet_of(page).encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy
    assert " style=" not in page
    assert '<base target="_blank">' in page


def test_the_looks_are_kept(draw: Draw) -> None:
    html = preview(draw(), recipient()).html
    page, sheet = lift_styles(html)
    styles = re.findall(r'style="([^"]+)"', re.sub(r"<!--.*?-->", "", html, flags=re.DOTALL))
    for style in set(styles):
        name = re.search(rf"\.(i\d+) {{ {re.escape(style)} }}", sheet)
        assert name, style
        users = re.findall(r'class="(i\d+)(?: [^"]*)?"', page)
        assert users.count(name[1]) == styles.count(style)
    assert re.search(r'class="i\d+ button"', page)
    assert "prefers-color-scheme" in sheet


def test_a_page_that_frames_a_mail_may_frame_our_own_pages_only() -> None:
    @frames_mail
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    policy = vars(view(HttpRequest()))["_csp_config"]
    assert policy["frame-src"] == ["'self'"]
    assert policy["script-src"] == ["'self'"]
    assert not any("unsafe" in source for sources in policy.values() for source in sources)
