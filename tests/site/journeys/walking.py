"""Somebody walks through the site in one browser: every page they come to is looked over."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Browser, Page
from tests.site.browsing import DESKTOP, LAID_OUT, PHONE, Visitor

PATIENCE = 60_000
ANSWERED_SO = ("401 (Unauthorized)", "422 (Unprocessable Entity)")
"""What the browser says of a page that asks to sign in first, or that names what is wrong in a form."""
LEFT_BEHIND = ("htmx:sendAbort", "htmx:afterRequest, ")
"""What it says of a draft whose page was left before the answer came; a request that failed has another word of its own."""


@dataclass
class Walker:
    """One person at one browser. ``faults`` is what was wrong on the way, page by page."""

    browser: Browser
    site: str
    width: int
    start: str = "/sign-in/"
    secret: str = ""
    session: str = ""
    faults: list[str] = field(default_factory=list)
    page: Page = field(init=False)
    _visit: Visitor = field(init=False)
    _used: set[int] = field(default_factory=set)
    _been: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._visit = Visitor(self.browser, self.site, self.session)
        self.page = self._visit.open(self.start, self.width)
        self.page.set_default_timeout(PATIENCE)

    def at(self, heading: str) -> None:
        """Arrive at a page by its heading, and look it over; where it is new to them, at the other width as well."""
        self.page.locator("h1", has_text=heading).wait_for()
        self.page.wait_for_load_state()
        self._look_over(heading, self.width)
        if heading not in self._been:
            self._been.add(heading)
            other = DESKTOP if self.width == PHONE else PHONE
            self._make_wide(other)
            self._look_over(heading, other)
            self._make_wide(self.width)

    def _look_over(self, heading: str, width: int) -> None:
        found = [
            one
            for one in self._visit.faults(self.page)
            if not any(words in one for words in ANSWERED_SO + LEFT_BEHIND)
        ]
        self.faults += [f"{heading} ({width}): {one}" for one in found]
        self._visit.said.clear()

    def _make_wide(self, width: int) -> None:
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.evaluate(LAID_OUT)

    def go(self, path: str, heading: str) -> None:
        """Open an address."""
        self.page.goto(f"{self.site}{path}")
        self.at(heading)

    def press(self, name: str, heading: str) -> None:
        """Press a button or follow a link of the page, and arrive."""
        main = self.page.locator("main")
        main.get_by_role("button", name=name).or_(main.get_by_role("link", name=name)).first.click()
        self.at(heading)

    def room(self, name: str, heading: str) -> None:
        """Go to a room; on a phone the rooms stand behind a button."""
        if self.width == PHONE:
            self.page.get_by_role("button", name="Menu").click()
        self.page.get_by_role("navigation").get_by_role("link", name=name, exact=True).click()
        self.at(heading)

    def fill(self, **fields: Any) -> None:
        """Write into fields by their labels, with _ for a space; ``True`` chooses."""
        for name, value in fields.items():
            box = self.page.get_by_label(name.replace("_", " "), exact=True)
            if value is True:
                box.check()
            elif box.evaluate("one => one.tagName") == "SELECT":
                box.select_option(label=value)
            else:
                box.fill(value)

    def signs_in(self, email: str, password: str, heading: str) -> None:
        """With password, and code: who has no app yet sets it up."""
        self.at("Sign in")
        self.fill(Email_address=email, Password=password)
        self.page.get_by_role("button", name="Sign in", exact=True).click()
        if self.secret:
            self.at("Second step")
            self.fill(**{"Code from your app, or one of your recovery codes": self._code()})
            self.press("Sign in", heading)
        else:
            self.sets_up_an_app(heading)

    def sets_up_an_app(self, heading: str) -> None:
        """The site asks for it before anything else."""
        self.at("Your second proof")
        self.press("Set up an app", "Set up an app")
        self.secret = self.page.locator("code").inner_text()
        self.fill(Code=self._code())
        self.press("Set up", "recovery codes")
        self.go("/", heading)

    def says(self) -> str:
        """What the page says to a reader."""
        return re.sub(r"\s+", " ", self.page.locator("main").inner_text())

    def leave(self) -> list[str]:
        """Close the browser; gives what was wrong on the way."""
        self._visit.leave()
        return self.faults

    def _code(self) -> str:
        """A code that was not used yet: each works once, and the next is good already."""
        _, now, then = yield_hotp_counters_from_time()
        now = then if now in self._used else now
        self._used.add(now)
        return str(format_hotp_value(hotp_value(self.secret, now)))
