"""Works out beforehand what the pages of the newest evidence show, so that the first to look need not wait.

Run as ``python -m wardmote.site.serving.preparing`` by the worker, when it begins and after each intake. It gives way to
everything else, one of it works at a time, and it ends with the worker that began it.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wardmote.site.kit.access.scope import Scope
    from wardmote.site.rooms.insight.asking import Asked

log = logging.getLogger(__name__)
LEAST_URGENT = 19
Step = Callable[[], object]


def prepare(goes_on: Callable[[], bool] = lambda: True) -> int:
    """Work everything out that is not kept yet, what most people look at first. Gives how many answers there are.

    ``goes_on`` is asked before each of them. What cannot be had is passed over: the page says why.
    """
    from wardmote.site.kit.results import Refused

    found = 0
    for step in steps():
        if not goes_on():
            break
        try:
            step()
        except Refused:
            continue
        except Exception:
            log.info("Something could not be worked out beforehand", exc_info=True)
            continue
        found += 1
    return found


def steps() -> Iterator[Step]:
    """What is worked out, in order: home and tables, what priorities rest on, measures and maps of the whole area, then area
    by area."""
    from wardmote.site.kit.house import workspace
    from wardmote.site.rooms.insight import choices, measures, selectors
    from wardmote.site.rooms.insight.asking import Asked

    inside, public = scopes()
    yield from _desk_steps(inside)
    for scope in (inside, public):
        yield partial(selectors.performance, scope, Asked())
    yield from _thread_steps(inside)
    for measure in choices.measure_choices(Asked(), located=True):
        yield partial(_draw_map, inside, measure.value)
        for name in measures.ON_THE_PAGE:
            yield partial(_draw_analysis, inside, name, measure.value)
    own = workspace().area().code
    for area in choices.area_choices(inside, Asked()):
        yield partial(selectors.performance, inside, Asked(area=area.value))
        yield partial(_draw_profile, inside, area.value or own)


def scopes() -> tuple[Scope, Scope]:
    """Nobody in particular who sees all that the partnership shares, and nobody who sees what is published."""
    from wardmote.site.kit.access.scope import Scope
    from wardmote.site.kit.house import workspace

    rights = workspace().definitions.rights
    whole = Scope(None, frozenset(), frozenset(), dict.fromkeys(rights, "partnership"))
    return whole, replace(whole, sees=dict.fromkeys(rights, "public"))


def _desk_steps(scope: Scope) -> Iterator[Step]:
    from django.utils import timezone

    from wardmote.site.rooms.evidence import selectors
    from wardmote.site.rooms.home import changed, waiting

    day = timezone.localdate()
    yield partial(selectors.feeds_on, day)
    yield lambda: list(waiting.rows_rejected(scope, day))
    yield lambda: selectors.quality(scope, selectors.shown_first(selectors.forces(scope)))
    since = changed.since_of(scope)
    if since is not None and since.before:
        yield partial(changed.changed, since)


def _thread_steps(scope: Scope) -> Iterator[Step]:
    """Every figure that a frozen recommendation rests on, beside the same measure of today: the latest workshop first."""
    from wardmote.site.rooms.priorities import selectors
    from wardmote.site.rooms.priorities.thread import thread_of

    for found in selectors.recommendations(scope):
        for issue in found.record.issues:
            yield partial(thread_of, scope, found, issue)


def _draw_profile(scope: Scope, code: str) -> None:
    from wardmote.site.rooms.insight import pictures, selectors
    from wardmote.site.rooms.insight.asking import Asked

    asked = Asked(area=code)
    for anchor, _ in pictures.pictures_of(selectors.profile(scope, asked)):
        for size in pictures.SIZES.values():
            pictures.drawn(scope, pictures.PROFILE, anchor, _pinned(asked), size)


def _draw_map(scope: Scope, measure: str) -> None:
    from wardmote.site.rooms.insight import live_map, pictures, selectors
    from wardmote.site.rooms.insight.asking import Asked

    asked = Asked(measure=measure, by=live_map.LEVEL)
    to = selectors.map_counts(scope, asked).months[-1]
    selectors.map_shapes(scope, asked)
    if selectors.map_drawing(scope, asked, to):
        pictures.drawn(scope, pictures.MAP, "map", _pinned(replace(asked, to=to)), "full")


def _draw_analysis(scope: Scope, name: str, measure: str) -> None:
    from wardmote.site.rooms.insight import pictures, selectors
    from wardmote.site.rooms.insight.asking import Asked

    asked = Asked(measure=measure)
    if selectors.analysis(scope, name, asked).pictures:
        pictures.drawn(scope, name, "1", _pinned(asked), "full")


def _pinned(asked: Asked) -> Asked:
    """As the addresses of pictures ask for it: by the snapshot that they are of."""
    from wardmote.site.kit.pages.standing import standing

    return replace(asked, snapshot=standing().snapshot)


def main() -> None:
    """Do it, alone and giving way, as long as the worker that began it is there."""
    import django
    from filelock import FileLock

    django.setup()
    from django.conf import settings

    os.nice(LEAST_URGENT)
    began_by = os.getppid()
    folder = Path(settings.WORKSPACE) / "cache"
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / ".preparing.lock"):
        prepare(lambda: os.getppid() == began_by)


if __name__ == "__main__":
    main()
