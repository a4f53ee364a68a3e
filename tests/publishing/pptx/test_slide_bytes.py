"""The same document is the same bytes, whoever writes it, whenever, in whatever order a set comes."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from tests.publishing.pptx.deck import deck
from tests.publishing.pptx.templates import council, written

from wardmote.publishing import write
from wardmote.publishing.pptx import render_pptx

PROJECT = Path(__file__).resolve().parents[3]
ONCE = (
    "import hashlib; from tests.publishing.pptx.deck import deck; from wardmote.publishing.pptx import render_pptx; "
    "print(hashlib.sha256(render_pptx(deck())).hexdigest())"
)


def _elsewhere(seed: str, zone: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
    done = subprocess.run(
        [sys.executable, "-c", ONCE],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return done.stdout.strip()


def test_another_process_in_another_place_writes_the_same_bytes() -> None:
    here = hashlib.sha256(render_pptx(deck())).hexdigest()
    assert _elsewhere("1", "Pacific/Auckland") == here


def test_no_part_remembers_when_it_was_packed() -> None:
    first = render_pptx(deck())
    time.sleep(2.1)
    assert render_pptx(deck()) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"


def test_a_template_gives_the_same_bytes_too(tmp_path) -> None:
    path = written(tmp_path, "council.pptx", council)
    assert render_pptx(deck(), path) == render_pptx(deck(), path)


@pytest.mark.parametrize("template", [None, "council.pptx"])
def test_the_common_way_of_writing_takes_it(tmp_path, template) -> None:
    templates = {"pptx": written(tmp_path, template, council)} if template else {}
    (path,) = write(deck(), tmp_path / "out", ("pptx",), name="board", templates=templates)
    assert path.name == "board.pptx"
    assert zipfile.is_zipfile(path)
