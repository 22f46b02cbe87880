"""The pictures of README and handbook, taken from the demo network into `docs/images`.

`.venv/bin/python -m tests.browser.illustrate` takes all of them anew; look at them afterwards.
"""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from tests.browser import story
from tests.browser.chromium import launch_options
from tests.browser.palette import write_small
from tests.browser.visitors import sign_in
from tests.harness.running import Running, free_port, klimanetz, serving

IMAGES = Path("docs/images")
WIDTH, HEIGHT = 1280, 900
MEETING = "Anpassung vor Ort"
LAST = "Wenn die Förderung endet"
MANAGER = "Jonas Weber"
#: What a town asks for, and one that has applied already.
CHECKED = "kommune=160700028028&weg=eigene&vorher=nein&finanzschwach=ja&neue-stelle=ja&konzept=nein"
CASE = "Meuselwitz"


@dataclass(frozen=True)
class Camera:
    browser: Browser
    site: Running

    def visitor(self, part: str) -> Page:
        """A page of somebody's own, as `visitors` name them."""
        context = self.browser.new_context(
            base_url=self.site.url,
            locale="de-DE",
            timezone_id="Europe/Berlin",
            viewport={"width": WIDTH, "height": HEIGHT},
            reduced_motion="reduce",
        )
        page = context.new_page()
        sign_in(page, part)
        return page

    def take(self, name: str, *shown: Locator, tall: int = HEIGHT, margin: int = 16) -> None:
        """The smallest part of a page that holds all of `shown`, cut off after `tall` pixels."""
        page = shown[0].page
        page.evaluate("scrollTo(0, 0)")  # boxes are measured from the top of the window
        boxes = [box for one in shown if (box := one.bounding_box())]
        left = max(min(box["x"] for box in boxes) - margin, 0)
        top = max(min(box["y"] for box in boxes) - margin, 0)
        right = min(max(box["x"] + box["width"] for box in boxes) + margin, WIDTH)
        bottom = max(box["y"] + box["height"] for box in boxes) + margin
        clip = {"x": left, "y": top, "width": right - left, "height": min(bottom - top, tall)}
        picture = page.screenshot(clip=clip, full_page=True)  # type: ignore[arg-type]
        write_small(self.browser, picture, IMAGES / f"{name}.png")


def public(camera: Camera) -> None:
    page = camera.visitor("public")
    page.goto("/")
    head, main = page.locator("body > header"), page.get_by_role("main")
    camera.take("start", head, main, tall=815, margin=0)


def organiser(camera: Camera, home: Path) -> None:
    page = camera.visitor("organiser")
    main = page.get_by_role("main")
    page.goto("/verwaltung/treffen/")
    page.get_by_role("link", name=MEETING).click()
    page.get_by_role("link", name="vor Ort (").click()
    camera.take("answers", main, margin=0)
    page.goto("/verwaltung/personen/?suche=" + MANAGER)
    page.get_by_role("link", name=MANAGER).click()
    page.locator("article h3 a").click()
    camera.take("position", main, tall=715, margin=0)
    story.upload_list(page, story.load_sample(page, home))
    asked = page.get_by_role("article")
    camera.take("questions", asked.nth(0), asked.nth(1), tall=1000)
    page.goto("/verwaltung/")
    camera.take("today", page.locator("body > header"), main, tall=820, margin=0)
    story.plan_meeting(page, story.in_weeks(7))
    page.get_by_role("link", name="Menschen einladen").click()
    page.get_by_role("button", name="Liste und Mail ansehen").click()
    page.frame_locator("iframe.mail").get_by_role("link", name="Ich kann nicht").wait_for()
    camera.take("invite", main, tall=820, margin=0)


def meetings(camera: Camera) -> None:
    """The agenda of the next meeting, the door and the minutes of the last one."""
    page = camera.visitor("organiser")
    main = page.get_by_role("main")
    page.goto("/verwaltung/treffen/")
    page.get_by_role("link", name=MEETING).click()
    page.goto(f"{page.url}tagesordnung/")
    camera.take("agenda", main, tall=900, margin=0)
    page.goto("/verwaltung/treffen/")
    page.get_by_role("link", name=LAST).click()
    desk = page.url
    page.goto(f"{desk.replace('/verwaltung', '')}protokoll/schreiben/")
    camera.take("minutes", main, tall=640, margin=0)
    page.set_viewport_size({"width": 390, "height": HEIGHT})
    page.goto(f"{desk}tuer/")
    camera.take("door", main, tall=700, margin=0)


def advice(camera: Camera) -> None:
    """The result of a check, the board of advising and a case on it."""
    page = camera.visitor("organiser")
    main = page.get_by_role("main")
    page.goto(f"/kommune-ohne-klimaschutzmanagement/ergebnis/?{CHECKED}")
    camera.take("check", main, tall=1000, margin=0)
    page.goto("/verwaltung/beratung/")
    camera.take("cases", main, tall=900, margin=0)
    page.get_by_role("link", name=CASE).first.click()
    camera.take("case", main, tall=900, margin=0)


def manager(camera: Camera) -> None:
    page = camera.visitor("manager")
    page.goto("/ich/sichtbarkeit/")
    camera.take("visibility", page.locator(".page-head"), page.locator("main .columns"))
    story.open_mail(page, MEETING, MANAGER)
    answer = story.follow_in_mail(page, "Ich nehme online teil")
    camera.take("answer", answer.locator(".page-head"), answer.locator("main section").first)
    letter = page.locator("iframe.mail")
    page.frame_locator("iframe.mail").get_by_role("link", name="Ich kann nicht").wait_for()
    camera.take("letter", letter, tall=760)


def main() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        home, port = Path(made), free_port()
        klimanetz(home, "demo", DEMO="1", PORT=str(port))  # its mails lead there
        browser = playwright.chromium.launch(**launch_options())
        with serving(home, {"DEMO": "1"}, port=port) as site:
            camera = Camera(browser, site)
            public(camera)
            organiser(camera, home)
            meetings(camera)
            advice(camera)
            manager(camera)
        browser.close()


if __name__ == "__main__":
    main()
