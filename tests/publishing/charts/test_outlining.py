"""Words as outlines: the same for whoever draws at the same moment."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from wardmote.publishing.charts import outlining

ROUNDS = 8


@pytest.fixture
def restless() -> Iterator[None]:
    """Threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def test_many_may_draw_at_once(restless: None) -> None:
    """The letters of a typeface are read when they are first drawn: two threads must not read one together."""
    drawings = [
        f'<text font-size="12">{chr(65 + one % 26)}{chr(97 + one % 26)}{one}</text>' for one in range(400)
    ]
    alone = [outlining.outlined(one) for one in drawings]
    for _each in range(ROUNDS):
        outlining._outline.cache_clear()
        outlining._typeface.cache_clear()
        with ThreadPoolExecutor(8) as several:
            assert list(several.map(outlining.outlined, drawings)) == alone
