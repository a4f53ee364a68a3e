"""Serves a workspace as people do, lets visitors in, and adds up how long they waited."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wardmote.operations.bench.processes import StepFailed
from wardmote.operations.workspace import Workspace
from wardmote.site.bench.plan import BenchPlan

_PATIENCE = 120.0
_PROGRAM = (sys.executable, "-c", "from wardmote.cli import main; main()")


@dataclass(frozen=True)
class Waited:
    """How long visits to a page took, in milliseconds, and how many failed."""

    page: str
    visits: int
    median: float
    within: float
    """So long or less took the share of visits that the plan names."""
    longest: float
    failed: int
    why: str = ""
    """Of the first that failed."""


@dataclass(frozen=True)
class Round:
    """So many visitors at once. ``busy``: processes that waited for a processor, on average over the last minute, as
    the round ended; the visitors and the site are among them."""

    visitors: int
    seconds: float
    pages: tuple[Waited, ...]
    """The main ones."""
    judgement: tuple[Waited, ...]
    afterwards: Waited | None
    busy: float

    @property
    def every(self) -> tuple[Waited, ...]:
        """All pages."""
        return (*self.pages, *self.judgement)

    @property
    def visits(self) -> int:
        """Pages looked at."""
        return sum(one.visits for one in self.every)

    @property
    def failed(self) -> int:
        """Visits that failed, those of what pages fetch afterwards among them."""
        return sum(one.failed for one in (*self.every, *((self.afterwards,) if self.afterwards else ())))

    @property
    def slowest(self) -> float:
        """The longest of the main pages' times within which the planned share of visits came."""
        return max((one.within for one in self.pages), default=0.0)

    @property
    def slowest_of_judgement(self) -> float:
        """The same of the pages of judgement."""
        return max((one.within for one in self.judgement), default=0.0)


def waited(page: str, milliseconds: list[float], failed: list[str], share: float) -> Waited:
    """Sum up the visits to a page: the smallest of its times that the share of all do not exceed."""
    ordered = sorted(milliseconds)
    if not ordered:
        return Waited(page, 0, 0.0, 0.0, 0.0, len(failed), failed[0] if failed else "")
    place = max(0, -(-len(ordered) * round(share * 1000) // 1000) - 1)
    middle = ordered[(len(ordered) - 1) // 2]
    return Waited(
        page, len(ordered), middle, ordered[place], ordered[-1], len(failed), failed[0] if failed else ""
    )


@dataclass(frozen=True)
class Visitors:
    """Who comes, each with a session and rights, and what stands in the addresses of the year that they judge."""

    people: list[dict[str, Any]]
    year: dict[str, list[str]]

    def first(self, number: int) -> Visitors:
        """So many of them."""
        return Visitors(self.people[:number], self.year)


def people_in(workspace: Path, number: int, plan: BenchPlan) -> Visitors:
    """Give the site so many people, each signed in, and a year of judgement.

    Raises
    ------
    StepFailed
        When it ends in an error.
    """
    command = [sys.executable, "-m", "wardmote.site.bench.people", str(workspace), str(number)]
    done = subprocess.run(  # noqa: S603
        command, input=plan.model_dump_json(), capture_output=True, text=True, timeout=1200, check=False
    )
    if done.returncode:
        raise StepFailed(f"The people could not be made: {_last_words(done.stderr)}")
    return Visitors(**json.loads(done.stdout.splitlines()[-1]))


@contextlib.contextmanager
def served(workspace: Path, *words: str) -> Iterator[str]:
    """The address of the site as ``wardmote serve`` serves it, nothing worked out beforehand; ended afterwards.

    Raises
    ------
    StepFailed
        When it does not answer.
    """
    shutil.rmtree(workspace / "cache" / "results", ignore_errors=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    plain = {
        name: value for name, value in os.environ.items() if not name.startswith(("WARDMOTE_", "DJANGO_"))
    }
    running = subprocess.Popen(  # noqa: S603
        [*_PROGRAM, "serve", "--workspace", str(workspace), "--port", str(port), *words],
        stdout=subprocess.DEVNULL,
        env=plain,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/healthy/", running)
        yield address
    finally:
        running.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            running.wait(60)


def visit(address: str, who: Visitors, here: Workspace, plan: BenchPlan, seconds: float = 0.0) -> Round:
    """Let these people look at pages for so long; without a time each page is looked at once.

    Raises
    ------
    StepFailed
        When the visitors end in an error.
    """
    told = {
        "address": address,
        "people": who.people,
        "year": who.year,
        "judgement": plan.judgement,
        "once": not seconds,
        "seconds": seconds,
        "seed": plan.seed,
        "warm": plan.warm_seconds,
        "thinking": plan.thinking_seconds,
        "wait": plan.wait_at_most_seconds,
        "whole": plan.whole_partnership,
        **_offered(here, plan),
    }
    command = [sys.executable, "-m", "wardmote.site.bench.visiting"]
    done = subprocess.run(  # noqa: S603
        command, input=json.dumps(told), capture_output=True, text=True, timeout=seconds + 600, check=False
    )
    if done.returncode:
        raise StepFailed(f"The visitors failed: {_last_words(done.stderr)}")
    return _summed(json.loads(done.stdout), len(who.people) if seconds else 1, seconds, plan)


def _summed(seen: dict[str, Any], visitors: int, seconds: float, plan: BenchPlan) -> Round:
    from wardmote.site.bench.visiting import AFTERWARDS, JUDGEMENT, PAGES

    found = {
        name: waited(
            name, seen["milliseconds"].get(name, []), seen["failed"].get(name, []), plan.share_within
        )
        for name in (*PAGES, *JUDGEMENT, AFTERWARDS)
    }
    main, judgement = (tuple(found[name] for name in names) for names in (PAGES, JUDGEMENT))
    return Round(visitors, seconds, main, judgement, found[AFTERWARDS], os.getloadavg()[0])


def _offered(here: Workspace, plan: BenchPlan) -> dict[str, Any]:
    """What visitors choose from: the partnership and some of its wards, and some measures."""
    wards = here.evidence().connection.execute(
        "SELECT DISTINCT ward FROM places WHERE list_contains(?, csp) ORDER BY ward",
        [list(here.settings.codes)],
    )
    codes = [str(code) for (code,) in wards.fetchall()][: plan.wards]
    measures = [one.id for one in here.definitions.measures_in_order() if one.available]
    return {"areas": ["+".join(here.settings.codes), *codes], "measures": measures[: plan.measures]}


def _wait_for(address: str, running: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        if running.poll() is not None:
            raise StepFailed("The site did not start.")
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=5):  # noqa: S310
            return
        time.sleep(0.2)
    raise StepFailed("The site did not answer.")


def _last_words(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1] if lines else "no reason was given"
