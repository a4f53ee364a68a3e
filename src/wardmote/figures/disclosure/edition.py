"""What a public edition says of itself: what it leaves out and why, so that nobody takes a gap for a nought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from wardmote.definitions import Definitions, Measure
from wardmote.figures.areas import Area
from wardmote.figures.disclosure.cells import Rule
from wardmote.figures.disclosure.public import every_row, public_table
from wardmote.figures.disclosure.rows import Covers, covered_by, published
from wardmote.figures.evidence import Evidence
from wardmote.figures.table import Row, Table


@dataclass(frozen=True)
class PublicEdition:
    """What stands at the front of a public edition.

    ``left_out``: parts, measures and counts that it does not show, and why, a sentence or two each. ``hidden``: rows as
    they are known and as they are printed, where any count was left out; never printed, only for looking whether people's
    words give one away.
    """

    left_out: tuple[str, ...]
    hidden: tuple[tuple[Row, Row], ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Protection:
    """How a partnership protects what it publishes.

    ``root``: the partnership. ``open_data``: whether counts from sources that are published already are protected, too.
    ``partners``: whether partners' own figures are shown at all.
    """

    evidence: Evidence
    root: Area
    open_data: bool = False
    partners: bool = True

    @property
    def definitions(self) -> Definitions:
        """Those of the evidence."""
        return self.evidence.definitions

    @property
    def rule(self) -> Rule:
        """What is small, and how well it is hidden."""
        return Rule.of(self.definitions)

    @property
    def covers(self) -> Covers:
        """Which rows are protected."""
        return covered_by(self.definitions, open_data=self.open_data)

    def covers_measure(self, measure: Measure) -> bool:
        """Whether a measure that is counted from records is protected."""
        return self.covers_sources(tuple(one.source for one in measure.counted))

    def covers_sources(self, sources: Sequence[str]) -> bool:
        """Whether what comes from these sources is protected; what comes from nowhere known is."""
        return self.open_data or not sources or not all(published(self.definitions, name) for name in sources)

    def covers_records(self, table: Table) -> bool:
        """Whether any row of a table that is counted from records is protected."""
        return any(self.covers(row) and row.counted for row in table.rows)

    def table(self, made: Table) -> Table:
        """The public form of a performance table.

        Raises
        ------
        DisclosureError
            When small counts follow whatever is left out.
        """
        return public_table(self.evidence, made, self.root, open_data=self.open_data, partners=self.partners)

    def said(self, name: str, **words: str) -> str:
        """A caveat of disclosure control in its words; ``most`` is the largest count that is left out."""
        return self.definitions.caveats[name].text.format(most=self.rule.smallest - 1, **words)


def hidden_rows(known: Table, public: Table) -> tuple[tuple[Row, Row], ...]:
    """Rows as they are known beside as they are printed, where a count or the whole row was left out."""
    printed = {(row.area.code, row.measure.id): row for row in every_row(public)}
    found = ((row, printed.get((row.area.code, row.measure.id))) for row in every_row(known))
    return tuple((row, shown or row) for row, shown in found if shown is None or shown.suppressed)


def counts_left_out(public: Table) -> int:
    """How many counts of a public table were left out."""
    return sum(len(row.suppressed) for row in every_row(public))
