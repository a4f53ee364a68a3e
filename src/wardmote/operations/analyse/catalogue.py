"""Every analysis that can be asked for by name, exactly once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wardmote.analyses.result import AnalysisResult
from wardmote.evidence import Progress
from wardmote.operations.analyse import deprivation, forecasts, harms, neighbours, peers, seasons
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
        "harm",
        "How much do the recorded crimes weigh, beside how many they are?",
        harms.HarmRequest,
        harms.run,
    ),
)
CATALOGUE = {one.name: one for one in OFFERED}
