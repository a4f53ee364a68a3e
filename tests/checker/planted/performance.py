"""Sections that compare two years: a table by offence or by area, and sentences that draw on it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from tests.checker.planted.drafting import Draft, Fact, Grid
from tests.checker.planted.mistakes import mistyped, off_sum, wrong_percentage
from tests.checker.planted.wording import AREAS, NUMBERS, OFFENCES, Style

SLIPS_IN_TABLE = ("difference", "percentage", "direction", "value", "rounding", "tiny-base", "period")
SLIPS_IN_WORDS = ("percentage-in-words", "difference-in-words", "direction-in-words", "repeated")


@dataclass(frozen=True)
class Line:
    """A row of a comparison: what is printed as earlier and later, and the change as printed."""

    label: str
    earlier: int
    later: int
    difference: int
    percent: Fraction | None
    mark: str = ""


def line(style: Style, label: str, earlier: int, later: int) -> Line:
    """A row that is right; without a percentage where the base is small."""
    percent = style.percent(later, earlier) if earlier >= 50 else None
    return Line(label, earlier, later, later - earlier, percent)


def change_cells(style: Style, row: Line) -> list[str]:
    """The cells of the change, in the manner of the document."""
    if row.percent is None:
        words = {
            "columns": [style.signed(row.difference), "n/a"],
            "merged": [style.signed(row.difference), "n/a"],
        }
        return words.get(style.change, ["n/a" if style.change == "percent" else style.signed(row.difference)])
    flat = replace(style, brackets=False)
    size, percent = style.count(abs(row.difference)), flat.percentage(abs(row.percent))
    if style.change in {"columns", "merged"}:
        return [style.signed(row.difference), style.signed(row.percent, style.decimals, "%")]
    if row.difference == 0:
        return [style.zero]
    up = row.difference > 0
    if style.change == "percent":
        return [style.signed(row.percent, style.decimals, "%")]
    if style.change == "words":
        return [f"{'Up' if up else 'Down'} {size} ({percent})"]
    if style.change == "arrows":
        return [f"{'▲' if up else '▼'} {size} ({percent})"]
    return [f"{flat.signed(row.difference)} ({flat.signed(row.percent, style.decimals, '%')})"]


def header(style: Style, first: str, earlier: str, later: str, latest_first: bool) -> list[list[str | None]]:
    """The header rows over such rows."""
    years = [later, earlier] if latest_first else [earlier, later]
    if style.change == "columns":
        return [[first, *years, "Difference", "% Change"]]
    if style.change == "merged":
        return [[first, *years, "Change", None], ["", "", "", "Number", "%"]]
    return [[first, *years, "% change" if style.change == "percent" else "Change"]]


def cells(style: Style, row: Line, latest_first: bool) -> list[str]:
    """One row as printed."""
    pair = [style.count(row.earlier), style.count(row.later)]
    return [row.label + row.mark, *(pair[::-1] if latest_first else pair), *change_cells(style, row)]


def figures(draft: Draft, labels: list[str]) -> list[Line]:
    """Rows with figures at random."""
    rows = []
    for label in labels:
        earlier = int(min(3200, max(61, draft.rng.lognormvariate(5.8, 0.9))))
        later = (
            earlier if draft.rng.random() < 0.06 else max(55, round(earlier * draft.rng.uniform(0.72, 1.34)))
        )
        rows.append(line(draft.style, label, earlier, later))
    return rows


def spoil(draft: Draft, rows: list[Line], slip: str) -> tuple[int, str, str, str] | None:
    """Plant ``slip`` into a row: its number, kind, printed and right; None where no row can bear it."""
    rng, style = draft.rng, draft.style
    usable = [at for at, row in enumerate(rows) if abs(row.difference) > 9 and row.percent]
    if not usable:
        return None
    at = rng.choice(usable)
    row = rows[at]
    if slip == "difference" and style.change != "percent":
        wrong = mistyped(rng, row.difference, 2)
        rows[at] = replace(row, difference=wrong)
        return at, "difference", str(wrong), str(row.difference)
    if slip == "direction" and style.change in {"words", "arrows", "signed", "columns", "merged"}:
        rows[at] = replace(row, difference=-row.difference, percent=-(row.percent or Fraction(0)))
        return at, "direction", change_cells(style, rows[at])[0], change_cells(style, row)[0]
    if slip == "value":
        wrong = mistyped(rng, row.earlier, max(20, row.earlier // 20))
        rows[at] = replace(row, earlier=wrong)
        return at, "value", style.count(wrong), style.count(row.earlier)
    if slip == "rounding":
        return cut_off(draft, rows)
    if slip == "tiny-base":
        few, more = rng.randint(2, 4), rng.randint(6, 9)
        rows[at] = Line(row.label, few, more, more - few, style.percent(more, few))
        return at, "tiny-base", change_cells(style, rows[at])[-1], "counts only"
    wrong_percent = wrong_percentage(rng, row.earlier, row.later, style.decimals)
    rows[at] = replace(row, percent=wrong_percent)
    return (
        at,
        "percentage",
        style.percentage(abs(wrong_percent)),
        style.percentage(abs(row.percent or Fraction(0))),
    )


def cut_off(draft: Draft, rows: list[Line]) -> tuple[int, str, str, str] | None:
    """One percentage cut off among others that are rounded; only where two others show that they are rounded."""
    style = draft.style
    cut = replace(style, way="truncated")
    shows = [
        at
        for at, row in enumerate(rows)
        if row.percent and cut.percent(row.later, row.earlier) != row.percent and row.difference
    ]
    if style.way != "half-up" or len(shows) < 3:
        return None
    at = draft.rng.choice(shows)
    row = rows[at]
    rows[at] = replace(row, percent=cut.percent(row.later, row.earlier))
    return (
        at,
        "rounding",
        style.percentage(abs(rows[at].percent or Fraction(0))),
        style.percentage(abs(row.percent or Fraction(0))),
    )


def by_offence(draft: Draft, slip: str | None) -> None:
    """A table of offences over two years, most often with an "All crime" that is more than its rows."""
    rng, style = draft.rng, draft.style
    rows = figures(draft, rng.sample(OFFENCES, rng.randint(5, 11)))
    if rng.random() < 0.55:
        total = sum(row.earlier for row in rows) + rng.randint(400, 3000)
        later = sum(row.later for row in rows) + rng.randint(400, 3000)
        rows.insert(0, line(style, "All crime", total, later))
        draft.look("all crime is more than the rows shown", "All crime")
    table(draft, rows, slip, "Crime type", with_total=False)


def by_area(draft: Draft, slip: str | None) -> None:
    """A table of areas over two years with their total."""
    rng, style = draft.rng, draft.style
    rows = figures(draft, rng.sample(AREAS, rng.randint(3, 8)))
    earlier, later = sum(row.earlier for row in rows), sum(row.later for row in rows)
    total = line(
        style, rng.choice(("Total", f"Total {draft.place}", "All areas", "District total")), earlier, later
    )
    if slip == "total":
        wrong = off_sum(rng, [row.later for row in rows])
        total = line(style, total.label, earlier, wrong)
        rows.append(total)
        made = table(draft, rows, None, "Area", with_total=True, narrate=rows[:-1])
        draft.slip("total", made.row_words(-1), style.count(wrong), style.count(later))
        return
    rows.append(total)
    table(draft, rows, slip, "Area", with_total=True)


def table(
    draft: Draft,
    rows: list[Line],
    slip: str | None,
    first: str,
    with_total: bool,
    narrate: list[Line] | None = None,
) -> Grid:
    """Write the table, plant a slip into it, and tell of some of its rows in words."""
    rng, style = draft.rng, draft.style
    body = rows[:-1] if with_total else list(rows)
    right = list(body)
    planted = spoil(draft, body, slip) if slip in SLIPS_IN_TABLE and slip != "period" else None
    if slip in SLIPS_IN_TABLE and slip != "period" and planted is None:
        planted = spoil(draft, body, "percentage")
    if planted and planted[1] == "tiny-base" and with_total:
        rows[-1] = line(
            style, rows[-1].label, sum(row.earlier for row in body), sum(row.later for row in body)
        )
    printed = [*body, *rows[len(body) :]]
    latest_first = rng.random() < 0.15
    earlier, later = style.year(draft.year - 1), style.year(draft.year)
    like = slip is None and rng.random() < 0.15
    if slip == "period" or like:
        later = part_year(draft, draft.year)
    if like:
        earlier = part_year(draft, draft.year - 1)
    subject = "Recorded offences" if first == "Crime type" else draft.any_of(TOPICS)
    draft.say(draft.any_of(LEADS).format(earlier=earlier, later=later, place=draft.place))
    notes = [
        f"Source: police recorded crime, taken in {rng.choice(('April', 'May', 'June'))} {draft.year + 1}."
    ]
    if rng.random() < 0.3:
        at = rng.randrange(len(printed))
        printed[at] = replace(printed[at], mark=rng.choice(("¹", "*", " ²", "†")))
        notes.append(f"{printed[at].mark.strip()} Counted by the date on which it was recorded.")
        draft.look("footnote mark on a label", printed[at].label)
    made = draft.grid(
        header(
            style, first if first == "Area" else draft.any_of(FIRST_HEADERS), earlier, later, latest_first
        ),
        [cells(style, row, latest_first) for row in printed],
        f"{subject} in {draft.place}, {earlier} and {later}",
        notes if rng.random() < 0.7 else notes[1:],
    )
    record(draft, made, planted, with_total, (earlier, later) if slip == "period" else None)
    if like:
        draft.look("nine months beside the same nine months", f"{earlier} {later}")
    if latest_first:
        draft.look("latest year first", " ".join(cell or "" for cell in made.header[0]))
    left = [row for at, row in enumerate(right) if not (planted and planted[0] == at)]
    telling(draft, narrate or left, slip, quiet=like or slip == "period")
    return made


def record(
    draft: Draft,
    made: Grid,
    planted: tuple[int, str, str, str] | None,
    with_total: bool,
    periods: tuple[str, str] | None,
) -> None:
    """Write down what was planted into a table."""
    if periods:
        head = " ".join(cell or "" for cell in made.header[0])
        also = [made.row_words(at) for at in range(len(made.rows))]
        draft.slip("period", f"{head} {made.caption}", periods[1], "the same months of both years", *also)
    if planted:
        at, kind, printed, right = planted
        draft.slip(kind, made.row_words(at), printed, right, *([made.row_words(-1)] if with_total else []))
    if draft.style.way != "half-up":
        draft.look(f"rounding {draft.style.way} throughout", made.caption)


def part_year(draft: Draft, year: int) -> str:
    """Nine months of a financial year, as this document would name them."""
    return {
        "months": f"Apr {year % 100:02d} – Dec {year % 100:02d}",
        "words": f"April to December {year}",
        "to": f"9 months to December {year}",
    }.get(draft.style.period, f"Apr – Dec {year}")


def telling(draft: Draft, rows: list[Line], slip: str | None, quiet: bool) -> None:
    """Sentences that repeat rows of the table, one of them wrong if asked."""
    rng, style = draft.rng, draft.style
    usable = [row for row in rows if abs(row.difference) > 9 and row.percent]
    if quiet or not usable:
        return
    told = rng.sample(usable, min(len(usable), rng.randint(1, 3)))
    for at, row in enumerate(told):
        sentence, printed, right = tell(draft, row, slip if at == 0 and slip in SLIPS_IN_WORDS else None)
        draft.say(sentence)
        if printed:
            draft.slip((slip or "").removesuffix("-in-words"), sentence, printed, right)
        else:
            draft.facts.append(key_fact(draft, row))
    if rng.random() < 0.5:
        row = rng.choice(usable)
        sentence = draft.any_of(ASIDES).format(
            what=row.label, part=style.count(max(3, row.later // 4)), force=style.count(row.later * 7 + 3),
            year=style.year(draft.year), old=style.count(row.earlier + 4), new=style.count(row.earlier),
            before=style.year(draft.year - 1),
        )  # fmt: skip
        draft.say(sentence)
        draft.look("the same thing of another period, area or edition", sentence)


def key_fact(draft: Draft, row: Line) -> Fact:
    """What a summary may repeat of a row, and how it might be repeated wrongly."""
    style = draft.style
    year = style.year(draft.year)
    if draft.rng.random() < 0.5:
        wrong = mistyped(draft.rng, row.later, max(3, row.later // 50))
        text = "{} stood at {} in {}."
        printed, right = style.count(wrong), style.count(row.later)
    else:
        off = wrong_percentage(draft.rng, row.earlier, row.later, style.decimals)
        text = "{} " + ("rose" if row.difference > 0 else "fell") + " by {} in {}."
        printed, right = style.percentage(abs(off)), style.percentage(abs(row.percent or Fraction(0)))
    return Fact(text.format(row.label, right, year), text.format(row.label, printed, year), printed, right)


def tell(draft: Draft, row: Line, slip: str | None) -> tuple[str, str, str]:
    """A sentence about a row; what is printed wrongly and what would be right, "" for nothing."""
    rng, style = draft.rng, draft.style
    earlier, later, difference = row.earlier, row.later, abs(row.difference)
    percent = abs(row.percent or Fraction(0))
    up = row.difference > 0
    printed = right = ""
    if slip == "percentage-in-words":
        right = style.percentage(percent)
        percent = abs(wrong_percentage(rng, earlier, later, style.decimals))
        printed = style.percentage(percent)
    elif slip == "difference-in-words":
        wrong = mistyped(rng, difference, 2)
        printed, right, difference = style.count(wrong), style.count(difference), wrong
    elif slip == "direction-in-words":
        printed, right, up = "rose" if not up else "fell", "fell" if not up else "rose", not up
    elif slip == "repeated":
        wrong = mistyped(rng, later, max(3, later // 50))
        sentence = draft.any_of(AREA_MENTIONS if row.label in AREAS else PLAIN_MENTIONS).format(
            what=row.label, later=style.count(wrong), year=style.year(draft.year), place=draft.place
        )
        return sentence, style.count(wrong), style.count(later)
    patterns = SENTENCES_WITH_ALL if slip == "difference-in-words" else SENTENCES
    sentence = rng.choice(patterns).format(
        what=row.label, earlier=style.count(earlier), later=style.count(later), size=style.count(difference),
        percent=style.percentage(percent), rose="rose" if up else "fell", rise="an increase" if up else "a decrease",
        more="more" if up else "fewer", year=style.year(draft.year), before=style.year(draft.year - 1),
    )  # fmt: skip
    if rng.random() < 0.15 and not slip and percent > 3:
        about = round(percent)
        sentence = f"{row.label} {'rose' if up else 'fell'} by about {about}%."
        draft.look("about", sentence)
    return sentence, printed, right


FIRST_HEADERS = (
    "Crime type",
    "Offence",
    "Measure",
    "Category",
    "Indicator",
    "PERFORMANCE MEASURE",
    "Type of crime",
)
TOPICS = (
    "Incidents reported",
    "Calls about nuisance",
    "Complaints of noise",
    "Abandoned vehicles",
    "Needles found",
)
LEADS = (
    "The table sets {earlier} beside {later} for the whole of {place}.",
    "How did {later} compare with {earlier}? The counts are those of the police for {place}.",
    "Volumes in {place} are given below, with those of {earlier} for comparison.",
    "Below are the counts that the board looks at each quarter.",
    "Members asked for the position in {place} over both periods.",
)
PLAIN_MENTIONS = (
    "In {year} {place} recorded {later} offences under {what}.",
    "{what}: {later} were recorded in {place} during {year}.",
    "The {year} figure for {what} was {later}.",
)
AREA_MENTIONS = (
    "In {year} {what} stood at {later}.",
    "{what} had {later} in {year}, which is what its ward panel asked about.",
)
SENTENCES_WITH_ALL = (
    "{what} {rose} from {earlier} to {later}, {rise} of {size} ({percent}).",
    "{what} stood at {later} in {year}, {size} {more} than the {earlier} of {before} ({percent}).",
)
SENTENCES = (
    *SENTENCES_WITH_ALL,
    "{what} {rose} from {earlier} to {later}, {rise} of {percent}.",
    "{what} {rose} by {percent} (from {earlier} to {later}).",
    "Over the year {what} {rose} by {percent}, from {earlier} in {before} to {later} in {year}.",
)
ASIDES = (
    "In the last quarter of {year} alone, {what} stood at {part}.",
    "Across the whole force area {what} came to {force} in {year}.",
    "Last year's report gave {old} for {what} in {before}; late records have since brought this to {new}.",
    f"{{what}} was one of {NUMBERS[3]} offences that the tactical group followed in {{year}}.",
)
