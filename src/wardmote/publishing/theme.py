"""How Wardmote looks, read from ``theme.yaml``: colours, typeface, sizes. Nothing else states a colour."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from wardmote.publishing.errors import FontsMissingError

FONT_FILES = {
    "regular": "atkinson-hyperlegible-next-regular",
    "bold": "atkinson-hyperlegible-next-bold",
    "italic": "atkinson-hyperlegible-next-italic",
    "bold-italic": "atkinson-hyperlegible-next-bold-italic",
}


@dataclass(frozen=True)
class Colours:
    """Colours by what they mean, as #RRGGBB."""

    ink: str
    quiet: str
    hairline: str
    ground: str
    wash: str
    accent: str
    changed: str
    changed_text: str
    unchanged: str
    untested: str
    missing: str


@dataclass(frozen=True)
class ChartSizes:
    """Widths of a drawing and sizes of its text, in pixels."""

    full: int
    half: int
    text: int
    small: int


@dataclass(frozen=True)
class Theme:
    """Everything a writer needs to look like Wardmote."""

    family: str
    stack: str
    colour: Colours
    series: tuple[str, ...]
    sequential: tuple[str, ...]
    chart: ChartSizes


@cache
def theme() -> Theme:
    """The theme of this installation."""
    read: dict[str, Any] = yaml.safe_load((files(__package__) / "theme.yaml").read_text("utf-8"))
    return Theme(
        family=read["font"]["family"],
        stack=read["font"]["stack"],
        colour=Colours(**read["colour"]),
        series=tuple(read["series"]),
        sequential=tuple(read["sequential"]),
        chart=ChartSizes(**read["chart"]),
    )


def font_folder() -> Path:
    """The folder of the shipped typeface.

    Raises:
        FontsMissingError: the package was laid out without its build step.
    """
    folder = Path(str(files(__package__) / "fonts"))
    if not all((folder / f"{name}.ttf").is_file() for name in FONT_FILES.values()):
        raise FontsMissingError(
            "Wardmote's typeface is missing from this installation. Install it again (pip install .) with a "
            "connection to the internet: the typeface is built while it installs."
        )
    return folder
