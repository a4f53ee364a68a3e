"""One area in a few words: what may be said of its year, beside the year before and the partnership."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from wardmote.analyses.change_in_words import cut_months
from wardmote.analyses.finding import CHANGED
from wardmote.analyses.headlines import headlines, named_in_title
from wardmote.analyses.monthly import month_lines
from wardmote.analyses.pictures import AreaMap, MonthLine
from wardmote.analyses.rates_beside import rate_sentence, rates_apart, rows_beside
from wardmote.analyses.surroundings import surroundings_map
from wardmote.analyses.what_matters import MATTERS, by_what_matters
from wardmote.analyses.wording import count, inside, listed
from wardmote.definitions import Definitions
from wardmote.figures.areas import Area
from wardmote.figures.evidence import Evidence
from wardmote.figures.table import Row, Table
from wardmote.figures.tokens import State, Verdict

TOTAL = "all-crime"


@dataclass(frozen=True)
class AreaProfile:
    """What one page says of an area.

    ``title`` says what changed and ``lead`` gives the total and its rate; ``apart`` names measures whose rate is
    clearly not the larger area's. ``said`` are the rows of which something can be said, the total first; ``rest``
    sums up all others in sentences; ``named`` are those that the title names. ``others``: rows of the larger area by
    measure, empty without one.
    """

    title: str
    lead: str
    apart: str
    said: tuple[Row, ...]
    rest: tuple[str, ...]
    named: tuple[Row, ...]
    others: dict[str, Row]
    other: Area | None
    line: MonthLine | None
    picture: AreaMap | None

    @property
    def total(self) -> Row | None:
        """The row of all crime."""
        return next((row for row in self.said if row.measure.id == TOTAL), None)


def area_profile(evidence: Evidence, table: Table, other: Area | None) -> AreaProfile:
    """Edit the table of an area down to one page.

    Parameters
    ----------
    other
        The larger area that it is set beside; None where there is none.
    """
    definitions = evidence.definitions
    others = rows_beside(evidence, table, other)
    whose = _whose(other)
    rows = _that_say_something(table.rows, definitions)
    said = rows[: int(definitions.threshold("profile-rows"))]
    found = headlines(table, definitions)
    total = next((row for row in table.rows if row.measure.id == TOTAL), None)
    named = named_in_title([row for row in table.rows if row.measure.base], definitions)
    rated = rate_sentence(total, others.get(TOTAL), whose, definitions) if total else ""
    return AreaProfile(
        title=found.title,
        lead=f"{found.lead} {rated}".strip(),
        apart=rates_apart([row for row in said if row.measure.base], others, whose),
        said=tuple(said),
        rest=tuple(_rest(table.rows, rows, said)),
        named=tuple(named),
        others=others,
        other=other,
        line=_line(month_lines(evidence, table), table.rows, named),
        picture=surroundings_map(evidence, table, definitions.measures[TOTAL]),
    )


def _whose(other: Area | None) -> str:
    return "the force area's" if other is not None and other.level == "force" else "the partnership's"


def _that_say_something(rows: Sequence[Row], definitions: Definitions) -> list[Row]:
    """Rows of which more can be said than that they are few: the total, then by verdict and size."""
    few = definitions.threshold("too-few")
    return by_what_matters(
        [row for row in rows if row.current is not None and (row.previous or 0) + row.current >= few]
    )


def _rest(rows: Sequence[Row], that_say: Sequence[Row], said: Sequence[Row]) -> list[str]:
    """Every measure that the table leaves out, summed up: each state by itself."""
    base = [row for row in rows if row.measure.base and row.current is not None and row not in said]
    alone = [row for row in base if row.previous is None]
    beyond = [row for row in that_say if row in base and row not in alone]
    out = [row for row in base if row not in that_say and row not in alone]
    none = [row for row in out if row.current == row.previous == 0]
    few = [row for row in out if row not in none]
    absent = (
        [row for row in rows if row.measure.base and row.state == State.NOT_SUPPLIED] if base or said else []
    )
    missing = [row for row in rows if row.state == State.NOT_AVAILABLE]
    parts = (
        *(
            (f"Also {verdict.words}", [_counts(row) for row in beyond if row.verdict == verdict])
            for verdict in MATTERS
        ),
        ("Also recorded", [_counts(row) for row in alone]),
        ("Too few to say", [_counts(row) for row in few]),
        ("Recorded in neither year", [_name(row) for row in none]),
        ("Not supplied", [_name(row) for row in absent]),
        ("Not available from police.uk", [_name(row) for row in missing]),
    )
    return [f"{words}: {listed(each)}." for words, each in parts if each]


def _name(row: Row) -> str:
    return inside(row.measure.short_title)


def _counts(row: Row) -> str:
    moved = count(row.current) if row.previous is None else f"{count(row.previous)} to {count(row.current)}"
    return f"{_name(row)} ({moved})"


def _line(lines: Mapping[str, MonthLine], rows: Sequence[Row], named: Sequence[Row]) -> MonthLine | None:
    """The months of the measure that the title names first, of that which changed most clearly where it names none,
    else of the total; None where no month was supplied.
    """
    changed = [row for row in rows if row.measure.base and row.verdict in CHANGED]
    first = next(iter(named), max(changed, key=lambda row: abs(row.z or 0), default=None))
    line = lines.get(first.measure.id if first else TOTAL)
    if line is None or all(value is None for value in line.values):
        return None
    return line if first else replace(line, caption=replace(line.caption, title=_title(line, rows)))


def _title(line: MonthLine, rows: Sequence[Row]) -> str:
    """What the line of the total shows: its verdict, where there is a year before; what makes it not comparable."""
    total = next((row for row in rows if row.measure.id == TOTAL), None)
    shows = f"{line.label} month by month"
    if total is None or total.verdict is None or total.change is None:
        return shows
    if total.verdict != Verdict.NOT_COMPARABLE:
        return f"{shows}: {total.verdict.words}"
    recording, geography = (cut_months([total], kind) for kind in ("recording", "geography"))
    what = f"recording changed in {recording}" if recording else f"its area changed in {geography}"
    return f"{shows}; {what}" if recording or geography else shows
