"""The truth about the evidence: what came when, what has no location, which breaks lie in the years shown."""

from __future__ import annotations

from dataclasses import dataclass

from wardmote.analyses.wording import months_listed
from wardmote.definitions import Break
from wardmote.figures.comparability import breaks_for
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period, in_words
from wardmote.figures.suppliers import forces_of, months_sent
from wardmote.figures.table import Table
from wardmote.figures.years import years_to


@dataclass(frozen=True)
class SourceQuality:
    """One force's files over the years shown: the months that came, and every other month of those years."""

    force: str
    sent: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Quality:
    """What a reader must know before leaning on the figures."""

    span: Period
    sources: tuple[SourceQuality, ...]
    """One for every force of the area, those that sent nothing included."""
    breaks: tuple[Break, ...]
    sentence: str

    @property
    def missing(self) -> tuple[str, ...]:
        """Months within the years shown that a force of the area did not send."""
        return tuple(sorted({month for source in self.sources for month in source.missing}))


def quality(evidence: Evidence, table: Table) -> Quality:
    """The quality of the evidence behind a table, over the years that its tests looked at."""
    years = years_to(
        table.current.end, len(table.current.months), int(evidence.definitions.threshold("years-in-hand"))
    )
    span = Period(years[0].start, table.current.end)
    codes = [force.code for force in forces_of(evidence, [table.area]).get(table.area.code, [])]
    sent = months_sent(evidence, codes)
    asked = tuple(month for year in years for month in year.months)
    sources = tuple(_source(title, sent[code], asked) for code, title in _titles(evidence, codes).items())
    breaks = tuple(breaks_for(evidence, table.area, span.start, span.end))
    return Quality(span, sources, breaks, _sentence(sources, span))


def _source(force: str, sent: set[str], asked: tuple[str, ...]) -> SourceQuality:
    return SourceQuality(
        force=force,
        sent=tuple(month for month in asked if month in sent),
        missing=tuple(month for month in asked if month not in sent),
    )


def _titles(evidence: Evidence, codes: list[str]) -> dict[str, str]:
    """The name of the force of each police force area; its code where no force is known there."""
    named = {force.code: force.title for force in evidence.definitions.forces.values() if force.code}
    return dict(sorted(((code, named.get(code, code)) for code in codes), key=lambda pair: pair[1]))


def _sentence(sources: tuple[SourceQuality, ...], span: Period) -> str:
    if not sources:
        return "The geography names no police force for this area, so it is not known what should have come."
    if not any(source.sent for source in sources):
        return f"No month from {in_words(span.start)} to {in_words(span.end)} was supplied."
    lacking = [source for source in sources if source.missing]
    if not lacking:
        return f"Every month from {in_words(span.start)} to {in_words(span.end)} was supplied."
    if len(sources) == 1:
        (missing,) = (source.missing for source in lacking)
        was = "was" if len(missing) == 1 else "were"
        return f"{months_listed(missing)} {was} not supplied: a gap, never a zero."
    parts = "; ".join(f"{_which(source)} by {source.force}" for source in lacking)
    return f"Not supplied: {parts}. A gap is never a zero, and a month counts only where every force sent it."


def _which(source: SourceQuality) -> str:
    return months_listed(source.missing) if source.sent else "every month"
