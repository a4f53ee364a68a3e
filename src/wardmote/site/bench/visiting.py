"""Visitors of the site: each looks at a page, fetches what the page fetches, thinks, and goes on.

Run as ``python -m wardmote.site.bench.visiting``: what to do on standard input and what was measured on standard output
are JSON. One light process with a thread a visitor.
"""

from __future__ import annotations

import html
import json
import random
import re
import sys
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import urllib3

OK = 200
AFTERWARDS = "What pages fetch afterwards"
PAGES: dict[str, tuple[str, str]] = {
    "Home": ("home-see", "/"),
    "Performance table": ("figures-see", "/insight/{of}"),
    "A measure": ("figures-see", "/insight/measures/{measure}/{of}"),
    "An area": ("figures-see", "/insight/areas/{area}/"),
    "Where a figure is from": ("figures-see", "/insight/figures/{measure}/current/{of}"),
    "Live map": ("figures-see", "/insight/map/?measure={measure}"),
    "Board of feeds": ("evidence-see", "/evidence/feeds/"),
    "Quality": ("evidence-manage", "/evidence/quality/"),
    "Library": ("documents-see", "/library/"),
    "Audit": ("audit-see", "/audit/"),
}
"""The ten main pages: the right that each needs, and its address."""
JUDGEMENT: dict[str, tuple[str, str]] = {
    "Scans": ("scan-see", "/scan/"),
    "A scan that is open": ("scan-see", "/scan/{open}/"),
    "Scoring an issue": ("scan-score", "/scan/{open}/score/{issue}/"),
    "Results of a scan": ("scan-see", "/scan/{closed}/results/"),
    "Workshops": ("workshop-see", "/workshop/"),
    "The room: an issue": ("workshop-see", "/workshop/{room_card}/room/"),
    "The room: scoring anew": ("workshop-see", "/workshop/{room_score}/room/"),
    "The room: the order": ("workshop-see", "/workshop/{room_order}/room/"),
    "The room: what becomes of each": ("workshop-see", "/workshop/{room_outcomes}/room/"),
    "The room: read back": ("workshop-see", "/workshop/{room_read_back}/room/"),
    "Scoring by phone": ("workshop-score", "/workshop/{room_score}/score/"),
    "A recommendation": ("workshop-see", "/workshop/{held}/recommendation/"),
    "Priorities": ("priorities-see", "/priorities/"),
    "Priorities of a year": ("priorities-see", "/priorities/{held}/"),
    "A decision record": ("priorities-see", "/priorities/{held}/issues/{issue}/"),
    "A golden thread": ("priorities-see", "/golden-thread/{mark}/{issue}/"),
    "What lies behind priorities": ("priorities-see", "/priorities/{held}/behind/"),
    "Versions of the work": ("priorities-see", "/priorities/{held}/versions/"),
    "Refreshing the work": ("priorities-keep", "/priorities/{held}/refresh/"),
    "Groups and meetings": ("registers-see", "/meetings/"),
    "Papers of a meeting": ("registers-see", "/meetings/{meeting}/"),
    "Registers": ("registers-see", "/registers/"),
    "A register": ("registers-see", "/registers/{register}/"),
    "An entry": ("registers-see", "/registers/{entry}/"),
}
"""Pages of judgement: the same of them. What stands in their addresses is known once the year is made."""
PICTURES = re.compile(r'(?:<img src|data-shapes|data-data)="(?!data:)([^"]+)"')
PARTS = re.compile(r'hx-get="([^"]+)"[^>]*hx-trigger="load"')


@dataclass
class Seen:
    """What visitors met, by page: milliseconds of each visit, and why visits failed."""

    milliseconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    failed: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


