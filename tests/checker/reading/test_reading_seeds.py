"""The five real plans as plain text: their headings, tables, notes, lists and contents are found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.checker.reading.reading_grids import HELD, Rows, holding

from wardmote.checker.read_document import ContentsList, ItemList, Paragraph, ReadDocument

pytestmark = pytest.mark.shared


@pytest.mark.parametrize(("seed", "hold"), HELD, ids=lambda one: getattr(one, "__name__", one))
def test_table_is_read_cell_by_cell(
    seed: str,
    hold: Callable[[ReadDocument, dict[str, Rows]], None],
    seeds: dict[str, ReadDocument],
    seed_tables: dict[str, Rows],
) -> None:
    hold(seeds[seed], seed_tables)


def test_every_cell_knows_its_line(seeds: dict[str, ReadDocument], seed_files: dict[str, Path]) -> None:
    for number, document in seeds.items():
        lines = seed_files[number].read_text("utf-8").split("\n")
        for table in document.tables():
            for row in table.rows:
                for cell in row:
                    line = lines[(cell.place.line or 0) - 1]
                    assert not cell.text or cell.text[:6] in line.replace("*", "")


def test_marks_stand_apart_and_lead_to_their_notes(seeds: dict[str, ReadDocument]) -> None:
    table = holding(seeds["000"], "Crime Type")
    marked = {cell.text: cell.marks for row in table.rows for cell in row if cell.marks}
    assert marked == {"Serious Acquisitive Crime (SAC)": ("⁴",), "Most Serious Violence": ("⁵",)}
    assert table.notes[0].startswith("Serious Acquisitive Crime (SAC) consists of domestic burglary")
    assert table.notes[1].startswith("Most Serious Violence (MSV) consists of murder")


def test_section_numbers_are_those_printed(seeds: dict[str, ReadDocument]) -> None:
    numbers = [heading.number for heading in seeds["003"].headings() if heading.number]
    assert numbers.count("2.3.4") == 3
    assert numbers.count("6") == 2
    assert numbers[numbers.index("6") + 1 :][:8] == ["6.1", "5.2", "6.3", "6.4", "5.5", "5.6", "5.7", "5.8"]


def test_contents_in_a_heap_are_taken_apart(seeds: dict[str, ReadDocument]) -> None:
    (contents,) = [block for block in seeds["001"].blocks if isinstance(block, ContentsList)]
    entries = [(entry.number, entry.text, entry.page) for entry in contents.entries]
    assert ("1.6", "Equalities Impact Assessment", "6") in entries
    assert ("4.3", "PRIORITY THREE – Public Perceptions", "12") in entries
    assert ("", "APPENDIX 2 – Glossary of Terms", "16") in entries
    assert len(entries) == 18


def test_contents_by_tabs(seeds: dict[str, ReadDocument]) -> None:
    (contents,) = [block for block in seeds["000"].blocks if isinstance(block, ContentsList)]
    pages = [int(entry.page) for entry in contents.entries]
    assert pages == [3, 4, 5, 7, 9, 14, 16, 20, 23, 24, 25, 26, 27, 28]
    assert contents.entries[9].text == "Linked Strategies"


def test_numbers_of_paragraphs_are_labels_and_counts_are_not(seeds: dict[str, ReadDocument]) -> None:
    lists = [block for block in seeds["002"].blocks if isinstance(block, ItemList)]
    labels = [label for block in lists for label in block.labels if label.isdigit()]
    assert labels == [str(number) for number in range(7, 50)]
    (counts,) = [block for block in lists if block.items[0].startswith("6 Fixed Penalty Notices")]
    assert [item.split()[0] for item in counts.items] == ["6", "4", "11", "5", "4", "1", "4", "2", "1", "4"]


def test_emphasis_and_signs_of_formulas_go(seeds: dict[str, ReadDocument]) -> None:
    words = [block.text for block in seeds["003"].blocks if isinstance(block, Paragraph)]
    assert any("£ 501,717" in text and "(£ 32,800)" in text for text in words)
    assert not any("**" in text for text in words)
    assert [heading.text for heading in seeds["003"].headings() if heading.number == "3"] == ["Our aims"]


def test_captions_name_their_tables(seeds: dict[str, ReadDocument]) -> None:
    assert holding(seeds["004"], "PERFORMANCE MEASURE").caption.startswith("Fig 1.1 Police Statistics")
    assert (
        holding(seeds["002"], "Protecting the Vulnerable").caption
        == "Table 1 : CSP Priorities for 2016 – 2019"
    )
    assert holding(seeds["000"], "Total").caption == "Partnership Strategic Assessment Risk Matrix"
