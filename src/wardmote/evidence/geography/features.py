"""Reads the features of a GeoJSON file: what they are called, and their shapes as text.

A boundary file is almost wholly coordinates. They are cut out before the file is read as JSON and handed on as
text, so that no number of theirs becomes an object: twice as fast as reading all of it, in a fifth of the memory.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from wardmote.evidence.recognise import Recognised
from wardmote.evidence.refusals import Refused

_COORDINATES = re.compile(r'("coordinates"\s*:\s*)(\[[\[\]\s0-9.,eE+-]*\])')
"""A quotation mark inside a JSON string is escaped, so this finds the key and never words in a text."""
_ODD = (
    "is nested deeper than any file of boundaries, or holds a number of thousands of digits. Export the boundaries "
    "again as GeoJSON."
)


@dataclass(frozen=True)
class Features:
    """The features of one file, in its order."""

    file: Recognised
    properties: list[dict[str, Any]]
    geometries: list[str | None]
    """GeoJSON text of each geometry; None where there is none."""
    crs: Any
    """The file's ``crs`` member as it stands; None where it has none."""

    def label(self, place: int, code: str | None = None) -> str:
        """What to call a feature in a sentence; ``place`` is counted from 0."""
        return f"{self.file.name}, feature {place + 1}" + (f" ({code})" if code else "")


def read_features(file: Recognised) -> Features:
    """Read a GeoJSON file.

    Raises
    ------
    Refused
        When it is empty, cut short, not JSON or not a GeoJSON collection of features.
    """
    try:
        text = file.path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(
            file.name, f"{file.name} is not UTF-8 text, as GeoJSON must be. Export it again."
        ) from error
    if not text.strip():
        raise Refused(file.name, f"{file.name} is empty. Ask for it again from where it came.")
    pieces = _COORDINATES.split(text)
    shapes = pieces[2::3]
    for number, place in enumerate(range(2, len(pieces), 3)):
        pieces[place] = f"[{number}]"
    try:
        content = json.loads("".join(pieces))
        _refuse_half_characters(file, text, content)
        return _features(file, content, shapes)
    except json.JSONDecodeError as error:
        raise Refused(file.name, _not_json(file, text)) from error
    except (ValueError, RecursionError) as error:
        raise Refused(file.name, f"{file.name} {_ODD}") from error


def _refuse_half_characters(file: Recognised, text: str, content: Any) -> None:
    """JSON can spell half of a character, which nothing can print."""
    if "\\ud" not in text and "\\uD" not in text:
        return
    try:
        json.dumps(content, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        half = f"\\u{ord(str(error.object[error.start])):04x}"
        raise Refused(
            file.name, f"{file.name} holds half of a character ({half}) in its text. Export it again."
        ) from error


def _features(file: Recognised, content: Any, shapes: list[str]) -> Features:
    if not isinstance(content, dict) or not isinstance(content.get("features"), list):
        found = content.get("type", "none") if isinstance(content, dict) else type(content).__name__
        raise Refused(
            file.name,
            f"{file.name} is JSON but not a GeoJSON collection: found type {found}, expected FeatureCollection "
            "with its features. Export the boundaries as GeoJSON.",
        )
    features = content["features"]
    if not features:
        raise Refused(file.name, f"{file.name} holds no features. Ask for the whole file.")
    if not all(isinstance(feature, dict) for feature in features):
        raise Refused(
            file.name, f"{file.name} lists something other than features. Export it again as GeoJSON."
        )
    return Features(
        file,
        [found if isinstance(found := feature.get("properties"), dict) else {} for feature in features],
        [_geometry(feature.get("geometry"), shapes) for feature in features],
        content.get("crs"),
    )


def _geometry(geometry: Any, shapes: list[str]) -> str | None:
    if not isinstance(geometry, dict):
        return None
    match geometry.get("coordinates"):
        case [int(number)] if number is not True and number is not False:
            shape = shapes[number]
        case other:
            shape = json.dumps(other)
    return f'{{"type":{json.dumps(geometry.get("type"))},"coordinates":{shape}}}'


def _not_json(file: Recognised, text: str) -> str:
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        end = len(text.rstrip())
        if error.pos >= end - 1 or error.msg.startswith("Unterminated"):
            return (
                f"{file.name} is cut short: it ends in the middle of a feature on line {error.lineno}. "
                "Download it again."
            )
        return f"{file.name}, line {error.lineno}, character {error.colno}: this is not JSON ({error.msg})."
    except (ValueError, RecursionError):
        return f"{file.name} {_ODD}"
    return f"{file.name} has coordinates that are not all numbers. Export the boundaries again as GeoJSON."
