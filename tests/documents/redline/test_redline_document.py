"""The redline of two builds: a sound document that shows what changed and folds what did not."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.publishing.sample import whole_document

from wardmote.definitions import load
from wardmote.documents import redline as redlines
from wardmote.documents.record import BuildRecord, record_of
from wardmote.figures import Figure, State, Verdict
from wardmote.publishing import check, render_html, render_pdf
from wardmote.publishing.preparing import prepared
from wardmote.publishing.tree import (
    Block,
    BulletList,
    Column,
    Deleted,
    Document,
    FindingItem,
    Findings,
    Heading,
    Inserted,
    Paragraph,
    Table,
    inlines,
    plain,
    walk,
)

DEFINITIONS = load()
COUNT = Figure(100, State.KNOWN, "crimes", "robbery/1", "E1", "Town", "2024-07..2025-06", "snap", "")
CHANGE = replace(
    COUNT,
    value=25.0,
    unit="%",
    period="2024-07..2025-06 against 2023-07..2024-06",
    verdict=Verdict.NO_CLEAR_CHANGE,
)


def redline(earlier: BuildRecord, later: BuildRecord) -> Document:
    return redlines.redline(earlier, later, DEFINITIONS)


def record(blocks: Sequence[Block], figures: tuple[Figure, ...] = (), to: str = "2025-06") -> BuildRecord:
    document = replace(whole_document(), blocks=tuple(blocks), figures=figures, slides=())
    return record_of(document, "strategic-assessment", "snap", to, "E1", DEFINITIONS)


def section(anchor: str, *texts: str, level: int = 1) -> list[Block]:
    return [Heading(level, f"About {anchor}", anchor), *(Paragraph(text) for text in texts)]


def table(*rows: tuple[str, ...], label: str = "To June") -> Table:
    return Table("Counts", (Column("Measure"), Column(label)), tuple(rows), anchor="counts")


def marks(document: Document, kind: type) -> list[str]:
    found = []
    for block in walk(document.blocks):
        contents = [block.content] if isinstance(block, Paragraph) else []
        contents += list(block.items) if isinstance(block, BulletList) else []
        contents += (
            [*(c for row in block.rows for c in row), *block.notes] if isinstance(block, Table) else []
        )
        found += [one.text for content in contents for one in inlines(content) if isinstance(one, kind)]
    return found


def words(document: Document) -> str:
    return "\n".join(plain(block.content) for block in walk(document.blocks) if isinstance(block, Paragraph))


def headings(document: Document) -> list[tuple[str, str]]:
    return [(block.text, block.eyebrow) for block in document.blocks if isinstance(block, Heading)][1:]


def test_two_equal_builds_say_so_and_nothing_is_marked() -> None:
    one = record(prepared(whole_document()).blocks)
    made = redline(one, one)
    check(made)
    assert marks(made, Inserted) == marks(made, Deleted) == []
    assert "The two builds say the same, word for word." in words(made)


def test_a_document_with_every_block_taken_out_or_added_holds_together() -> None:
    whole, nothing = record(prepared(whole_document()).blocks), record(section("empty"))
    for earlier, later, kind in ((whole, nothing, Deleted), (nothing, whole, Inserted)):
        made = redline(earlier, later)
        check(made)
        assert marks(made, Deleted if kind is Inserted else Inserted) == []
        assert len(marks(made, kind)) > 50
        assert "<" in render_html(made)
        assert render_pdf(made).startswith(b"%PDF")


def test_long_unchanged_runs_are_folded_and_single_paragraphs_stand() -> None:
    many = [f"Sentence number {number} of many." for number in range(12)]
    earlier = record(
        section("a", *many, "It rose by 10 in the year.", "As before.", "It fell by 5 in the year.")
    )
    later = record(
        section("a", *many, "It rose by 12 in the year.", "As before.", "It fell by 6 in the year.")
    )
    made = redline(earlier, later)
    assert "Unchanged: twelve passages." in words(made)
    assert "\nAs before.\n" in words(made)
    assert marks(made, Deleted) == ["10 ", "5 "]
    assert marks(made, Inserted) == ["12 ", "6 "]


def test_rows_are_matched_by_name_wherever_they_stand() -> None:
    earlier = record([*section("a"), table(("Drugs", "10"), ("Robbery", "20"), ("Arson", "5"))])
    later = record(
        [*section("a"), table(("Robbery", "21"), ("Drugs", "10"), ("Theft", "9"), label="To July")]
    )
    made = redline(earlier, later)
    shown = next(block for block in made.blocks if isinstance(block, Table))
    cells = [[plain(cell) for cell in row] for row in shown.rows]
    assert ["Robbery", "20 21"] in cells
    assert "Drugs" not in [row[0] for row in cells]
    assert marks(made, Inserted) == ["21", "Theft", "9", "To July"]
    assert marks(made, Deleted) == ["20 ", "Arson", "5", "To June "]
    assert "Unchanged: 1 row." in [plain(note) for note in shown.notes]


def test_a_table_with_other_columns_is_replaced_whole() -> None:
    wide = Table(
        "Counts", (Column("Measure"), Column("A"), Column("B")), (("Drugs", "1", "2"),), anchor="counts"
    )
    made = redline(record([*section("a"), table(("Drugs", "10"))]), record([*section("a"), wide]))
    check(made)
    assert marks(made, Deleted) == ["Drugs", "10"]
    assert marks(made, Inserted) == ["Drugs", "1", "2"]


def test_a_long_register_that_changed_throughout_is_a_sentence() -> None:
    def register(sign: str) -> Table:
        rows = tuple((f"Ward {n}", "robbery", f"{sign}{n}") for n in range(50))
        columns = (Column("Area"), Column("Measure"), Column("Identity"))
        return Table("Register", columns, rows, anchor="register", dense=True)

    made = redline(record([*section("a"), register("x")]), record([*section("a"), register("y")]))
    assert "Register: All 50 rows changed." in words(made)
    assert not [block for block in made.blocks if isinstance(block, Table)]


def test_sections_that_moved_came_or_went_are_named_so() -> None:
    a, b, c, d = (section(name, f"What stands in {name}.") for name in "abcd")
    made = redline(record([*a, *b, *c]), record([*b, *d, *a]))
    assert headings(made) == [
        ("About b", ""),
        ("About c", "Section taken out"),
        ("About d", "Section added"),
        ("About a", "Section moved"),
    ]
    check(made)
    assert marks(made, Inserted) == ["What stands in d."]
    assert marks(made, Deleted) == ["What stands in c."]


def test_a_finding_keeps_its_place_by_its_slot() -> None:
    def found(lead: str, slot: str, *, draft: bool = True) -> FindingItem:
        return FindingItem(lead, ": no clear change (10 to 12).", Verdict.NO_CLEAR_CHANGE, draft, slot)

    earlier = record([*section("a"), Findings((found("Drugs", "drugs"), found("Robbery", "robbery")))])
    later = record([*section("a"), Findings((found("Arson", "arson"), found("Drugs", "drugs", draft=False)))])
    made = redline(earlier, later)
    assert marks(made, Deleted) == ["Draft: ", "● Robbery: no clear change (10 to 12)."]
    assert marks(made, Inserted) == ["● Arson: no clear change (10 to 12)."]


def test_a_heading_that_changed_shows_both() -> None:
    earlier = [Heading(1, "Drugs rose this year", "a"), Paragraph("Same.")]
    later = [Heading(1, "Drugs fell this year", "a"), Paragraph("Same.")]
    made = redline(record(earlier), record(later))
    assert headings(made) == [("Drugs fell this year", "")]
    assert (marks(made, Deleted), marks(made, Inserted)) == (["rose "], ["fell "])


def test_figures_whose_value_or_verdict_changed_are_a_table() -> None:
    def figures(count: int, verdict: Verdict) -> tuple[Figure, ...]:
        before = replace(COUNT, value=80, period="2023-07..2024-06")
        return (
            before,
            replace(COUNT, value=count),
            replace(CHANGE, value=count * 100 / 80 - 100, verdict=verdict),
        )

    earlier = record(section("a"), figures(100, Verdict.NO_CLEAR_CHANGE))
    later = record(section("a"), figures(120, Verdict.ROSE))
    shown = next(block for block in redline(earlier, later).blocks if isinstance(block, Table))
    assert [[plain(cell) for cell in row] for row in shown.rows] == [
        ["Robbery", "80 to 100 (+25.0%) ● no clear change", "80 to 120 (+50.0%) ▲ rose"]
    ]
    assert [column.label for column in shown.columns] == ["Figure", "Earlier build", "This build"]
    assert not [block for block in redline(earlier, earlier).blocks if isinstance(block, Table)]


def test_changed_verdicts_lead_then_the_largest_changes_and_the_table_is_cut() -> None:
    def figures(sign: int) -> tuple[Figure, ...]:
        made: list[Figure] = []
        for n in range(30):
            verdict = Verdict.ROSE if sign > 0 and n == 3 else Verdict.NO_CLEAR_CHANGE
            place = {"area": f"W{n}", "area_name": f"Ward {n}"} if n != 20 else {}
            made += [
                replace(COUNT, value=1000 + sign * n, **place),
                replace(CHANGE, verdict=verdict, **place),
            ]
        return tuple(made)

    made = redline(record(section("a"), figures(0)), record(section("a"), figures(1)))
    shown = next(block for block in made.blocks if isinstance(block, Table))
    names = [plain(row[0]) for row in shown.rows]
    assert len(names) == DEFINITIONS.threshold("redline-figures") == 15
    assert names[:3] == ["Robbery, Ward 3", "Robbery, Ward 29", "Robbery, Ward 28"]
    assert names[10] == "Robbery"
    assert plain(shown.notes[0]) == "Fourteen more rows differ; they are in the records of both builds."


def test_a_table_of_which_every_row_changed_is_a_sentence_and_one_of_which_some_did_is_not() -> None:
    def some(changed: int) -> Table:
        return table(*((f"Measure {n}", str(n + (100 if n < changed else 0))) for n in range(20)))

    for changed, said in ((20, True), (19, False)):
        made = redline(record([*section("a"), some(0)]), record([*section("a"), some(changed)]))
        assert ("Counts: All 20 rows changed." in words(made)) == said
        assert any(isinstance(block, Table) for block in made.blocks) != said


def test_a_note_that_stands_on_many_rows_is_said_once_to_have_gone() -> None:
    def noted(*notes: str) -> Table:
        return replace(table(("Drugs", "10"), ("Robbery", "20")), notes=notes)

    made = redline(
        record([*section("a"), noted("Of eleven months.", "Of eleven months.")]),
        record([*section("a"), noted()]),
    )
    assert " ".join(marks(made, Deleted)).count("Of eleven months.") == 1


TEXT = st.lists(st.sampled_from(["rose", "fell", "10", "in", "Drugs", "1,234."]), min_size=1, max_size=6).map(
    " ".join
)
PARTS = st.lists(st.one_of(TEXT.map(Paragraph), TEXT.map(lambda t: Heading(2, t, "x"))), max_size=8)


def blocks_of(parts: Sequence[Paragraph | Heading], start: str) -> list[Block]:
    named = [replace(p, anchor=f"{start}{n}") if isinstance(p, Heading) else p for n, p in enumerate(parts)]
    return [Heading(1, "Top", "top"), *named]


@settings(max_examples=60, deadline=None)
@given(PARTS, PARTS)
def test_what_is_marked_is_what_the_builds_do_not_share(earlier, later) -> None:
    old, new = record(blocks_of(earlier, "s")), record(blocks_of(later, "s"))
    made = redline(old, new)
    check(made)
    said = {
        kind: " ".join(line.text for line in build.lines) for kind, build in ((Deleted, old), (Inserted, new))
    }
    for kind, text in said.items():
        for marked in marks(made, kind):
            assert marked.strip() in text
    if old.lines == new.lines:
        assert marks(made, Deleted) == marks(made, Inserted) == []


@pytest.mark.parametrize("shared", [0.0, 0.9])
def test_a_thousand_lines_take_less_than_a_second(shared: float) -> None:
    def build(sign: str) -> BuildRecord:
        texts = (
            f"In section {n // 20} the count of things number {n} was {n * 7} "
            f"{'as before' if n % 10 < shared * 10 else sign + str(n)} and nobody can say why it was so."
            for n in range(1000)
        )
        blocks: list[Block] = []
        for n, text in enumerate(texts):
            blocks += [
                *([Heading(1, f"Section {n // 20}", f"s{n // 20}")] if n % 20 == 0 else []),
                Paragraph(text),
            ]
        return record(blocks)

    earlier, later = build("x"), build("y")
    start = time.process_time()
    made = redline(earlier, later)
    assert time.process_time() - start < 1.0
    assert len(marks(made, Inserted)) == (1000 if shared == 0.0 else 100)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (["Same."] * 3000, ["Same."] * 2999),
        ([f"N{n}." for n in range(3000)], [f"M{n}." for n in range(3000)]),
    ],
    ids=["one sentence", "nothing in common"],
)
def test_hostile_documents_take_no_time(one: list[str], other: list[str]) -> None:
    earlier, later = record(section("a", *one)), record(section("a", *other))
    start = time.process_time()
    check(redline(earlier, later))
    assert time.process_time() - start < 5


def test_the_same_builds_make_the_same_bytes() -> None:
    earlier, later = record(section("a", "It rose by 10.")), record(section("a", "It rose by 12."))
    assert render_html(redline(earlier, later)) == render_html(redline(earlier, later))
    assert render_pdf(redline(earlier, later)) == render_pdf(redline(earlier, later))
