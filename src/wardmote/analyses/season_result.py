"""The month pattern of a measure as a whole analysis."""

from __future__ import annotations

import calendar

from wardmote.analyses.finding import Finding
from wardmote.analyses.result import AnalysisResult, CannotBearError, Kind, Refusal, ResultColumn, ResultTable
from wardmote.analyses.seasons import Season, season
from wardmote.figures.areas import Area
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import in_words
from wardmote.figures.performance import measure_asked


def season_result(evidence: Evidence, area: Area, measure: str, to: str) -> AnalysisResult:
    """Which months stand above the average, every year.

    Raises
    ------
    CannotBearError
        When there are not two whole years.
    TableError
        When there is no such measure, or no source can supply it.
    """
    asked = measure_asked(evidence, measure)
    found = season(evidence, area, asked, to)
    if found is None:
        raise CannotBearError(
            Refusal(
                f"No month pattern can be given for {asked.title.lower()} in {area.name}.",
                "A season is what comes back, so at least two whole years must be there, with every month in one of them.",
                "Take in the monthly files of an earlier year.",
            )
        )
    return AnalysisResult(
        analysis="season",
        title=found.sentence,
        asked=(("Measure", asked.title), ("Area", area.name), ("Data to", in_words(to))),
        findings=(Finding(found.sentence, "", "", None, ()),),
        tables=(_months(found),),
        pictures=(found.picture,),
        sure=(
            "Each year is set against its own average, with the length of months allowed for, and the years are averaged.",
        ),
        snapshot=evidence.snapshot,
        marking=evidence.marking,
    )


def _months(found: Season) -> ResultTable:
    return ResultTable(
        "months",
        "Each calendar month against an average month",
        (ResultColumn("month", "Month"), ResultColumn("index", "Times the average", Kind.RATIO)),
        tuple((calendar.month_name[at + 1], value) for at, value in enumerate(found.picture.index)),
    )
