"""A real browser before the site: what a page says to the eye, the keyboard, a reader and the console."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

PROJECT = Path(__file__).resolve().parents[2]
AXE = PROJECT / "node_modules" / "axe-core" / "axe.min.js"
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COMES_LATER = "[hx-trigger], [data-shapes], [data-data], canvas"
"""What a page asks for itself once it is there."""
DESKTOP, PHONE = 1280, 390
EXAMINE = """tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})
  .then(found => found.violations)"""
"""What axe finds wrong, without the long lists of what is right: these take as long again."""
LAID_OUT = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
WATCH = "addEventListener('securitypolicyviolation', e => console.error('policy: ' + e.violatedDirective));"


def chromium() -> Iterator[Browser]:
    """The machine's Chromium: without windows where there is one, since each window costs as much as the page in it."""
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Visitor:
    """Somebody at a browser: opens pages of the site, and says what is wrong with each."""

    browser: Browser
    site: str
    session: str = ""
    scripts: bool = True
    _contexts: list[BrowserContext] = field(default_factory=list)
    _looking: BrowserContext | None = None

    def open(self, path: str, width: int = DESKTOP) -> Page:
        """A page at a width, in a browser that was nowhere before; ``said`` of the visit is what the console said."""
        return self._goto(path, width, self._context())

    def _context(self) -> BrowserContext:
        context = self.browser.new_context(java_script_enabled=self.scripts)
        self._contexts.append(context)
        if self.session:
            context.add_cookies([{"name": "sessionid", "value": self.session, "url": self.site}])
        context.add_init_script(WATCH)
        return context

    def _goto(self, path: str, width: int, context: BrowserContext) -> Page:
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": 900})
        self.said: list[str] = []
        page.on("console", lambda one: self.said.append(one.text) if one.type == "error" else None)
        page.on("pageerror", lambda fault: self.said.append(str(fault)))
        page.goto(f"{self.site}{path}", wait_until="load")
        if page.locator(COMES_LATER).count():
            page.wait_for_load_state("networkidle")
        return page

    def faults(self, page: Page) -> list[str]:
        """What is wrong with a page that is open: accessibility, headings, width, console."""
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE.read_text("utf-8"))
        found: Any = page.evaluate(EXAMINE, TAGS)
        faults = [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]
        headings = page.locator("h1").count()
        wide, window = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        return [
            *faults,
            *([] if headings == 1 else [f"{headings} headings of the first level"]),
            *([] if wide <= window else [f"{wide} pixels wide in a window of {window}"]),
            *(f"console: {one}" for one in self.said),
        ]

    def look(self, path: str, *widths: int) -> list[str]:
        """Everything that is wrong with a page, at a desktop's and then, made narrow, at a phone's width."""
        found = []
        first, *others = widths or (DESKTOP, PHONE)
        self._looking = self._looking or self._context()
        page = self._goto(path, first, self._looking)
        for width in (first, *others):
            if width != first:
                page.set_viewport_size({"width": width, "height": 900})
                page.evaluate(LAID_OUT)
            found += [f"{path} at {width}: {fault}" for fault in self.faults(page)]
        page.close()
        return found

    def leave(self) -> None:
        """Close what is still open."""
        for context in self._contexts:
            context.close()
