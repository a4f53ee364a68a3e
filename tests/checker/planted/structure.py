"""Numbers of sections, the contents, and references from one place of a document to another."""

from __future__ import annotations

from dataclasses import replace

from tests.checker.planted.drafting import Bullets, Contents, ContentsLine, Draft, Head, Words
from tests.checker.planted.filling import APPENDICES, fill


def key_points(draft: Draft, at: int, slip: bool) -> None:
    """A summary near the beginning that repeats some of what is told later; one point wrongly if asked."""
    rng = draft.rng
    if not draft.facts or not (slip or rng.random() < 0.4):
        return
    chosen = rng.sample(draft.facts, min(len(draft.facts), 3))
    points = [fact.rightly for fact in chosen]
    if slip:
        points[0] = chosen[0].wrongly
        draft.slip("repeated", points[0], chosen[0].printed, chosen[0].right)
    draft.look("a summary that repeats rightly", " ".join(points[1 if slip else 0 :]))
    draft.nodes[at:at] = [
        Head(rng.choice(("Key points", "In brief", "Headlines")), key="points"),
        Bullets(tuple(points)),
    ]


def appendices(draft: Draft) -> list[str]:
    """Up to two appendices; their letters."""
    many = draft.rng.choice((0, 1, 2, 2))
    letters = "ABC"[:many]
    for letter, title in zip(letters, draft.rng.sample(APPENDICES, many), strict=True):
        draft.head(f"Appendix {letter}: {title}")
        fill(draft, 1)
    return list(letters)


def number(draft: Draft, slip: bool) -> None:
    """Number the headings; with a slip one number comes twice, is left out, or belongs to another section."""
    manner = draft.style.numbering
    if manner == "none":
        return
    main = below = 0
    heads: list[int] = []
    for at, node in enumerate(draft.nodes):
        if not isinstance(node, Head) or node.text.startswith("Appendix"):
            continue
        main, below = (main + 1, 0) if node.level == 1 else (main, below + 1)
        draft.nodes[at] = replace(node, number=_printed(manner, main, below))
        heads.append(at)
    if slip:
        _misnumber(draft, heads)


def _printed(manner: str, main: int, below: int) -> str:
    if below:
        return f"{main}.{below}"
    return {"plain": str(main), "dotted": f"{main}.", "zero": f"{main}.0"}[manner]


def _misnumber(draft: Draft, heads: list[int]) -> None:
    """Change the number of one heading that has one before and one after it, to one that cannot be right."""
    rng = draft.rng
    at = rng.randrange(2, len(heads))
    head, before = draft.nodes[heads[at]], draft.nodes[heads[at - 1]]
    assert isinstance(head, Head)
    assert isinstance(before, Head)
    right = head.number
    main, *below = right.rstrip(".").split(".")
    manner = draft.style.numbering
    if head.level == 2:
        twice = before.number if before.level == 2 else f"{int(main) + 1}.{below[0]}"
        wrong = rng.choice((twice, f"{main}.{int(below[0]) + 2}", f"{int(main) + 2}.{below[0]}"))
    else:
        wrong = _printed(manner, int(main) + rng.choice((-1, 2)), 0)
    draft.nodes[heads[at]] = replace(head, number=wrong)
    near = [draft.nodes[other] for other in heads[max(0, at - 2) : at + 3] if other != heads[at]]
    also = [f"{node.number} {node.text}" for node in near if isinstance(node, Head)]
    draft.slip("numbering", f"{wrong} {head.text}", wrong, right, *also)


def contents(draft: Draft, slip: bool, pages: bool, real: bool) -> None:
    """Put the contents before everything; with a slip one line does not agree with its heading or page.

    ``pages``: made-up page numbers are printed; ``real``: the page is the true one, filled in by the writer.
    """
    rng = draft.rng
    deep = rng.random() < 0.6
    lines = []
    page = 3
    for node in draft.nodes:
        if not isinstance(node, Head):
            continue
        if node.level == 1 or deep:
            made = page if pages else None
            lines.append(ContentsLine(node.text, node.number, made, node.key))
        page += rng.choice((0, 1, 1, 2)) if node.level == 1 else rng.choice((0, 1))
    if slip:
        at = rng.randrange(1, len(lines))
        lines[at] = _misled(draft, lines[at], real)
    elif rng.random() < 0.25:
        lines = [replace(line, text=line.text.upper()) for line in lines]
        draft.look("contents in capitals", " ".join(line.text for line in lines))
    draft.nodes.insert(0, Contents(tuple(lines), rng.choice(("Contents", "Table of contents", "CONTENTS"))))