class Visitor(threading.Thread):
    """One of them. ``told``: session, rights, and what all share: address, places, measures, times."""

    def __init__(self, number: int, told: dict[str, Any], person: dict[str, Any], seen: Seen) -> None:
        super().__init__(daemon=True)
        self.chance = random.Random(f"{told['seed']} {number}")  # noqa: S311
        self.told, self.seen, self.number = told, seen, number
        self.pages, self.judgement = (
            [name for name, (right, _) in some.items() if right in person["rights"]]
            for some in (PAGES, JUDGEMENT)
        )
        self.ahead: list[str] = []
        self.headers = {"Cookie": f"{person['cookie']}={person['session']}", "Accept-Encoding": "gzip"}
        wait = urllib3.Timeout(total=told["wait"])
        self.line = urllib3.connection_from_url(told["address"], maxsize=1, timeout=wait, retries=False)
        self.kept: set[str] = set()

    def run(self) -> None:
        """Look at one page after the other until time is up; the first comes at a moment by chance."""
        least, most = self.told["thinking"]
        time.sleep(self.chance.uniform(0, most))
        while time.monotonic() < self.told["until"]:
            judges = self.judgement and self.chance.random() < self.told["judgement"]
            self.visit(self.next_of_judgement() if judges else self.chance.choice(self.pages))
            time.sleep(self.chance.uniform(least, most))

    def next_of_judgement(self) -> str:
        """A page of judgement: all of them in an order by chance before one comes again, since few people see some."""
        self.ahead = self.ahead or self.chance.sample(self.judgement, len(self.judgement))
        return self.ahead.pop()

    def visit(self, name: str) -> None:
        """Look at a page, and fetch what its scripts and pictures would."""
        whole = self.chance.random() < self.told["whole"]
        area = self.told["areas"][0] if whole else self.chance.choice(self.told["areas"][1:])
        measure = self.chance.choice(self.told["measures"])
        year = {key: self.chance.choice(some) for key, some in self.told["year"].items()}
        of = "" if whole else f"?area={area}"
        address = (PAGES | JUDGEMENT)[name][1].format(measure=measure, area=area, of=of, **year)
        text = self.fetch(name, address)
        for found in PARTS.findall(text):
            self.fetch(AFTERWARDS, html.unescape(found), part=True)
        for found in PICTURES.findall(text):
            self.fetch(AFTERWARDS, html.unescape(found))

    def fetch(self, name: str, address: str, *, part: bool = False) -> str:
        """The body of an address, timed until its last byte; nothing where the browser still has it."""
        if address in self.kept:
            return ""
        began, text, fault = time.monotonic(), "", ""
        try:
            more = {"HX-Request": "true"} if part else {}
            answer = self.asked(address, self.headers | more)
            text = answer.data.decode("utf-8", "replace")
            if answer.status != OK:
                fault = f"{address}: answered {answer.status}"
            elif "max-age=" in answer.headers.get("Cache-Control", ""):
                self.kept.add(address)
        except urllib3.exceptions.HTTPError as error:
            fault = f"{address}: {type(error).__name__}"
        taken = (time.monotonic() - began) * 1000
        if began >= self.told["counted_from"]:
            self.seen.milliseconds[name].append(taken)
            if fault:
                self.seen.failed[name].append(fault)
        return text

    def asked(self, address: str, headers: dict[str, str]) -> urllib3.BaseHTTPResponse:
        """The answer; once more, as browsers do, where the connection had been closed meanwhile."""
        try:
            return self.line.request("GET", address, headers=headers, redirect=False)
        except urllib3.exceptions.ProtocolError:
            return self.line.request("GET", address, headers=headers, redirect=False)


def visits(told: dict[str, Any]) -> Seen:
    """Let the visitors in and wait until all have left."""
    seen, begin = Seen(), time.monotonic()
    told |= {"counted_from": begin + told["warm"], "until": begin + told["warm"] + told["seconds"]}
    everybody = [Visitor(number, told, person, seen) for number, person in enumerate(told["people"])]
    threading.stack_size(512 * 1024)
    for one in everybody:
        one.start()
    for one in everybody:
        one.join()
    return seen


def each_once(told: dict[str, Any]) -> Seen:
    """One person with every right they need looks at each page once, as the first after an intake."""
    seen = Seen()
    for name, (right, _) in (PAGES | JUDGEMENT).items():
        person = next((one for one in told["people"] if right in one["rights"]), None)
        if person:
            Visitor(0, told | {"counted_from": 0, "whole": 1}, person, seen).visit(name)
    return seen


def main() -> None:
    """Do what standard input says."""
    told = json.load(sys.stdin)
    seen = each_once(told) if told.pop("once", False) else visits(told)
    json.dump({"milliseconds": seen.milliseconds, "failed": seen.failed}, sys.stdout)


if __name__ == "__main__":
    main()
