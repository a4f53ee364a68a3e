"""A made-up partnership in pictures, and a document with every kind of block."""

from __future__ import annotations

import math
import random
from datetime import date

import shapely

from wardmote.analyses.pictures import (
    AreaMap,
    Caption,
    ChangeDots,
    ChangeRow,
    MapArea,
    MonthLine,
    MonthPattern,
    RuledBreak,
    SmallMultiples,
)
from wardmote.figures.tokens import Verdict
from wardmote.publishing import tree as t

MONTHS = tuple(f"{2021 + (4 + i) // 12}-{(4 + i) % 12 + 1:02d}" for i in range(36))
MAY_2023 = RuledBreak("2023-05", "recording changed")
CHANGES = [
    ("Possession of weapons", 85, 151, 25.2, 152.0, Verdict.ROSE),
    ("Other crime", 316, 380, -4.1, 50.2, Verdict.NO_CLEAR_CHANGE),
    ("Drugs", 328, 394, -5.0, 51.3, Verdict.NO_CLEAR_CHANGE),
    ("Robbery", 126, 136, -24.0, 53.0, Verdict.NO_CLEAR_CHANGE),
    ("Shoplifting", 1086, 1171, -7.0, 25.0, Verdict.LOCATION_UNCERTAIN),
    ("Violence and sexual offences", 5957, 6157, -5.0, 13.0, Verdict.NOT_COMPARABLE),
    ("Criminal damage and arson", 1444, 1484, -5.2, 11.3, Verdict.NO_CLEAR_CHANGE),
    ("Anti-social behaviour", 4015, 4069, -6.6, 10.1, Verdict.NO_CLEAR_CHANGE),
    ("Vehicle crime", 1825, 1831, -10.3, 12.0, Verdict.NO_CLEAR_CHANGE),
    ("Burglary", 835, 834, -17.3, 20.4, Verdict.NO_CLEAR_CHANGE),
    ("Public order", 1577, 1340, -26.0, -2.0, Verdict.NOT_COMPARABLE),
    ("Other theft", 1838, 1517, -28.0, -5.6, Verdict.FELL),
    ("Bicycle theft", 172, 137, -44.6, 14.0, Verdict.NO_CLEAR_CHANGE),
    ("Theft from the person", 11, 8, None, None, Verdict.TOO_FEW),
]


def caption(title: str, subtitle: str = "Marrowmere, police recorded, 36 months", note: str = "") -> Caption:
    return Caption(title, subtitle, f"{title}. {subtitle}.", note)


def series(seed: int, level: float, rise: float = 1.0) -> tuple[int | None, ...]:
    chance = random.Random(seed)
    levels = [level * (rise if i >= 24 else 1) for i in range(36)]
    return tuple(max(0, round(chance.gauss(mean, math.sqrt(mean)))) for mean in levels)


def month_line(
    seed: int = 3, label: str = "Possession of weapons", level: float = 7, **changes: object
) -> MonthLine:
    values = series(seed, level, 1.8)
    means = tuple(
        (MONTHS[start], MONTHS[start + 11], sum(v or 0 for v in values[start : start + 12]) / 12)
        for start in (12, 24)
    )
    given = {"breaks": (MAY_2023,), "period_means": means, "verdict": Verdict.ROSE} | changes
    title = "Weapons possession nearly doubled, from 85 to 151"
    return MonthLine(caption(title), label, MONTHS, values, **given)  # type: ignore[arg-type]


def change_dots() -> ChangeDots:
    rows = tuple(
        ChangeRow(label, (now / before - 1) * 100, low, high, verdict)
        for label, before, now, low, high, verdict in CHANGES
    )
    return ChangeDots(
        caption(
            "Two of fourteen measures changed by more than chance",
            "Year to April 2024 against the year before, with 95% intervals.",
            "Hollow marks were not tested: recording changed in May 2023, or there are too few crimes.",
        ),
        rows,
    )


def small_multiples() -> SmallMultiples:
    lines = tuple(
        month_line(
            seed=i,
            label=label,
            level=before / 12,
            period_means=(),
            verdict=verdict,
            breaks=(MAY_2023,) if verdict is Verdict.NOT_COMPARABLE else (),
        )
        for i, (label, before, _, _, _, verdict) in enumerate(CHANGES)
    )
    return SmallMultiples(caption("Most measures keep their level over three years"), lines)


