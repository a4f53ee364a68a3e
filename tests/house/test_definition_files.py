"""The definition files: each loads, says where it comes from, and is named after what it holds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from wardmote.definitions import load
from wardmote.definitions.loader import KINDS, OURS

PROJECT = Path(__file__).resolve().parents[2]
FILES = sorted(OURS.rglob("*.yaml"))
DEFINITIONS = load()


def kebab(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(OURS)))
def test_file_holds_definitions_of_its_kind(path: Path) -> None:
    kind = path.relative_to(OURS).parts[0]
    content = yaml.safe_load(path.read_text("utf-8"))
    entries = content if isinstance(content, list) else [content]
    assert entries
    for entry in entries:
        loaded = KINDS[kind].model_validate(entry)
        assert getattr(DEFINITIONS, kind)[loaded.id].model_dump() == loaded.model_dump()
        assert loaded.source.strip()


@pytest.mark.parametrize("name", sorted(m.id for m in DEFINITIONS.measures.values() if m.available))
def test_measure_of_police_uk_stands_in_a_file_of_its_name(name: str) -> None:
    assert (OURS / "measures" / f"{name}.yaml").is_file()


def test_every_file_of_measures_holds_them_in_their_order() -> None:
    for path in sorted((OURS / "measures").glob("*.yaml")):
        content = yaml.safe_load(path.read_text("utf-8"))
        orders = [entry["order"] for entry in (content if isinstance(content, list) else [content])]
        assert orders == sorted(set(orders))


def test_police_categories_are_measures_of_their_name() -> None:
    words = DEFINITIONS.sources["police-uk-street"].categories
    assert len(words) == 14
    for word, category in words.items():
        assert category == kebab(word)
        (counted,) = DEFINITIONS.measures[category].counted
        assert counted.categories == (category,)


def test_all_crime_is_every_category_but_anti_social_behaviour() -> None:
    categories = set(DEFINITIONS.sources["police-uk-street"].categories.values())
    (counted,) = DEFINITIONS.measures["all-crime"].counted
    assert set(counted.categories) == categories - {"anti-social-behaviour"}


def test_a_measure_is_available_or_says_why_not() -> None:
    for measure in DEFINITIONS.measures.values():
        assert measure.counted or measure.unavailable, measure.id
        counted = {one.source for one in measure.counted}
        assert counted.isdisjoint(one.source for one in measure.unavailable), measure.id


def test_order_of_measures_is_no_accident() -> None:
    orders = [measure.order for measure in DEFINITIONS.measures.values()]
    assert len(orders) == len(set(orders))


def test_examples_of_the_how_to_guide_load_over_ours(tmp_path: Path) -> None:
    page = (PROJECT / "docs" / "how-to" / "add-a-definition.md").read_text("utf-8")
    examples = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    for kind, example in zip(("thresholds", "measures", "breaks", "sources"), examples, strict=True):
        (tmp_path / kind).mkdir()
        (tmp_path / kind / "ours.yaml").write_text(example, encoding="utf-8")
    changed = load(tmp_path)
    assert changed.threshold("percentage-base") == 100
    assert "town-centre-theft" in changed.measures
    assert len(changed.breaks) == len(DEFINITIONS.breaks) + 1
    assert len(changed.sources) == len(DEFINITIONS.sources) + 1
