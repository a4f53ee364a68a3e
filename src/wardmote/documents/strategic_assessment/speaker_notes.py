"""What the person who shows the slides should have at hand: source, period, what not to conclude."""

from __future__ import annotations

from wardmote.analyses.matched_months import fewer_months
from wardmote.analyses.wording import listed, opening
from wardmote.documents.strategic_assessment.needs import PackNeeds

NO_CAUSE = (
    "Do not conclude why anything changed: the figures show what was recorded, and no cause is claimed."
)
RECORDED = (
    "Do not conclude how much crime there was: recorded is not committed, and many crimes are never reported."
)
WARD_RATES = (
    "Do not conclude what the risk to a resident is: a rate sets every crime recorded in a place against the people who "
    "live there, and cannot tell how many others pass through."
)
INTERVALS = (
    "Do not conclude from a long bar that a change is real, nor that nothing changed where the verdict is no clear "
    "change: read the interval and the verdict."
)
CLEAREST = "These are the clearest changes, chosen for that: others stand on the slide of all changes."
LEVELS = "Each line has its own scale: compare shapes, not heights. Do not conclude what comes next."
SEASON = "Do not conclude that next year will be the same: the pattern is that of the years shown."
WARD_CHANGES = "Do not conclude that each of these wards truly changed: each was judged alone, and some may be false alarms."
GAPS = "Do not conclude that a gap is a zero, nor that an area with fewer located records had less crime."
SINCE = (
    "Do not conclude that words which no longer hold were a mistake: they were said of the records that had come by then. "
    "Do not conclude that what came later makes untrue what was said of the year before."
)
OUTLOOK = "Do not conclude that it will be so: the outlook holds if things remain broadly the same, and nobody knows that."
VOICE = (
    "Do not conclude from what people name how much of it there is: what people say and what is recorded measure different "
    "things."
)
WORDS = "These are partners' own words, in full below. Do not conclude that the figures show what the words add to them."
JUDGED = "This is partners' judgement, with their reasons in the document. Do not conclude that the figures decided it."
AFTER_A_PLAN = "Do not conclude that a figure which moved after a plan was moved by it."
NOT_ASSESSED = (
    "Do not conclude that there is nothing to find: not assessed does not mean that there is nothing there."
)


def speaker_notes(needs: PackNeeds, *said: str) -> str:
    """The source and the period, then what this slide needs, one paragraph each."""
    table = needs.table
    sources = listed([f"{one.title} ({one.publisher})" for one in needs.sources if one.records])
    months = fewer_months(table)
    period = f"{opening(table.current.words)}, compared with the {table.previous.words}"
    parts = (
        f"Source: {sources}." if sources else "",
        f"Period: {period}{f', {months}' if months else ''}. Area: {table.area.name}.",
        *said,
    )
    return "\n".join(part for part in parts if part)
