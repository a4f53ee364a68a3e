"""What a priority rests on is set beside today before anybody asks, and again once another workshop was frozen."""

from __future__ import annotations

from collections.abc import Callable
from itertools import dropwhile
from typing import Any

import pytest
from django.test import Client
from tests.site.rooms.priorities.conftest import Frozen

from wardmote.site.rooms.priorities import selectors, thread
from wardmote.site.serving import preparing, worker


def test_no_table_is_counted_for_whoever_looks_first(
    frozen: Frozen,
    signed_in: Callable[[str], Client],
    forget: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Neither for a decision record nor for a golden thread, of either year."""
    forget()
    for step in preparing._thread_steps(preparing.scopes()[0]):
        step()
    counted: list[Any] = []

    def watched(*asked: Any) -> Any:
        counted.append(asked)
        return plain(*asked)

    plain = thread.table
    monkeypatch.setattr(thread, "table", watched)
    browser = signed_in("auditor")
    for one in (frozen.this, frozen.last):
        for number in (1, 2, 3):
            assert browser.get(f"/priorities/{one.pk}/issues/{number}/").status_code == 200
            assert browser.get(f"/golden-thread/{one.mark[:16]}/{number}/").status_code == 200
    assert not counted
    forget()
    assert browser.get(f"/priorities/{frozen.this.pk}/issues/1/").status_code == 200
    assert counted


def test_they_are_among_the_steps(frozen: Frozen) -> None:
    """Every issue of every frozen workshop."""
    asked = [getattr(step, "func", None) for step in preparing.steps()]
    of_both = sum(len(selectors.Recommendation(one, ()).record.issues) for one in (frozen.this, frozen.last))
    found = list(dropwhile(lambda one: one is not thread.thread_of, asked))
    assert found[:of_both] == [thread.thread_of] * of_both


def test_a_workshop_that_is_frozen_begins_it_again(frozen: Frozen, begun: list[tuple[str, ...]]) -> None:
    """Its figures are set beside today, too."""
    one = worker.Preparing()
    one.look()
    one.look()
    assert len(begun) == 1
    type(frozen.this).objects.filter(pk=frozen.this.pk).update(mark="1" * 64)
    one.look()
    one.end()
    assert len(begun) == 2
