"""The bench's long document: the same each time, sound, and judged only in full."""

from __future__ import annotations

from collections import Counter

from wardmote.operations.bench.hundred import document_line, many_sections
from wardmote.operations.bench.plan import Plan, read_plan
from wardmote.publishing import check
from wardmote.publishing.tree import Heading, Paragraph, PictureBlock, Table


def test_it_holds_what_the_plan_says_and_can_be_published() -> None:
    made = many_sections(100)
    check(made)
    kinds = Counter(type(block) for block in made.blocks)
    assert (kinds[Heading], kinds[Paragraph], kinds[Table], kinds[PictureBlock]) == (100, 200, 100, 20)
    assert all(len(block.rows) == 10 for block in made.blocks if isinstance(block, Table))
    assert many_sections(100) == made


def test_every_format_is_written_and_the_limit_judged() -> None:
    plan = read_plan()
    few: Plan = plan.model_copy(update={"method": plan.method.model_copy(update={"document_sections": 2})})
    line = document_line(few, judged=True)
    assert line.what == "A document of 2 sections in 6 formats"
    assert (float(line.ratio) <= 1) == line.met
    unjudged = document_line(few, judged=False)
    assert (unjudged.ratio, unjudged.met) == ("", None)
