"""Pages of insight and home in a real browser: no fault at any width, and full function without scripts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.site.browsing import DESKTOP, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = (
    "/",
    "/insight/",
    "/insight/?by=ward&measure=burglary",
    "/insight/measures/burglary/",
    "/insight/measures/burglary/control/",
    "/insight/areas/X22000001/",
    "/insight/community/",
    "/insight/figures/burglary/current/",
)
PAPER = 718
"""Pixels of an A4 page between its margins."""
SCREEN_ALONE = (".govuk-service-navigation", ".govuk-button", ".govuk-skip-link", ".wm-take")


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_a_fault(visitor: Callable[..., Visitor], path: str) -> None:
    """Accessibility, one heading, nothing wider than the window, nothing in the console, no breach of the policy."""
    assert visitor("analyst").look(path) == []


def test_strangers_and_the_lost_find_pages_without_fault(visitor: Callable[..., Visitor]) -> None:
    """The sign-in page; and what is not there, of which the console says that it is not."""
    assert visitor().look("/sign-in/") == []
    faults = visitor("board").look("/no-such-page/")
    assert [fault for fault in faults if "404" not in fault] == []


def test_the_live_map_moves_in_step_with_its_table(visitor: Callable[..., Visitor]) -> None:
    """Drawn from own outlines under the policy; another month changes both; the drawing stands aside."""
    visit = visitor("analyst")
    page = visit.open("/insight/map/?measure=burglary")
    page.wait_for_selector("#live-map[data-ready=yes]", timeout=20_000)
    assert visit.faults(page) == []
    assert page.locator("#live-map canvas").count() == 1
    assert not page.locator(".wm-drawn").is_visible()
    before = page.locator("#map-table tbody").inner_text()
    page.select_option("#pick-months", "1")
    page.wait_for_function(
        "before => document.querySelector('#map-table tbody').innerText !== before", arg=before
    )
    assert "months=1" in page.url
    page.wait_for_selector("#live-map[data-ready=yes]", timeout=20_000)
    assert visit.said == []


def test_without_scripts_everything_is_there(visitor: Callable[..., Visitor]) -> None:
    """The drawn map with its table, a button for the filters, links in the place of what is fetched later."""
    visit = visitor("analyst", scripts=False)
    page = visit.open("/insight/map/?measure=drugs")
    assert page.locator(".wm-drawn img").is_visible()
    assert not page.locator("#live-map").is_visible()
    page.select_option("#pick-months", "1")
    page.get_by_role("button", name="Show").click()
    assert "months=1" in page.url
    page = visit.open("/insight/measures/drugs/")
    page.get_by_role("link", name="Open this analysis").first.click()
    assert page.locator("h1").inner_text() == "Month by month, with limits"


def test_parts_arrive_after_the_page(visitor: Callable[..., Visitor]) -> None:
    """Every analysis of a measure that nobody looked at before, in one visit."""
    visit = visitor("analyst")
    page = visit.open("/insight/measures/vehicle-crime/")
    page.wait_for_function("document.querySelectorAll('[hx-trigger=load]').length === 0", timeout=30_000)
    page.wait_for_load_state("networkidle")
    assert page.locator("figure").count() >= 4
    assert visit.faults(page) == []


def test_by_keyboard_one_skips_to_the_content(visitor: Callable[..., Visitor]) -> None:
    """The first stop of the keyboard leads past the head, and can be seen."""
    page = visitor("analyst").open("/insight/", DESKTOP)
    page.keyboard.press("Tab")
    skip = page.locator(".govuk-skip-link")
    assert skip.is_visible()
    assert skip.bounding_box()["height"] > 20  # type: ignore[index]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"


def test_pages_fit_on_paper(visitor: Callable[..., Visitor]) -> None:
    """The marking stands at the head; menus, filters and buttons stay on the screen; no table is cut off."""
    page = visitor("analyst").open("/", PAPER)
    page.emulate_media(media="print")
    for path in PAGES:
        page.goto(
            page.url.split("/", 3)[0] + "//" + page.url.split("/", 3)[2] + path, wait_until="networkidle"
        )
        assert page.locator(".wm-marking").is_visible(), path
        seen = [one for one in SCREEN_ALONE if page.locator(one).locator("visible=true").count()]
        assert seen == [], path
        wide = page.evaluate(
            "[...document.querySelectorAll('table, svg, img')]"
            ".filter(one => one.getBoundingClientRect().right > innerWidth + 1)"
            ".map(one => one.outerHTML.slice(0, 80))"
        )
        assert wide == [], path
