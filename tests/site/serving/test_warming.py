"""The first picture costs seconds: the site pays them before anybody asks."""

from __future__ import annotations

import logging
import sys

import pytest

from wardmote.site.serving import warming


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
