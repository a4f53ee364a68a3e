"""Options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class By(StrEnum):
    """What a row of the table is."""

    CATEGORY = "category"
    LSOA = "lsoa"
    WARD = "ward"
    LAD = "lad"
    CSP = "csp"
    FORCE = "force"


class BenchPart(StrEnum):
    """What the bench measures."""

    FIGURES = "figures"
    SITE = "site"


class Format(StrEnum):
    """How data is printed."""

    TEXT = "text"
    CSV = "csv"
    JSON = "json"


WorkspaceOption = Annotated[
    Path | None,
    typer.Option(
        "--workspace",
        metavar="DIR",
        envvar="WARDMOTE_WORKSPACE",
        help="The partnership's folder; the current folder when it is not given.",
    ),
]
FormatOption = Annotated[Format, typer.Option("--format", help="How to print it.")]
ToOption = Annotated[
    str | None,
    typer.Option(
        "--to", metavar="YYYY-MM", help="Last month; without it the last one complete in all sources."
    ),
]

SinceOption = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="BUILD",
        help="Say what became of what was said then: a build, a snapshot, or 'last' for the last assessment.",
    ),
]

PublicOption = Annotated[
    bool,
    typer.Option("--public", help="For everybody: leave out small counts, and those from which they follow."),
]


def listed_option(value: str | None) -> list[str]:
    """The parts of an option that takes several values with commas between them."""
    return [part.strip() for part in (value or "").split(",") if part.strip()]
