"""What the strategic assessment needs, as frozen records: who calls it fills them."""

from __future__ import annotations

from dataclasses import dataclass, field

from wardmote.analyses.ahead.season_seen import SeasonSeen
from wardmote.analyses.feeds import FeedStatus
from wardmote.analyses.finding import Finding
from wardmote.analyses.focus.record import FocusPage
from wardmote.analyses.headlines import Headlines
from wardmote.analyses.over_time.control_result import ControlSeen
from wardmote.analyses.pictures import AreaMap, ChangeDots, MonthLine, SmallMultiples
from wardmote.analyses.place_and_people import PlaceAndPeople
from wardmote.analyses.places import AreaRates
from wardmote.analyses.quality import Quality
from wardmote.analyses.result import AnalysisResult
from wardmote.analyses.since import Since
from wardmote.analyses.small_areas import Concentration
from wardmote.analyses.supply import Supply
from wardmote.analyses.surveys.said import SurveySaid
from wardmote.analyses.then_and_now import ThenNow
from wardmote.analyses.within import WithinArea
from wardmote.definitions import Definitions
from wardmote.documents.judgement import Judged
from wardmote.documents.strategic_assessment.consulted import Consulted
from wardmote.evidence.revisions import Revisions
from wardmote.figures import Row, Table
from wardmote.figures.disclosure import PublicEdition
from wardmote.figures.held_records import HeldRecords
from wardmote.figures.outcomes import OutcomeTable
from wardmote.figures.searches import SearchTable


@dataclass(frozen=True)
class SourceFacts:
    """What was taken in of one kind of source."""

    title: str
    publisher: str
    licence: str
    files: int
    rows: int
    rejected: int
    repeated: int
    unknown_areas: int
    records: bool
    """Whether its rows are records that are kept or rejected one by one."""
    observations: bool = False
    """Whether its rows are figures that somebody added up, kept or rejected one by one."""
    answers: bool = False
    """Whether its rows are what people answered to a survey."""


@dataclass(frozen=True)
class EvidenceThen:
    """The evidence behind a build: its snapshot, and its last month in words."""

    snapshot: str
    to: str


@dataclass(frozen=True)
class SinceNeeds:
    """What the last assessment said, asked again."""

    compared: Since
    build: str
    """The build whose words these are; empty where none was kept and the figures were made anew."""
    then: EvidenceThen
    now: EvidenceThen
    revisions: Revisions
    definitions_changed: bool
    """Whether what is counted, or how, is defined otherwise than then."""


@dataclass(frozen=True)
class PackNeeds:
    """Everything that the evidence can supply, and where it was handed over what partners judged."""

    partnership: str
    marking: str
    definitions: Definitions
    table: Table
    headlines: Headlines
    changes: ChangeDots
    lines: dict[str, MonthLine]
    multiples: SmallMultiples
    wards: AreaRates
    within: WithinArea
    concentrations: tuple[Concentration, ...]
    """All crime first, then the measures that lie most unevenly."""
    seasons: tuple[SeasonSeen, ...]
    """Of the police's base measures those with months of peak, the clearest first."""
    quality: Quality
    supply: Supply | None
    """What the files of the area's forces held month by month; None where there are none."""
    sources: tuple[SourceFacts, ...]
    force_rates: dict[str, Row]
    """Rows of the surrounding force area by measure; empty where the partnership is the whole of it."""
    colour: str = ""
    """The partnership's own as #RRGGBB; empty for ours."""
    since: SinceNeeds | None = None
    """What the last assessment said, asked again; None where nobody asked for it."""
    feeds: tuple[FeedStatus, ...] = ()
    """Feeds of observations that partners owe, as they stood at the end of the period."""
    outcomes: OutcomeTable | None = None
    """How crimes ended; None where no outcomes were supplied, or of too few months to follow any crime."""
    searches: SearchTable | None = None
    """Stop and search; None where none was supplied, or of too few months to set a year beside another."""
    held: tuple[HeldRecords, ...] = ()
    """Of which months outcomes and searches are held, whether or not there is a table of them."""
    observed_finding: Finding | None = None
    """The clearest change in what partners and the Home Office count; None where nothing changed clearly."""
    place: PlaceAndPeople | None = None
    """Who lives there, beside similar partnerships; None where it was not gathered."""
    place_map: AreaMap | None = None
    """Rates by ward of the measure that changed in most wards; None where none did, there is no map, or it is public."""
    signals: tuple[tuple[str, ControlSeen], ...] = ()
    """Measures with a signal in the last months, the strongest first, each with its control chart."""
    focus: tuple[FocusPage, ...] = ()
    """The issues that the partnership chose; empty where it chose none, and in the public edition."""
    harm: AnalysisResult | None = None
    """What the recorded crimes weigh; None where no weights are held, they cannot be weighed, or it is public."""
    voice: tuple[SurveySaid, ...] = ()
    """What each survey said last, samples first; nothing where no answers are held, or the public may not know."""
    consulted: tuple[Consulted, ...] = ()
    """Consultations of the partnership's register; the public edition does not tell of them."""
    judged: Judged | None = None
    """What partners judged, frozen; None before they have."""
    then_now: dict[str, ThenNow] = field(default_factory=dict)
    """Identity of a kept figure of last year's plan -> it beside today; where it is not there, the table is asked."""
    written: frozenset[str] = frozenset()
    """Parts at whose place people wrote words: some of the parts that the law asks for may be told so."""
    public: PublicEdition | None = None
    """What the public edition leaves out; None in the partnership's own edition."""
