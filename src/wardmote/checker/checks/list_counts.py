"""Numbers in words against the lists that they count."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from wardmote.checker.checks.context import Context, split
from wardmote.checker.checks.titles import plain
from wardmote.checker.findings import Finding, Where
from wardmote.checker.quantities.number_words import WORD, in_words, value_of
from wardmote.checker.read_document import Block, Heading, ItemList, Paragraph, Place, ReadDocument

COUNTED = re.compile(
    rf"\b(?P<number>{WORD}|\d{{1,2}})\s+(?:of the following\s+)?(?P<between>(?:[a-z’'&/-]+\s+){{0,5}}?)(?P<noun>[a-z-]+s)\b",
    re.IGNORECASE,
)
LEADS = re.compile(
    r"(?:[:;]|\b(?:are|were|is|these|following|namely|below|comprising|include|includes|as follows|of|to|in))\s*[:;–—-]*\s*$"
)
AT_LEAST = re.compile(
    r"(?:at least|more than|over|up to|about|around|some|nearly|first|last|next|past|other|further"
    r"|additional|of the|one of)\s+$",
    re.IGNORECASE,
)
INLINE = re.compile(
    rf"\b(?P<number>{WORD}|\d{{1,2}})\s+(?P<words>(?:[a-z’'&/-]+\s+){{0,6}}?[a-z-]+s)"
    r"(?:\s+(?:of|for|in|to)\s+[A-Za-z ]{1,40}?)?\s*"
    r"(?:(?:are|were|is|namely)\s*:?|[:;–—]|, namely|\s-)\s+(?P<list>[^.;:()]{8,600}?)(?:[.;)]|$|\s[–—]\s)",
    re.IGNORECASE,
)
NUMBERLESS = re.compile(
    r"\b(?:months?|years?|weeks?|days?|hours?|minutes?|quarters?|miles|times|percent|points)\b", re.IGNORECASE
)
POINTS_ON = re.compile(r"(?:they|these|those|which|the following)\b", re.IGNORECASE)
LEAST_ITEMS = 3


def check(document: ReadDocument, context: Context) -> Iterable[Finding]:
    """Every counted list: its items below, or in the sentence itself; and items that a list names twice."""
    blocks = document.blocks
    for at, block in enumerate(blocks):
        for text, place, last in _ends(block):
            follows = blocks[at + 1] if last and at + 1 < len(blocks) else None
            if isinstance(follows, ItemList):
                yield from _before_list(text, place, follows, blocks, at + 1, context)
            for words in split(text):
                yield from _inline(words, place, context)
        yield from _twice(block, context)
    for sentence in context.sentences:
        yield from _named_twice(sentence.text, sentence.place, context)


def _ends(block: Block) -> Iterator[tuple[str, Place, bool]]:
    """Texts of a block, and whether a list may follow them."""
    if (isinstance(block, Paragraph) and block.role not in ("page-head", "page-foot")) or isinstance(
        block, Heading
    ):
        yield block.text, block.place, True
    elif isinstance(block, ItemList):
        for at, (text, place) in enumerate(zip(block.items, block.places, strict=True)):
            yield text, place, at == len(block.items) - 1


def _value(word: str) -> int:
    return int(word) if word.isdigit() else value_of(word)


def _before_list(
    text: str, place: Place, follows: ItemList, blocks: tuple[Block, ...], at: int, context: Context
) -> Iterator[Finding]:
    """The last sentence before a list, where it counts what the list holds."""
    sentences = split(text)
    last = sentences[-1] if sentences else ""
    if (
        len(sentences) > 1
        and re.match(r"(?:they|these|those|which|the following)\b", last, re.IGNORECASE)
        and len(last.split()) < 5
    ):
        last = f"{sentences[-2].rstrip('.')} {last}"
    if not LEADS.search(last) and not re.search(r"\bfollowing\b|\bbelow\b", last):
        return
    if context.words.says("part-list", last) or NUMBERLESS.search(last.rsplit(" ", 3)[-1]):
        return
    found = [one for one in COUNTED.finditer(last) if not NUMBERLESS.search(one["noun"])]
    found = [one for one in found if context.words.is_("list-nouns", one["noun"]) and _of_list(last, one)]
    if len(found) != 1 or AT_LEAST.search(last[: found[0].start()]):
        return
    stated, items = _value(found[0]["number"]), _items(follows, blocks, at)
    if stated < 2 or stated > 30 or not items:
        return
    context.did()
    if stated not in items:
        many = min(items, key=lambda one: abs(one - stated))
        yield context.found(
            "list-count",
            "wrong",
            Where(place, last[-180:]),
            found[0]["number"],
            in_words(many) if not found[0]["number"].isdigit() else str(many),
            others=(Where(follows.place, follows.items[0]),),
        )


def _of_list(sentence: str, found: re.Match[str]) -> bool:
    """Whether the number counts what comes: it stands near the end, or the words say "the following"."""
    after = sentence[found.end() :]
    return len(after) < 90 and not re.search(r"\d", after)


def _items(follows: ItemList, blocks: tuple[Block, ...], at: int) -> set[int]:
    """How many items the list may be said to have: as read, and with what the reader may have cut off it."""
    if len(follows.items) == 1 or _goes_on(follows, blocks, at):
        return set()
    many = {len(follows.items)}
    tops = [label for label in follows.labels if label.strip() and label.strip()[0] not in "o–-◦▪"]
    if len(set(follows.labels)) == 2 and not follows.ordered and tops and len(tops) < len(follows.items):
        many.add(Counter(follows.labels)[follows.labels[0]])
    total = len(follows.items)
    for block in blocks[at + 1 : at + 4]:
        if not isinstance(block, ItemList) or block.ordered != follows.ordered:
            break
        total += len(block.items)
        many.add(total)
    return many


def _goes_on(follows: ItemList, blocks: tuple[Block, ...], at: int) -> bool:
    """Whether a list goes on after words of its own between its items."""
    if not follows.ordered:
        return False
    for block in blocks[at + 1 : at + 6]:
        if isinstance(block, Heading):
            return False
        if isinstance(block, ItemList) and block.ordered and block.labels[:1] != follows.labels[:1]:
            return True
    return False


def _inline(sentence: str, place: Place, context: Context) -> Iterator[Finding]:
    """A list in the sentence that counts it."""
    for found in INLINE.finditer(sentence):
        noun = found["words"].split()[-1]
        if (
            not context.words.is_("list-nouns", noun)
            or NUMBERLESS.search(noun)
            or AT_LEAST.search(sentence[: found.start()])
        ):
            continue
        if context.words.says("part-list", found[0]) or re.search(r"\d{2,}|%|£", found["list"]):
            continue
        stated = _value(found["number"])
        low, high = _spread(found["list"])
        if stated < 2 or high < LEAST_ITEMS:
            continue
        context.did()
        if not low <= stated <= high:
            many = low if stated < low else high
            yield context.found(
                "list-count",
                "wrong",
                Where(place, sentence[:200]),
                found["number"],
                str(many) if found["number"].isdigit() else in_words(many),
            )


def _spread(items: str) -> tuple[int, int]:
    """Fewest and most items of a list in words: "and" may join two items, or stand inside one."""
    parts = [part for part in re.split(r",\s*(?:and\s+|&\s+)?|;\s*", items) if part.strip()]
    if len(parts) < 2:
        return 0, 0
    joins = len(re.findall(r"\s(?:and|&)\s", items)) - len(re.findall(r",\s*(?:and|&)\s", items))
    return len(parts), len(parts) + max(joins, 0)


def _twice(block: Block, context: Context) -> Iterator[Finding]:
    if not isinstance(block, ItemList) or len(block.items) < LEAST_ITEMS:
        return
    context.did()
    seen: set[str] = set()
    for item, place in zip(block.items, block.places, strict=True):
        key = plain(item)
        if key in seen and len(key) > 5:
            yield context.found(
                "list-count", "repeated", Where(place, item[:180]), item[:80], "another item, or none"
            )
        seen.add(key)


def _named_twice(sentence: str, place: Place, context: Context) -> Iterator[Finding]:
    """A list in words that names one thing twice."""
    for run in re.finditer(
        r"(?:consists? of|comprises?|comprising|made up of|includes?|including|are|:)\s+(?P<list>[^.;:()]{20,400})",
        sentence,
    ):
        parts = [plain(part) for part in re.split(r",\s*(?:and\s+)?|\s+and\s+", run["list"]) if part.strip()]
        if len(parts) < LEAST_ITEMS:
            continue
        for at, part in enumerate(parts):
            if part in parts[:at] and len(part.split()) > 2:
                yield context.found(
                    "list-count", "repeated", Where(place, sentence[:200]), part, "another item, or none"
                )
                return
