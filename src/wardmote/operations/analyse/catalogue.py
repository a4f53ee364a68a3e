"""Every analysis that can be asked for by name, exactly once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wardmote.analyses.result import AnalysisResult
from wardmote.evidence import Progress
from wardmote.operations.analyse import (
    by_hand,
    changes,
    community,
    control,
    deprivation,
    exceptional,
    forecasts,
    harms,
    neighbours,
    peers,
    rates,
    seasons,
    shares,
    survey,
    trends,
)
from wardmote.operations.workspace import Workspace


@dataclass(frozen=True)
class Offered:
    """An analysis by name: the question it answers, what may be asked of it, and the job itself."""

    name: str
    question: str
    request: type
    run: Callable[[Workspace, Any, Progress], AnalysisResult]


OFFERED = (
    Offered(
        "neighbours",
        "Which areas are most like ours in their people and homes?",
        neighbours.NeighboursRequest,
        neighbours.run,
    ),
    Offered(
        "peers",
        "How does our rate compare with areas like ours: Above, Inline or Below?",
        peers.PeersRequest,
        peers.run,
    ),
    Offered(
        "rates",
        "Does an area have more than the ages of its people alone would give?",
        rates.RatesRequest,
        rates.run,
    ),
    Offered(
        "deprivation",
        "How does the rate change from the least to the most deprived small areas?",
        deprivation.DeprivationRequest,
        deprivation.run,
    ),
    Offered(
        "season",
        "Which months stand out in every year, and by how much?",
        seasons.SeasonRequest,
        seasons.run,
    ),
    Offered(
        "forecast",
        "What is to be expected if things remain broadly the same?",
        forecasts.ForecastRequest,
        forecasts.run,
    ),
    Offered(
        "exceptional",
        "Which of the last weeks had more than was to be expected?",
        exceptional.ExceptionalRequest,
        exceptional.run,
    ),
    Offered(
        "harm",
        "How much do the recorded crimes weigh, beside how many they are?",
        harms.HarmRequest,
        harms.run,
    ),
    Offered(
        "change",
        "Did it change by more than chance, against the same months a year before?",
        changes.ChangeRequest,
        changes.run,
    ),
    Offered(
        "counts",
        "Do two counts entered by hand differ by more than pure chance?",
        by_hand.CountsRequest,
        by_hand.counts,
    ),
    Offered(
        "proportions",
        "Do two proportions entered by hand differ by more than chance?",
        by_hand.ProportionsRequest,
        by_hand.proportions,
    ),
    Offered(
        "area-shares",
        "Which areas' share of the whole changed, whatever became of the total?",
        shares.AreaSharesRequest,
        shares.run,
    ),
    Offered(
        "trend",
        "Has it risen or fallen steadily over all the years in hand?",
        trends.TrendRequest,
        trends.run,
    ),
    Offered(
        "control",
        "Is a month unlike the others, or does the measure vary as it always does?",
        control.ControlRequest,
        control.run,
    ),
    Offered(
        "survey",
        "What did people say, how sure is it, who differs, and what changed since the last wave?",
        survey.SurveyRequest,
        survey.run,
    ),
    Offered(
        "community",
        "Which neighbourhoods have the most need by several indicators together, and how sure is their order?",
        community.CommunityRequest,
        community.run,
    ),
)
CATALOGUE = {one.name: one for one in OFFERED}
