"""Somebody takes their data along, leaves, and is erased: by what stands on the pages."""

import json
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.visitors import sign_in
from tests.harness.running import Running

NAME = "Jonas Weber"


def download(page: Page, link: str, into: Path) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("link", name=link).click()
    file = into / waiting.value.suggested_filename
    waiting.value.save_as(file)
    return file.read_bytes()


def test_a_person_downloads_and_erases_themselves(
    visit: Visit, site: Running, tmp_path: Path
) -> None:
    page = visit(site)
    page.goto("/netzwerk/160700029029-ilmenau/")
    expect(page.get_by_role("main")).to_contain_text(NAME)
    sign_in(page, "manager")
    page.get_by_role("link", name="Meine Daten herunterladen").click()
    assert NAME in json.dumps(json.loads(download(page, "Für Programme", tmp_path)))
    assert download(page, "Zum Lesen", tmp_path).startswith(b"%PDF")
    page.goto("/ich/")
    page.get_by_role("link", name="Aus dem Netzwerk austreten").click()
    page.get_by_role("button", name="Jetzt austreten").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sie sind nicht mehr im Netzwerk")
    page.get_by_role("button", name="Alles jetzt löschen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ihre Angaben sind gelöscht")
    page.goto("/netzwerk/160700029029-ilmenau/")
    expect(page.get_by_role("main")).not_to_contain_text(NAME)
    sign_in(page, "organiser")
    page.goto("/verwaltung/verlauf/")
    expect(page.get_by_role("main")).to_contain_text("persönliche Angaben gelöscht")
    expect(page.get_by_role("main")).not_to_contain_text(NAME)
