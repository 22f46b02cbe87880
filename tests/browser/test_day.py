"""The door on the day: phones that lose their network lose nothing and double nothing."""

import pytest
from playwright.sync_api import Error, Locator, Page, expect

from tests.browser.conftest import Visit
from tests.browser.visitors import sign_in
from tests.harness.running import Running

#: As the demo names its next meeting, at whose door everything may be tried before the day.
NEXT = "Hitze, Starkregen, Stadtgrün"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def open_door(page: Page) -> str:
    """The list at the door of the next meeting; returns its address."""
    page.goto("/verwaltung/treffen/")
    page.get_by_role("link", name=NEXT).first.click()
    page.get_by_role("link", name="Tür: Wer ist da?").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wer ist da?")
    return page.url


@pytest.fixture
def anna(visit: Visit, site: Running) -> Page:
    """With a phone at the main door."""
    page = visit(site, **PHONE)
    sign_in(page, "organiser")
    open_door(page)
    return page


@pytest.fixture
def paul(visit: Visit, site: Running, anna: Page) -> Page:
    """With a phone of his own at the side door."""
    page = visit(site, **PHONE)
    sign_in(page, "organiser")
    page.goto(anna.url)
    return page


def row(page: Page, name: str) -> Locator:
    return page.locator(".door__one").filter(has=page.locator(".door__name", has_text=name))


def name_at(page: Page, number: int) -> str:
    """Whom the list expects, by their place in it."""
    return page.locator("[data-expected] .door__name").nth(number).inner_text().strip()


def tap(page: Page, name: str) -> None:
    row(page, name).locator(".door__in").tap()


def take_back(page: Page, name: str) -> None:
    page.wait_for_timeout(800)  # who taps twice in haste does not mean to take it back
    row(page, name).locator(".door__out").tap()


def expect_here(page: Page, *names: str) -> None:
    """These are there and nobody else, each once."""
    here = page.locator(".door__one--here .door__name")
    expect(here).to_have_count(len(names))
    assert sorted(text.strip() for text in here.all_inner_texts()) == sorted(names)


def expect_waiting(page: Page, number: int) -> None:
    state = page.locator("#door-state")
    if number:
        expect(state).to_contain_text(f"{number} noch nicht übertragen")
    else:
        expect(state).to_be_hidden()


def add_stranger(page: Page, name: str) -> None:
    page.locator("#door-new").get_by_label("Name", exact=True).fill(name)
    page.get_by_role("button", name="Als anwesend eintragen").tap()


def test_without_network_the_page_keeps_what_was_tapped(anna: Page) -> None:
    first, second, third = (name_at(anna, number) for number in range(3))
    tap(anna, first)
    expect_waiting(anna, 0)
    anna.context.set_offline(True)
    tap(anna, second)
    tap(anna, third)
    take_back(anna, third)
    add_stranger(anna, "Ulla Unerwartet")
    expect_waiting(anna, 4)
    expect_here(anna, first, second, "Ulla Unerwartet")
    expect(anna.locator("#door-count")).to_contain_text("2 von ")
    expect(anna.locator("#door-count")).to_contain_text("dazu 1 weitere Person")
    anna.context.set_offline(False)
    expect_waiting(anna, 0)
    expect_here(anna, first, second, "Ulla Unerwartet")
    anna.reload()
    expect_here(anna, first, second, "Ulla Unerwartet")


def test_without_network_and_without_a_name_the_page_stays(anna: Page) -> None:
    """To leave it would be not to come back; the browser says what is missing."""
    first = name_at(anna, 0)
    anna.context.set_offline(True)
    tap(anna, first)
    add_stranger(anna, "  ")
    expect(anna.get_by_role("heading", level=1)).to_have_text("Wer ist da?")
    expect_here(anna, first)
    add_stranger(anna, "Ulla Unerwartet")
    anna.context.set_offline(False)
    expect_waiting(anna, 0)
    expect_here(anna, first, "Ulla Unerwartet")


def test_an_answer_that_got_lost_doubles_nobody(anna: Page) -> None:
    """The server heard it, the phone did not hear back: it sends the same again."""
    anna.route("**/abgleich/", lambda route: (route.fetch(), route.abort()))
    name = name_at(anna, 0)
    tap(anna, name)
    add_stranger(anna, "Ulla Unerwartet")
    expect_waiting(anna, 2)
    anna.unroute_all(behavior="wait")
    expect_waiting(anna, 0)
    anna.reload()
    expect_here(anna, name, "Ulla Unerwartet")


