from __future__ import annotations

import pytest

from wardmote.definitions import DefinitionError, load

MEASURE = """
id: {id}
title: Noise complaints
short_title: Noise
description: Complaints about noise that the council recorded.
unit: incidents
population: residents
direction: none
order: 900
source: The partnership's own definition
{more}
"""


def _overlay(tmp_path, text, kind="measures"):
    (tmp_path / kind).mkdir(parents=True, exist_ok=True)
    (tmp_path / kind / "own.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_partnerships_own_measure_is_added_to_ours(tmp_path) -> None:
    found = load(_overlay(tmp_path, MEASURE.format(id="noise", more="")))
    assert found.measures["noise"].short_title == "Noise"
    assert "burglary" in found.measures


def test_a_measure_says_what_kind_of_quantity_it_is(tmp_path) -> None:
    kinds = {"count": (True, True), "share": (False, False), "money": (True, False), "number": (False, False)}
    for kind, (adds_up, counts) in kinds.items():
        text = MEASURE.format(id="noise", more=f"quantity: {kind}")
        found = load(
            _overlay(tmp_path / kind, text.replace("incidents", "percent") if kind == "share" else text)
        )
        noise = found.measures["noise"]
        assert (noise.adds_up, noise.counts, noise.is_share) == (adds_up, counts, kind == "share")


def test_an_overlay_with_our_identifier_replaces_ours_and_changes_the_digest(tmp_path) -> None:
    found = load(_overlay(tmp_path, MEASURE.format(id="burglary", more="version: 2")))
    assert found.measures["burglary"].reference == "burglary/2"
    assert found.digest() != load().digest()


def test_the_digest_is_the_same_for_the_same_definitions() -> None:
    assert load().digest() == load().digest()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (MEASURE.format(id="noise", more="colour: red"), "colour"),
        (MEASURE.format(id="Noise!", more=""), "id"),
        (MEASURE.format(id="noise", more="unit: crimes"), "stands twice"),
        (MEASURE.format(id="noise", more="caveats: [no-such-caveat]"), "caveat no-such-caveat"),
        (MEASURE.format(id="noise", more="quantity: share"), "a share of people asked has unit: percent"),
        (MEASURE.format(id="noise", more="").replace("incidents", "percent"), "its quantity count"),
        ("title: [unclosed", "not readable YAML"),
        ("- 3", "an entry"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_file_and_the_fault(tmp_path, text, words) -> None:
    with pytest.raises(DefinitionError, match=words):
        load(_overlay(tmp_path, text))


def test_the_fourteen_categories_and_the_unavailable_measures_are_there() -> None:
    found = load()
    base = [measure for measure in found.measures.values() if measure.base and measure.available]
    assert len(base) == 14
    for name in (
        "serious-acquisitive-crime", "neighbourhood-crime", "violence-with-injury", "domestic-abuse", "burglary-residential",
    ):  # fmt: skip
        assert not found.measures[name].available
        assert found.measures[name].observed
        assert found.measures[name].unavailable[0].source == "police-uk-street"
        assert found.measures[name].unavailable[0].reason
    asb = "anti-social-behaviour"
    assert asb not in found.measures["all-crime"].counted[0].categories
    assert len(found.measures["all-crime"].counted[0].categories) == 13
