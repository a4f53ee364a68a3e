"""Shares, averages, rates and sums that a sentence states with what they are of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

from wardmote.checker.checks.context import Context
from wardmote.checker.checks.masked import Masked, N, masked, units
from wardmote.checker.checks.tables import amount
from wardmote.checker.findings import Finding
from wardmote.checker.quantities.figure_words import Number
from wardmote.checker.quantities.number_words import WORD, value_of
from wardmote.checker.quantities.roundings import Exact, prints, shown
from wardmote.checker.read_document import ReadDocument
from wardmote.checker.slips import left_out_of, slip_of_digits

OF = r"(?: (?:out of|of|from)) (?:the |a total of |all |these |those |its |our |a )?(?:total of )?"
PERCENT = r"⟬(\d+)⟭"
SHARES = (
    re.compile(
        rf"{N}(?: [a-z]+){{0,3}}{OF}{N}"
        rf"[^⟦⟬.;]{{0,70}}?(?:\(|, |– |- |or |is |represents ){PERCENT}(?! of)",
        re.IGNORECASE,
    ),
    re.compile(rf"{PERCENT} \({N}(?: [a-z]+){{0,2}}{OF}{N}", re.IGNORECASE),
    re.compile(rf"{N}(?: [a-z]+){{0,2}} \({PERCENT}\){OF}{N}", re.IGNORECASE),
    re.compile(rf"{PERCENT}[^⟦⟬().;]{{0,50}}? \({N}(?: [a-z]+){{0,2}}{OF}{N}", re.IGNORECASE),
)
OF_FIRST = re.compile(
    rf"\b(?:of|out of|among) (?:the |these |those |all |our )?{N}[^⟦⟬.;]{{0,60}}?, (?P<rest>.*)",
    re.IGNORECASE,
)
EACH = re.compile(rf"{N}(?: [a-z’'-]+){{0,5}} \({PERCENT}\)", re.IGNORECASE)
OUT_OF = re.compile(rf"{N}(?: [a-z]+){{0,2}} (?:out of|of the) (?:the |a total of )?{N}", re.IGNORECASE)
ONE_IN = re.compile(
    rf"\b(?P<about>about |around |nearly |almost |over |more than |less than |just (?:over|under) )?"
    rf"(?:one|1) in (?:every )?(?P<n>{WORD}|\d+)\b[^.;%]{{0,40}}?\((?P<p>\d+(?:\.\d+)?)%\)",
    re.IGNORECASE,
)
AVERAGE = re.compile(
    rf"{N}[^⟦.?!]{{0,140}}?\b(?:averages?|averaging|average of"
    rf"|mean of|mean|average,? (?:that|this|which) is|average was)(?: about)? {N}(?: [a-z]+){{0,4}} "
    r"(?:each|per|a|every) (?P<unit>month|week|day|quarter|year)\b",
    re.IGNORECASE,
)
AVERAGE_FIRST = re.compile(
    rf"\b(?:averaged|averages|averaging|average of|average was|mean of)(?: about)? {N}(?: [a-z]+){{0,4}} "
    rf"(?:each|per|a|every) (?P<unit>month|week|day|quarter|year),? \((?:a total of |in all,? )?{N}",
    re.IGNORECASE,
)
TIMES_A_YEAR = {
    "month": Fraction(12),
    "week": Fraction(52),
    "day": Fraction(365),
    "quarter": Fraction(4),
    "year": Fraction(1),
}
RATE = re.compile(rf"{N}(?: [a-z-]+){{0,4}} per {N}", re.IGNORECASE)
SUM = re.compile(
    rf"{N}[^⟦.;?!]{{0,80}}?\b"
    r"(?:comprising|comprised|made up of|consisting of|consists? of|split between|broken down (?:as|into)|being)\b:?"
    rf"(?P<list>(?:[^⟦.;?!]{{0,60}}⟦\d+⟧){{2,8}})(?P<tail>[^⟦.;]*)",
    re.IGNORECASE,
)
CERTAIN = re.compile(
    r"\s*(?:confidence|credible|prediction|uncertainty)?\s*(?:interval|range|limits|CI\b|confidence|margin)",
    re.I,
)
PEOPLE = re.compile(r"population|residents|people|households|inhabitants|dwellings|homes", re.IGNORECASE)


def check(document: ReadDocument, context: Context) -> Iterable[Finding]:
    """Every such sentence."""
    for passage, sentence in units(context):
        said = masked(passage, sentence, False)
        yield from _shares(said, context)
        yield from _one_in(said, context)
        yield from _averages(said, context)
        yield from _rates(said, context)
        yield from _sums(said, context)
        if context.words.says("remaining", passage.text):
            yield from _whole(masked(passage, sentence, True), context)


def _shares(said: Masked, context: Context) -> Iterator[Finding]:
    done: set[int] = set()
    for pattern in SHARES:
        for match in pattern.finditer(said.text):
            marks = [int(mark) for mark in match.groups() if mark is not None]
            percent = next(at for at in marks if said.passage.numbers[at].unit in ("%", "points"))
            part, whole = [at for at in marks if at != percent]
            if percent not in done and not _of_certainty(said, percent, part):
                done.add(percent)
                yield from _share(said, part, whole, percent, context)
    if (first := OF_FIRST.search(said.text)) is not None:
        for each in EACH.finditer(first["rest"]):
            if int(each[2]) not in done:
                done.add(int(each[2]))
                yield from _share(said, int(each[1]), int(first[1]), int(each[2]), context)
    for match in OUT_OF.finditer(said.text):
        some, all_of = said.number(match[1]), said.number(match[2])
        stated = "out of" in match[0].lower() and some.unit == all_of.unit and not some.about
        if stated and some.value > all_of.value > 0:
            context.did()
            yield context.found(
                "share",
                "more-than-all",
                said.sentence.where(some),
                match_text(said, some, all_of),
                "a part of the whole",
                part=some.text,
                whole=all_of.text,
            )


def _of_certainty(said: Masked, percent: int, part: int) -> bool:
    """Whether a percentage is how sure an interval is ("95% interval"), or the part is what a rate is per ("per 1,000")."""
    number, first = said.passage.numbers[percent], said.passage.numbers[part]
    text = said.passage.text
    return bool(CERTAIN.match(text[number.end :])) or text[: first.start].rstrip().lower().endswith("per")


def match_text(said: Masked, one: Number, two: Number) -> str:
    """The words from one number to another."""
    return said.passage.text[one.start : two.end]


def _share(said: Masked, part: int, whole: int, percent: int, context: Context) -> Iterator[Finding]:
    top, bottom, share = (said.passage.numbers[at] for at in (part, whole, percent))
    if (
        share.unit != "%"
        or share.about
        or top.about
        or bottom.about
        or not bottom.value
        or top.value > bottom.value
    ):
        return
    context.did()
    exact = Fraction(top.value) * 100 / Fraction(bottom.value)
    rest = 100 - exact
    if prints(Exact.of(exact), share.value, share.step) or (
        prints(Exact.of(rest), share.value, share.step) and "not" in said.text
    ):
        return
    expected = shown(exact, share.step) + "%"
    yield context.found(
        "share",
        "words",
        said.sentence.where(share),
        share.text,
        expected,
        part=top.text,
        whole=bottom.text,
        slip=slip_of_digits(Fraction(share.value), Fraction(expected[:-1].replace(",", ""))),
    )


def _one_in(said: Masked, context: Context) -> Iterator[Finding]:
    for found in ONE_IN.finditer(said.passage.text):
        of = int(found["n"]) if found["n"].isdigit() else value_of(found["n"])
        percent = Fraction(found["p"])
        if of < 2 or not percent:
            continue
        context.did()
        loose = bool(found["about"])
        near = Exact(Fraction(100) / (of + Fraction(1, 2)), Fraction(100) / (of - Fraction(1, 2)))
        if not near.low - 1 <= percent <= near.high + 1 and not loose:
            number = said.passage.numbers[0]
            yield context.found(
                "share",
                "words",
                said.sentence.where(number),
                f"{found['p']}%",
                f"{shown(Fraction(100) / of)}%",
                part="one",
                whole=found["n"],
            )


def _averages(said: Masked, context: Context) -> Iterator[Finding]:
    found = [(match, match[1], match[2]) for match in AVERAGE.finditer(said.text)]
    found += [(match, match[3], match[1]) for match in AVERAGE_FIRST.finditer(said.text)]
    for match, whole, part in found:
        total, mean = said.number(whole), said.number(part)
        if mean.about or total.about or total.value <= mean.value or mean.unit != total.unit:
            continue
        a_year = TIMES_A_YEAR[match["unit"].lower()]
        spans = [span for span in said.passage.spans if span.months > 0 and not span.open]
        lengths = {span.months for span in spans} or (
            {12} if re.search(r"\byear|12 months|twelve months|annual", said.text) else set()
        )
        sure = bool(lengths)
        over = [a_year * months / 12 for months in lengths or {12}]
        over += [Fraction(366)] if Fraction(365) in over else [Fraction(53)] if Fraction(52) in over else []
        if any(count <= 1 for count in over):
            continue
        context.did()
        value = Fraction(total.value)
        if (
            any(prints(Exact.of(value / count), mean.value, mean.step) for count in over)
            or not sure
            or len(lengths) > 1
        ):
            continue
        expected = shown(value / over[0], mean.step)
        yield context.found(
            "average",
            "words",
            said.sentence.where(mean),
            mean.text,
            expected,
            total=total.text,
            many=f"{shown(over[0])} {match['unit']}s",
            slip=slip_of_digits(Fraction(mean.value), Fraction(expected.replace(",", ""))),
        )


def _rates(said: Masked, context: Context) -> Iterator[Finding]:
    for match in RATE.finditer(said.text):
        rate, per = said.number(match[1]), said.number(match[2])
        others = [
            one for one in said.passage.numbers if one not in (rate, per) and one.unit == "" and not one.word
        ]
        if per.value not in (100, 1000, 10000, 100000) or len(others) != 2 or rate.about:
            continue
        count, people = sorted(others, key=lambda one: one.value)
        if (
            people.value <= per.value
            or count.about
            or not PEOPLE.search(said.passage.text[people.start - 30 : people.end + 20])
        ):
            continue
        context.did()
        exact = Fraction(count.value) * Fraction(per.value) / Fraction(people.value)
        half = Fraction(rate.step) / 2
        loose = people.about or people.value % 100 == 0
        spread = exact / 200 if loose else Fraction(0)
        if (
            prints(Exact(exact - spread, exact + spread), rate.value, rate.step)
            or abs(exact - Fraction(rate.value)) <= half
        ):
            continue
        expected = shown(exact, rate.step)
        yield context.found(
            "rate",
            "words",
            said.sentence.where(rate),
            rate.text,
            expected,
            count=count.text,
            population=people.text,
            per=per.text,
            slip=slip_of_digits(Fraction(rate.value), Fraction(expected.replace(",", ""))),
        )


def _sums(said: Masked, context: Context) -> Iterator[Finding]:
    for match in SUM.finditer(said.text):
        total = said.number(match[1])
        parts = [said.number(mark) for mark in re.findall(N, match["list"])]
        if (
            any(part.unit != total.unit or part.about or part.value >= total.value for part in parts)
            or total.about
        ):
            continue
        if context.words.says("part-list", match["list"]) or re.search(N, match["tail"]):
            continue
        context.did()
        made = sum((Fraction(part.value) for part in parts), Fraction(0))
        if made == Fraction(total.value) or max(part.step for part in parts) > 1:
            continue
        yield context.found(
            "total",
            "words",
            said.sentence.where(total),
            total.text,
            amount(made, total),
            parts=" + ".join(part.text for part in parts),
            slip=left_out_of(Fraction(total.value), [(part.text, Fraction(part.value)) for part in parts])
            or slip_of_digits(Fraction(total.value), made),
        )


def _whole(said: Masked, context: Context) -> Iterator[Finding]:
    """Percentages of which the last is "the remaining": together they are all."""
    found = re.search(
        rf"\b(?:remaining|remainder|rest)\b[^⟦.;]{{0,30}}?{N}|{N}[^⟦.;]{{0,20}}\b(?:remaining|the rest)\b",
        said.text,
        re.IGNORECASE,
    )
    if not found:
        return
    last = said.number(found[1] or found[2])
    start = max(said.text.rfind(". ", 0, found.start()), 0)
    marks = re.findall(N, said.text[start : found.end()])
    parts = [said.number(mark) for mark in marks if said.number(mark).unit == "%"]
    if last not in parts or not 2 <= len(parts) <= 8 or any(part.about or part.sign for part in parts):
        return
    context.did()
    slack = sum((Fraction(part.step) / 2 for part in parts), Fraction(0))
    made = sum((Fraction(part.value) for part in parts), Fraction(0))
    others = [part for part in parts if part is not last]
    subsets = _subsets([Fraction(part.value) for part in others], Fraction(last.value))
    if abs(made - 100) < slack or any(abs(total - 100) < slack for total in subsets):
        return
    yield context.found(
        "total",
        "hundred",
        said.sentence.where(last),
        last.text,
        f"{shown(made, min(part.step for part in parts))}%",
        parts=" + ".join(part.text for part in parts),
    )


def _subsets(values: list[Fraction], last: Fraction) -> set[Fraction]:
    made = {last}
    for value in values:
        made |= {one + value for one in made}
    return made
