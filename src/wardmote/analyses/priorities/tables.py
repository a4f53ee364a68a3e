"""The tables of an order: places and bands, scores, spread, who answered, what no legend words."""

from __future__ import annotations

import numpy as np

from wardmote.analyses.priorities.order import Order, Tried
from wardmote.analyses.priorities.scores import Answer
from wardmote.analyses.result import Cell, Kind, ResultColumn, ResultTable
from wardmote.definitions.matrices import Criterion
from wardmote.methods.checks import FloatArray

NOT_ASKED = "n/a"
NOT_GIVEN = "none"


def order_table(order: Order) -> ResultTable:
    """Each issue with its place, its total, and the places it could have."""
    matrix, top = order.scoring.matrix, order.scoring.matrix.top
    bands = [ResultColumn("band", "Band")] if matrix.bands else []
    beside = [ResultColumn(one.id, one.title, Kind.NUMBER) for one in matrix.beside]
    columns = (
        ResultColumn("place", "Place"),
        ResultColumn("issue", "Issue"),
        ResultColumn("total", "Total", number_kind(order.total)),
        *bands,
        ResultColumn("likely", "Likely"),
        ResultColumn("one_off", "One criterion off"),
        ResultColumn("every_off", "All off"),
        ResultColumn("top", f"In top {top}", Kind.PERCENT),
        *beside,
    )
    rows = []
    for at in order.first:
        total = cell(order.total[at])
        band = [matrix.band_of(total)] if bands else []
        chance = None if np.isnan(order.chance.top[at]) else float(100 * order.chance.top[at])
        graded = [cell(value) for value in order.beside.values[at]]
        rows.append(
            (
                order.shown[at] or "not ranked",
                order.scoring.title(order.scoring.issues[at]),
                total,
                *band,
                band_words(order.chance.low[at], order.chance.high[at]),
                band_words(order.one.best[at], order.one.worst[at]),
                band_words(order.every.best[at], order.every.worst[at]),
                chance,
                *graded,
            )
        )
    return ResultTable("order", "Issues in order", columns, tuple(rows), _order_notes(order))


def _order_notes(order: Order) -> tuple[str, ...]:
    matrix = order.scoring.matrix
    said = [
        "Places that are shared are marked with =; the next place stands after all of them.",
        f"Likely: places in {order.trials.share:.0%} of {order.trials.draws:,} trials in which each score given is one "
        "lower, the same or one higher.",
        "One criterion off: best and worst place when, of each issue, the scores on one criterion are one off.",
        "All off: the same when every score may be one off at once, in the worst way; that hardly ever happens.",
    ]
    if matrix.beside:
        said.append("What is graded apart changes no place.")
    return tuple(said)


def scores_table(order: Order) -> ResultTable:
    """Each issue's score on each criterion: the middle one where several people scored."""
    counted = order.scoring.matrix.counted
    columns = (
        ResultColumn("place", "Place"),
        ResultColumn("issue", "Issue"),
        *(
            ResultColumn(one.id, one.title, number_kind(order.combined.values[:, at]))
            for at, one in enumerate(counted)
        ),
        ResultColumn("total", "Total", number_kind(order.total)),
    )
    rows = tuple(
        (
            order.shown[at] or "not ranked",
            order.scoring.title(order.scoring.issues[at]),
            *map(_score, order.combined.values[at], order.combined.applies[at]),
            cell(order.total[at]),
        )
        for at in order.first
    )
    notes = [f"“{NOT_ASKED}”: the criterion does not apply. “{NOT_GIVEN}”: nobody gave a score."]
    if len(order.scoring.answered) > 1:
        notes.append(f"Each number is the {order.scoring.matrix.combine} of the scores given.")
    return ResultTable("scores", "Scores by criterion", columns, rows, tuple(notes))


def _score(value: float, applies: bool) -> Cell:
    if not applies:
        return NOT_ASKED
    return NOT_GIVEN if np.isnan(value) else cell(value)


def spread_table(order: Order) -> ResultTable:
    """Every issue and criterion with how many scored, how far apart, and what is to be talked over."""
    columns = (
        ResultColumn("issue", "Issue"),
        ResultColumn("criterion", "Criterion"),
        ResultColumn("scorers", "Scores", Kind.COUNT),
        ResultColumn("median", "Median", number_kind(order.spread.median)),
        ResultColumn("lowest", "Lowest", Kind.COUNT),
        ResultColumn("highest", "Highest", Kind.COUNT),
        ResultColumn("cannot_say", "Can't say", Kind.COUNT),
        ResultColumn("not_applicable", "Does not apply", Kind.COUNT),
        ResultColumn("apart", "Far apart", Kind.YES),
        ResultColumn("few", "Few scores", Kind.YES),
    )
    scoring, found = order.scoring, order.spread
    counted: dict[tuple[str, str, Answer], int] = {}
    for one in scoring.scores:
        key = one.issue, one.criterion, one.answer
        counted[key] = counted.get(key, 0) + 1
    rows = tuple(
        (
            scoring.title(issue),
            one.title,
            int(found.scorers[at, place]),
            cell(found.median[at, place]),
            cell(found.low[at, place]),
            cell(found.high[at, place]),
            counted.get((issue, one.id, Answer.CANNOT_SAY), 0),
            counted.get((issue, one.id, Answer.NOT_APPLICABLE), 0),
            bool(found.apart[at, place]),
            bool(found.few[at, place]),
        )
        for at, issue in ((at, scoring.issues[at]) for at in order.first)
        for place, one in enumerate(scoring.matrix.criteria)
    )
    matrix = scoring.matrix
    note = (
        f"Far apart: {matrix.flag_spread} or more between the lowest and the highest score. Few: fewer than "
        f"{matrix.fewest_scorers}. “Can't say” is no score."
    )
    return ResultTable("spread", "How far scores lie apart", columns, rows, (note,))


