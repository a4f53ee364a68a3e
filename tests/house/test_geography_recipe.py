"""The recipe in docs/how-to/prepare-geography.md makes a file that is recognised, and right."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from wardmote.definitions import load
from wardmote.evidence import EvidenceStore

PROJECT = Path(__file__).resolve().parents[2]
PAGE = PROJECT / "docs" / "how-to" / "prepare-geography.md"
PORTAL = {"lsoa21": "LSOA21", "ward24": "WD24", "ltla24": "LAD24", "csp24": "CSP24", "pfa24": "PFA24"}
CODES = [f"{level}_{word}" for level in PORTAL for word in ("code", "name")]
PEOPLE = ["pop_mye2022", "households_census2021"]


def as_published(lookup: pd.DataFrame, levels: list[str]) -> pd.DataFrame:
    """The columns of some levels, named as the portal names them."""
    ends = {"code": "CD", "name": "NM"}
    names = {f"{level}_{word}": PORTAL[level] + ends[word] for level in levels for word in ends}
    return lookup[list(names)].rename(columns=names).drop_duplicates()


def follow_the_page(folder: Path, whole: pd.DataFrame) -> pd.DataFrame:
    """Lay the published files down, run the page's code, read what it made."""
    as_published(whole, ["lsoa21", "ward24", "ltla24"]).to_csv(
        folder / "lsoa-to-ward-to-authority.csv", index=False
    )
    as_published(whole, ["ltla24", "csp24", "pfa24"]).to_csv(
        folder / "authority-to-partnership-to-force.csv", index=False
    )
    people = whole[["lsoa21_code", *PEOPLE]].rename(columns={"lsoa21_code": "LSOA21CD"})
    people.to_csv(folder / "people.csv", index=False)
    (folder / "geography").mkdir()
    (recipe,) = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    subprocess.run([sys.executable, "-c", recipe], cwd=folder, check=True, capture_output=True, timeout=60)
    return pd.read_csv(folder / "geography" / "small-areas.csv")


def made_up() -> pd.DataFrame:
    """Four small areas in three authorities, the last of which holds two partnerships."""
    rows = [
        ("X01", "A1", "X11", "Ward A", "X21", "Town", "X31", "Town CSP", "X41", "Force", 100, 40),
        ("X02", "A2", "X11", "Ward A", "X21", "Town", "X31", "Town CSP", "X41", "Force", 200, 80),
        ("X03", "B1", "X12", "Ward B", "X22", "Shire", "X32", "East CSP", "X41", "Force", 300, 90),
        ("X04", "B2", "X13", "Ward C", "X22", "Shire", "X33", "West CSP", "X41", "Force", 400, 95),
    ]
    return pd.DataFrame(rows, columns=[*CODES, *PEOPLE])


def test_recipe_makes_a_file_that_is_recognised_and_covers_the_whole_force(tmp_path: Path) -> None:
    made = follow_the_page(tmp_path, made_up())
    assert set(load().sources["places-lsoa21"].recognise) <= set(made.columns)
    assert list(made["pop_mye2022"]) == [100, 200, 300, 400]
    store = EvidenceStore(tmp_path / "evidence", load())
    store.ingest([tmp_path / "geography"])
    with store.open() as snapshot:
        places = snapshot.connection().execute("SELECT lsoa, csp, area_force FROM places ORDER BY lsoa")
        assert places.fetchall() == [
            ("X01", "X31", "X41"), ("X02", "X31", "X41"), ("X03", None, "X41"), ("X04", None, "X41"),
        ]  # fmt: skip


@pytest.mark.shared
def test_recipe_gives_the_known_lookup(tmp_path: Path, shared: Path) -> None:
    whole = pd.read_csv(shared / "data" / "geography" / "population" / "lsoa21_profile.csv.gz")
    made = follow_the_page(tmp_path, whole)
    single = whole["method"] == "ltla24 has one CSP"
    merged = whole[[*CODES, *PEOPLE]].merge(made, on="lsoa21_code", suffixes=("", "_made"))
    assert len(made) == len(whole) == len(merged)
    assert (merged["csp24_code"] == merged["csp24_code_made"])[single].all()
    assert merged["csp24_code_made"][~single].isna().all()
    assert (merged["pfa24_code"] == merged["pfa24_code_made"]).all()
