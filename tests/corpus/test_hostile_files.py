"""Files made to break a reader: each ends in a sentence, and never in a traceback."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.evidence import street_files as street

from wardmote.definitions import Definitions
from wardmote.evidence import EvidenceError, EvidenceStore

POLYGON = {"type": "Polygon", "coordinates": [[[-0.4, 52.1], [-0.3, 52.1], [-0.3, 52.2], [-0.4, 52.1]]]}
NAMED = {"csp24_code": "E22000353", "csp24_name": "Town"}
ABOVE = ("E05000001", "Ward", "E06000001", "Town", "E22000001", "Town", "E23000026", "Bedfordshire")


def crimes(count: int = 5) -> bytes:
    return street.text(street.rows(count)).encode()


def lookup(count: int = 2) -> bytes:
    rows = [(f"E0101{7000 + at}", f"Town {at:03}A", *ABOVE) for at in range(count)]
    return street.text(rows, street.LOOKUP).encode()


def boundaries(properties: Any = None, geometry: Any = None, **more: Any) -> bytes:
    feature = {"type": "Feature", "properties": properties or NAMED, "geometry": geometry or POLYGON}
    return json.dumps({"type": "FeatureCollection", "features": [feature], **more}).encode()


DEEP = b"[" * 100_000 + b"]" * 100_000
ENDLESS = b"9" * 5_000
HOSTILE: dict[str, tuple[str, bytes, str]] = {
    "nested coordinates": ("a.geojson", boundaries().replace(b"[[[", DEEP[:50_000]), "cut short|nested"),
    "a nested first feature": ("a.geojson", boundaries({**NAMED, "x": "DEEP"}).replace(b'"DEEP"', DEEP), "JSON"),
    "nested after the features": ("a.geojson", boundaries(x="DEEP").replace(b'"DEEP"', DEEP), "nested deeper"),
    "an endless number": ("a.geojson", boundaries(x="N").replace(b'"N"', ENDLESS), "thousands of digits"),
    "an endless code": (
        "a.geojson", boundaries({**NAMED, "csp24_code": "N"}).replace(b'"N"', ENDLESS), "JSON but not GeoJSON",
    ),
    "half a character": ("a.geojson", boundaries({**NAMED, "csp24_code": "E\ud800"}), r"half of a character \(\\ud800\)"),
    "half a character for a name": ("a.geojson", boundaries({"\ud800": 1}), "not a kind of file"),
    "a coordinate system in a list": (
        "a.geojson", boundaries(geometry={"type": "Point"}, crs={"properties": ["x"]}), "expected a polygon",
    ),
    "numbers beyond all numbers": ("a.geojson", boundaries().replace(b"-0.4", b"1e999"), "cannot be read|British"),
    "a quotation mark opened in the header": (
        "a.csv", crimes().replace(b"Context\n", b'"Context\n'), "line 1: a quotation mark",
    ),
    "a quotation mark inside a name": ("a.csv", crimes().replace(b"Context", b'"Con"text'), "line 1: a quotation mark"),
    "a quotation mark in a long lookup's header": (
        "a.csv", lookup(3_000).replace(b"pfa24_name", b'pfa24_name,"x'), "line 1: a quotation mark|endless",
    ),
    "an endless cell before a fault": (
        "a.csv", lookup().replace(b"Ward", b"W" * 300_000) + b"E0 1,a,b,c,d,e,f,g,h,i\n", "line 4, column lsoa21_code",
    ),
    "the year 0": (
        "a.csv", lookup().replace(b"pfa24_name", b"pfa24_name,pop_mye0000").replace(b"Bedfordshire", b"Bedfordshire,1"),
        "a year that there is not, 0000",
    ),
    "only quotation marks": ("a.csv", b'"' * 100_001, "a.csv"),
    "only commas": ("a.csv", b"," * 100_000, "a.csv"),
    "thirty thousand columns": (
        "a.csv", crimes().replace(b"Context", b"Context" + b",x" * 30_000), "30000 times|columns|cells",
    ),
    "a line of a hundred thousand cells": ("a.csv", crimes() + b"1," * 100_000 + b"\n", "rows"),
    "a line of five million letters": ("a.csv", crimes() + b"x" * 5_000_000 + b"\n", "rows"),
    "a second byte order mark": ("a.csv", b"\xef\xbb\xbf" * 2 + crimes(), "Crime ID"),
    "a pipe's worth of gzip": ("a.csv.gz", b"\x1f\x8b", "damaged or cut short"),
    "gzip with odd flags": ("a.csv.gz", b"\x1f\x8b\x08\xff" + b"\0" * 30, "damaged or cut short"),
    "a zip's first four bytes": ("a.zip", b"PK\x03\x04", "cut short or damaged"),
    "a zip's end alone": ("a.zip", b"PK\x05\x06" + b"\xff" * 18, "cut short or damaged"),
}  # fmt: skip


def refusal(folder: Path, definitions: Definitions, path: Path) -> str:
    """The sentence that a file is refused with; empty if it is taken."""
    try:
        EvidenceStore(folder / "evidence", definitions).ingest([path])
    except EvidenceError as error:
        error.sentence.encode()  # it can be printed
        return error.sentence
    return ""


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_a_sentence(
    tmp_path: Path, definitions: Definitions, name: str
) -> None:
    called, content, words = HOSTILE[name]
    (tmp_path / called).write_bytes(content)
    said = refusal(tmp_path, definitions, tmp_path / called)
    assert re.search(words, said), said


def test_columns_that_are_called_like_ours_are_read(tmp_path: Path, definitions: Definitions) -> None:
    header = ("", "nameless 0", "filename", "c3", *street.HEADER)
    path = street.write(tmp_path / "a.csv", [("", "x", "y", "z", *row) for row in street.rows(4)], header)
    assert EvidenceStore(tmp_path / "evidence", definitions).ingest([path]).kept == 4


def test_a_file_whose_name_is_no_text_is_refused(tmp_path: Path, definitions: Definitions) -> None:
    odd = os.fsdecode(os.fsencode(tmp_path) + b"/\xff.csv")
    try:
        Path(odd).write_bytes(crimes())
    except OSError:
        pytest.skip("this disk takes no such name")
    for path in (Path(odd), tmp_path):
        assert "is not UTF-8 text. Rename it" in refusal(tmp_path, definitions, path)


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path, definitions: Definitions) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert "not an ordinary file" in refusal(tmp_path, definitions, tmp_path / "pipe.csv")


def zipped(method: int) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        archive.writestr("a.csv", crimes())
    return made.getvalue()


SOUND: list[tuple[str, bytes]] = [
    ("a.csv", crimes()),
    ("a.csv", lookup()),
    ("a.geojson", boundaries()),
    ("a.csv.gz", gzip.compress(crimes(), mtime=0)),
    *(
        ("a.zip", zipped(m))
        for m in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
    ),
]
PIECES = [b'"', b",", b"\n", b"\r", b"\0", b"\xff", b"[", b"{", b"}", b"]", b"null", b"\\", b"\\ud800", b"-", b"1e999",
          b"\xef\xbb\xbf", b"x" * 140_000, ENDLESS, b"PK\x03\x04", b"\x80"]  # fmt: skip
DAMAGE = st.tuples(
    st.floats(0, 1), st.integers(0, 40), st.sampled_from([b"", *PIECES]) | st.binary(max_size=3)
)


def damaged(content: bytes, damage: Iterable[tuple[float, int, bytes]]) -> bytes:
    """The content with pieces taken out and others put in."""
    for where, less, more in damage:
        at = int(where * len(content))
        content = content[:at] + more + content[at + less :]
    return content


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)  # fmt: skip
@given(
    sound=st.sampled_from(SOUND),
    damage=st.lists(DAMAGE, min_size=1, max_size=4),
    end=st.none() | st.floats(0, 1),
)
def test_damage_of_any_kind_is_taken_or_put_into_words(
    tmp_path_factory: pytest.TempPathFactory, definitions: Definitions, sound, damage, end
) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    content = damaged(sound[1], damage)
    (folder / sound[0]).write_bytes(content if end is None else content[: int(end * len(content))])
    refusal(folder, definitions, folder / sound[0])
    assert not (folder / "evidence" / "incoming").exists()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=200), name=st.sampled_from(["a.csv", "a.geojson", "a.zip", "a.csv.gz"]))
def test_random_bytes_are_refused(
    tmp_path_factory: pytest.TempPathFactory, definitions: Definitions, content: bytes, name: str
) -> None:
    folder = tmp_path_factory.mktemp("random")
    (folder / name).write_bytes(content)
    assert refusal(folder, definitions, folder / name)
