"""Sections about money: what is spent on what, with totals of columns and rows, and what a grant lost."""

from __future__ import annotations

from fractions import Fraction

from tests.checker.planted.drafting import Draft
from tests.checker.planted.mistakes import mistyped, off_sum, wrong_percentage
from tests.checker.planted.wording import SERVICES, plain, rounded


def pounds(draft: Draft, value: int, unit: str) -> str:
    """Money as this table prints it: whole pounds or thousands."""
    body = plain(value, 0, draft.style.comma or unit != "k")
    return f"£{body}k" if unit == "k" else f"£{body}" if unit == "£" else body


def spending(draft: Draft, slip: str | None) -> None:
    """A list of what is paid for, with a total that adds it all up or says what it leaves out."""
    rng = draft.rng
    unit = rng.choice(("k", "£", "bare"))
    scale = 1 if unit == "k" else rng.choice((1, 50, 100, 250))
    names = rng.sample(SERVICES, rng.randint(4, 9))
    costs = [rng.randint(8, 120) * scale * (1 if unit == "k" or scale > 1 else 97) for _ in names]
    rows = [
        [name, rng.choice(LEADS_OF_WORK), pounds(draft, cost, unit)]
        for name, cost in zip(names, costs, strict=True)
    ]
    total = sum(costs)
    manner = rng.choice(("all", "all", "excluded", "pending"))
    notes = []
    label = rng.choice(("Total", "Total spend", "TOTAL", "Total budget"))
    if manner == "excluded":
        at = rng.randrange(len(names))
        rows[at][0] += "*"
        total -= costs[at]
        counted = [cost for number, cost in enumerate(costs) if number != at]
        notes.append(f"* Paid for by another fund and not part of the total ({names[at]}).")
        draft.look("a total that leaves out a row and says so", " ".join(rows[at]))
    else:
        counted = costs
    if manner == "pending":
        rows.append(
            [
                rng.choice(("Evaluation", "Winter campaign")),
                "To be agreed",
                rng.choice(("tbc", "–", "in kind")),
            ]
        )
        draft.look("a row without a sum of its own", " ".join(rows[-1]))
    printed = off_sum(rng, counted) if slip == "total" else total
    head = {"k": "Amount", "£": "Budget", "bare": "Budget (£)"}[unit]
    rows.append([label, "", pounds(draft, printed, unit)])
    draft.say(draft.any_of(LEADS))
    made = draft.grid(
        [["Project", "Lead", head]], rows, f"How the {draft.style.year(draft.year)} grant is spent", notes
    )
    if slip == "total":
        draft.slip("total", made.row_words(-1), pounds(draft, printed, unit), pounds(draft, total, unit))
        return
    grant(draft, slip, total if unit != "k" else total * 1000)


def grant(draft: Draft, slip: str | None, total: int) -> None:
    """A sentence on how the grant changed: the cut in pounds and as a percentage of the year before."""
    rng = draft.rng
    cut = round(total * rng.uniform(0.03, 0.14))
    before = total + cut
    percent = rounded(Fraction(cut, before) * 100, 2, draft.style.way)
    printed = percent
    if slip == "percentage-in-words":
        printed = abs(wrong_percentage(rng, before, total, 1))
    sentence = draft.any_of(GRANTS).format(
        pcc=draft.short("PCC"), total=f"£{total:,}", cut=f"£{cut:,}", before=f"£{before:,}",
        percent=plain(printed, 2) + "%", year=draft.style.year(draft.year), earlier=draft.style.year(draft.year - 1),
    )  # fmt: skip
    draft.say(sentence)
    if slip == "percentage-in-words":
        draft.slip("percentage", sentence, plain(printed, 2) + "%", plain(percent, 2) + "%")


