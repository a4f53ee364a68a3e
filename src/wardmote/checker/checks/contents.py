"""The table of contents against the headings: words, numbers, pages, order, and what is missing."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator

from wardmote.checker.checks.context import Context
from wardmote.checker.checks.titles import Titles, like, plain, stems
from wardmote.checker.findings import Finding, Where
from wardmote.checker.quantities.spans import spans_in
from wardmote.checker.read_document import ContentsEntry, Heading, ReadDocument

NUMBERED = re.compile(r"[0-9A-Z](?:[0-9.]*[0-9])?\.?")
LABEL = re.compile(
    r"\W*(?P<label>(?:appendix|annex|part|chapter|section|priority|theme|objective)\s+\w+)\b", re.IGNORECASE
)
ENOUGH = 2
"""Entries that must fit a heading before another is called missing: else the headings were not read."""
LAST = 10**9
FEW_PAGES = 4
"""Lines with a page below which each is judged by itself."""


def check(document: ReadDocument, context: Context) -> Iterable[Finding]:
    """Every entry of the contents."""
    titles = Titles(document)
    if len(titles.entries) < ENOUGH:
        return
    starts = {id(block): at for at, block in enumerate(document.blocks)}
    after = starts[id(titles.contents[0])]
    headings = [(at, heading) for at, heading in titles.headings if at > after]
    matched = _matched(titles.entries, headings, context)
    if sum(found is not None for found in matched) < max(ENOUGH, len(titles.entries) * 0.4):
        return
    context.did(len(titles.entries))
    pages = list(_pages(titles.entries, matched))
    away = [one for one in pages if int(one[2]) != int(one[0].page)]
    elsewhere = len(pages) >= FEW_PAGES and len(away) * 2 > len(pages)
    for entry, found in zip(titles.entries, matched, strict=True):
        yield from _entry(entry, found[1] if found else None, not elsewhere, context)
    if elsewhere:
        yield _laid_out_anew(away, len(pages), context)
    yield from _order(titles.entries, matched, context)
    yield from _not_listed(titles, headings, matched, context)


Found = tuple[int, Heading] | None


Headings = list[tuple[int, Heading]]


def _matched(entries: list[ContentsEntry], headings: Headings, context: Context) -> list[Found]:
    """The heading of each entry: the same words, then nearly the same, then the same label or number; each once."""
    found: list[Found] = [None] * len(entries)
    left = list(headings)
    for way in (_same_words, _like_words, _same_label, _same_number):
        for at, entry in enumerate(entries):
            if found[at] is None:
                low, high = _between(found, at) if way is _like_words else (-1, LAST)
                chosen = way(entry, [one for one in left if low < one[0] < high], context)
                if chosen is not None:
                    found[at] = chosen
                    left.remove(chosen)
    return found


def _same_words(entry: ContentsEntry, left: Headings, context: Context) -> Found:
    same = [one for one in left if plain(one[1].text) == plain(entry.text)]
    by_number = [one for one in same if _number(one[1].number) == _number(entry.number)]
    return next(iter(by_number or same), None)


def _like_words(entry: ContentsEntry, left: Headings, context: Context) -> Found:
    def score(one: tuple[int, Heading]) -> float:
        numbered = bool(entry.number) and _number(one[1].number) == _number(entry.number)
        return like(entry.text, one[1].text) + (0.3 if numbered else 0)

    best = max(left, key=score, default=None)
    return best if best is not None and score(best) >= context.words.limit("check-same-title") else None


def _same_label(entry: ContentsEntry, left: Headings, context: Context) -> Found:
    label = LABEL.match(entry.text)
    return next((one for one in left if label and _labelled(one[1].text) == plain(label["label"])), None)


def _same_number(entry: ContentsEntry, left: Headings, context: Context) -> Found:
    for one in left:
        if entry.number and _number(one[1].number) == _number(entry.number):
            return one if _first_words(entry.text) & _first_words(one[1].text) else None
    return None


def _between(found: list[Found], at: int) -> tuple[int, int]:
    """The blocks between the headings of the entries before and after."""
    low = max((one[0] for one in found[:at] if one is not None), default=-1)
    high = min((one[0] for one in found[at + 1 :] if one is not None and one[0] > low), default=LAST)
    return low, high


def _number(number: str) -> str:
    return number.strip(" .").removesuffix(".0").lower()


def _labelled(text: str) -> str:
    """Label of a heading: "appendix 1"."""
    found = LABEL.match(text)
    return plain(found["label"]) if found else ""


def _first_words(text: str) -> set[str]:
    return set(plain(text).split()[:2])


def _pages(
    entries: list[ContentsEntry], matched: list[Found]
) -> Iterator[tuple[ContentsEntry, Heading, str]]:
    """The entries that promise a page whose heading stands on a known one, with that page."""
    for entry, found in zip(entries, matched, strict=True):
        page = _page_of(found[1]) if found else ""
        if found and entry.page.isdigit() and page.isdigit():
            yield entry, found[1], page


def _page_of(heading: Heading) -> str:
    place = heading.place
    return place.printed_page or (str(place.page) if place.page is not None else "")


def _laid_out_anew(away: list[tuple[ContentsEntry, Heading, str]], many: int, context: Context) -> Finding:
    """One note where most lines name another page: the contents were made for another layout of the document."""
    first, heading, page = away[0]
    return context.found(
        "contents",
        "layout",
        Where(first.place, _line_of(first)),
        f"page {first.page}",
        page,
        others=(Where(heading.place, heading.text),),
        away=len(away),
        many=many,
    )


def _line_of(entry: ContentsEntry) -> str:
    return " ".join(f"{entry.number} {entry.text} {entry.page}".split())


def _entry(
    entry: ContentsEntry, heading: Heading | None, with_page: bool, context: Context
) -> Iterator[Finding]:
    where = Where(entry.place, _line_of(entry))
    if heading is None:
        yield context.found("contents", "missing", where, entry.text, "a heading of these words")
        return
    there = (Where(heading.place, heading.text),)
    if (
        NUMBERED.fullmatch(entry.number)
        and NUMBERED.fullmatch(heading.number)
        and _number(entry.number) != _number(heading.number)
    ):
        yield context.found(
            "contents",
            "number",
            where,
            f"{entry.number} {entry.text}".strip(),
            f"{heading.number} {heading.text}",
            others=there,
        )
    severity = _differ(entry.text, heading.text)
    if severity:
        yield context.found(
            "contents",
            "words",
            where,
            entry.text,
            heading.text,
            others=there,
            severity="warning" if severity == "warning" else "note",
        )
    page = _page_of(heading)
    if with_page and entry.page.isdigit() and page.isdigit() and int(page) != int(entry.page):
        yield context.found(
            "contents", "page", where, f"page {entry.page}", page, others=there, heading=heading.text
        )


def _differ(entry: str, heading: str) -> str:
    """Whether contents and heading say different things: "" for a short form, else how sure that is."""
    if plain(entry) == plain(heading):
        return ""
    one, two = spans_in(entry), spans_in(heading)
    if one and two and (one[0].first, one[0].months) != (two[0].first, two[0].months):
        return "warning"
    if _labelled(heading) == plain(heading) and plain(entry).startswith(plain(heading)):
        return ""
    words, others = stems(entry), stems(heading)
    numbers = set(re.findall(r"\d+", entry)), set(re.findall(r"\d+", heading))
    if numbers[0] and numbers[1] and not (numbers[0] <= numbers[1] or numbers[1] <= numbers[0]):
        return "warning"
    if words <= others or others <= words:
        return ""
    return (
        "warning"
        if words - others and others - words and len(words & others) < len(words | others)
        else "note"
    )


def _order(entries: list[ContentsEntry], matched: list[Found], context: Context) -> Iterator[Finding]:
    known = [(entry, found) for entry, found in zip(entries, matched, strict=True) if found is not None]
    for (entry, found), (after, other) in itertools.pairwise(known):
        if other[0] < found[0]:
            where = Where(entry.place, entry.text)
            yield context.found(
                "contents", "order", where, entry.text, f"after “{after.text}”", next=after.text
            )
            return


def _not_listed(
    titles: Titles, headings: list[tuple[int, Heading]], matched: list[Found], context: Context
) -> Iterator[Finding]:
    """Numbered headings of the listed level that the contents pass over."""
    listed = {id(one[1]) for one in matched if one is not None}
    levels = {one[1].level for one in matched if one is not None and one[1].number}
    if not levels:
        return
    for _, heading in headings:
        if id(heading) in listed or not heading.number or heading.level > min(levels):
            continue
        yield context.found(
            "contents",
            "not-listed",
            Where(heading.place, heading.text),
            f"{heading.number} {heading.text}",
            "an entry",
        )
