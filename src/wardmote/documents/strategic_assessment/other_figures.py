"""Figures of people, homes and surveys, which have no two years and no verdict, as figures that the register holds."""

from __future__ import annotations

from wardmote.analyses.place_and_people import PlaceLine
from wardmote.analyses.since import OF_OTHER_TABLES
from wardmote.analyses.surveys.said import Ranked, SurveySaid
from wardmote.documents.strategic_assessment.needs import PackNeeds
from wardmote.documents.strategic_assessment.place import has_place, place_cell
from wardmote.documents.strategic_assessment.voice import shown_concerns
from wardmote.evidence.observations.misread import slug
from wardmote.figures import Figure, State
from wardmote.publishing.cells import share_cell
from wardmote.publishing.tree import Column, Content, Table

UNITS = {"number": "number", "share": "%", "score": "score"}


def place_figures(needs: PackNeeds) -> tuple[Figure, ...]:
    """A figure for each line of who lives there."""
    if needs.place is None or not has_place(needs):
        return ()
    return tuple(_of_place(needs, line) for line in needs.place.lines)


def voice_figures(needs: PackNeeds) -> tuple[Figure, ...]:
    """A figure for each share that a table of answers prints."""
    said = shown_concerns(needs)
    return tuple(_of_answer(needs, said, row) for row in said.concerns) if said else ()


def other_register(needs: PackNeeds) -> list[Table]:
    """The register of these figures; nothing where there are none."""
    rows: list[tuple[Content, ...]] = [
        (line.label, place_cell(line, line.own), line.source, figure.identity)
        for line, figure in zip(needs.place.lines if needs.place else (), place_figures(needs), strict=False)
    ]
    said = shown_concerns(needs)
    if said:
        rows += [
            (f"{said.question} {row.label}", share_cell(row.percent / 100), said.title, figure.identity)
            for row, figure in zip(said.concerns, voice_figures(needs), strict=True)
        ]
    if not rows:
        return []
    return [
        Table(
            caption="Every figure of people, homes and surveys that this pack prints, with its identity",
            columns=(
                Column("What", width=5),
                Column("Figure", align="right"),
                Column("From", width=5),
                Column("Identity", width=3),
            ),
            rows=tuple(rows),
            anchor="other-register",
            dense=True,
        )
    ]


def _of_place(needs: PackNeeds, line: PlaceLine) -> Figure:
    value = 100 * line.own if line.unit == "share" else line.own
    return _figure(
        needs,
        value,
        UNITS[line.unit],
        f"place:{slug(line.label)}",
        line.source,
        f"{OF_OTHER_TABLES}people;from={line.source}",
    )


def _of_answer(needs: PackNeeds, said: SurveySaid, row: Ranked) -> Figure:
    name = f"survey:{said.survey}:{slug(row.label)}"
    interval = (row.low, row.high) if said.sample else None
    weighted = "weighted" if said.weighted else "as answered"
    return _figure(
        needs,
        row.percent,
        "%",
        name,
        said.title,
        f"{OF_OTHER_TABLES}survey;question={said.question};asked={said.days};{weighted}",
        interval,
    )


def _figure(
    needs: PackNeeds,
    value: float,
    unit: str,
    name: str,
    of: str,
    options: str,
    interval: tuple[float | None, float | None] | None = None,
) -> Figure:
    table = needs.table
    return Figure(
        value=value,
        state=State.KNOWN if value else State.ZERO,
        unit=unit,
        measure=name,
        area=table.area.code,
        area_name=table.area.name,
        period=f"{table.current.start}..{table.current.end}",
        snapshot=table.snapshot,
        options=options,
        population=of,
        interval=interval,
        marking=table.marking,
    )
