"""A folder of definitions that send the fetch commands to a publisher on this machine."""

from __future__ import annotations

import json
from pathlib import Path

import yaml
from tests.operations.fetch.publisher import at


def overlay(definitions: Path, base: str, **manners: float) -> None:
    """Lay definitions of all three downloads into a partnership's own."""
    folder = definitions / "downloads"
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("police-uk", "home-office", "geography"):
        said = json.loads(at(base, name, first_wait=0, **manners).model_dump_json())
        (folder / f"{name}.yaml").write_text(yaml.safe_dump(said), encoding="utf-8")
