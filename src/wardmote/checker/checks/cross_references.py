"""Pages, sections, tables, figures and appendices that the text sends its reader to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from math import log

from wardmote.checker.checks.context import Context, Sentence
from wardmote.checker.checks.titles import Titles, content_words, plain, stem, stems
from wardmote.checker.findings import Finding
from wardmote.checker.read_document import ContentsList, ItemList, Paragraph, ReadDocument, Table

REFERENCE = re.compile(
    r"\b(?P<what>pages?|sections?|paragraphs?|paras?\.?|tables?|fig(?:ure|\.)?s?|charts?|append(?:ix|ices)|annex(?:es)?|chapters?)\s+"
    r"(?P<first>\d+(?:\.\d+)*[A-Za-z]?|[A-Z](?![\w’'])|[IVX]+\b)(?P<more>(?:(?:,|\s?(?:and|to|&|–|-)\s?)\s?\d+(?:\.\d+)*)*)",
)
LEADING = re.compile(r"[A-Z][a-z]+ (?:[a-z]+ ){0,2}(?=(?:Table|Fig(?:ure)?|Chart) \d+(?:\.\d+)*:)")
"""Words before the number of a caption: "Data behind Figure 4: ..."."""
CAPTION = re.compile(
    rf"(?:{LEADING.pattern})?"
    r"(?:[Tt]able|[Ff]ig(?:ure|\.)?|[Cc]hart)\s*\d+(?:\.\d+)*\s*[:.–—-]"
    r"|(?:Table|Fig(?:ure|\.)?|Chart)\s*\d+(?:\.\d+)*\s+[A-Z]"
)
KINDS = {"p": "page", "s": "section", "t": "table", "f": "figure", "c": "chart", "a": "appendix"}
TITLES = {
    "table": r"table",
    "figure": r"fig(?:ure|\.)?",
    "chart": r"chart",
    "appendix": r"(?:appendix|annex)",
}
LEAST = {"figure": 2, "chart": 2}
"""Captions of a kind that must have been read for one to be missed: pictures often come without."""
FAR = 3
"""Pages within which a misprinted page is looked for."""


def check(document: ReadDocument, context: Context) -> Iterable[Finding]:
    """Every reference to a part of the document itself."""
    titles = Titles(document)
    known = {kind: _numbers(document, pattern) for kind, pattern in TITLES.items()}
    for sentence in context.sentences:
        if sentence.role == "page-foot" or CAPTION.match(sentence.text):
            continue
        for found in REFERENCE.finditer(_lowered(sentence.text)):
            what = found["what"].lower()
            kind = (
                "section"
                if what.startswith(("par", "cha")) and not what.startswith("chart")
                else KINDS[what[0]]
            )
            if _is_title(sentence.text, found) or _of_another(sentence.text, found, context):
                continue
            number = found["first"]
            yield from _one(kind, what, number, found, sentence, titles, known, context)


def _lowered(text: str) -> str:
    """The sentence with the words of references in small letters."""
    return re.sub(
        r"\b(?:Pages?|Sections?|Paragraphs?|Paras?|Tables?|Fig(?:ure)?s?|Charts?|Append(?:ix|ices)|Annex(?:es)?|Chapters?)\b",
        lambda found: found[0].lower(),
        text,
    )


def _numbers(document: ReadDocument, pattern: str) -> dict[str, str]:
    """Number and words of every caption or heading of a kind."""
    made: dict[str, str] = {}
    title = re.compile(
        rf"^\s*{pattern}\s*(?P<n>\d+(?:\.\d+)*[A-Za-z]?|[A-Z])\b[\s.:–—-]*(?P<rest>.*)", re.IGNORECASE
    )
    for block in document.blocks:
        texts = [block.caption, *block.notes] if isinstance(block, Table) else []
        if isinstance(block, Table):  # pictures are laid out in tables, each with its caption
            texts += [cell.text for row in block.rows for cell in row if not cell.covered]
        if isinstance(block, ItemList):
            texts = list(block.items)
        elif isinstance(block, ContentsList):
            texts = [f"{entry.number} {entry.text}".strip() for entry in block.entries]
        elif not isinstance(block, Table):
            texts = [block.text]
        for text in texts:
            before = LEADING.match(text)
            if found := title.match(text[before.end() :] if before else text):
                made.setdefault(found["n"].upper(), found["rest"])
                for other in re.finditer(rf"\b{pattern}\s*(\d+)\b", found["rest"], re.IGNORECASE):
                    made.setdefault(other[1], "")
    return made


def _is_title(text: str, found: re.Match[str]) -> bool:
    """Whether it is a caption or a heading itself."""
    return found.start() == 0 and bool(
        re.match(r"\s*(?:[:.–—-]|[A-Z]|$)", text[found.end() : found.end() + 3])
    )


def _of_another(text: str, found: re.Match[str], context: Context) -> bool:
    """Whether it is a part of a law or of another document."""
    after, before = text[found.end() : found.end() + 60], text[max(0, found.start() - 60) : found.start()]
    if re.match(
        r"\s*(?:\([^)]*\)\s*)?(?:of|to|in|from)\s+(?:this|the (?:present )?(?:report|document|plan|assessment))\b",
        after,
    ):
        return False
    if re.match(
        r"\s*,?\s*(?:of|in|to|from)\s+(?:the|our|its|their|a|an|that|another|last|each|his|her|[A-Z])", after
    ):
        return True
    if context.words.says("elsewhere", before):
        return True
    near = before[-40:] + after[:40]
    return found["what"][0].lower() == "s" and context.words.says("law", near)


def _one(
    kind: str,
    what: str,
    number: str,
    found: re.Match[str],
    sentence: Sentence,
    titles: Titles,
    known: dict[str, dict[str, str]],
    context: Context,
) -> Iterator[Finding]:
    printed = f"{what[0].upper()}{what[1:]} {number}"
    where = sentence.where()
    if kind == "page":
        if number.isdigit():
            yield from _page(int(number), found, sentence, titles, context)
    elif kind == "section":
        yield from _section(number, printed, found, sentence, titles, context)
    elif kind in known:
        there = known[kind]
        if len(there) < LEAST.get(kind, 1) or (kind == "appendix" and len(number) > 2):
            return
        context.did()
        if number.upper() not in there:
            listed = ", ".join(sorted(there))
            expected = f"one of {listed}" if len(there) > 1 else f"{what[0].upper()}{what[1:]} {listed}"
            yield context.found(
                "cross-reference", "missing", where, printed, expected, there=f", only {listed}"
            )
        else:
            yield from _meant(number, printed, there, found, sentence, context)


def _meant(
    number: str,
    printed: str,
    there: dict[str, str],
    found: re.Match[str],
    sentence: Sentence,
    context: Context,
) -> Iterator[Finding]:
    """A reference whose words are the title of another one."""
    said = _named(sentence.text, found)
    own = stems(there[number.upper()])
    for other, title in there.items():
        wanted = stems(title)
        if (
            other != number.upper()
            and len(wanted) > 1
            and wanted <= said
            and not (own and own <= said)
            and not own & said
        ):
            yield context.found(
                "cross-reference",
                "elsewhere",
                sentence.where(),
                printed,
                f"{printed.split()[0]} {other}",
                found=there[number.upper()],
                meant=title,
            )
            return


def _named(text: str, found: re.Match[str]) -> set[str]:
    """The words by which a sentence says what it refers to."""
    start = max(text.rfind(mark, 0, found.start()) for mark in (".", ";")) + 1
    return stems(text[start : found.end() + 80])


def _far(text: str, found: re.Match[str], words: set[str]) -> int:
    """Letters between a reference and the nearest of some words, before it or after it."""
    near = [
        found.start() - word.end() if word.end() <= found.start() else word.start() - found.end()
        for word in re.finditer(r"[A-Za-z][A-Za-z’'&]+", text)
        if stem(word[0].lower()) in words and not (found.start() <= word.start() < found.end())
    ]
    return min(near, default=len(text))


def _section(
    number: str, printed: str, found: re.Match[str], sentence: Sentence, titles: Titles, context: Context
) -> Iterator[Finding]:
    if not re.fullmatch(r"\d+(?:\.\d+)*", number) or len(titles.numbered) < FAR:
        return
    key = number.removesuffix(".0")
    top = int(key.split(".")[0])
    if top > max(titles.tops, default=0) * 2 + FAR:
        return
    context.did()
    heading = titles.numbered.get(key)
    if heading is None:
        if any(item == key for item in titles.items) or (
            titles.tops and "." not in key and top <= min(titles.tops)
        ):
            return
        if not titles.is_parent(key):
            there = f"; its last section is {max(titles.tops)}" if top > max(titles.tops) else ""
            yield context.found(
                "cross-reference", "missing", sentence.where(), printed, "a section that exists", there=there
            )
        return
    said = _named(sentence.text, found)
    own = _far(sentence.text, found, stems(heading.text))
    title_behind = plain(re.match(r"\s*[,:(–-]?\s*([^.;)]{0,80})", sentence.text[found.end() :])[1])  # type: ignore[index]
    if title_behind.startswith(plain(heading.text)):
        return
    for other, title in titles.numbered.items():
        wanted = stems(title.text)
        same_level = other.count(".") == key.count(".")
        if other != key and title_behind and title_behind == plain(title.text):
            same_level, own = True, len(sentence.text)
        nearer = bool(wanted) and wanted <= said and _far(sentence.text, found, wanted) < own
        if other != key and same_level and nearer and len(title.text) > 5:
            yield context.found(
                "cross-reference",
                "elsewhere",
                sentence.where(),
                printed,
                f"section {other}",
                found=heading.text,
                meant=title.text,
            )
            return


def _page(
    page: int, found: re.Match[str], sentence: Sentence, titles: Titles, context: Context
) -> Iterator[Finding]:
    last = max([context.document.pages or 0, *(entry_page for entry_page, _ in titles.pages)], default=0)
    if context.document.pages and page > last:
        context.did()
        yield context.found(
            "cross-reference",
            "missing",
            sentence.where(),
            f"page {page}",
            f"a page up to {last}",
            there=f", which has {last}",
        )
        return
    if not titles.pages:
        return
    context.did()
    starts = [(number, entry) for number, entry in titles.pages if number <= page]
    here = [entry for number, entry in starts if number == starts[-1][0]] if starts else []
    if not here or any(number == page for number, _ in titles.pages) is False:
        return
    scores = _scores(sentence, titles, context)
    own = max((scores.get(entry, 0.0) for entry in here), default=0.0)
    near = [
        (scores.get(entry, 0.0), number, entry)
        for number, entry in titles.pages
        if 0 < abs(number - page) <= FAR
    ]
    if not near:
        return
    score, number, entry = max(near)
    named = any(stems(entry) & stems(sentence.text) for entry in here)
    close = abs(number - page) == 1 or bool(stems(entry) & stems(sentence.text))
    if score > 1.5 * own and score > 1 and close and not named:
        yield context.found(
            "cross-reference",
            "other-page",
            sentence.where(),
            f"page {page}",
            f"{number}",
            page=page,
            found=here[0],
            meant=entry,
        )


def _scores(sentence: Sentence, titles: Titles, context: Context) -> dict[str, float]:
    """How well the words of a sentence fit each section of the contents: words that few sections use weigh most."""
    bodies = {entry: Counter(content_words(text)) for entry, text in titles.bodies(context).items()}
    if not bodies:
        return {}
    said = stems(sentence.text)
    spread = {word: sum(word in body for body in bodies.values()) for word in said}
    made: dict[str, float] = {}
    for entry, body in bodies.items():
        size = sum(body.values()) or 1
        heading = stems(entry)
        made[entry] = sum(
            log(1 + len(bodies) / spread[word])
            * (min(1.0, 60 * body[word] / size) + (2 if word in heading else 0))
            for word in said
            if spread[word]
        )
    return made


def paragraphs(document: ReadDocument) -> Iterator[Paragraph]:
    """The paragraphs of a document."""
    return (block for block in document.blocks if isinstance(block, Paragraph))
