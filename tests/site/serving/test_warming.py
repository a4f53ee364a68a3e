"""The first picture costs seconds: the site pays them before anybody asks."""

from __future__ import annotations

import gc
import logging
import sys
from collections.abc import Iterator

import pytest

from wardmote.site.serving import warming


@pytest.fixture(autouse=True)
def _taken_back() -> Iterator[None]:
    """What is set aside here is looked through again afterwards; the tests themselves stay aside."""
    yield
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def test_what_is_loaded_is_set_aside() -> None:
    """So a collection of garbage does not look through it; what comes later is still collected."""
    kept = [[] for _ in range(1000)]
    assert warming.set_aside() > len(kept)
    assert not any(one is kept for one in gc.get_objects())
    later: list[object] = []
    later.append(later)
    assert any(one is later for one in gc.get_objects())


def test_the_libraries_that_draw_are_loaded() -> None:
    """By a drawing that nobody sees."""
    assert warming.draw_one() > 100
    assert {"altair", "vl_convert"} <= set(sys.modules)


def test_a_drawing_that_fails_harms_nobody(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """It is said in the log, and the site goes on."""

    def fail() -> int:
        raise RuntimeError

    monkeypatch.setattr(warming, "draw_one", fail)
    monkeypatch.setattr(warming, "SECONDS_BEFORE", 0.0)
    with caplog.at_level(logging.WARNING):
        warming.warm_in_background().join(20)
    assert "first picture takes longer" in caplog.text
