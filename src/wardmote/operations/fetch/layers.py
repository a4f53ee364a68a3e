"""Asks an ArcGIS server for a layer: finds its service, counts its rows, and brings them page by page."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from wardmote.definitions.fetching import Layer
from wardmote.evidence import Progress
from wardmote.operations.fetch.errors import FetchError
from wardmote.operations.fetch.troubles import by_hand, host_of
from wardmote.operations.fetch.web import Web

Row = dict[str, Any]
"""One feature: its ``fields`` under their new names, and its ``outline`` as GeoJSON or None."""


class LayerGone(FetchError):  # noqa: N818
    """No service of that name, or of one like it, is there."""


@dataclass(frozen=True)
class Found:
    """A layer as the server has it today."""

    address: str
    count: int
    most: int
    """Rows that one page may have."""
    edited: str
    """When it was last changed, as the server says it; empty where it does not."""


def find(web: Web, layer: Layer) -> Found:
    """Find a layer and count its rows.

    Raises
    ------
    LayerGone
        When it is not there under its name or one that fits.
    FetchError
        When it lacks a field, or the network fails.
    """
    address = f"{web.download.directory}/{layer.service}/FeatureServer/0"
    said = _ask(web, address, {"f": "json"})
    if _is_refusal(said):
        address = f"{web.download.directory}/{_another(web, layer)}/FeatureServer/0"
        said = _ask(web, address, {"f": "json"})
    if _is_refusal(said):
        raise LayerGone(f"{layer.title}: {host_of(address)} has the service but does not give it.")
    there = {str(field.get("name")) for field in said.get("fields") or [] if isinstance(field, dict)}
    lacking = [name for name in layer.fields if name not in there]
    if lacking:
        raise FetchError(
            f"{layer.title}: the field {lacking[0]} is missing from {address}; it has {', '.join(sorted(there)[:12])}. "
            f"The publisher may have renamed it; correct it in definitions/downloads/. {by_hand(web.download)}"
        )
    counted = _ask(web, f"{address}/query", {"where": layer.where, "returnCountOnly": "true", "f": "json"})
    count = counted.get("count")
    if not isinstance(count, int) or count < 1:
        raise FetchError(f"{layer.title}: {address} says that it has no rows. {by_hand(web.download)}")
    most = said.get("maxRecordCount")
    edited = (said.get("editingInfo") or {}).get("lastEditDate", "")
    return Found(
        address,
        count,
        min(layer.rows, most if isinstance(most, int) and most > 0 else layer.rows),
        str(edited),
    )


def rows(web: Web, layer: Layer, found: Found, scratch: Path, progress: Progress) -> Iterator[Row]:
    """Every row of a layer. Pages that came before an interruption are not asked for again.

    Parameters
    ----------
    scratch
        Where pages are kept until the layer is whole.

    Raises
    ------
    FetchError
        When the rows that came are not as many as were counted, or one came twice.
    """
    _keep_only(scratch, json.dumps({**asdict(found), "where": layer.where, "fields": layer.fields}))
    came, keys = 0, set()
    while came < found.count:
        page = _page(web, layer, found, came, scratch)
        if not page:
            break
        for row in page:
            keys.add(tuple(row["fields"].values()))
            yield row
        came += len(page)
        progress(layer.title, came, found.count)
    if came != found.count or len(keys) != came:
        shutil.rmtree(scratch, ignore_errors=True)
        raise FetchError(
            f"{layer.title}: {found.count:,} rows were promised, and {len(keys):,} different ones came. The publisher may "
            "be changing it right now. Run the same command again in a while."
        )


def _page(web: Web, layer: Layer, found: Found, offset: int, scratch: Path) -> list[Row]:
    path = scratch / f"{offset:09d}.json"
    if path.is_file():
        kept: list[Row] = json.loads(path.read_text(encoding="utf-8"))
        return kept
    question = {
        "where": layer.where,
        "outFields": ",".join(layer.fields),
        "orderByFields": ",".join([layer.key, *(name for name in layer.fields if name != layer.key)]),
        "resultOffset": str(offset),
        "resultRecordCount": str(found.most),
        "returnGeometry": str(layer.outlines).lower(),
    }
    if layer.outlines:
        question |= {"outSR": "4326", "geometryPrecision": str(layer.decimals)}
    said = _ask(web, f"{found.address}/query", question | {"f": "geojson" if layer.outlines else "json"})
    if _is_refusal(said):
        raise FetchError(
            f"{layer.title}: {host_of(found.address)} refused: {_reason(said)}. {by_hand(web.download)}"
        )
    page = [_row(layer, feature) for feature in said.get("features") or []]
    draft = path.with_suffix(".part")
    draft.write_text(json.dumps(page, separators=(",", ":")), encoding="utf-8")
    draft.replace(path)
    return page


def _row(layer: Layer, feature: Mapping[str, Any]) -> Row:
    values = feature.get("properties") or feature.get("attributes") or {}
    fields = {new: _cell(values.get(old)) for old, new in layer.fields.items()}
    return {"fields": fields, "outline": feature.get("geometry") if layer.outlines else None}


def _cell(value: object) -> str:
    return "" if value is None else str(value).strip()


def _keep_only(scratch: Path, state: str) -> None:
    """Pages of an earlier state of the layer are of no use."""
    note = scratch / "state"
    if not note.is_file() or note.read_text(encoding="utf-8") != state:
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir(parents=True)
        note.write_text(state, encoding="utf-8")


def _another(web: Web, layer: Layer) -> str:
    """The newest service whose name is like the one that is gone."""
    said = _ask(web, str(web.download.directory), {"f": "json"})
    names = {
        str(entry.get("name", "")).rsplit("/", maxsplit=1)[-1]
        for entry in said.get("services") or []
        if isinstance(entry, dict) and entry.get("type") == "FeatureServer"
    }
    fitting = [name for name in names if layer.like and re.fullmatch(layer.like, name, re.IGNORECASE)]
    if not fitting:
        raise LayerGone(
            f"{layer.title}: {host_of(str(web.download.directory))} has no service {layer.service}, nor one named like it."
        )
    return max(fitting, key=lambda name: [int(part) for part in re.findall(r"\d+", name)])


def _ask(web: Web, address: str, question: Mapping[str, str]) -> dict[str, Any]:
    said = web.json(f"{address}?{urlencode(question)}")
    if not isinstance(said, dict):
        raise FetchError(
            f"{host_of(address)} answered with something else than was asked. {by_hand(web.download)}"
        )
    return said


def _is_refusal(said: Mapping[str, Any]) -> bool:
    """ArcGIS says no with the status of a yes."""
    return "error" in said


def _reason(said: Mapping[str, Any]) -> str:
    error = said.get("error")
    return str(error.get("message") or error.get("code")) if isinstance(error, dict) else str(error)
