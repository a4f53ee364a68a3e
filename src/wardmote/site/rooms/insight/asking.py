"""What an address of this room asks for: area, period, level, measure and snapshot, and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

LENGTHS = (12, 6, 3, 1)
"""Lengths of a period that are offered, in months."""
CATEGORY = "category"
KNOWN = {
    "area": re.compile(r"[A-Za-z0-9+_-]{1,200}"),
    "to": re.compile(r"\d{4}-\d{2}"),
    "by": re.compile(r"[a-z]{1,20}"),
    "measure": re.compile(r"[a-z0-9-]{1,80}"),
    "snapshot": re.compile(r"[0-9a-f]{4,64}"),
    "matrix": re.compile(r"[a-z0-9-]{1,80}"),
    "scale": re.compile(r"[a-z]{1,20}"),
    "weights": re.compile(r"[a-z0-9:.,-]{1,1000}"),
    "profile": re.compile(r"[A-Za-z0-9_-]{1,80}"),
}
"""What a value must look like to be looked for at all."""


@dataclass(frozen=True)
class Asked:
    """What somebody asks to see. Empty: the partnership, the last complete month, a row a measure, evidence of now."""

    area: str = ""
    to: str = ""
    months: int = 12
    by: str = CATEGORY
    measure: str = ""
    snapshot: str = ""
    matrix: str = ""
    """Of an index of need: its matrix, scale, other weights than the matrix's own, and the area to look into."""
    scale: str = ""
    weights: str = ""
    profile: str = ""

    def query(self, **changes: Any) -> str:
        """The same as the end of an address, with changes; what is usual is left out."""
        asked = replace(self, **changes)
        told = {name: value for name, value in vars(asked).items() if value != getattr(Asked(), name)}
        return f"?{urlencode(told)}" if told else ""


def asked_in(request: HttpRequest, **given: str) -> Asked:
    """What an address asks for. A value that could not be one is left out, as if nobody had asked."""
    found = {name: request.GET.get(name, "").strip() for name in KNOWN} | given
    said = {name: value for name, value in found.items() if value and KNOWN[name].fullmatch(value)}
    months = request.GET.get("months", "")
    return Asked(**said, months=int(months) if months in map(str, range(1, 13)) else 12)
