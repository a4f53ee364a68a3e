"""Reads the YAML files in which the demo is planned."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from wardmote.definitions.files import Loader

_PLAN = Path(__file__).parent / "plan"


def read_plan(name: str) -> Any:
    """The content of one of the files of the plan. The reader is a safe one, in C where there is one."""
    return yaml.load((_PLAN / name).read_text(encoding="utf-8"), Loader=Loader)  # noqa: S506


def with_tuples(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry with its lists made tuples."""
    return {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
