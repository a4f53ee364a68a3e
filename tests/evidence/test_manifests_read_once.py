"""A manifest is read once, and again when its file is another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from wardmote.evidence import publish
from wardmote.evidence.manifest import Manifest


def test_a_changed_manifest_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, reads = tmp_path / "one.json", []
    monkeypatch.setattr(publish, "from_json", lambda text: reads.append(text) or Manifest(id=text[:20]))
    path.write_text(json.dumps({"id": 1}))
    assert publish.read_manifest(path) is publish.read_manifest(path)
    assert len(reads) == 1
    other = tmp_path / "draft"
    other.write_text(json.dumps({"id": 2}))
    other.replace(path)
    assert publish.read_manifest(path).id == '{"id": 2}'
