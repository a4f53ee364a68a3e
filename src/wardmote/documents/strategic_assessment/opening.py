"""Parts 1 to 3: the cover, the year on one page, how to read this."""

from __future__ import annotations

from wardmote.analyses.finding import Finding
from wardmote.analyses.wording import listed, number_word, opening, share
from wardmote.definitions import Definitions
from wardmote.documents.public_edition import statement as public_statement
from wardmote.documents.strategic_assessment.judged.part import board_words
from wardmote.documents.strategic_assessment.judged.statutory import all_judged, statutory
from wardmote.documents.strategic_assessment.needs import PackNeeds
from wardmote.figures import Verdict
from wardmote.figures.months import in_words
from wardmote.publishing.tree import (
    Block,
    BulletList,
    Column,
    Content,
    Contents,
    Cover,
    FindingItem,
    Findings,
    Heading,
    PageBreak,
    Paragraph,
    PictureBlock,
    Reference,
    SideBySide,
    Strong,
    Table,
    VerdictMark,
)

MEANINGS: tuple[tuple[Verdict, str], ...] = (
    (Verdict.ROSE, "Higher than the year before by more than the months themselves vary."),
    (Verdict.FELL, "Lower than the year before by more than the months themselves vary."),
    (
        Verdict.NO_CLEAR_CHANGE,
        "The difference is not clearly more than chance. It does not mean that nothing changed.",
    ),
    (
        Verdict.NOT_COMPARABLE,
        "Recording changed between the two years. The counts are shown, the change is not tested.",
    ),
    (
        Verdict.LOCATION_UNCERTAIN,
        "So many records have no location, or their share moved so much, that the answer depends on where they were.",
    ),
)


def too_few(definitions: Definitions) -> str:
    """When nothing is tested: too few counts, or too few months."""
    months = number_word(int(definitions.threshold("matched-months")))
    counts = f"{definitions.threshold('too-few'):.0f}"
    return f"fewer than {counts} in both years together, or fewer than {months} months that both have"


def cover(needs: PackNeeds) -> list[Block]:
    """Part 1."""
    table = needs.table
    facts: tuple[tuple[str, str], ...] = (
        ("Area", f"{table.area.name} ({table.area.code})"),
        ("Period", f"{opening(table.current.words)}, compared with the {table.previous.words}"),
        ("Data to", in_words(table.current.end)),
        ("Status", "Draft: nobody has reviewed these sentences yet"),
        *_judgement(needs),
        ("Snapshot of the evidence", table.snapshot),
    )
    own = _what_it_is(needs)
    statement = f"{public_statement(needs.definitions)} {own}" if needs.public else own
    return [Cover(facts, statement), Contents(), PageBreak()]


def _what_it_is(needs: PackNeeds) -> str:
    if all_judged(needs):
        return (
            "This is the partnership's strategic assessment: what the recorded figures can and cannot say, what partners "
            "know, and what they judged to matter most."
        )
    return (
        "This is an evidence pack: what the recorded figures can and cannot say. It becomes the partnership's strategic "
        "assessment when partners have added what they know and judged what matters."
    )


def _judgement(needs: PackNeeds) -> tuple[tuple[str, str], ...]:
    """How far the priorities are, and which parts are still missing."""
    if needs.judged is None:
        return ()
    missing = [f"({one.letter})" for one in statutory(needs) if one.missing]
    lacks = (
        (("Still missing", f"{opening(listed(missing))} of the parts that the law asks for"),)
        if missing
        else ()
    )
    return (("Priorities", opening(board_words(needs.judged.adoption))), *lacks)


def _decisions(needs: PackNeeds) -> tuple[Content, ...]:
    """What partners are asked, or once they have judged, the board."""
    supplies: Content = ("Who supplies what ", Reference("not-yet-assessed"), " lists, and by when.")
    if needs.judged is None:
        return ("Which four to six issues deserve a focus page, with what each agency sees.", supplies)
    if needs.judged.adopted:
        return ("Who reports on each of the ", Reference("priorities"), " and when."), supplies
    return (
        "Whether the board approves the priorities of ",
        Reference("priorities"),
        ", or sends them back.",
    ), supplies


def one_page(needs: PackNeeds) -> list[Block]:
    """Part 2: the findings, the decisions asked for, one map."""
    found = needs.headlines
    items = tuple(
        FindingItem(
            lead=finding.lead,
            rest=" ".join(part for part in (finding.rest, finding.meaning) if part),
            verdict=finding.verdict,
            draft=True,
            slot=finding_slot(needs, finding),
            figures=finding.figures,
        )
        for finding in chosen(needs)
    )
    asked = BulletList(_decisions(needs))
    blocks: list[Block] = [
        Heading(1, found.title, "one-page", number="", eyebrow="The year on one page"),
        Paragraph(found.lead, "lead"),
        *([Findings(items)] if items else []),
        Heading(2, "Where, and what partners are asked to decide", "decisions", number="", in_contents=False),
    ]
    if needs.wards.picture is None:
        return [*blocks, asked, PageBreak()]
    return [*blocks, SideBySide(PictureBlock(needs.wards.picture, "map-wards"), asked), PageBreak()]


def chosen(needs: PackNeeds) -> tuple[Finding, ...]:
    """The findings of the partnership, with room kept for what changed within it."""
    more = tuple(one for one in (needs.observed_finding, needs.within.finding) if one is not None)
    if not more:
        return needs.headlines.findings
    room = int(needs.definitions.threshold("findings")) - len(more)
    return (*needs.headlines.findings[: max(room, 1)], *more)


def finding_slot(needs: PackNeeds, finding: Finding) -> str:
    """The name under which people's decision on a finding is kept: of what it is about, never of its turn."""
    if finding is needs.within.finding:
        return "one-page-within-wards"
    if finding.verdict is Verdict.NOT_COMPARABLE:
        return "one-page-not-comparable"
    measures = dict.fromkeys(figure.measure.split("/")[0] for figure in finding.figures)
    return "-".join(("one-page", *measures))


def how_to_read(needs: PackNeeds) -> list[Block]:
    """Part 3: the six verdict words, recorded against committed, rows without a location."""
    definitions = needs.definitions
    rate = share(definitions.threshold("false-discovery-rate"))
    words = Table(
        caption="The six things that this pack says of a change that it tests",
        columns=(Column("Verdict", width=3), Column("What it means", width=8)),
        rows=(
            *((VerdictMark(verdict), meaning) for verdict, meaning in MEANINGS),
            (
                VerdictMark(Verdict.TOO_FEW),
                f"{opening(too_few(definitions))}: no believable change could show.",
            ),
        ),
        anchor="verdict-words",
    )
    return [
        Heading(1, "How to read this", "how-to-read", number=""),
        Paragraph(
            "Six words carry every comparison that is tested. They are the same wherever a change is named. "
            "A count that cannot be tested says “not tested”, and a note says why.",
            "lead",
        ),
        words,
        BulletList(
            (
                (
                    Strong("Recorded is not committed. "),
                    "These are crimes and incidents that the police recorded. Many are never reported.",
                ),
                (
                    Strong("A change is tested, not eyeballed. "),
                    "It is set against how much the months themselves vary, and allows for looking at many "
                    f"measures at once: of the changes called real, at most {rate} should be false alarms, on average.",
                ),
                (
                    Strong("No location, no ward. "),
                    "Some records have no place. They count for the force, and for a partnership only where it is "
                    "the force's only one. The share is shown with each measure.",
                ),
                (
                    Strong("No cause is claimed. "),
                    "The figures show what was recorded. Why it changed is for partners to weigh.",
                ),
            )
        ),
        PageBreak(),
    ]