def test_two_phones_agree(anna: Page, paul: Page) -> None:
    """Of two decisions about one person the later counts, whichever arrives first."""
    both, left, other = (name_at(anna, number) for number in range(3))
    anna.context.set_offline(True)
    paul.context.set_offline(True)
    tap(anna, both)
    tap(anna, left)
    tap(paul, both)
    tap(paul, other)
    tap(paul, left)
    take_back(paul, left)
    paul.context.set_offline(False)
    expect_waiting(paul, 0)
    anna.context.set_offline(False)
    expect_waiting(anna, 0)
    for phone in (anna, paul):
        expect_here(phone, both, other)
        phone.reload()
        expect_here(phone, both, other)


def test_strangers_appear_on_the_other_phone(anna: Page, paul: Page) -> None:
    """Entered by one, taken back by the other, without a reload."""
    add_stranger(anna, "Ulla Unerwartet")
    expect_here(paul, "Ulla Unerwartet")
    take_back(paul, "Ulla Unerwartet")
    expect_here(anna)


def test_a_page_that_is_killed_without_network_sends_later(anna: Page) -> None:
    name = name_at(anna, 0)
    anna.context.set_offline(True)
    tap(anna, name)
    expect_waiting(anna, 1)
    anna.close(run_before_unload=False)
    anna.context.set_offline(False)
    again = anna.context.new_page()
    open_door(again)
    expect_here(again, name)
    expect_waiting(again, 0)


def test_signed_out_meanwhile_nothing_is_lost(anna: Page) -> None:
    name = name_at(anna, 0)
    anna.context.clear_cookies(name="sessionid")
    tap(anna, name)
    expect(anna.locator("#door-state")).to_contain_text("Sie sind abgemeldet")
    expect(anna.get_by_role("link", name="Neu anmelden")).to_be_visible()
    other = anna.context.new_page()
    sign_in(other, "organiser")
    other.close()
    expect_waiting(anna, 0)
    anna.reload()
    expect_here(anna, name)


def wait_for_copy(page: Page) -> None:
    """Until this phone has kept the page and what it is made of, and answers for it."""
    answers = "Boolean(navigator.serviceWorker.controller)"
    kept = "await caches.match(location.pathname)"
    page.wait_for_function(f"async () => {answers} && Boolean({kept})")


def test_without_network_the_page_can_be_loaded_anew(anna: Page) -> None:
    """As a phone does it that had to make room: what was tapped is there, and arrives later."""
    first, second = (name_at(anna, number) for number in range(2))
    wait_for_copy(anna)
    tap(anna, first)
    expect_waiting(anna, 0)
    anna.context.set_offline(True)
    anna.reload()
    expect(anna.get_by_role("heading", level=1)).to_have_text("Wer ist da?")
    expect_here(anna, first)  # noted after the copy was made, and known all the same
    tap(anna, second)
    expect_waiting(anna, 1)
    anna.reload()
    expect_here(anna, first, second)
    expect_waiting(anna, 1)
    anna.context.set_offline(False)
    expect_waiting(anna, 0)
    anna.reload()
    expect_here(anna, first, second)


def test_a_copy_is_for_the_door_alone_and_goes_with_signing_out(anna: Page) -> None:
    """Nobody finds names in a phone whose owner has left."""
    url = anna.url
    wait_for_copy(anna)
    anna.get_by_role("button", name="Menü").tap()
    anna.get_by_role("button", name="Abmelden").tap()
    expect(anna.get_by_role("heading", level=1)).to_have_text("Bis bald")
    anna.wait_for_function("async () => !(await caches.keys()).length")
    anna.context.set_offline(True)
    with pytest.raises(Error, match="ERR_"):
        anna.goto(url)
    anna.context.set_offline(False)
    anna.goto(url)
    expect(anna.locator("#door")).to_have_count(0)


def test_a_copy_goes_where_its_page_is_refused(anna: Page) -> None:
    """The session ended elsewhere: the first look with network removes what was kept."""
    wait_for_copy(anna)
    anna.context.clear_cookies(name="sessionid")
    anna.reload()
    expect(anna.locator("#door")).to_have_count(0)
    assert anna.evaluate("async () => await caches.has('tuer')") is False


def test_without_script_every_tap_is_a_button(visit: Visit, site: Running, anna: Page) -> None:
    page = visit(site, java_script_enabled=False)
    sign_in(page, "organiser")
    page.goto(anna.url)
    name = name_at(page, 0)
    row(page, name).locator(".door__in").click()
    expect_here(page, name)
    row(page, name).locator(".door__out").click()
    expect_here(page)