def month_pattern() -> MonthPattern:
    shape = tuple(1 + 0.42 * math.sin((i - 3) / 12 * 2 * math.pi) for i in range(12))
    chance = random.Random(5)
    years = tuple(tuple(max(0.1, value + chance.gauss(0, 0.12)) for value in shape) for _ in range(3))
    last = (*years[2][:11], None)
    return MonthPattern(
        caption("Anti-social behaviour peaks in June to August, about 1.4 times an average month"),
        shape,
        (*years[:2], last),
    )


def ward_polygons(count: int = 40, seed: int = 2) -> list[shapely.Geometry]:
    """A made-up district near 52 N cut into ``count`` wards, small in its two towns."""
    chance = random.Random(seed)
    turns = [2 * math.pi * i / 60 for i in range(60)]
    reach = [0.2 + 0.05 * math.sin(3 * a) + 0.03 * math.cos(5 * a + 1) for a in turns]
    edge = shapely.Polygon(
        [(-0.45 + 1.3 * r * math.cos(a), 52.05 + r * math.sin(a)) for a, r in zip(turns, reach, strict=True)]
    )
    points = [
        (chance.gauss(x, 0.02), chance.gauss(y, 0.015))
        for x, y in [(-0.5, 51.98), (-0.28, 52.12)]
        for _ in range(count // 4)
    ]
    while len(points) < count:
        x, y = chance.uniform(-0.75, -0.15), chance.uniform(51.8, 52.3)
        if edge.contains(shapely.Point(x, y)):
            points.append((x, y))
    cells = shapely.voronoi_polygons(shapely.MultiPoint(points), extend_to=edge, ordered=True)
    return [shapely.intersection(cell, edge) for cell in cells.geoms]


def area_map() -> AreaMap:
    shapes = ward_polygons()
    chance = random.Random(9)
    names = {2: "Thornlea Central", 12: "Old Quay", 25: "Sandford", 33: "Eastmarch and the Fens"}
    areas = tuple(
        MapArea(
            f"E050000{i:02d}",
            names.get(i, f"Ward {i}"),
            None if i == 29 else chance.choice([22.4, 31.0, 38.2, 44.6, 51.0, 67.3, 91.2]),
            shapely.to_wkb(shape),
            names.get(i, ""),
        )
        for i, shape in enumerate(shapes)
    )
    return AreaMap(
        caption(
            "Crime gathers in the two town centres",
            "Recorded crime per 1,000 residents, year to April 2024, by ward.",
            "Town centres draw people who do not live there, so their rates are not a risk to residents.",
        ),
        areas,
        (30, 45, 60, 90),
        "Crimes per 1,000 residents",
        (shapely.to_wkb(shapely.union_all(shapes)),),
    )


def measures_table(anchor: str = "all-measures") -> t.Table:
    rows = tuple(
        (
            label,
            f"{before:,}",
            f"{now:,}",
            f"{(now / before - 1) * 100:+.1f}%".replace("-", "−"),
            "5.3" if label != "Theft from the person" else t.Quiet("not available"),
            t.VerdictMark(verdict),
        )
        for label, before, now, _, _, verdict in reversed(CHANGES)
    )
    columns = (
        t.Column("Measure"),
        t.Column("Year to Apr 2023", "right"),
        t.Column("Year to Apr 2024", "right"),
        t.Column("Change", "right"),
        t.Column("Rate per 1,000", "right"),
        t.Column("Verdict"),
    )
    note = "Change is tested against month-to-month variation, allowing for fourteen looks. Percentages are of the counts."
    return t.Table(
        "All measures, year to April 2024 against the year before", columns, rows, anchor, notes=(note,)
    )


def register_table() -> t.Table:
    rows = tuple(
        (f"F{i:03d}", f"Measure {i % 14}", f"{i * 37 % 991:,}", "2024-04", f"{i * 7919:08x}")
        for i in range(70)
    )
    columns = tuple(
        t.Column(c, a)
        for c, a in [
            ("Figure", "left"),
            ("Measure", "left"),
            ("Value", "right"),
            ("To", "left"),
            ("Identity", "left"),
        ]
    )  # type: ignore[arg-type]
    return t.Table("Register of figures", columns, rows, "register", dense=True)


def whole_document() -> t.Document:
    """A document with every kind of block."""
    return t.Document(
        title="Weapons possession rose; most crime did not change",
        subtitle="15,602 crimes were recorded in the year to April 2024, against 15,680 the year before. "
        "Recording rules changed in May 2023, so the two totals are not compared.",
        partnership="Safer Marrowmere Partnership",
        kind="Evidence pack",
        data_to="April 2024",
        version="draft 1",
        status="Draft for partners",
        date=date(2024, 6, 3),
        author="Safer Marrowmere Partnership",
        number_headings=True,
        blocks=(
            t.Cover(
                facts=(
                    ("Area", "Marrowmere (E09999999)"),
                    ("Period", "May 2023 to April 2024"),
                    ("Data to", "April 2024"),
                    ("Version", "Draft 1"),
                    ("Status", "Draft for partners"),
                    ("Marking", "OFFICIAL"),
                ),
                statement="This is an evidence pack. It becomes the strategic assessment when partners have "
                "added their judgement.",
            ),
            t.Contents(),
            t.PageBreak(),
            t.Heading(1, "The year on one page", "year", eyebrow="Summary"),
            t.Paragraph(
                "Two of fourteen measures changed by more than chance; twelve did not, or cannot be compared.",
                "lead",
            ),
            t.Findings(
                (
                    t.FindingItem(
                        "Weapons possession rose",
                        "from 85 to 151: more than chance. Police activity may explain some of it; we cannot tell.",
                        Verdict.ROSE,
                        draft=True,
                    ),
                    t.FindingItem(
                        "Other theft fell", "from 1,838 to 1,517 (−17.5%): more than chance.", Verdict.FELL
                    ),
                    t.FindingItem("Burglary: no clear change", "(835 to 834).", Verdict.NO_CLEAR_CHANGE),
                    t.FindingItem(
                        "Violence and public order",
                        "cannot be compared across May 2023, when recording changed.",
                        Verdict.NOT_COMPARABLE,
                    ),
                    t.FindingItem(
                        "Shoplifting: location too uncertain",
                        "(1,086 to 1,171); 15% of reports have no location.",
                        Verdict.LOCATION_UNCERTAIN,
                    ),
                    t.FindingItem("Theft from the person: too few to say", "(11 to 8).", Verdict.TOO_FEW),
                )
            ),
            t.Heading(2, "What changed, and how sure we are", "changed"),
            t.PictureBlock(change_dots(), "changes-picture"),
            t.Heading(1, "How to read this", "reading"),
            t.Paragraph(
                (
                    "Recorded crime is ",
                    t.Strong("not"),
                    " all crime",
                    t.Footnote(
                        (
                            "See the ",
                            t.Link("Crime Survey", "https://www.ons.gov.uk/"),
                            " for crime that is not reported.",
                        )
                    ),
                    ". The verdicts are explained in ",
                    t.Link("the table of measures", "#all-measures"),
                    ", and ",
                    t.Emphasis("recorded"),
                    " is used throughout.",
                )
            ),
            t.BulletList(
                (
                    "A verdict says what may be said of a change.",
                    (
                        "It never gives a ",
                        t.Strong("cause"),
                        ".",
                        t.Footnote("Partners may add hypotheses, marked as theirs."),
                    ),
                )
            ),
            t.BulletList(("Read the verdict first.", "Then the interval."), ordered=True),
            t.Paragraph("Three of 84 areas hold 21% of robbery, every year.", "draft"),
            t.Commentary("words-weapons", "What do partners see behind the rise in weapons possession?"),
            t.Commentary(
                "words-theft",
                "What explains the fall in other theft?",
                (t.Paragraph("The retail scheme started in June 2023 & grew."),),
                "Marrowmere Council, May 2024",
                look_again="Other theft was 1,520 when these words were written and is 1,517 now.",
            ),
            t.Heading(1, "Levels and patterns", "levels"),
            measures_table(),
            t.Heading(2, "Where it happens", "where"),
            t.PictureBlock(area_map(), "ward-map"),
            t.SideBySide(
                t.PictureBlock(area_map(), "ward-map-small", show_data=False),
                t.PictureBlock(month_line(), "weapons"),
            ),
            t.Heading(2, "Month by month", "months"),
            t.PictureBlock(month_line(), "weapons-wide"),
            t.PictureBlock(small_multiples(), "multiples"),
            t.PictureBlock(month_pattern(), "pattern"),
            t.Heading(1, "Not yet assessed", "not-yet"),
            t.NotYet(
                (
                    t.NotYetPart(
                        "Hidden harm", "Partner data on domestic abuse, exploitation and hate crime."
                    ),
                    t.NotYetPart(
                        "Voice", ("A survey of residents; see ", t.Link("the register", "#register"), ".")
                    ),
                )
            ),
            t.Heading(1, "Register of figures", "annex"),
            register_table(),
            t.Heading(1, "Data behind the pictures", "data"),
            t.PictureData(),
            t.Heading(1, "Licences", "licences", number=""),
            t.Paragraph(
                "Contains public sector information licensed under the Open Government Licence v3.0.", "note"
            ),
        ),
    )
