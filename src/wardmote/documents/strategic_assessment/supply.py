"""What to ask the supplier of the police files about, as part of data quality."""

from __future__ import annotations

from wardmote.analyses.wording import count, months_listed, share
from wardmote.documents.strategic_assessment.columns import numbers
from wardmote.documents.strategic_assessment.needs import PackNeeds
from wardmote.figures.months import in_words
from wardmote.publishing.cells import count_cell
from wardmote.publishing.tree import Block, Column, Table


def asked(needs: PackNeeds) -> list[Block]:
    """Months that stand far from those around them; nothing where none does."""
    if needs.supply is None or not needs.supply.abrupt:
        return []
    several = len({month.force for month in needs.supply.months}) > 1
    return [
        Table(
            caption="Months to ask the police about",
            columns=(
                Column("Month", width=3),
                Column("Records of", width=4),
                *([Column("Force", width=3)] if several else []),
                *numbers("Records", "Expected"),
            ),
            rows=tuple(
                (
                    in_words(one.month),
                    one.measure.short_title if one.measure else "All measures together",
                    *([one.title] if several else []),
                    count_cell(one.count),
                    count_cell(round(one.expected)),
                )
                for one in needs.supply.abrupt
            ),
            anchor="months-to-ask",
            notes=(
                "Records of the whole force; expected from the months around each. Such a month may be true, or its file "
                "may have been incomplete: only the police can say.",
                _compared(needs),
            ),
        )
    ]


def _compared(needs: PackNeeds) -> str:
    """Whether the comparison of the two years leans on any of these months."""
    compared = {*needs.table.previous.months, *needs.table.current.months}
    inside = [one for one in needs.supply.abrupt if one.month in compared] if needs.supply else []
    if not inside:
        return "None of them lies in the two years that this pack compares; tests over three years look at them too."
    named = months_listed(tuple(dict.fromkeys(one.month for one in inside)))
    return f"The two years that this pack compares hold {named}."


def strayed(needs: PackNeeds) -> tuple[str, ...]:
    """How many of the force's records lie in other forces' areas; nothing where none does."""
    if needs.supply is None:
        return ()
    away, kept = needs.supply.elsewhere
    if not away:
        return ()
    return (
        f"{count(away)} of {count(kept)} records ({share(away / kept)}) lie in the areas of other forces and count "
        "there.",
    )
