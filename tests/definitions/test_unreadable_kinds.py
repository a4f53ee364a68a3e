"""A bad file stops what needs its kind, and nothing else; ours never stand in for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from wardmote.definitions import DefinitionError, load, load_what_can_be_read
from wardmote.definitions.loader import KINDS

OURS = load()
BROKEN = "- id: one\n  title: [unclosed\n"


def overlay(folder: Path, kind: str, text: str = BROKEN) -> Path:
    (folder / kind).mkdir(exist_ok=True)
    (folder / kind / "own.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_with_a_bad_file_is_refused_and_every_other_stands(tmp_path: Path, kind: str) -> None:
    made = load_what_can_be_read(overlay(tmp_path, kind))
    closed = {kind, "measures"} if kind == "sources" else {kind}
    assert set(made.unreadable) == closed
    for name in KINDS:
        if name in closed:
            with pytest.raises(
                DefinitionError, match=r"own\.yaml, line \d+, is not readable YAML.*Mend it there"
            ):
                getattr(made, name)
        else:
            assert getattr(made, name) == getattr(OURS, name)


def test_a_bad_threshold_is_never_replaced_by_ours(tmp_path: Path) -> None:
    made = load_what_can_be_read(overlay(tmp_path, "thresholds"))
    with pytest.raises(DefinitionError):
        made.threshold("confidence")
    with pytest.raises(DefinitionError):
        made.digest(("measures", "thresholds"))


def test_one_outside_its_bounds_closes_them_all(tmp_path: Path) -> None:
    text = "- {id: confidence, title: Confidence, value: 7, unit: share, why: A test, source: A test}\n"
    made = load_what_can_be_read(overlay(tmp_path, "thresholds", text))
    with pytest.raises(DefinitionError, match=r"threshold confidence: 7.*own\.yaml, line 1"):
        made.threshold("too-few")


def test_the_line_of_the_fault_is_named(tmp_path: Path) -> None:
    text = "- {id: one, text: A caveat., source: A test}\n- id: two\n  source: A test\n  text: 3\n"
    with pytest.raises(
        DefinitionError, match=r"own\.yaml, line 4, two: text: Input should be a valid string"
    ):
        load(overlay(tmp_path, "caveats", text))


def test_an_entry_that_names_what_is_not_there_closes_its_own_kind_alone(tmp_path: Path) -> None:
    text = (
        "- {id: one, title: A target, measure: nothing, direction: at-most, value: 1, unit: count, period: 2023-24,"
        " owner: Chair, source: A test}\n"
    )
    made = load_what_can_be_read(overlay(tmp_path, "targets", text))
    assert set(made.unreadable) == {"targets"}
    with pytest.raises(DefinitionError, match=r"target one: no measure nothing \(.*own\.yaml, line 1\)"):
        made.targets  # noqa: B018


def test_a_file_of_no_kind_stops_everything_since_nobody_knows_what_it_decides(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match="not where definitions are read"):
        load_what_can_be_read(overlay(tmp_path, "treshold"))


def test_the_digest_of_everything_changes_with_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    first = load_what_can_be_read(overlay(tmp_path, "targets")).digest()
    second = load_what_can_be_read(overlay(tmp_path, "targets", BROKEN + " ")).digest()
    assert len({first, second, OURS.digest()}) == 3


def test_other_entries_of_one_kind_leave_the_unreadable_as_they_are(tmp_path: Path) -> None:
    made = load_what_can_be_read(overlay(tmp_path, "targets"))
    changed = made.with_kind("groups", {})
    assert changed.groups == {}
    with pytest.raises(DefinitionError):
        changed.targets  # noqa: B018