def quarters(draft: Draft, slip: str | None) -> None:
    """Spending or activity by quarter, with a total of each row and of each column."""
    rng, style = draft.rng, draft.style
    labels = rng.sample(ACTIVITY, rng.randint(3, 6))
    counts = [[rng.randint(12, 260) for _ in range(4)] for _ in labels]
    sums = [sum(row) for row in counts]
    below = [sum(column) for column in zip(*counts, strict=True)]
    grand = sum(sums)
    printed = list(sums)
    planted: tuple[int, int] | None = None
    if slip == "row-total":
        at = rng.randrange(len(labels))
        printed[at] = off_sum(rng, counts[at])
        planted = (at, sums[at])
    year = (
        style.year(draft.year)
        if style.period in {"slash", "dash", "long"}
        else f"{draft.year}/{(draft.year + 1) % 100:02d}"
    )
    rows = [
        [label, *(style.count(value) for value in row), style.count(total)]
        for label, row, total in zip(labels, counts, printed, strict=True)
    ]
    with_foot = rng.random() < 0.6
    if with_foot:
        rows.append(["All activity", *(style.count(value) for value in below), style.count(grand)])
    heads = rng.choice((["Q1", "Q2", "Q3", "Q4"], ["Apr–Jun", "Jul–Sep", "Oct–Dec", "Jan–Mar"]))
    draft.say(draft.any_of(QUARTER_LEADS).format(year=year))
    made = draft.grid([["Activity", *heads, f"Total {year}"]], rows, f"Activity by quarter, {year}")
    if planted:
        at, right = planted
        also = [made.row_words(-1)] if with_foot else []
        draft.slip("row-total", made.row_words(at), style.count(printed[at]), style.count(right), *also)
    average(draft, slip, labels[0], sums[0] if not planted or planted[0] else below[0])


def average(draft: Draft, slip: str | None, label: str, total: int) -> None:
    """A sentence with a monthly average of the year."""
    rng, style = draft.rng, draft.style
    year = draft.year
    total = total * 12 + rng.randint(1, 90)
    mean = int(rounded(Fraction(total, 12), 0, style.way))
    printed = mean
    if slip == "average":
        printed = rng.choice(
            (int(rounded(Fraction(total, 9), 0, "half-up")), mistyped(rng, mean, max(3, mean // 20)))
        )
    what = draft.any_of(VOLUMES)
    sentence = draft.any_of(AVERAGES).format(
        what=what,
        total=style.count(total),
        mean=style.count(printed),
        first=f"April {year}",
        last=f"March {year + 1}",
    )
    draft.say(sentence)
    if slip == "average":
        draft.slip("average", sentence, style.count(printed), style.count(mean))
    elif rng.random() < 0.4:
        round_one = mean // 10 * 10
        aside = (
            f"That is still an average of over {style.count(round_one)} a month." if round_one != mean else ""
        )
        if aside:
            draft.say(aside)
            draft.look("an average of over so many", aside)


LEADS_OF_WORK = ("Council", "Police", "Fire service", "Probation", "Housing", "Voluntary sector", "Health")
LEADS = (
    "What the grant pays for in the coming year is set out here.",
    "The board agreed the following spending at its spring meeting.",
    "Projects were scored by a panel; those below were funded.",
)
GRANTS = (
    "The grant from the {pcc} for {year} is {total}, a reduction of {percent} ({cut}) on the {before} of {earlier}.",
    "For {year} we were given {total}. In {earlier} it was {before}: a cut of {cut}, or {percent}.",
    "Funding from the {pcc} fell by {cut} ({percent}), from {before} in {earlier} to {total} in {year}.",
)
ACTIVITY = (
    "Home visits", "Warning letters", "Joint patrols", "School sessions", "Case conferences", "Cameras moved",
    "Advice surgeries", "Referrals received", "Properties secured", "Reports of noise",
)  # fmt: skip
QUARTER_LEADS = (
    "Activity through {year} is counted by quarter.",
    "What the team did in {year}, quarter by quarter:",
    "The team keeps a tally; for {year} it reads as follows.",
)
VOLUMES = (
    "messages to the team",
    "incidents of disorder",
    "reports to the online form",
    "contacts with the front desk",
)
AVERAGES = (
    "Between {first} and {last} there were {total} {what}, an average of {mean} a month.",
    "From {first} to {last} {total} {what} were logged; on average that is {mean} per month.",
    "There were {total} {what} in the twelve months from {first} to {last}, which averages {mean} each month.",
)
