"""Pages of what is counted, from which files, and by which rules."""

from __future__ import annotations

from generating.markdown import code, document, facts, number, table
from wardmote.definitions import Definitions, Measure, Source

DIRECTIONS = {
    "lower-is-better": "lower is better",
    "reporting": "none: more of it may be better found or reported",
    "none": "none",
}


def measures_page(definitions: Definitions) -> str:
    """Every measure."""
    measures = definitions.measures_in_order()
    overview = table(
        ["Identifier", "Title", "Counts", "Rate per 1,000 of", "Supplied by"],
        [
            [code([m.id]), m.title, m.unit, m.population or "none", supplied_by(m, definitions)]
            for m in measures
        ],
    )
    return document(
        "Measures",
        "What Wardmote counts. A measure that cannot honestly be had from a source says so, and why.",
        overview,
        *(measure_block(measure, definitions) for measure in measures),
    )


def supplied_by(measure: Measure, definitions: Definitions) -> str:
    """The publishers or partners whose files a measure can be had from."""
    publishers = dict.fromkeys(definitions.sources[part.source].publisher for part in measure.counted)
    return "; ".join(publishers) or "no source that Wardmote reads"


def measure_block(measure: Measure, definitions: Definitions) -> str:
    """One measure in full."""
    counted = "; ".join(
        f"{definitions.sources[part.source].title} ({code(part.categories)})" for part in measure.counted
    )
    broken = [found.title for found in definitions.breaks.values() if measure.id in found.measures]
    details = facts(
        ("Identifier", f"`{measure.id}`, version {measure.version}"),
        ("Counts", measure.unit),
        ("Counted from", counted),
        *(("Not available", f"{part.reason}") for part in measure.unavailable),
        ("Adds up over time and areas", "yes" if measure.adds_up else "no: the latest stands"),
        ("Rate of", definitions.populations[measure.population].title if measure.population else ""),
        ("Good direction", DIRECTIONS[measure.direction]),
        ("Tested as one of the family of its area", "yes" if measure.base else "no, it overlaps with others"),
        ("Breaks", "; ".join(broken)),
        ("Source", measure.source),
        ("Owner", measure.owner),
    )
    caveats = "\n\n".join(f"> {' '.join(definitions.caveats[name].text.split())}" for name in measure.caveats)
    return "\n\n".join(
        part for part in (f"## {measure.title}", measure.description.strip(), details, caveats) if part
    )


def sources_page(definitions: Definitions) -> str:
    """Every kind of file."""
    sources = definitions.sources.values()
    read = [source for source in sources if source.reader != "noted"]
    noted = [source for source in sources if source.reader == "noted"]
    skipped = table(
        ["File", "Publisher", "Recognised by", "Why it is skipped"],
        [[s.title, s.publisher, code(s.recognise), s.why_skipped] for s in noted],
    )
    return document(
        "Sources",
        "The kinds of file that Wardmote recognises: by the columns in them, never by their names.",
        *(source_block(source) for source in read),
        "## Recognised and skipped",
        "These are known and noted. They do no harm beside the others.",
        skipped,
    )


def source_block(source: Source) -> str:
    """One kind of file that is read."""
    details = facts(
        ("Identifier", f"`{source.id}`, version {source.version}"),
        ("Publisher", source.publisher),
        ("Form", {"csv": "CSV", "geojson": "GeoJSON"}[source.container]),
        ("Recognised by", code(source.recognise)),
        ("Must not hold", code(source.absent)),
        ("Codes of the year", source.vintage),
        ("Used for", {"documents": "documents", "web": "the web"}.get(source.use, "")),
        ("Licence statement", source.licence),
    )
    words = table(
        ["In the file", "Category"], [[found, code([name])] for found, name in source.categories.items()]
    )
    return "\n\n".join([f"## {source.title}", details, *([words] if source.categories else [])])


