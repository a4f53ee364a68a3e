"""Sections that score and rank: a risk matrix with its legend, a league of areas, rates, a table with hidden cells."""

from __future__ import annotations

from fractions import Fraction

from tests.checker.planted.drafting import Draft
from tests.checker.planted.mistakes import mistyped, off_sum
from tests.checker.planted.wording import AREAS, ISSUES, NUMBERS, plain, rounded

CRITERIA = (
    "Volume",
    "Harm to victims",
    "Trend",
    "Public concern",
    "Cost",
    "Likelihood",
    "Fear",
    "Priority of partners",
)
LEGENDS = ((0, 1, 3, 5), (1, 3, 5), (0, 2, 4), (1, 2, 4), (0, 1, 2, 3, 4, 5), (1, 2, 3, 4))


def matrix(draft: Draft, slip: str | None) -> None:
    """Issues scored by criteria, their totals, sorted by them."""
    rng = draft.rng
    legend = rng.choice(LEGENDS[:4] if slip == "legend" else LEGENDS)
    criteria = rng.sample(CRITERIA, rng.randint(4, 7))
    issues = rng.sample(ISSUES, rng.randint(6, 12))
    scores = {issue: [rng.choice(legend) for _ in criteria] for issue in issues}
    wrong_cell = ""
    if slip == "legend":
        where, at = rng.choice(issues), rng.randrange(len(criteria))
        wrong_cell = where
        scores[where][at] = rng.choice([value for value in range(max(legend) + 2) if value not in legend])
        odd = scores[where][at]
    ordered = sorted(issues, key=lambda issue: -sum(scores[issue]))
    totals = {issue: sum(scores[issue]) for issue in issues}
    slipped = ""
    if slip == "row-total":
        slipped = rng.choice(issues[1:])
        totals[slipped] = off_sum(rng, scores[slipped])
    ranked = rng.random() < 0.5 and slip != "row-total"
    heads = ["Issue", *criteria, rng.choice(("Total", "TOTAL", "Total score"))]
    ranks = ranking([totals[issue] for issue in ordered])
    rows = [[issue, *map(str, scores[issue]), str(totals[issue])] for issue in ordered]
    if ranked:
        heads.append("Rank")
        rows = [[*row, rank] for row, rank in zip(rows, ranks, strict=True)]
    scale = draft.any_of(LEGEND_WORDS).format(legend=legend_words(legend), many=NUMBERS[len(criteria)])
    draft.say(scale)
    made = draft.grid([heads], rows, "Scores of the issues considered")
    if wrong_cell:
        draft.slip(
            "legend",
            made.row_words(ordered.index(wrong_cell)),
            str(odd),
            f"one of {legend_words(legend)}",
            scale,
            made.caption,
        )
    if slipped:
        right = str(sum(scores[slipped]))
        at = ordered.index(slipped)
        near = [made.row_words(other) for other in (at - 1, at + 1) if 0 <= other < len(ordered)]
        draft.slip("row-total", made.row_words(at), str(totals[slipped]), right, *near)
    if not slip:
        draft.look("scores within a legend", made.caption)
    register(draft)


def register(draft: Draft) -> None:
    """Sometimes a register of risks, where likelihood times impact makes the score: no sum."""
    rng = draft.rng
    if rng.random() > 0.4:
        return
    rows = []
    for risk in rng.sample(RISKS, rng.randint(3, 5)):
        likely, impact = rng.randint(2, 5), rng.randint(2, 5)
        rows.append([risk, str(likely), str(impact), str(likely * impact), rng.choice(OWNERS)])
    draft.say("Risks are scored from 1 to 5 for likelihood and for impact; the two are multiplied.")
    made = draft.grid([["Risk", "Likelihood", "Impact", "Score", "Owner"]], rows, "Risk register")
    draft.look("a product, not a sum", made.row_words(0))


def ranking(values: list[int]) -> list[str]:
    """Ranks from the highest, equal ones as "3=" each."""
    ranks = []
    for value in values:
        place = 1 + sum(other > value for other in values)
        ranks.append(f"{place}=" if values.count(value) > 1 else str(place))
    return ranks


def legend_words(legend: tuple[int, ...]) -> str:
    """The allowed scores as words: every one, or the range where all within it are allowed."""
    if len(legend) == legend[-1] - legend[0] + 1:
        return f"{legend[0]} to {legend[-1]}"
    return ", ".join(map(str, legend[:-1])) + f" or {legend[-1]}"


