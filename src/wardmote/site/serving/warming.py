"""Draws one small picture when the site has started, so that nobody waits for the libraries that draw, and sets aside what
was loaded, so that nobody waits while it is looked through for what could be thrown away.
"""

from __future__ import annotations

import gc
import logging
import threading

log = logging.getLogger(__name__)
SECONDS_BEFORE = 1.0
"""So that the first pages come first."""


def warm_in_background() -> threading.Thread:
    """Begin it; the site answers meanwhile."""
    begun = threading.Thread(target=_warm, name="warming", daemon=True)
    begun.start()
    return begun


def _warm() -> None:
    threading.Event().wait(SECONDS_BEFORE)
    try:
        draw_one()
    except Exception:
        log.warning("The charts could not be warmed; the first picture takes longer", exc_info=True)
    set_aside()


def set_aside() -> int:
    """Count what is loaded by now as lasting: some 300,000 objects, over which a full collection of garbage takes 150 ms
    each time, in the middle of somebody's page. Gives how many there are.
    """
    gc.collect()
    gc.freeze()
    return gc.get_freeze_count()


def draw_one() -> int:
    """Draw a line of nothing in particular. Gives how many characters the drawing has."""
    from wardmote.analyses.pictures import Caption, MonthLine
    from wardmote.publishing.charts import draw

    line = MonthLine(Caption("", "", ""), "", ("2000-01", "2000-02"), (1, 2))
    return len(draw(line, "half"))
