"""What definitions say of one another must hold, and a number must make sense."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

import wardmote
from wardmote.definitions import DefinitionError, load
from wardmote.definitions.loader import OURS

SOURCE = Path(wardmote.__file__).parent


def ours(kind: str, identifier: str) -> dict:
    """One of our definitions as it stands in its file."""
    for path in (OURS / kind).glob("*.yaml"):
        content = yaml.safe_load(path.read_text("utf-8"))
        for entry in content if isinstance(content, list) else [content]:
            if entry["id"] == identifier:
                return entry
    raise LookupError(identifier)


def over(folder: Path, kind: str, identifier: str, **changes: object) -> Path:
    """An overlay that replaces one of ours by a changed copy."""
    (folder / kind).mkdir()
    entry = {**ours(kind, identifier), **changes}
    (folder / kind / "own.yaml").write_text(yaml.safe_dump(entry, allow_unicode=True), "utf-8")
    return folder


STREET = ours("sources", "police-uk-street")
BOUNDARY = ours("sources", "boundaries-csp24")


@pytest.mark.parametrize(
    ("kind", "identifier", "changes", "words"),
    [
        (
            "measures", "burglary", {"counted": [{"source": "police-uk-street", "categories": ["burglry"]}]},
            "measure burglary: no category burglry in source police-uk-street",
        ),
        (
            "measures", "burglary",
            {"counted": [{"source": "police-uk-street", "categories": ["burglary", "burglary"]}]},
            "measure burglary: category burglary stands twice",
        ),
        (
            "measures", "burglary", {"counted": [{"source": "police-uk", "categories": ["burglary"]}]},
            "measure burglary: no source police-uk",
        ),
        (
            "measures", "domestic-abuse", {"unavailable": [{"source": "marac", "reason": "Nobody can count it."}]},
            "measure domestic-abuse: no source marac",
        ),
        ("measures", "burglary", {"population": "shops"}, "measure burglary: no population shops"),
        ("breaks", "snap-points-2022", {"levels": ["parish"]}, "break snap-points-2022: no level parish"),
        ("breaks", "snap-points-2022", {"forces": ["ruritania"]}, "break snap-points-2022: no force ruritania"),
        ("breaks", "snap-points-2022", {"measures": ["noise"]}, "break snap-points-2022: no measure noise"),
        ("sources", "boundaries-csp24", {"level": "parish"}, "source boundaries-csp24: no level parish"),
        ("sources", "boundaries-csp24", {"level": ""}, "source boundaries-csp24: it does not say its level"),
        (
            "sources", "places-lsoa21",
            {"populations": [{"match": r"^n(?P<year>\d{4})$", "population": "shops", "month_day": "06-30"}]},
            "source places-lsoa21: no population shops",
        ),
        (
            "sources", "police-uk-street", {"checks": {**STREET["checks"], "colour": {"expected": "a colour"}}},
            "source police-uk-street: a check of colour, which is none of its columns",
        ),
        (
            "sources", "police-uk-street",
            {"checks": {role: check for role, check in STREET["checks"].items() if role != "month"}},
            "source police-uk-street: no check of month",
        ),
        (
            "sources", "police-uk-street",
            {"columns": {role: name for role, name in STREET["columns"].items() if role != "lsoa"}},
            "source police-uk-street: no column for lsoa",
        ),
        (
            "sources", "police-uk-street", {"columns": {**STREET["columns"], "month": "Mnth"}},
            "column Mnth of month is not among those it is recognised by",
        ),
        (
            "forces", "kent", {"names": ["Kent Police", "Bedfordshire Police"]},
            "the spelling “Bedfordshire Police” stands again",
        ),
        (
            "measures", "burglary", {"effective_from": "2024-02-01", "effective_to": "2024-01-31"},
            "effective_to 2024-01-31 is before effective_from 2024-02-01",
        ),
        (
            "sources", "police-uk-street",
            {"checks": {**STREET["checks"], "month": {"match": "[", "expected": "a month"}}},
            "not a regular expression",
        ),
        (
            "sources", "places-lsoa21",
            {"populations": [{"match": r"^n\d{4}$", "population": "residents", "month_day": "06-30"}]},
            "no named group year",
        ),
        (
            "sources", "places-lsoa21",
            {"populations": [{"match": r"^n(?P<year>\d{4})$", "population": "residents", "month_day": "13-30"}]},
            "month must be in 1..12",
        ),
    ],
)  # fmt: skip
def test_a_name_that_is_not_defined_is_refused_with_who_uses_it(
    tmp_path: Path, kind: str, identifier: str, changes: dict, words: str
) -> None:
    with pytest.raises(DefinitionError, match=re.escape(words)):
        load(over(tmp_path, kind, identifier, **changes))


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("years-in-hand", 1, "threshold years-in-hand: 1, expected 2 or more"),
        ("matched-months", 13, "threshold matched-months: 13, expected 2 to 12"),
        ("confidence", 95, "threshold confidence: 95, expected 0.5 to 0.999"),
        ("rejected-rows", 1.5, "expected 0 to 1"),
        ("rejected-rows", float("nan"), "finite number"),
        ("latitude-north", float("inf"), "finite number"),
    ],
)
def test_a_number_that_makes_no_sense_is_refused(tmp_path: Path, name: str, value: float, words: str) -> None:
    with pytest.raises(DefinitionError, match=words):
        load(over(tmp_path, "thresholds", name, value=value))


def test_a_partnerships_own_threshold_cannot_do_away_with_our_bounds(tmp_path: Path) -> None:
    own = over(tmp_path, "thresholds", "years-in-hand", value=1, least=0, most=None)
    with pytest.raises(DefinitionError, match="expected 2 or more"):
        load(own)


def test_a_number_within_its_bounds_is_taken(tmp_path: Path) -> None:
    assert load(over(tmp_path, "thresholds", "years-in-hand", value=2)).threshold("years-in-hand") == 2


def test_our_own_thresholds_that_decide_shares_have_bounds() -> None:
    for threshold in load().thresholds.values():
        if threshold.unit == "share":
            assert threshold.least is not None, threshold.id
            assert threshold.most is not None, threshold.id


@pytest.mark.parametrize(
    "place", ["measures/own.yml", "measure/own.yaml", "own.yaml", "measures/more/own.yaml"]
)
def test_a_file_that_nobody_would_read_is_refused(tmp_path: Path, place: str) -> None:
    (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / place).write_text("id: x")
    with pytest.raises(DefinitionError, match="is not where definitions are read"):
        load(tmp_path)


@pytest.mark.parametrize("text", ["date: 2024-13-45", "[" * 5_000, "a: &a [*a]\n\x00", "", "- [1]\n- 2"])
def test_a_damaged_file_is_put_into_words(tmp_path: Path, text: str) -> None:
    (tmp_path / "breaks").mkdir()
    (tmp_path / "breaks" / "own.yaml").write_text(text)
    with pytest.raises(DefinitionError, match=r"own\.yaml"):
        load(tmp_path)


def test_every_threshold_that_the_code_asks_for_is_defined() -> None:
    asked = {
        name
        for path in SOURCE.rglob("*.py")
        for name in re.findall(r"threshold\(\s*\"([a-z-]+)\"\s*\)", path.read_text("utf-8"))
    }
    assert len(asked) > 15
    assert asked <= set(load().thresholds)
