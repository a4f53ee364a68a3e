"""Fixtures that every test may use, and the rule that a skipped test is a failure in CI."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from tests.country import country, make_country
from tests.workspaces import bedfordshire, marrowmere

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["bedfordshire", "country", "make_country", "marrowmere"]

PROJECT = Path(__file__).resolve().parent.parent

# No example fails for being slow: how long something takes is measured, never tested.
settings.register_profile(
    "wardmote", parent=settings.get_profile(settings.get_current_profile_name()), deadline=None
)
settings.load_profile("wardmote")

# A shell that starts the tests in the background lets them ignore Ctrl-C, and what they start inherits that.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def shared_folder() -> Path:
    """Where the real open data lies: WARDMOTE_SHARED, else a folder called shared beside the project."""
    return Path(os.environ.get("WARDMOTE_SHARED", PROJECT.parent / "shared"))


def in_ci() -> bool:
    """Whether a build server runs the tests: it sets CI, as they all do."""
    return os.environ.get("CI", "").lower() not in {"", "0", "false"}


gc.disable()  # thousands of tests are about to be found, and none of them is garbage


def pytest_collection_finish() -> None:
    """Set aside what stays to the end: looking through it again and again is a twentieth of all the work."""
    gc.freeze()
    gc.enable()


def pytest_unconfigure() -> None:
    """At the end everything is given back, or libraries complain of what was not."""
    gc.unfreeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest files; skip, loudly, what needs the shared data where there is none."""
    listed = (PROJECT / "tests" / "longest.txt").read_text("utf-8").splitlines()[1:]
    turn = {PROJECT / name: place for place, name in enumerate(listed)}
    items.sort(key=lambda item: turn.get(item.path, len(turn)))
    if (shared_folder() / "data").is_dir():
        return
    reason = f"needs the shared open data, which is not at {shared_folder()} (set WARDMOTE_SHARED)"
    for item in items:
        if item.get_closest_marker("shared"):
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI a test that skips itself has failed; an expected failure has not."""
    report = yield
    if in_ci() and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid} was skipped, and CI skips nothing: {_reason(report.longrepr)}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """In CI a file that skips itself whole has failed."""
    report = yield
    if in_ci() and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid} was skipped, and CI skips nothing: {_reason(report.longrepr)}"
    return report


def _reason(longrepr: object) -> str:
    return str(longrepr[2] if isinstance(longrepr, tuple) else longrepr)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared folder of real open data."""
    return shared_folder()


@pytest.fixture(scope="session")
def in_full() -> bool:
    """Whether the long tests run in full (make soak) or as a seeded sample (make test)."""
    return os.environ.get("WARDMOTE_SOAK", "") == "1"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for all tests of a worker: Playwright runs one loop in a thread."""
    from tests.site.browsing import chromium as running

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # that loop runs in the thread that asks the database
    yield from running()