def breaks_page(definitions: Definitions) -> str:
    """Every dated change in recording or location."""
    blocks = []
    for found in sorted(definitions.breaks.values(), key=lambda entry: (entry.date, entry.id)):
        details = facts(
            ("Identifier", f"`{found.id}`, version {found.version}"),
            ("Date", f"{found.date.day} {found.date:%B %Y}"),
            ("Kind", found.kind),
            ("Measures", code(found.measures) or "all"),
            ("Forces", code(found.forces) or "all"),
            ("Levels at which a comparison is blocked", code(found.levels) or "all"),
            ("On charts", found.label),
            ("How sure", found.certainty),
            ("Source", found.source),
        )
        blocks.append(f"## {found.title}\n\n{found.explanation.strip()}\n\n{details}")
    return document(
        "Breaks",
        "Dated changes in how things are recorded or located. A comparison across one is shown, not tested.",
        *blocks,
    )


def forces_page(definitions: Definitions) -> str:
    """Every force."""
    forces = sorted(definitions.forces.values(), key=lambda force: force.title)
    rows = [
        [force.title, code([force.slug]), code(force.names), force.code or "none", force.caveat]
        for force in forces
    ]
    return document(
        "Police forces",
        "How data.police.uk names each force, in its file names and in its rows.",
        table(["Force", "In file names", "In rows", "Police force area", "Note"], rows),
    )


def downloads_page(definitions: Definitions) -> str:
    """Where public data are fetched from."""
    rows = [
        [code([d.id]), d.title, d.publisher, ", ".join(f"`{host}`" for host in d.hosts), d.source]
        for d in definitions.downloads.values()
    ]
    return document(
        "Downloads",
        "The places that `wardmote fetch` asks, and no others.",
        table(["Identifier", "What", "Publisher", "Hosts", "Source"], rows),
    )


def feeds_page(definitions: Definitions) -> str:
    """Who owes what, how often and until when; and the words that stand for no number."""
    feeds = sorted(definitions.feeds.values(), key=lambda feed: (not feed.duty, feed.provider, feed.title))
    rows = [
        [
            code([f.id]),
            f.title,
            f.provider,
            f.frequency,
            f"{f.due_days} days" if f.by_week else f"{f.due_months} months",
            f.duty,
            f.source,
        ]
        for f in feeds
    ]
    words = [
        [mark.means, ", ".join(f"`{word}`" for word in mark.words), mark.source]
        for mark in definitions.marks.values()
    ]
    return document(
        "Feeds",
        "What partners send. A partnership says in its own definitions who sends what, and since when.",
        table(["Identifier", "What", "From", "Every", "Due within", "Duty", "Source"], rows),
        "## Words that stand in a table instead of a number",
        table(["Meaning", "Words", "Source"], words),
    )


def thresholds_page(definitions: Definitions) -> str:
    """Every number that decides something."""
    rows = [
        [code([t.id]), t.title, number(t.value), t.unit, t.why, t.source]
        for t in definitions.thresholds.values()
    ]
    return document(
        "Thresholds",
        "The numbers that decide something. A partnership can [set its own](../how-to/add-a-definition.md); "
        "a document says which were in force.",
        table(["Identifier", "What", "Value", "Unit", "Why", "Source"], rows),
    )


def glossary_page(definitions: Definitions) -> str:
    """Every word explained, and the levels of area."""
    terms = sorted(definitions.glossary.values(), key=lambda entry: entry.term.lower())
    acronyms = sorted(definitions.acronyms.values(), key=lambda entry: entry.acronym)
    levels = sorted(definitions.levels.values(), key=lambda level: level.rank)
    populations = definitions.populations.values()
    return document(
        "Words",
        "Words that documents use, as they explain them.",
        table(["Word", "Meaning", "Source"], [[t.term, t.meaning, t.source] for t in terms]),
        "## Acronyms that need no explanation",
        table(["Acronym", "Meaning", "Source"], [[a.acronym, a.meaning, a.source] for a in acronyms]),
        "## Levels of area",
        table(["Level", "Token", "Source"], [[lv.title, code([lv.id]), lv.source] for lv in levels]),
        "## Populations",
        table(["Population", "Token", "Source"], [[p.title, code([p.id]), p.source] for p in populations]),
    )
