"""What pages say to a reader who has no command line before them."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.test import Client

COMMAND = re.compile(r"[^<>]{0,80}(?:\bwardmote [a-z]{3,}|(?<![\w-])--[a-z]{2,})[^<>]{0,40}")
APART = re.compile(r"<(script|style|svg)\b.*?</\1>", re.DOTALL)
ANALYSES = (
    "area-shares",
    "change",
    "control",
    "deprivation",
    "exceptional",
    "forecast",
    "peers",
    "season",
    "trend",
)


def test_no_page_tells_a_reader_to_type_a_command(signed_in: Callable[[str], Client]) -> None:
    """Neither a refusal nor a note of an analysis, nor what is asked of a measure or an area that is not there."""
    browser = signed_in("manager")
    asked = [f"/insight/measures/{one}/{name}/" for one in ("all-crime",) for name in ANALYSES]
    asked += [
        "/insight/measures/anti-social-behaviour/trend/",
        "/insight/measures/no-such-measure/",
        "/insight/?area=No+such+place",
        "/insight/?to=1999-01",
        "/insight/measures/all-crime/change/?to=1999-01",
        "/insight/areas/E05000000/",
        "/evidence/quality/",
        "/evidence/snapshots/difference/",
    ]
    said = {path: APART.sub("", browser.get(path).content.decode()) for path in asked}
    found = [f"{path}: {one[0]}" for path, text in said.items() for one in COMMAND.finditer(text)]
    assert found == []
