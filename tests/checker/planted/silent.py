"""Sections in which nothing is ever wrong: targets beside results, boards and when they meet, achievements in figures."""

from __future__ import annotations

from tests.checker.planted.drafting import Draft
from tests.checker.planted.wording import AREAS


def targets(draft: Draft, slip: str | None) -> None:
    """Baseline, target, result and direction stand in one row, of different units; none is the change of another."""
    rng, style = draft.rng, draft.style
    rows = []
    for label in rng.sample(INDICATORS, rng.randint(4, 6)):
        baseline = rng.randint(55, 90)
        share = "%" in label
        target, latest = baseline + rng.randint(2, 6), baseline + rng.randint(-5, 9)
        cells = [f"{value}%" if share else style.count(value * 4) for value in (baseline, target, latest)]
        met = "Green" if latest >= target else "Amber" if latest >= baseline else "Red"
        rows.append([label, *cells, rng.choice(("↑", "↓", "→")), met])
    rows.append(
        [rng.choice(("Readmissions", "Waiting time (days)")), "n/a", "set in year", "12", "–", "Not rated"]
    )
    header = ["Indicator", f"Baseline {style.year(draft.year - 2)}", f"Target {style.year(draft.year + 1)}"]
    header += [f"Result {style.year(draft.year)}", "Three-year trend", "Status"]
    draft.say(
        "Targets were set by the board. The arrow is of three years and may point another way than the last one."
    )
    made = draft.grid([header], rows, "Indicators and targets")
    draft.look("columns that are not each other's change", made.caption)


def governance(draft: Draft, slip: str | None) -> None:
    """A table of words."""
    rng = draft.rng
    rows = [
        [body, rng.choice(("Monthly", "Quarterly", "Twice a year", "Every 6 weeks")), remit]
        for body, remit in BOARDS
    ]
    draft.say("The structure has not changed since last year.")
    made = draft.grid([["Group", "Meets", "Remit"]], rows[: rng.randint(3, len(rows))], "Groups")
    draft.look("a table of words", made.caption)


def achievements(draft: Draft, slip: str | None) -> None:
    """A list of achievements, each with figures that stand for themselves."""
    rng = draft.rng
    bans = rng.randint(30, 60)
    here = rng.randint(10, 25)
    draft.say("Some of what was done in the year:")
    items = [
        f"{bans} people were banned from public houses, {here} of them in {' and '.join(rng.sample(AREAS, 2))}",
        "Eight in ten callers were answered within five minutes",
        f"Over {rng.choice((1, 2, 3))},000 leaflets and {rng.randint(12, 40)} posters went out before Christmas",
        f"A {rng.choice((6, 12, 14))}-week course was run {rng.randint(2, 5)} times for up to 15 people each",
        f"£{rng.randint(2, 9)}.{rng.randint(1, 9)}m was invested across the county, £{rng.randint(20, 90)}k of it here",
        f"Calls were taken 24 hours a day, 365 days a year, at £{rng.randint(1, 4)}.{rng.randint(10, 99)} each",
        "One in seven households now has a marked bicycle; the aim is one in five",
    ]
    chosen = rng.sample(items, 4)
    draft.bullets(chosen)
    draft.look("figures that stand for themselves", chosen[0])


INDICATORS = (
    "Residents who feel safe (%)", "Cases closed in 12 weeks (%)", "Repeat victims visited (%)", "Homes secured",
    "Young people mentored", "Officers trained", "Treatment completed (%)",
)  # fmt: skip
BOARDS = (
    ("Executive group", "Agrees the plan, the budget and changes to either"),
    ("Steering group", "Follows progress; chairs of all groups sit on it"),
    ("Tasking group", "Decides week by week where patrols go (Level 1 and 2)"),
    ("Victims' panel", "Hears from people who used a service in the last 6 months"),
    ("Data group", "Prepares figures 10 working days before each board"),
)
