"""Sentences without figures that fill the pages between them, and the titles of documents."""

from __future__ import annotations

from tests.checker.planted.drafting import Draft

FILLING = (
    "Nobody can make a place safer alone. The council, the police, the fire service, probation and health work together, "
    "and so do charities, landlords, schools and people who live here.",
    "Counts of recorded crime depend on what people report and on how it is written down. A rise may mean that more was "
    "reported, and a fall that less was.",
    "We asked those who work with victims what has become harder. Their answers shaped what follows more than any table.",
    "Most of what is described here is done by staff who have other work as well. Their time is not counted in the budget.",
    "Some projects ended because their money did, not because they failed. Where we know what they achieved we say so.",
    "Young people told us that they want places to go in the evening and adults who listen.",
    "The evidence was gathered from the partners named at the end. Where it was late, the gap is shown.",
    "What worries people is not always what happens most. We have tried to give room to both.",
    "The board looks at progress every quarter and may change course when something new comes up.",
    "Villages and the town differ, and the plan does not treat them alike.",
    "An equality assessment was made and is kept by the council; groups that report least were thought of first.",
    "The duty to work together is laid down in law, and so is the duty to say what we intend to do and why.",
    "Victims should not have to tell their story twice. The services have agreed how they pass it on.",
    "Repeat visits by the same officer were what residents valued most in our talks with them.",
    "Lighting, hedges and broken fences matter. Small repairs were often asked for and quickly made.",
    "Nothing in this paper should be read as saying why a count rose or fell; that needs another kind of study.",
    "Shops report more than they did since the new form is short and can be filled in on a telephone.",
    "The partnership thanks everyone who gave time to panels, walks and workshops.",
    "Where a figure is small we have left it out of the text, since a single family could move it.",
    "Some of the work crosses the border of the district. We share it with our neighbours.",
    "Commissioned services are asked for their results in the same form, so that they can be set side by side.",
    "Risk is reviewed when a case is opened, when it changes and when it is closed.",
)
TITLES = {
    "plan": (
        "{place} Community Safety Plan {year}",
        "Safer {place}: Partnership Plan {year}",
        "Community Safety Strategy",
    ),
    "assessment": ("Strategic Assessment of {place} {year}", "{place}: strategic intelligence assessment"),
    "scrutiny": (
        "Report to the Scrutiny Committee of {place}",
        "{place} Community Safety Partnership: update for members",
    ),
    "performance": (
        "{place} performance report {year}",
        "How we did: {place} in {year}",
        "Quarterly figures for {place}",
    ),
    "funding": ("Community safety fund: {place} {year}", "{place} grants and spending"),
    "survey": ("What residents of {place} told us", "{place} residents' survey: summary"),
}
HEADINGS = {
    "by_offence": ("Recorded crime", "Crime by type", "Performance", "What was recorded"),
    "by_area": ("Where it happened", "Figures by area", "Neighbourhoods", "The picture across the district"),
    "spending": ("Funding", "Spending plan", "How the money is used", "Resources"),
    "quarters": ("Activity", "Work through the year", "What the team did"),
    "survey": ("What residents say", "Views of residents", "The survey"),
    "matrix": ("Choosing priorities", "Scoring of issues", "Risk matrix"),
    "league": ("Comparing wards", "Rates by ward", "Wards side by side"),
    "hidden": ("Reports by strand", "Prejudice reported to us"),
    "meetings": ("Governance", "How decisions were made", "Meetings and dates"),
    "clients": ("Support for victims", "Services and those they reach"),
    "lists": ("Our aims", "What we will do", "Next steps"),
    "bodies": ("Partners", "Who does what", "Links to other boards"),
    "glossary": ("Glossary", "Words used in this paper"),
    "targets": ("Targets", "How we measure ourselves"),
    "governance": ("Structure", "Boards and groups"),
    "achievements": ("What was achieved", "Work done", "Achievements"),
    "span": ("Prevention", "Events and outreach", "Contact"),
}
OPENINGS = ("Introduction", "Foreword", "Purpose of this report", "Background", "Summary")
CLOSINGS = ("Conclusion", "Looking ahead", "Closing words")
PARTS = {
    "The evidence": ("by_offence", "by_area", "league", "hidden"),
    "People and services": ("survey", "clients", "bodies", "achievements"),
    "Priorities": ("matrix", "lists", "meetings", "targets", "governance"),
    "Resources and activity": ("spending", "quarters", "span"),
}
APPENDICES = ("Sources and dates", "Members of the partnership", "How the counts were made")


def fill(draft: Draft, paragraphs: int) -> None:
    """Some paragraphs without figures."""
    for _ in range(paragraphs):
        draft.say(draft.any_of(FILLING))
