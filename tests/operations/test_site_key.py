"""The key of the site: made with the workspace, whole, and one."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.evidence import street_files as street

from wardmote.operations.init import init
from wardmote.operations.site_key import KEY_FILE, site_key
from wardmote.operations.workspace import FILE


def test_a_workspace_is_made_with_its_key(tmp_path: Path) -> None:
    """Long, for its owner alone, and the same whenever the site asks."""
    lookup = street.lookup(tmp_path / "lookup.csv", ["E01017001", "E01017002"])
    one, other = (
        init(tmp_path / name, ["E22000001"], [lookup]).workspace.folder for name in ("one", "other")
    )
    assert len((one / KEY_FILE).read_text(encoding="ascii").strip()) >= 64
    assert sys.platform == "win32" or (one / KEY_FILE).stat().st_mode & 0o777 == 0o600
    assert site_key(one) == site_key(one) != site_key(other)


def test_of_many_that_begin_at_once_all_read_one_key(tmp_path: Path) -> None:
    """In a workspace of before, which has none; where there is no workspace each has its own, and keeps none."""
    (tmp_path / FILE).write_text("", encoding="utf-8")
    with ThreadPoolExecutor(8) as several:
        found = set(several.map(site_key, [tmp_path] * 40))
    assert len(found) == 1
    assert [path.name for path in (tmp_path / "secrets").iterdir()] == [KEY_FILE.name]
    assert site_key(tmp_path / "none") != site_key(tmp_path / "none")
