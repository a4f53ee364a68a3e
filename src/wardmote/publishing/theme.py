"""How Wardmote looks, read from ``theme.yaml``: colours, typeface, sizes. Nothing else states a colour."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from wardmote.methods.rounding import half_up
from wardmote.publishing.errors import FontsMissingError
from wardmote.publishing.tree import Document

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
class OwnColour:
    """What a partnership's own colour must keep: contrast with the ground, degrees of hue from the changed orange."""

    contrast: float
    hue_apart: float


@dataclass(frozen=True)
class SlideLook:
    """Sizes of a slide's text in points (several: the first that fits), and how much one slide holds."""

    font: str
    cover: tuple[float, ...]
    title: tuple[float, ...]
    body: tuple[float, ...]
    details: tuple[float, ...]
    table: tuple[float, ...]
    chart: float
    least: float
    note: float
    slides: int
    rows: int
    columns: int
    charts: int
    changes: int


@dataclass(frozen=True)
class TemplateBounds:
    """How much of a partnership's own template is read: megabytes of it, packed or unpacked."""

    unpacked: int


@dataclass(frozen=True)
class Theme:
    """Everything a writer needs to look like Wardmote."""

    family: str
    stack: str
    colour: Colours
    series: tuple[str, ...]
    sequential: tuple[str, ...]
    chart: ChartSizes
    own_colour: OwnColour
    slides: SlideLook
    templates: TemplateBounds


_colour: ContextVar[str] = ContextVar("colour", default="")


def theme() -> Theme:
    """The theme in force: ours, or inside ``in_colour`` ours with a partnership's accent."""
    return _themed(_colour.get())


def theme_for(document: Document) -> Theme:
    """Our theme with the accent, and the first colour of a series, in the document's own colour if it has one."""
    return _themed(document.colour)


@contextmanager
def in_colour(colour: str) -> Iterator[None]:
    """Inside, ``theme()`` has this accent (#RRGGBB; "" for ours). Only this thread sees it."""
    before = _colour.set(colour)
    try:
        yield
    finally:
        _colour.reset(before)


@cache
def _themed(colour: str) -> Theme:
    if not colour:
        return _ours()
    ours = _ours()
    return replace(ours, colour=replace(ours.colour, accent=colour), series=(colour, *ours.series[1:]))


@cache
def _ours() -> Theme:
    read: dict[str, Any] = yaml.safe_load((files(__package__) / "theme.yaml").read_text("utf-8"))
    return Theme(
        family=read["font"]["family"],
        stack=read["font"]["stack"],
        colour=Colours(**read["colour"]),
        series=tuple(read["series"]),
        sequential=tuple(read["sequential"]),
        chart=ChartSizes(**read["chart"]),
        own_colour=OwnColour(**read["own_colour"]),
        slides=_slides(read["slides"]),
        templates=TemplateBounds(**read["templates"]),
    )


def _slides(read: dict[str, Any]) -> SlideLook:
    sizes: dict[str, Any] = {n: tuple(v) if isinstance(v, list) else v for n, v in read.items()}
    return SlideLook(**sizes)


def fault_of_colour(colour: str) -> str:
    """Why a partnership's colour cannot be its accent, as the end of a sentence; "" when it can."""
    look = _ours()
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", colour):
        return f'the colour "{colour}" is not written as #RRGGBB, such as {look.colour.accent}'
    found, wanted = contrast(colour, look.colour.ground), look.own_colour.contrast
    if found < wanted:
        shown = min(half_up(found, 1), wanted - 0.1)
        return f"the colour {colour} is too pale to read on white ({shown:.1f} to 1; {wanted:.1f} to 1 is needed)"
    if taken_for_changed(colour):
        return (
            f"the colour {colour} would be taken for the orange that marks what changed: choose another hue"
        )
    return ""


def taken_for_changed(colour: str) -> bool:
    """Whether a colour would be taken for the orange that marks what changed."""
    look = _ours()
    return _reads_as(colour, look.colour.changed, look.own_colour.hue_apart)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21 (Web Content Accessibility Guidelines 2.2, "contrast ratio")."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(colour: str, ground: str, share: float) -> str:
    """``share`` of a colour (0 to 1) over a ground, both #RRGGBB."""
    parts = zip(*(bytes.fromhex(one[1:]) for one in (colour, ground)), strict=True)
    return "#" + "".join(f"{round(one * share + under * (1 - share)):02X}" for one, under in parts)


def _luminance(colour: str) -> float:
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _rgb(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _rgb(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _reads_as(colour: str, other: str, degrees: float) -> bool:
    """Whether a colour, unless it is nearly grey, has the other's hue."""
    (hue, _, strength), (mark, _, _) = colorsys.rgb_to_hls(*_rgb(colour)), colorsys.rgb_to_hls(*_rgb(other))
    apart = abs(hue - mark) * 360
    return strength > 0.3 and min(apart, 360 - apart) < degrees


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
