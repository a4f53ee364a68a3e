"""When a feed came, told by the snapshots: also where a file came twice, or the clock of the machine was set back."""

from __future__ import annotations

from datetime import date

from wardmote.evidence import Manifest
from wardmote.operations.feeds import in_order_of_making


def made(identifier: str, parent: str | None, day: str) -> Manifest:
    return Manifest(id=identifier, parent=parent, made=f"{day}T10:00:00Z")


def days(*manifests: Manifest) -> dict[str, date]:
    return {one.id: day for one, day in in_order_of_making(manifests)}


def test_each_snapshot_counts_from_its_own_day() -> None:
    found = days(made("a", None, "2026-01-05"), made("b", "a", "2026-02-06"))
    assert found == {"a": date(2026, 1, 5), "b": date(2026, 2, 6)}


def test_a_snapshot_made_by_a_clock_set_back_counts_no_earlier_than_the_one_before() -> None:
    by_clock = (made("b", "a", "2020-01-01"), made("a", None, "2026-01-05"), made("c", "b", "2026-03-07"))
    found = in_order_of_making(by_clock)
    assert [one.id for one, _ in found] == ["a", "b", "c"]
    assert [day for _, day in found] == [date(2026, 1, 5), date(2026, 1, 5), date(2026, 3, 7)]


def test_a_snapshot_whose_parent_was_cleaned_up_stands_by_itself() -> None:
    assert days(made("b", "gone", "2026-02-06")) == {"b": date(2026, 2, 6)}
