"""Whatever the words, the ODT is whole XML that says them; and its speed."""

from __future__ import annotations

import re
import time
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.publishing.odt.opened import Opened
from tests.publishing.sample import measures_table, whole_document

from wardmote.publishing import tree as t
from wardmote.publishing.legible import legible
from wardmote.publishing.odt import render_odt


def squeezed(words: str) -> str:
    return re.sub(r"\s+", "", words)


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=40).filter(str.strip))
def test_any_words_are_said_in_every_place(words: str) -> None:
    table = t.Table(words, (t.Column(words), t.Column("B")), ((words, t.Strong(words)),), notes=(words,))
    blocks = (
        t.Contents(title=words),
        t.Heading(1, words, "h", eyebrow=words),
        t.Paragraph((words, t.Footnote(words), t.Inserted(words), t.Deleted(words))),
        t.BulletList((words,)),
        t.Findings((t.FindingItem(words, words, look_again=words),)),
        t.Commentary("c", words, (t.Paragraph(words),), words, look_again=words),
        table,
    )
    document = replace(whole_document(), title=words, partnership=words, subtitle=words, blocks=blocks)
    odt = Opened(render_odt(document))
    wanted = squeezed(legible(words))
    assert [squeezed(one) for one in odt.words("//text:h")] == [wanted]
    assert [squeezed(one) for one in odt.words("//table:title")] == [squeezed(f"Table 1 {legible(words)}")]
    assert squeezed(odt.words("//text:deletion/text:p")[0]) == wanted
    assert squeezed(odt.words("//text:note-body")[0]) == wanted
    whole = squeezed("".join(odt.words("//office:text")))
    assert whole.count(wanted) >= 16


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=" \t\nab", min_size=1, max_size=12))
def test_white_space_is_kept(words: str) -> None:
    blocks = (t.Heading(1, "H", "h"), t.Paragraph(words))
    odt = Opened(render_odt(replace(whole_document(), blocks=blocks)))
    assert odt.words("//office:text/text:p")[-1] == words.replace("\t", " ").replace("\n", " ")
    kept = odt.all("//office:text/text:p")[-1]
    assert len(odt.all("text:tab", kept)) == words.count("\t")
    assert len(odt.all("text:line-break", kept)) == words.count("\n")


def test_names_of_any_length_stand() -> None:
    name = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch in Marrow"
    table = t.Table(name, (t.Column("Area"), t.Column("n", "right")), ((name, "1"),))
    blocks = (t.Heading(1, name, "h"), table, t.SideBySide(table, t.Paragraph(name)))
    odt = Opened(render_odt(replace(whole_document(), partnership=name, blocks=blocks)))
    assert sum(name in words for words in odt.words("//text:p")) >= 5


def test_a_hundred_sections_with_tables_take_under_two_seconds_of_work() -> None:
    blocks: list[t.Block] = [t.Contents()]
    for number in range(100):
        blocks += [
            t.Heading(1, f"Section {number}", f"s{number}"),
            t.Paragraph(("Words of this section. " * 12, t.Reference(f"t{number}"))),
            measures_table(f"t{number}"),
        ]
    document = replace(whole_document(), blocks=tuple(blocks))
    render_odt(replace(document, blocks=document.blocks[:4]))
    start = time.process_time()
    made = render_odt(document)
    assert time.process_time() - start < 2
    assert len(Opened(made).all("//table:table")) == 100
