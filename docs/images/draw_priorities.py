"""Draws the picture of docs/how-to/put-issues-in-order.md: ``python docs/images/draw_priorities.py``.

Its scores are made up. The same scores give the same bytes.
"""

from __future__ import annotations

from pathlib import Path

from wardmote.analyses.priorities.result import priorities_result
from wardmote.analyses.priorities.scores import Answer, Score, Scoring
from wardmote.definitions import load
from wardmote.operations.analyse.charts import write_charts

SCORERS = ("Police", "Council", "Fire", "Health", "Probation", "Housing")
CRITERIA = ("data", "judgement", "demand")
GIVEN = {
    "Domestic abuse": ("455", "455", "354", "455", "355", "445"),
    "Shop theft": ("544", "433", "322", "212", "334", "324"),
    "Knife crime": ("353", "244", "153", "254", "353", "243"),
    "Nuisance bikes": ("333", "323", "222", "112", "211", "344"),
    "Street drinking": ("223", "333", "212", "344", "222", "233"),
    "Burglary": ("332", "221", "111", "111", "333", "322"),
    "Fly-tipping": ("110", "345", "223", "110", "100", "244"),
}
"""Scores on data, judgement and demand, one word a scorer."""


def main() -> None:
    """Draw it beside this file."""
    scores = tuple(
        Score(issue, criterion, scorer, Answer.SCORED, int(value))
        for issue, words in GIVEN.items()
        for scorer, word in zip(SCORERS, words, strict=True)
        for criterion, value in zip(CRITERIA, word, strict=True)
    )
    definitions = load()
    scoring = Scoring(definitions.matrices["scan"], tuple(GIVEN), SCORERS, scores)
    result = priorities_result(scoring, definitions)
    _, *others = write_charts(result, Path(__file__).with_name("priorities-order.svg"))
    for other in others:
        other.unlink()


if __name__ == "__main__":
    main()
