"""What one build of a document said, kept whole: its lines, its figures and its findings.

A record is content alone: it holds no time and no place, so that the same build is the same record.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from wardmote.analyses.since import Said
from wardmote.definitions import Definitions
from wardmote.documents.lines import Line, lines_of, said_by
from wardmote.figures import Figure
from wardmote.publishing.tree import Document, Findings, Paragraph, plain, walk

SCHEMA: Literal["wardmote.build/1"] = "wardmote.build/1"
ID_LENGTH = 12


class RecordError(ValueError):
    """A record that cannot be read; says what is wrong with it."""


class BuildRecord(BaseModel):
    """One build of a document, as it was said.

    ``snapshot``, ``to`` and ``definitions`` (a digest) say what it was made from. ``measures`` holds the short title
    of each measure that a figure is of, by the measure's reference. ``figures`` are whole, as they stood.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_: Literal["wardmote.build/1"] = SCHEMA
    document: str
    title: str
    partnership: str
    kind: str
    data_to: str
    version: str
    status: str
    date: date
    marking: str
    language: str
    colour: str
    snapshot: str
    to: str
    area: str
    definitions: str
    measures: dict[str, str]
    lines: tuple[Line, ...]
    figures: tuple[Figure, ...]
    findings: tuple[Said, ...]

    @property
    def id(self) -> str:
        """The first twelve hexadecimal digits of the SHA-256 of its content."""
        return hashlib.sha256(self.content()).hexdigest()[:ID_LENGTH]

    def content(self) -> bytes:
        """The record as it is stored; each figure has its identity beside it for the reader."""
        plain_values = {"schema": SCHEMA, **self.model_dump(mode="json", exclude={"schema_", "figures"})}
        plain_values["figures"] = [_plain(figure) for figure in self.figures]
        text = json.dumps(plain_values, indent=1, ensure_ascii=False, sort_keys=True, allow_nan=False)
        return f"{text}\n".encode()


def record_of(
    document: Document,
    name: str,
    snapshot: str,
    to: str,
    area: str,
    definitions: Definitions,
    figures: Sequence[Figure] = (),
) -> BuildRecord:
    """What a document says, as a record.

    Parameters
    ----------
    name
        What kind of document it is, such as ``strategic-assessment``.
    to
        Last month of its period, YYYY-MM.
    area
        Code of the area that it is about.
    figures
        Figures that it prints beside those that it names itself.

    Raises
    ------
    DocumentError
        When the document would not hold together.
    """
    kept = tuple(
        {_key(figure): figure for figure in (*document.figures, *_cited(document), *figures)}.values()
    )
    titles = {measure.reference: measure.short_title for measure in definitions.measures.values()}
    return BuildRecord(
        document=name,
        title=document.title,
        partnership=document.partnership,
        kind=document.kind,
        data_to=document.data_to,
        version=document.version,
        status=document.status,
        date=document.date,
        marking=document.marking,
        language=document.language,
        colour=document.colour,
        snapshot=snapshot,
        to=to,
        area=area,
        definitions=definitions.digest(),
        measures={figure.measure: titles.get(figure.measure, figure.measure) for figure in kept},
        lines=lines_of(document),
        figures=kept,
        findings=tuple(_said(document)),
    )


def read_record(content: bytes) -> BuildRecord:
    """A record as it was stored.

    Raises
    ------
    RecordError
        When it is no record, is damaged, or was written by a later version.
    """
    try:
        values = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise RecordError("it is not JSON") from error
    schema = values.get("schema") if isinstance(values, dict) else None
    if schema != SCHEMA:
        known = f"its schema is {schema}, and this version reads {SCHEMA}"
        raise RecordError(known if schema else "it is no record of a build")
    try:
        for figure in values["figures"]:
            figure.pop("identity", None)
        values["schema_"] = values.pop("schema")
        return BuildRecord.model_validate_json(json.dumps(values), strict=True)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise RecordError(f"{where or 'the record'}: {first['msg']}") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise RecordError("its figures are not what figures are") from error


def _plain(figure: Figure) -> dict[str, Any]:
    """A figure as it is stored, whole numbers without a point whatever their type."""
    low, high = figure.interval or (None, None)
    numbers = {
        "value": _number(figure.value),
        "interval": (_number(low), _number(high)) if figure.interval else None,
    }
    return {**asdict(figure), **numbers, "identity": figure.identity}


def _number(value: float | None) -> float | None:
    return int(value) if value is not None and float(value).is_integer() else value


def _key(figure: Figure) -> tuple[str, str, str]:
    """What tells two figures apart: their identity, and the name of their area, which is not part of it."""
    return figure.identity, figure.unit, figure.area_name


def _cited(document: Document) -> Iterator[Figure]:
    """The figures that the sentences of a document rest on."""
    for block in walk(document.blocks):
        if isinstance(block, Paragraph):
            yield from block.figures
        elif isinstance(block, Findings):
            yield from (figure for item in block.items for figure in item.figures)


def _said(document: Document) -> Iterator[Said]:
    """Every finding, and every sentence of the text that people may accept or rewrite."""
    for block in walk(document.blocks):
        if isinstance(block, Paragraph) and block.slot:
            cited = tuple(figure.identity for figure in block.figures)
            yield Said(block.slot, plain(block.content), None, cited, finding=False)
        elif isinstance(block, Findings):
            for item in block.items:
                cited = tuple(figure.identity for figure in item.figures)
                yield Said(item.slot or item.lead, said_by(item), item.verdict, cited)
