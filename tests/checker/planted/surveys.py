"""Sections about what people said: shares of answers, changes in points, margins, and what is more than chance."""

from __future__ import annotations

import math
from fractions import Fraction

from tests.checker.planted.drafting import Draft
from tests.checker.planted.mistakes import mistyped
from tests.checker.planted.wording import plain, rounded


def survey(draft: Draft, slip: str | None) -> None:
    """Who answered, what they said, how sure one can be, and what has changed since the last time."""
    rng, style = draft.rng, draft.style
    answered = rng.randint(420, 1900)
    asked = round(answered * rng.uniform(2.2, 6.0))
    rate = style.share(answered, asked, 1)
    printed = rate
    if slip == "share-in-words":
        printed = Fraction(mistyped(rng, int(rate * 10), 12), 10)
    opening = draft.any_of(OPENINGS).format(
        asked=style.count(asked),
        answered=style.count(answered),
        rate=style.percentage(printed, 1),
        year=draft.year,
    )
    draft.say(opening)
    if slip == "share-in-words":
        draft.slip("share", opening, style.percentage(printed, 1), style.percentage(rate, 1))
    answers(draft, slip, answered)
    feeling_safe(draft, slip)
    margin(draft, slip, answered)
    if slip == "repeated":
        wrong = mistyped(rng, answered, 9)
        sentence = f"In all, {style.count(wrong)} residents answered the {draft.year} survey."
        draft.say(sentence)
        draft.slip("repeated", sentence, style.count(wrong), style.count(answered), opening)
    elif rng.random() < 0.3:
        near = answered // 50 * 50
        if near != answered:
            sentence = f"More than {style.count(near)} residents took the time to answer."
            draft.say(sentence)
            draft.look("more than so many", sentence)