def league(draft: Draft, slip: str | None) -> None:
    """Areas with a population, a count, a rate for each thousand, and a rank."""
    rng, style = draft.rng, draft.style
    areas = rng.sample(AREAS, rng.randint(5, 9))
    people = [rng.randint(40, 160) * 100 + rng.randint(1, 99) for _ in areas]
    counts = [round(one * rng.uniform(0.02, 0.12)) for one in people]
    per = rng.choice((1000, 1000, 10000))
    rates = [
        rounded(Fraction(count * per, one), 1, style.way) for count, one in zip(counts, people, strict=True)
    ]
    while len(set(rates)) < len(rates):
        counts = [count + rng.randint(5, 60) for count in counts]
        rates = [
            rounded(Fraction(count * per, one), 1, style.way)
            for count, one in zip(counts, people, strict=True)
        ]
    ranks = ranking([int(rate * 10) for rate in rates])
    planted, right, also = plant_league(draft, slip, rates, ranks)
    by_rank = sorted(range(len(areas)), key=lambda at: int(ranks[at].rstrip("=")))
    order = range(len(areas)) if rng.random() < 0.4 else by_rank
    rows = [
        [areas[at], style.count(people[at]), style.count(counts[at]), plain(rates[at], 1), ranks[at]]
        for at in order
    ]
    draft.say(draft.any_of(LEAGUE_LEADS).format(per=f"{per:,}"))
    made = draft.grid(
        [["Ward", "Population", "Offences", f"Rate per {per:,}", "Rank"]],
        rows,
        f"Wards of {draft.place} by rate",
    )
    if planted is not None:
        words = [made.row_words(list(order).index(at)) for at in [planted, *also]]
        printed = plain(rates[planted], 1) if slip == "rate" else ranks[planted]
        draft.slip("rate" if slip == "rate" else "rank", words[0], printed, right, *words[1:])
    else:
        highest = max(range(len(areas)), key=lambda at: rates[at])
        sentence = (
            f"{areas[highest]} has the highest rate, at {plain(rates[highest], 1)} per {per:,} residents."
        )
        draft.say(sentence)
        draft.look("the highest rate named rightly", sentence)


def plant_league(
    draft: Draft, slip: str | None, rates: list[Fraction], ranks: list[str]
) -> tuple[int | None, str, list[int]]:
    """A wrong rate, or two ranks that were swapped: the row, what would be right, and further rows."""
    rng = draft.rng
    if slip == "rate":
        at = rng.randrange(len(rates))
        right = rates[at]
        rates[at] = Fraction(mistyped(rng, int(right * 10), 9), 10)
        return at, plain(right, 1), [other for other in range(len(rates)) if other != at]
    if slip == "rank":
        one, other = rng.sample(range(len(ranks)), 2)
        right_rank = ranks[one]
        ranks[one], ranks[other] = ranks[other], ranks[one]
        return one, right_rank, [other]
    return None, "", []


def hidden(draft: Draft, slip: str | None) -> None:
    """A table in which small counts are replaced by a mark; derivable from its totals where one stands alone."""
    rng = draft.rng
    areas = rng.sample(AREAS, rng.randint(4, 6))
    kinds = rng.sample(("Race", "Religion", "Disability", "Sexual orientation", "Transgender"), 4)
    counts = [[rng.randint(6, 48) for _ in kinds] for _ in areas]
    alone = slip == "suppressed"
    row = rng.randrange(len(areas))
    column = rng.randrange(len(kinds))
    lost = {(row, column)}
    if not alone:
        other_row = rng.choice([at for at in range(len(areas)) if at != row])
        other_column = rng.choice([at for at in range(len(kinds)) if at != column])
        lost |= {(other_row, column), (row, other_column), (other_row, other_column)}
    for at in lost:
        counts[at[0]][at[1]] = rng.randint(1, 4) if alone else rng.randint(2, 3)
    mark = rng.choice(("*", "c", "<5", "[c]"))
    rows = [
        [
            area,
            *(mark if (r, c) in lost else str(counts[r][c]) for c in range(len(kinds))),
            str(sum(counts[r])),
        ]
        for r, area in enumerate(areas)
    ]
    rows.append(
        [
            "Total",
            *(str(sum(line[c] for line in counts)) for c in range(len(kinds))),
            str(sum(map(sum, counts))),
        ]
    )
    note = f"{mark} fewer than 5: not shown so that nobody can be recognised."
    if not alone:
        note = f"{mark} fewer than 5, or left out so that such a count cannot be worked out."
    draft.say("Reports by strand are few in some places; small counts are left out of the table.")
    made = draft.grid(
        [["Area", *kinds, "Total"]],
        rows,
        f"Reports of prejudice by strand, {draft.style.year(draft.year)}",
        [note],
    )
    if alone:
        value = str(counts[row][column])
        draft.slip("suppressed", made.row_words(row), mark, f"{value} can be worked out", made.row_words(-1))
    else:
        draft.look("hidden cells that cannot be worked out", made.caption)


LEGEND_WORDS = (
    "Each issue was given a score of {legend} against {many} criteria, and the scores added up.",
    "Scoring: {legend} for each of the {many} criteria. The highest total comes first.",
    "Partners scored every issue against {many} criteria. Scores are {legend}; nothing else may be given.",
)
RISKS = (
    "Grant ends early", "Analyst post stays vacant", "Late data from partners", "Low take-up of training",
    "Change of record system", "Partners withdraw", "Legal challenge to an order",
)  # fmt: skip
OWNERS = ("Board", "Council", "Police", "Fire service", "Health", "Probation")
LEAGUE_LEADS = (
    "Wards differ in size, so that rates per {per} residents compare them better than counts.",
    "The rate is the number of offences for every {per} residents; rank 1 is the highest.",
)
