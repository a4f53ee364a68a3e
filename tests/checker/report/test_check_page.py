"""The page that shows a document with its marks."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from lxml import html
from tests.checker.report.stand_ins import HOSTILE, checked, document, findings, table

from wardmote.checker.findings import Finding, Where
from wardmote.checker.read_document import Place, ReadDocument
from wardmote.checker.report.html import PLAIN_ROWS, as_html, marked
from wardmote.checker.report.placing import placed


@pytest.fixture(scope="module")
def page() -> str:
    return as_html(document(), checked(*findings()))


@pytest.fixture(scope="module")
def read(page: str) -> html.HtmlElement:
    return html.fromstring(page)


def test_every_finding_is_listed_shown_and_marked_once(read: html.HtmlElement) -> None:
    for number in range(1, 5):
        assert len(read.xpath(f'//section[@id="f{number}"]')) == 1
        assert len(read.xpath(f'//*[@id="m{number}"]')) == 1
        assert len(read.xpath(f'//ol[@class="index"]//a[@href="#f{number}"]')) == 1


def test_the_mark_stands_in_the_cell_and_the_note_beside_its_block(read: html.HtmlElement) -> None:
    (cell,) = read.xpath('//td[contains(@class, "wrong")]')
    assert cell.xpath("string(mark)") == "Up 5 (17%)"
    assert cell.xpath("mark/@class") == ["error"]
    (block,) = cell.xpath('ancestor::div[contains(@class, "block")]')
    assert "35 less 29 is 6." in block.xpath('string(div[@class="beside"])')


def test_a_finding_without_a_place_is_not_lost(read: html.HtmlElement) -> None:
    assert "It has no place." in read.xpath('string(//section[@class="elsewhere"])')


def test_ids_are_unique_and_links_lead_somewhere(read: html.HtmlElement) -> None:
    ids = read.xpath("//@id")
    assert len(ids) == len(set(ids))
    for target in read.xpath('//a[starts-with(@href, "#")]/@href'):
        assert target[1:] in ids


def test_nothing_of_the_document_is_markup_and_nothing_is_fetched(page: str, read: html.HtmlElement) -> None:
    assert HOSTILE in read.text_content()
    assert not read.xpath("//script | //img | //iframe | //object | //link | //form")
    assert not re.search(r"<[^>]+\son\w+=", page)
    assert not re.search(r"""(?:src|href)=["'](?!#)""", page)
    assert "default-src 'none'" in page
    assert "url(http" not in page


def test_what_could_not_be_read_is_said_and_the_counts_are(read: html.HtmlElement) -> None:
    words = " ".join(read.text_content().split())
    assert "Words in pictures are not read." in words
    assert "1 table, 12 figures" in words
    assert "no mark is no promise" in words


def test_severity_is_a_sign_and_a_word_too(read: html.HtmlElement) -> None:
    badge = " ".join(read.xpath('string(//section[@id="f1"]//span[contains(@class, "badge")])').split())
    assert badge == "✕ Error"


def test_each_severity_has_its_choice_without_script(page: str, read: html.HtmlElement) -> None:
    assert read.xpath('//input[@type="radio"]/@id') == ["show-all", "show-error", "show-warning", "show-note"]
    assert "body:has(#show-error:checked) :is(.is-warning, .is-note)" in page


def test_a_clean_document_has_no_list_and_no_choice() -> None:
    read = html.fromstring(as_html(document(), checked()))
    assert not read.xpath('//input | //ol[@class="index"]')
    assert "Nothing was found that cannot be right." in read.text_content()


def test_the_same_findings_give_the_same_page(page: str) -> None:
    assert as_html(document(), checked(*findings())) == page


def test_a_very_long_table_shows_what_is_marked() -> None:
    rows = [["Area", "Number"], *([f"Area {at}", str(at)] for at in range(PLAIN_ROWS * 2))]
    long = table(rows, anchor=0)
    where = Where(long.rows[700][1].place, "Area 699 699")
    finding = Finding("total", "error", where, "699", "700", "It is one more.")
    read = html.fromstring(as_html(ReadDocument("a.csv", "csv", (long,)), checked(finding)))
    assert read.xpath('//td[contains(@class, "wrong")]/mark/text()') == ["699"]
    assert len(read.xpath("//tr")) < 20
    assert "not shown here" in read.text_content()


def test_a_number_is_marked_where_it_stands_alone() -> None:
    points = Finding("points", "warning", Where(Place(), ""), "4%", "4 points", "")
    assert '74% safe, a <mark class="warning">4%</mark>' in str(marked("74% safe, a 4% rise", [(1, points)]))


def test_marks_that_overlap_stand_at_one_place() -> None:
    one = Finding("difference", "error", Where(Place(), ""), "Up 5 (17%)", "", "")
    other = replace(one, kind="percentage", printed="17%")
    html_words = str(marked("Robbery: Up 5 (17%).", [(1, one), (2, other)]))
    assert html_words.count("<mark") == 1
    assert 'href="#f1"' in html_words
    assert 'href="#f2"' in html_words


def test_a_row_or_a_place_that_is_gone_falls_back_to_its_table() -> None:
    far = Finding("total", "error", Where(Place(table=1, row=99, anchor=3), "gone"), "1", "2", "Why.")
    row = Finding("total", "error", Where(Place(table=1, row=2), "Robbery"), "1", "2", "Why.")
    unknown = Finding("total", "error", Where(Place(anchor=77), "gone"), "1", "2", "Why.")
    made = placed(document(), [far, row, unknown])
    assert made.by_part[(3, None, None)] == [(1, far)]
    assert made.by_part[(3, 1, None)] == [(2, row)]
    assert made.nowhere == [(3, unknown)]