def answers(draft: Draft, slip: str | None, answered: int) -> None:
    """A table of answers with counts and shares, one answer each or several."""
    rng, style = draft.rng, draft.style
    several = slip is None and rng.random() < 0.35
    labels = rng.sample(TOPICS, 5) if several else list(SCALE)
    if several:
        counts = [rng.randint(answered // 6, answered * 2 // 3) for _ in labels]
    else:
        cuts = sorted(rng.sample(range(answered // 12, answered - answered // 12), len(labels) - 1))
        counts = [after - before for before, after in zip([0, *cuts], [*cuts, answered], strict=True)]
    shares = [style.share(count, answered) for count in counts]
    at = rng.randrange(len(labels))
    right = shares[at]
    if slip == "share":
        step = 10**style.decimals
        shares[at] = Fraction(mistyped(rng, max(11, int(right * step)), 3 * step), step)
        if abs(shares[at] - right) < 3:
            shares[at] = right + 6
    rows = [
        [label, style.count(count), style.percentage(share)]
        for label, count, share in zip(labels, counts, shares, strict=True)
    ]
    notes = []
    if several:
        notes.append(f"Base: {style.count(answered)} answers. People could name more than one problem.")
        draft.look("shares of several answers pass 100%", draft.place)
    else:
        rows.append(["Total", style.count(answered), "100%"])
        if sum(shares) != 100 and slip != "share":
            notes.append("Percentages may not add up to 100% because they are rounded.")
            draft.look("rounded shares that do not make 100%", " ".join(rows[-1]))
    question = "Which are problems where you live?" if several else "How worried are you about being burgled?"
    made = draft.grid([[rng.choice(("Answer", "Response")), "Number", "% of answers"]], rows, question, notes)
    if slip == "share":
        draft.slip(
            "share",
            made.row_words(at),
            style.percentage(shares[at]),
            style.percentage(right),
            made.row_words(-1),
        )


def feeling_safe(draft: Draft, slip: str | None) -> None:
    """A change of a percentage between two years: in points, and said to be so; or wrongly called per cent."""
    rng = draft.rng
    before = rng.randint(52, 78)
    step = rng.choice((3, 4, 5, 6, 7, 8))
    down = rng.random() < 0.4
    now = before - step if down else before + step
    words = {"now": now, "before": before, "step": step, "last": draft.year - 2, "year": draft.year}
    words["way"] = "down" if down else "up"
    words["rise"] = "a fall" if down else "a rise"
    if slip == "points":
        sentence = draft.any_of(CALLED_PERCENT).format(**words)
        draft.slip("points", sentence, f"{step}%", f"{step} percentage points")
    elif slip == "points-value":
        wrong = step + rng.choice((2, 3, 10))
        sentence = draft.any_of(CALLED_POINTS).format(**{**words, "step": wrong})
        draft.slip("difference", sentence, f"{wrong} percentage points", f"{step} percentage points")
    elif rng.random() < 0.2:
        relative = plain(rounded(Fraction(step * 100, before), 1, draft.style.way), 1)
        sentence = (
            f"{now}% felt safe outside after dark, {words['way']} from {before}% in {draft.year - 2}: "
            f"{words['rise']} of {step} percentage points, or {relative}% in relative terms."
        )
        draft.look("points and the relative change, each named", sentence)
    else:
        sentence = draft.any_of(CALLED_POINTS).format(**words)
        draft.look("points called points", sentence)
    draft.say(sentence)
    told_of_chance(draft, slip)


def told_of_chance(draft: Draft, slip: str | None) -> None:
    """Whether a change is more than chance, with both bases in the sentence; wrongly so if asked."""
    rng = draft.rng
    n = rng.choice((400, 450, 500, 600))
    before = rng.randint(44, 58)
    if slip == "significance":
        step = rng.choice((2, 3, 4))
        sentence = draft.any_of(SURE).format(
            now=before + step, before=before, n=n, year=draft.year, last=draft.year - 1
        )
        draft.say(sentence)
        draft.slip("significance", sentence, "significant", "within what chance brings")
    elif rng.random() < 0.5:
        step = rng.choice((12, 14, 15))
        sentence = draft.any_of(SURE).format(
            now=before + step, before=before, n=n, year=draft.year, last=draft.year - 1
        )
        draft.say(sentence)
        draft.look("a change that is more than chance", sentence)
    elif rng.random() < 0.5:
        sentence = (
            f"Asked by telephone, confidence in the police was {before + 2}% ({n} interviews) after {before}% ({n} "
            "interviews) a year before; a change of this size is not statistically significant."
        )
        draft.say(sentence)
        draft.look("a change that is not more than chance, and said so", sentence)


def margin(draft: Draft, slip: str | None, answered: int) -> None:
    """The margin of error at 50%, at the level of 95%."""
    rng = draft.rng
    if slip != "margin" and rng.random() < 0.35:
        return
    value = Fraction(round(98 / math.sqrt(answered) * 10), 10)
    printed = value
    if slip == "margin":
        printed = rng.choice((value / 2, value * 2, value + 3))
    text = plain(printed, 1)
    sentence = draft.any_of(MARGINS).format(n=draft.style.count(answered), margin=text)
    draft.say(sentence)
    if slip == "margin":
        draft.slip("margin", sentence, f"±{text}", f"±{plain(value, 1)}")
    else:
        draft.look("a margin that is right", sentence)


SCALE = ("Very worried", "Fairly worried", "Not sure", "Not very worried", "Not at all worried")
TOPICS = (
    "Speeding", "Litter and dog fouling", "Groups hanging around", "Drug dealing", "Parking", "Burglary",
    "Noise at night", "Damage and graffiti",
)  # fmt: skip
OPENINGS = (
    "The {year} survey went to {asked} households and {answered} sent it back, a response rate of {rate}.",
    "Of {asked} people invited in {year}, {answered} answered ({rate}).",
    "{answered} of the {asked} residents on the panel ({rate}) took part in {year}.",
)
CALLED_PERCENT = (
    "{now}% of residents said that they feel safe after dark, a {step}% change {way} from {before}% in {last}.",
    "In {year} {now}% felt safe outside after dark compared with {before}% in {last}, {rise} of {step}%.",
    "Those who feel safe after dark went from {before}% to {now}%, {rise} of {step}%.",
)
CALLED_POINTS = (
    "{now}% of residents said that they feel safe after dark, {way} {step} percentage points from {before}% in {last}.",
    "In {year} {now}% felt safe outside after dark compared with {before}% in {last}, {rise} of {step} percentage points.",
    "Those who feel safe after dark went from {before}% to {now}%, {rise} of {step} points.",
)
SURE = (
    "In a telephone survey trust in the partnership rose from {before}% (n = {n}) in {last} to {now}% (n = {n}) in "
    "{year}, which is a statistically significant increase.",
    "By telephone {now}% of {n} people interviewed in {year} thought that agencies work well together, against "
    "{before}% of {n} in {last}; the rise is statistically significant.",
)
MARGINS = (
    "With {n} answers, results are accurate to within ±{margin} percentage points at the 95% confidence level.",
    "The sample of {n} gives a margin of error of +/- {margin} percentage points (95% confidence).",
    "Based on {n} responses, the maximum margin of error is ±{margin} percentage points at 95% confidence.",
)
