"""Acronyms that nobody explains are found; codes, numerals and titles are not taken for any."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.publishing.packs import pack_of, profile_of

from wardmote.analyses.pictures import Caption
from wardmote.definitions import load
from wardmote.operations.workspace import Workspace, find_workspace
from wardmote.publishing import tree as t
from wardmote.publishing.acronyms import Acronym, unexplained

KNOWN = {one.acronym: one.meaning for one in load().acronyms.values()}


def found(document: t.Document, *words: t.Content, **known: str) -> tuple[Acronym, ...]:
    blocks = (t.Heading(1, "Levels", "l"), *(t.Paragraph(content) for content in words))
    return unexplained(replace(document, blocks=blocks), known)


@pytest.mark.parametrize(
    "words",
    [
        "Anti-social behaviour (ASB) fell. ASB is counted by month.",
        "ASB (anti-social behaviour) fell.",
        "A Lower layer Super Output Area (LSOA) and its neighbours; LSOAs change.",
        "Community Safety Partnerships (CSPs) publish plans. Each CSP does.",
        "The Multi-Agency Risk Assessment Conference (MARAC) met.",
        "MARAC (where agencies meet about victims) met.",
        "Code E05000001, postcode MK45 2AB, road A421, field LSOA21CD, file CSP.csv, order MARROW-01, AB-12.",
        "Parts II, III, IV and XXIX of the Act.",
        "THIS IS A TITLE IN CAPITALS, and this is not.",
        "OFFICIAL",
        "SAFER MARROWMERE",
        "The IMPORTANT thing. https://data.police.uk/ASB/CSP",
        "One I saw, and J. R. Smith.",
    ],
)
def test_no_false_alarm(document: t.Document, words: str) -> None:
    assert found(document, words) == ()


@pytest.mark.parametrize(
    ("words", "acronym", "why"),
    [
        ("ASB fell.", "ASB", "is never explained"),
        ("CSPs publish plans.", "CSP", "is never explained"),
        ("ASB fell. Anti-social behaviour (ASB) is local.", "ASB", "is explained only later"),
        ("ASB (5 to 7) rose.", "ASB", "is never explained"),
        ("A&E saw more.", "A&E", "is never explained"),
        ("G4S guards it.", "G4S", "is never explained"),
        ("An ASB-related call.", "ASB", "is never explained"),
        (
            "A domestic violence adviser (DVA). The district valuation agency (DVA).",
            "DVA",
            "stands for “domestic violence adviser” and for “district valuation agency”",
        ),
    ],
)
def test_what_nobody_explains_is_named(document: t.Document, words: str, acronym: str, why: str) -> None:
    (one,) = found(document, words)
    assert (one.acronym, one.why, one.section) == (acronym, why, "Levels")
    assert one.words.strip("…") in words


def test_known_ones_and_the_glossary_explain(document: t.Document) -> None:
    blocks = (
        t.Paragraph("ASB and UK."),
        t.BulletList(((t.Strong("ASB. "), "Anti-social behaviour: conduct that alarms."),)),
    )
    assert unexplained(replace(document, blocks=blocks), KNOWN) == ()
    assert [one.acronym for one in unexplained(replace(document, blocks=blocks), {})] == ["UK"]
    twice = (*blocks, t.Paragraph("A State Benefit (ASB) was paid."))
    assert "stands for" in unexplained(replace(document, blocks=twice), KNOWN)[0].why


def test_it_reads_what_is_seen_and_what_is_heard(document: t.Document) -> None:
    table = t.Table("Of ABCA", (t.Column("Of ABCB"),), (("Of ABCC",),), notes=("Of ABCD",))
    drawing = t.Drawing(Caption("Of ABCE", "Of ABCF", "Of ABCG", "Of ABCH"), "<svg/>")
    blocks = (
        t.Cover((("Of ABCI", "x"),), "Of ABCJ"),
        t.Heading(1, "Of ABCK", "k"),
        table,
        t.PictureBlock(drawing, "p", data=replace(table, caption="Of ABCL")),
        t.Commentary(
            "c", "Hidden ABCX", (t.Paragraph(("see", t.Footnote("Of ABCM"))), t.BulletList(("Of ABCN",)))
        ),
        t.Findings((t.FindingItem("Of ABCO", "of ABCP"),)),
        t.NotYet((t.NotYetPart("Of ABCQ", "of ABCR"),)),
        t.SideBySide(t.Paragraph("Of ABCS"), t.Paragraph("of ABCT")),
    )
    names = {one.acronym for one in unexplained(replace(document, blocks=blocks), {})}
    assert names == {f"ABC{letter}" for letter in "ABCDEFGHIJKLMNOPQRST"}


@pytest.mark.parametrize("made", [pack_of, profile_of])
def test_our_documents_explain_their_acronyms(
    marrowmere: Workspace, made: Callable[[Workspace], t.Document]
) -> None:
    assert unexplained(made(marrowmere), KNOWN) == ()


@pytest.mark.shared
@pytest.mark.parametrize("made", [pack_of, profile_of])
def test_real_documents_explain_their_acronyms(
    bedfordshire: Path, made: Callable[[Workspace], t.Document]
) -> None:
    assert unexplained(made(find_workspace(bedfordshire)), KNOWN) == ()