def scorers_table(order: Order) -> ResultTable:
    """Who answered what; who was asked and did not answer stands here, too."""
    scoring = order.scoring
    columns = (
        ResultColumn("scorer", "Scorer"),
        ResultColumn("scored", "Scored", Kind.COUNT),
        ResultColumn("cannot_say", "Can't say", Kind.COUNT),
        ResultColumn("not_applicable", "Does not apply", Kind.COUNT),
        ResultColumn("not_assessed", "Not assessed", Kind.COUNT),
        ResultColumn("answered", "Answered", Kind.YES),
    )
    rows: list[tuple[Cell, ...]] = []
    for scorer in dict.fromkeys((*scoring.scorers, *scoring.silent)):
        found = scoring.counts_of(scorer)
        answered = scorer not in scoring.silent
        rows.append((scoring.name(scorer), *(found.get(one, 0) for one in Answer), answered))
    return ResultTable("scorers", "Who answered", columns, tuple(rows))


def wordless_table(order: Order) -> ResultTable:
    """Scores that no legend words."""
    criteria = {one.id: one for one in order.scoring.matrix.criteria}
    columns = (
        ResultColumn("issue", "Issue"),
        ResultColumn("criterion", "Criterion"),
        ResultColumn("scorer", "Scorer"),
        ResultColumn("score", "Score", Kind.COUNT),
        ResultColumn("where", "Where it stands"),
    )
    rows = tuple(
        (
            order.scoring.title(one.issue),
            criteria[one.criterion].title,
            order.scoring.name(one.scorer),
            one.value,
            one.where,
        )
        for one in order.scoring.without_words
    )
    return ResultTable("outside-the-legend", "Scores without words", columns, rows)


def weights_table(order: Order, tried: Tried) -> ResultTable:
    """Each issue's place under other weights."""
    matrix = order.scoring.matrix
    asked = tried.whatever is not None
    columns = (
        ResultColumn("place", "Place"),
        ResultColumn("issue", "Issue"),
        ResultColumn("drawn", "Weights at random"),
        ResultColumn("drawn_top", f"In top {matrix.top}", Kind.PERCENT),
        *(
            (
                ResultColumn("within", f"Top {matrix.top}, weights half to double", Kind.YES)
                if matrix.weights_within == 2
                else ResultColumn(
                    "within", f"Top {matrix.top}, weights within {matrix.weights_within:g} times", Kind.YES
                ),
                ResultColumn("whatever", f"Top {matrix.top}, any weights", Kind.YES),
            )
            if asked
            else ()
        ),
        *(ResultColumn(f"without_{one.id}", f"Without {_small(one)}") for one in matrix.counted),
    )
    rows = []
    for at in order.first:
        share = tried.drawn.top[at]
        sure = (
            [bool(tried.within[at]), bool(tried.whatever[at])]
            if tried.within is not None and tried.whatever is not None
            else []
        )
        rows.append(
            (
                order.shown[at] or "not ranked",
                order.scoring.title(order.scoring.issues[at]),
                band_words(tried.drawn.low[at], tried.drawn.high[at]),
                None if np.isnan(share) else float(100 * share),
                *sure,
                *(str(place) if place else "" for place in tried.without[:, at]),
            )
        )
    note = (
        f"Weights at random: places in {order.trials.share:.0%} of {order.trials.draws:,} sets of weights, every split as "
        "likely as any other."
    )
    return ResultTable("weights", "Under other weights", columns, tuple(rows), (note,))


def left_out_table(order: Order, tried: Tried) -> ResultTable:
    """Each issue's place without each of the scorers."""
    names = [order.scoring.name(one) for one in order.scoring.answered]
    columns = (
        ResultColumn("place", "Place"),
        ResultColumn("issue", "Issue"),
        *(ResultColumn(f"without_{at}", f"Without {name}") for at, name in enumerate(names, 1)),
    )
    rows = tuple(
        (
            order.shown[at] or "not ranked",
            order.scoring.title(order.scoring.issues[at]),
            *(str(place) if place else "not ranked" for place in tried.scorers[:, at]),
        )
        for at in order.first
    )
    return ResultTable("without-a-scorer", "Without each scorer", columns, rows)


def number_kind(values: FloatArray) -> Kind:
    """Whole numbers are written as such."""
    known = values[~np.isnan(values)]
    whole = bool((known == np.round(known)).all())
    if whole:
        return Kind.COUNT
    return Kind.NUMBER if bool((np.round(known * 2) == np.round(known * 2, 6)).all()) else Kind.RATIO


def cell(value: float) -> float | int | None:
    """A number of an array as a cell: None where there is none."""
    if np.isnan(value):
        return None
    return int(value) if float(value).is_integer() else float(value)


def band_words(best: int, worst: int) -> str:
    """From the best to the worst place: 1 to 6."""
    if not best:
        return ""
    return f"{best}" if best == worst else f"{best} to {worst}"


def _small(one: Criterion) -> str:
    return one.title[:1].lower() + one.title[1:]
