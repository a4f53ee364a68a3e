"""Stop and search: one compact block of the evidence pack."""

from __future__ import annotations

from wardmote.analyses.held_records import blanks_note
from wardmote.analyses.wording import count, inside, one_decimal, opening, per, percent, share
from wardmote.documents.strategic_assessment.columns import dash_note, numbers
from wardmote.documents.strategic_assessment.needs import PackNeeds
from wardmote.figures import Figure, Verdict
from wardmote.figures.months import in_words
from wardmote.figures.searches import SearchRow, SearchTable
from wardmote.publishing.cells import count_cell, share_cell
from wardmote.publishing.tree import Block, Column, Content, Heading, Paragraph, Quiet, Table, VerdictMark

OF_WHOM = "searches-of-whom"
"""The caveat of a table that the document does not print."""
REST = "Other or not stated"


def search_figures(needs: PackNeeds) -> list[Figure]:
    """The numbers that the table of searches prints."""
    table = needs.searches
    if table is None:
        return []
    whole = table.rows_by("all")[0]
    shown = _shown(table, needs.definitions.threshold("percentage-base"))
    return [
        table.figure(whole, "rate"),
        *(table.figure(row, what) for row in shown for what in ("previous", "current", "share")),
        table.figure(whole, "percent"),
    ]


def searches_block(needs: PackNeeds) -> list[Block]:
    """The heading, the sentences and the table; nothing where no searches can be told of."""
    table = needs.searches
    if table is None:
        return []
    return [
        Heading(2, "Stop and search", "stop-and-search"),
        Paragraph(_searched(needs, table), "draft", slot="stop-and-search"),
        _search_table(needs, table),
    ]


def _searched(needs: PackNeeds, table: SearchTable) -> str:
    """How many, and of how many something came or was found."""
    whole = table.rows_by("all")[0]
    found, _, blank = table.rows_by("found")
    nothing = next((row for row in table.rows_by("outcome") if row.word == "search-nothing"), None)
    rate = (
        f", {one_decimal(whole.rate[1])} {per(needs.definitions)} residents"
        if whole.rate[1] is not None
        else ""
    )
    change = f", {percent(whole.percent)} on the year before" if whole.percent is not None else ""
    parts = [f"{count(whole.n[1])} searches are known in the {table.current.words}{rate}{change}."]
    if nothing and nothing.share[1] is not None:
        parts.append(f"{opening(share(nothing.share[1]))} ended without further action.")
    if found.share[1] is not None and blank.share[1] is not None:
        parts.append(
            f"In {share(found.share[1])} the outcome was linked to what was searched for; for {share(blank.share[1])} that "
            f"is not recorded{_blanks(table)}."
        )
    return " ".join(parts)


def _blanks(table: SearchTable) -> str:
    """What became of the searches that do not say it."""
    part = table.blank_without_action
    if part is None:
        return ""
    return f", and {'all' if part == 1 else share(part)} of those ended without further action"


def _shown(table: SearchTable, base: float) -> list[SearchRow]:
    """All searches, each object that is not rare, the rest, whether the outcome was linked, and what came of it."""
    objects = [row for row in table.rows_by("object") if max(one or 0 for one in row.n) >= base]
    rest = _rest(table.rows_by("all")[0], objects)
    return [*table.rows_by("all"), *objects, *rest, *table.rows_by("found"), *table.rows_by("outcome")]


def _rest(whole: SearchRow, objects: list[SearchRow]) -> list[SearchRow]:
    """The searches for anything else, in one row, so that the rows add up; none where all are shown."""
    then, now = ((whole.n[at] or 0) - sum(row.n[at] or 0 for row in objects) for at in (0, 1))
    if not (then or now):
        return []
    shares = (
        n / of if of and whole.share[at] is not None else None
        for at, (n, of) in enumerate(zip((then, now), whole.n, strict=True))
    )
    earlier, later = shares
    return [
        SearchRow("object", "other-or-not-stated", REST, n=(then, now), of=whole.n, share=(earlier, later))
    ]


def _search_table(needs: PackNeeds, table: SearchTable) -> Table:
    titles = {"object": "For: ", "found": "Linked: ", "outcome": "Outcome: "}
    rows = tuple(
        (
            f"{titles.get(row.by, '')}{inside(row.title) if row.by in titles else row.title}",
            count_cell(row.n[0]),
            count_cell(row.n[1]),
            *(share_cell(one) for one in row.share),
            VerdictMark(row.verdict) if row.verdict else Quiet("not tested"),
        )
        for row in _shown(table, needs.definitions.threshold("percentage-base"))
    )
    return Table(
        caption=f"Stop and search, {table.counted.name}",
        columns=(
            Column("Searches", width=5),
            *numbers(
                *(f"To {in_words(one.end, short=True)}" for one in (table.previous, table.current)),
                "Share then",
                "Share now",
            ),
            Column("Verdict", width=3),
        ),
        rows=rows,
        anchor="searches",
        notes=_search_notes(needs, table, rows),
    )


def _search_notes(
    needs: PackNeeds, table: SearchTable, rows: tuple[tuple[Content, ...], ...]
) -> tuple[str, ...]:
    base = f"{needs.definitions.threshold('percentage-base'):.0f}"
    lost = (
        ()
        if table.owns_lost
        else (
            f"{opening(share(table.lost[1]))} of the force's searches have no place in the files and count in no area; the "
            f"year before it was {share(table.lost[0])}. Places are approximate. A verdict that would be "
            f"another if they lay as the others do reads “{Verdict.LOCATION_UNCERTAIN.words}”; the others stand either way.",
        )
    )
    return (
        *((mostly,) if (mostly := blanks_note(table)) else ()),
        *lost,
        f"Age, gender and ethnicity of people searched are counted for the whole force only ({table.people_of}): see "
        f"“wardmote table searches”. {table.not_available.text}",
        *(caveat.text for caveat in table.caveats if caveat.id != OF_WHOM),
        *((table.gaps,) if table.gaps else ()),
        *(
            (f"{REST}: objects of fewer than {base} searches in both years.",)
            if any(str(row[0]).endswith(inside(REST)) for row in rows)
            else ()
        ),
        *dash_note(rows, f"A share of fewer than {base} searches."),
    )
