"""Issues put in order, as a whole analysis. Wardmote shows the order; people decide what becomes of it."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.analyses.pictures import Caption, DotRanges, Picture, RangeRow
from wardmote.analyses.priorities.order import Order, Trials, order_of, tried_on
from wardmote.analyses.priorities.scores import Scoring
from wardmote.analyses.priorities.tables import (
    left_out_table,
    order_table,
    scorers_table,
    scores_table,
    spread_table,
    weights_table,
    wordless_table,
)
from wardmote.analyses.priorities.words import findings_of, name_of, points_of, title_of
from wardmote.analyses.result import AnalysisResult
from wardmote.definitions import Definitions
from wardmote.definitions.matrices import Matrix

FORMULAS = {
    "sum": "the sum of weight times score over all criteria",
    "weighted-mean": "the weighted average of the scores on the criteria that apply",
    "product": "the product of the average scores of each section that counts",
}
MOST_DRAWN = 40


def trials_of(definitions: Definitions) -> Trials:
    """How bands by chance are made, as the thresholds say."""
    return Trials(definitions.threshold("rank-band-share"), int(definitions.threshold("rank-band-trials")))


def priorities_result(
    scoring: Scoring, definitions: Definitions, *, caveats: Sequence[str] = (), marking: str = "OFFICIAL"
) -> AnalysisResult:
    """Order, bands, spread, other weights and who answered; the first table is the order."""
    order = order_of(scoring, trials_of(definitions))
    tried = tried_on(order)
    tables = [order_table(order), scores_table(order), weights_table(order, tried)]
    if len(scoring.answered) > 1:
        tables += [left_out_table(order, tried), spread_table(order)]
    tables.append(scorers_table(order))
    if scoring.without_words:
        tables.append(wordless_table(order))
    matrix = scoring.matrix
    return AnalysisResult(
        analysis="priorities",
        title=title_of(order),
        asked=_asked(scoring),
        findings=findings_of(order, tried),
        tables=tuple(tables),
        pictures=pictures_of(order),
        sure=_sure(matrix, order),
        snapshot="",
        caveats=("Scores are judgements of those who gave them. The order is no decision.", *caveats),
        options=f"matrix={matrix.reference} {matrix.mark} trials={order.trials.draws} share={order.trials.share:g}",
        marking=marking,
    )


def _asked(scoring: Scoring) -> tuple[tuple[str, str], ...]:
    said = [
        ("Matrix", f"{scoring.matrix.title} ({scoring.matrix.reference})"),
        ("Issues", str(len(scoring.issues))),
    ]
    said.append(
        ("Scorers", f"{len(scoring.answered)} of {len(scoring.answered) + len(scoring.silent)} answered")
    )
    return (*said, *([("From", scoring.of)] if scoring.of else []))


def _sure(matrix: Matrix, order: Order) -> tuple[str, ...]:
    several = (
        f"Several people's scores on a criterion become one by their {matrix.combine}; a criterion that more than half of "
        "those who answered say does not apply is left out."
    )
    ties = (
        f"Equal totals are parted by {' and then '.join(matrix.ties_by)}."
        if matrix.ties_by
        else "Equal totals share their place; nothing parts them."
    )
    return (
        f"The total is {FORMULAS[matrix.formula]}; {points_of(matrix.most)} is the most.",
        several,
        ties,
        "Bands ask what would become of the order if scores were one off. They say nothing of scores that are wrong by "
        "more, or wrong in the same way for everybody.",
        "The numbers on a scale are names of steps: that 4 is twice as bad as 2 is a convention, and another formula may "
        "give another order.",
    )


def pictures_of(order: Order) -> tuple[Picture, ...]:
    """Places with their likely bands, and scores that lie far apart; empty without a place."""
    ranked = [at for at in order.first if order.place[at]][:MOST_DRAWN]
    if not ranked:
        return ()
    top = order.scoring.matrix.top
    rows = tuple(
        RangeRow(
            label=name_of(order, at),
            value=float(order.place[at]),
            low=float(order.chance.low[at]),
            high=float(order.chance.high[at]),
            told=f"{order.shown[at]} ({points_of(order.total[at])})",
            own=bool(order.place[at] <= top),
        )
        for at in ranked
    )
    said = f"{order.scoring.matrix.title}, {len(ranked)} issues"
    listed = "; ".join(f"{row.label} {row.told}, likely {row.low:g} to {row.high:g}" for row in rows[:5])
    caption = Caption(
        title_of(order).rstrip("."),
        f"{said}: place, total in brackets, and likely places if each score is one lower, the same or one higher",
        f"Places of issues with a line from the best to the worst likely place. The first: {listed}.",
    )
    return (DotRanges(caption, rows, "Place; 1 is first", None), *_apart(order))


def _apart(order: Order) -> tuple[DotRanges, ...]:
    """Median and range of the scores that lie far apart, the first issues first."""
    matrix, found = order.scoring.matrix, order.spread
    rows = tuple(
        RangeRow(
            f"{name_of(order, at)}: {one.title}",
            float(found.median[at, place]),
            float(found.low[at, place]),
            float(found.high[at, place]),
            f"{found.scorers[at, place]} scores",
        )
        for at in order.first
        for place, one in enumerate(matrix.criteria)
        if found.apart[at, place]
    )[:MOST_DRAWN]
    if not rows:
        return ()
    caption = Caption(
        "Where scorers lie far apart",
        f"{matrix.title}: middle score, from the lowest to the highest, where they are {matrix.flag_spread} or more apart",
        f"Ranges of scores. The first: {rows[0].label}, {rows[0].low:g} to {rows[0].high:g}.",
    )
    return (DotRanges(caption, rows, "Score", None),)
