"""What a row counted from observations may say to the public beside its counts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from wardmote.figures.disclosure.cells import Rule
from wardmote.figures.observed.record import Observed
from wardmote.figures.tokens import State


def observed_without(observed: Observed, periods: Collection[str]) -> Observed:
    """What was observed without the values of some periods.

    Single periods go in any case, as they are smaller than the year; so does what the known parts of a suppressed sum come
    to. When something last came is told, and not what it was. Notes go with a value: they say what was received last, or
    what each of two sources says.
    """
    last = (observed.last[0], None) if observed.last else None
    kept = replace(observed, at_least=(None, None), line=(), last=last)
    if "current" in periods:
        kept = replace(kept, now=None, bases=(kept.bases[0], None))
    if "previous" in periods:
        kept = replace(kept, before=None, state_before=State.SUPPRESSED, bases=(None, kept.bases[1]))
    if {"current", "previous"} & set(periods):
        kept = replace(kept, points=None, points_interval=None)
    told = kept.now is not None and (kept.before is not None or kept.state_before is State.NOT_SUPPLIED)
    return kept if told else replace(kept, notes=())


def small_shares(observed: Observed, rule: Rule) -> tuple[str, ...]:
    """The periods whose share is of too few people: those who said so, those who did not, or nobody knows how many."""
    values = {"previous": (observed.before, observed.bases[0]), "current": (observed.now, observed.bases[1])}
    return tuple(name for name, (share, base) in values.items() if too_few(share, base, rule))


def too_few(share: float | None, base: float | None, rule: Rule) -> bool:
    """Whether a share, in percent, is of too few who said so, or of too few who did not, or of nobody knows how many."""
    if share is None:
        return False
    if base is None:
        return True
    said = round(share * base / 100)
    return any(0 < people < rule.smallest for people in (said, round(base) - said))