def _misled(draft: Draft, line: ContentsLine, real: bool) -> ContentsLine:
    rng = draft.rng
    choice = rng.choice(("title", "page") if real else ("title", "number") if line.number else ("title",))
    if choice == "page":
        off = rng.choice((2, 3))
        draft.slip("contents", line.text, f"a page {off} too high", "the page of its heading")
        return replace(line, off=off)
    if choice == "number":
        main, *below = line.number.split(".")
        wrong = ".".join([str(int(main) + 2), *below])
        draft.slip("contents", f"{line.number} {line.text}", wrong, line.number, f"{wrong} {line.text}")
        return replace(line, number=wrong)
    old = rng.choice(
        ("Public perceptions", "Consultation 2019", "Achievements so far", "Serious and organised crime")
    )
    draft.slip("contents", line.text, old, line.text, old)
    return replace(line, text=old)


def references(draft: Draft, slip: bool, letters: list[str]) -> None:
    """A few references to sections, tables and appendices, all right but perhaps one; and some to other papers."""
    rng = draft.rng
    heads = [node for node in draft.nodes if isinstance(node, Head) and node.number]
    printed_numbers = [head.number for head in heads]
    heads = [head for head in heads if printed_numbers.count(head.number) == 1]
    lines = next((node.lines for node in draft.nodes if isinstance(node, Contents)), ())
    paged = [line for line in lines if line.page and not line.off]
    kinds = (
        ["section"] * bool(heads)
        + ["table"] * bool(draft.style.table_word and draft.tables)
        + ["appendix"] * bool(letters)
    )
    kinds += ["page"] * bool(paged)
    if slip and not kinds:
        kinds = ["table"]
    for turn in range(rng.randint(1, 3) if kinds else 0):
        kind = rng.choice(kinds)
        wrong = slip and turn == 0
        sentence, printed, right = _reference(draft, kind, wrong, heads, letters, paged)
        _insert(draft, sentence)
        if wrong:
            draft.slip("cross-reference", sentence, printed, right)
        else:
            draft.look("a reference that is right", sentence)
    if rng.random() < 0.4:
        sentence = rng.choice(ELSEWHERE).format(section=rng.choice((6, 17, 38)), page=rng.randint(30, 80))
        _insert(draft, sentence)
        draft.look("a reference to another paper", sentence)


def _reference(
    draft: Draft, kind: str, wrong: bool, heads: list[Head], letters: list[str], paged: list[ContentsLine]
) -> tuple[str, str, str]:
    rng = draft.rng
    if kind == "section":
        head = rng.choice(heads)
        right = head.number.rstrip(".")
        others = [
            one.number.rstrip(".") for one in heads if one.number != head.number and one.text != head.text
        ]
        mains = [int(one.number.split(".")[0]) for one in heads]
        number = rng.choice([str(max(mains) + 3), rng.choice(others)]) if wrong and others else right
        if wrong and number == str(max(mains) + 3) and rng.random() < 0.5:
            return f"This is taken up again in section {number}.", number, right
        return rng.choice(TO_SECTION).format(number=number, title=head.text), number, right
    if kind == "table":
        word, right = draft.style.table_word or "Table", str(rng.randint(1, draft.tables or 1))
        number = str(draft.tables + rng.randint(2, 4)) if wrong else right
        return (
            rng.choice(TO_TABLE).format(word=word, number=number),
            f"{word} {number}",
            "a table that exists",
        )
    if kind == "page":
        line = rng.choice(paged)
        right = str(line.page)
        number = str((line.page or 0) + rng.choice((-1, 4, 6))) if wrong else right
        return f"The chapter headed {line.text} begins on page {number}.", f"page {number}", f"page {right}"
    letter = chr(ord(letters[-1]) + 2) if wrong else rng.choice(letters)
    return rng.choice(TO_APPENDIX).format(letter=letter), f"Appendix {letter}", "an appendix that exists"


def _insert(draft: Draft, sentence: str) -> None:
    """Put a sentence behind a paragraph somewhere in the document."""
    rng = draft.rng
    places = [
        at for at, node in enumerate(draft.nodes) if isinstance(node, Words) and node.role == "body" and at > 1
        and not node.text.endswith(":")
    ]  # fmt: skip
    at = rng.choice(places)
    draft.nodes.insert(at + 1, Words(sentence))


TO_SECTION = (
    "More on this is in section {number} ({title}).",
    "See section {number}, {title}.",
    "What follows from it is told in section {number}, “{title}”.",
)
TO_TABLE = (
    "{word} {number} sets out the detail.",
    "The figures are in {word} {number}.",
    "Readers who want more will find it in {word} {number}.",
)
TO_APPENDIX = ("Details are in Appendix {letter}.", "See Appendix {letter} for how this was done.")
ELSEWHERE = (
    "The duty rests on section {section} of the Crime and Disorder Act 1998.",
    "See page {page} of the Police and Crime Plan for the aims of the whole force area.",
    "Table 14 of the national bulletin explains how offences are grouped.",
    "The county's own strategy returns to this in its section {section}.",
)
