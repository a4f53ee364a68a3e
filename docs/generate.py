"""Writes the pages of docs/reference from the definitions and the command line: ``make docs``.

Each page is made by one function. ``tests/house/test_docs.py`` fails when a committed page differs from what
they make.
"""

from __future__ import annotations

import ast
import importlib
import importlib.util
import inspect
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

from wardmote.definitions import Definitions, DocumentOutline, Measure, Part, Source, load
from wardmote.definitions.matrices import Criterion, Matrix
from wardmote.definitions.surveys import Answer, PopulationMargin, Question, Survey

REFERENCE = Path(__file__).parent / "reference"
MADE = "<!-- Made by docs/generate.py from definitions and command line. To change it: make docs. -->"


def main() -> None:
    """Write every page."""
    REFERENCE.mkdir(exist_ok=True)
    for name, text in pages().items():
        (REFERENCE / name).write_text(text, encoding="utf-8", newline="\n")
        sys.stdout.write(f"docs/reference/{name}\n")


def pages() -> dict[str, str]:
    """File name and text of every page."""
    definitions = load()
    made = {name: page(definitions) for name, page in PAGES.items()}
    application = command_line()
    if application is not None:
        made["cli.md"] = cli_page(application)
    return made


# ---- Markdown


def document(title: str, lead: str, *blocks: str) -> str:
    """A page: title, what it is, its blocks."""
    return "\n\n".join([f"# {title}", MADE, lead, *(block for block in blocks if block)]) + "\n"


def table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A Markdown table."""
    columns = list(heads)
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join("| " + " | ".join(cell(value) for value in line) + " |" for line in lines)


def cell(value: object) -> str:
    """A value as it can stand in a table."""
    return " ".join(str(value).split()).replace("|", "\\|")


def code(words: Iterable[str]) -> str:
    """Words as code, with commas between."""
    return ", ".join(f"`{word}`" for word in words)


def number(value: float) -> str:
    """A number as a person writes it: 0.05, 1,000."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,g}"


def facts(*pairs: tuple[str, str]) -> str:
    """A list of named facts, without those that are empty."""
    return "\n".join(f"- {name}: {' '.join(value.split())}" for name, value in pairs if value)


# ---- one function a page

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


def roles_page(definitions: Definitions) -> str:
    """What each role of the website may do and see."""
    roles = sorted(definitions.roles.values(), key=lambda one: one.order)
    rights = [
        [
            code([one.id]),
            one.title,
            "yes" if one.writes else "no",
            code(role.id for role in roles if one.id in role.rights),
        ]
        for one in definitions.rights.values()
    ]
    told = [
        [
            role.title,
            code([role.id]),
            role.meaning,
            role.sees,
            "yes" if role.second_factor else "no",
            code(role.given_by) or "all",
        ]
        for role in roles
    ]
    return document(
        "Roles and rights of the website",
        "What somebody may do comes from their roles alone. A partnership can "
        "[change what a role may](../how-to/add-a-definition.md). "
        "Given by: the roles that may give it, of those that manage people.",
        table(["Role", "Identifier", "Who", "Sees what belongs to the", "Second proof", "Given by"], told),
        "## Rights",
        table(["Identifier", "Allows to", "Changes something", "Comes with"], rights),
    )


def registers_page(definitions: Definitions) -> str:
    """What each register holds, which states an entry passes through, and which days run."""
    blocks = []
    for one in sorted(definitions.registers.values(), key=lambda register: (register.order, register.title)):
        asked = [
            [
                field.title,
                code([field.id]),
                f"{field.kind}: {', '.join(field.choices.values()) or field.leads_to}"
                if field.choices or field.leads_to
                else field.kind,
                "yes" if field.required else "",
            ]
            for field in one.fields
        ]
        states = [
            [
                status.title,
                code([status.id]),
                "open" if status.open else "closed",
                code(status.needs),
                code(status.next) or "any",
            ]
            for status in one.statuses
        ]
        days = [
            f"- Clock {code([clock.id])}, {clock.title}: {clock.days} {'working ' if clock.working else ''}days from "
            f"{code([clock.starts])}{' where ' * bool(clock.where)}{code(f'{n}: {v}' for n, v in clock.where.items())}. "
            f"{clock.source}".rstrip()
            for clock in one.clocks
        ]
        counts = [f"- Count {code([count.id])}: {count.title}" for count in one.counts]
        blocks += [
            f"## {one.title}",
            one.purpose,
            facts(("Identifier", code([one.id])), ("Source", one.source)),
            table(["What", "Identifier", "Kind", "Must be filled"], asked),
            table(["Status", "Identifier", "State", "Needs", "Then comes"], states),
            "\n".join(days + counts),
        ]
    return document(
        "Registers",
        "Lists that a partnership keeps on the website. [A register is a definition](../how-to/keep-registers.md): a "
        "partnership can change these, and add its own.",
        *blocks,
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


def checks_page(definitions: Definitions) -> str:
    """Everything that the checker looks for."""
    kinds = sorted(definitions.checks.values(), key=lambda kind: kind.order)
    words = definitions.check_words.values()
    return document(
        "Checks",
        "What the checker recomputes in anyone's document. An error contradicts arithmetic or the calendar, a warning is "
        "likely wrong, a note is worth a look. Words in braces are filled in.",
        *(
            f"## {kind.title}\n\n{kind.explains} Identifier: `{kind.id}`.\n\n"
            + table(["Case", "How sure", "What it says"], [[c.id, c.severity, c.why] for c in kind.cases])
            for kind in kinds
        ),
        "## Words by which it understands a document",
        table(["What they mean", "Where", "Words"], [[w.title, w.used, ", ".join(w.words)] for w in words]),
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


def documents_page(definitions: Definitions) -> str:
    """Every document and its parts."""
    blocks = []
    for outline in definitions.documents.values():
        lead = (
            f"Until partners have added their judgement it calls itself *{outline.title_before_judgement}*. "
            f"Source: {outline.source}.{bound(outline)}"
        )
        rows = [
            [part.number, part.title, part.duty, waits(part), part.who]
            for part in sorted(outline.parts, key=lambda part: part.number)
        ]
        heads = ["Part", "Title", "Duty", "Filled from", "Who can supply it"]
        said = [f"## {outline.title}", lead, table(heads, rows), *meanings(outline), *cautions(outline)]
        blocks.append("\n\n".join(said))
    return document("Documents", "The documents that Wardmote writes, and what each part waits for.", *blocks)


PRINTED = {
    "always": "always",
    "recording-changed": "recording changed between the two years, for a measure of the page",
    "geography-changed": "areas or their map points changed between the two years",
    "not-located": "the force has records of the year without a location",
    "higher-rate": "a rate is called higher, or the map names a high one",
    "moved-points": "the area is a ward or a small area",
}


def meanings(outline: DocumentOutline) -> list[str]:
    """What the verdicts mean, as the document explains those that stand in it."""
    rows = [[code([token]), " ".join(text.split())] for token, text in outline.verdicts.items()]
    return (
        ["What it says of the verdicts that stand in it:", table(["Verdict", "Meaning"], rows)]
        if rows
        else []
    )


def cautions(outline: DocumentOutline) -> list[str]:
    """What not to conclude, in order."""
    rows = [[code([c.id]), PRINTED[c.when], c.text] for c in outline.cautions]
    heads = ["Caution", "Printed when", "Words"]
    return ["What it warns of, the most important first:", table(heads, rows)] if rows else []


def bound(outline: DocumentOutline) -> str:
    """Where its statutory duties bind."""
    letters = " or ".join(outline.duty_for)
    return (
        f" The duties bind areas whose code begins with {letters}; elsewhere none is printed."
        if letters
        else ""
    )


def surveys_page(definitions: Definitions) -> str:
    """What a codebook holds; partnerships write their own, so there is none to list."""
    blocks = [
        f"## {title}\n\n" + table(["Field", "Needed", "What"], fields_of(model))
        for title, model in (
            ("A codebook", Survey),
            ("A question, or one thing known of people", Question),
            ("An answer", Answer),
            ("A margin", PopulationMargin),
        )
    ]
    return document(
        "Codebooks of surveys",
        "A codebook says what one wave of a survey asked, of whom, and what the words in its file mean. A partnership's own "
        "lie in its `definitions/surveys/`; `wardmote survey guess FILE` [drafts one](../how-to/take-in-a-survey.md).",
        *blocks,
    )


def fields_of(model: type) -> Iterator[list[str]]:
    """Each field of a schema with the words that stand under it in the code."""
    fields: dict[str, Any] = model.model_fields  # type: ignore[attr-defined]
    lines = {
        name: words for kind in reversed(model.__mro__[:-1]) for name, words in words_under(kind).items()
    }
    for name, field in fields.items():
        if name not in ("version", "author", "effective_from", "effective_to"):
            words = lines.get(name, "Its own name" if name == "id" else "").replace("``", "`")
            yield [code([name]), "yes" if field.is_required() else "", words]


def words_under(kind: type) -> dict[str, str]:
    """Name of each attribute of a class -> the string that stands under it."""
    if not kind.__module__.startswith("wardmote"):
        return {}
    body = cast("ast.ClassDef", ast.parse(inspect.getsource(kind)).body[0]).body
    return {
        one.target.id: said.value.value
        for one, said in pairwise(body)
        if isinstance(one, ast.AnnAssign)
        and isinstance(one.target, ast.Name)
        and isinstance(said, ast.Expr)
        and isinstance(said.value, ast.Constant)
    }


def waits(part: Part) -> str:
    """What fills a part."""
    return f"Not yet assessed. Waits for: {part.waits_for}" if part.waits_for else "The evidence"


def matrices_page(definitions: Definitions) -> str:
    """By which criteria and on which scale issues are scored."""
    parts = []
    for one in sorted(definitions.matrices.values(), key=lambda entry: (entry.order, entry.id)):
        values = range(one.scale.least, one.scale.most + 1)
        rows = [
            [
                entry.title,
                entry.question,
                number(entry.weight),
                "<br>".join(worded(one, entry, value) for value in values),
            ]
            for entry in one.criteria
        ]
        bands = ", ".join(f"{band.title} from {number(band.at_least)}" for band in one.bands)
        parts.append(f"## {one.title}")
        parts.append(
            facts(
                ("Name", code([one.id])),
                ("What it is", one.description),
                ("Formula", f"{one.formula}; {number(one.most)} is the most"),
                ("Bands", bands),
                ("Graded apart", ", ".join(entry.title for entry in one.beside)),
                ("In force until", str(one.effective_to or "")),
                ("Source", one.source),
            )
        )
        parts.append(table(["Criterion", "Question", "Weight", "Scores"], rows))
    for need in sorted(definitions.community_matrices.values(), key=lambda entry: (entry.order, entry.id)):
        parts.append(f"## {need.title}")
        above = "" if need.priority_above is None else number(need.priority_above)
        parts.append(
            facts(
                ("Name", code([need.id])),
                ("What it is", need.description),
                ("Scale", need.normalise),
                ("A priority neighbourhood above", above),
                ("Source", need.source),
            )
        )
        parts.append(
            table(["Variable", "Weight"], [[one.title, number(one.weight)] for one in need.variables])
        )
    return document(
        "Matrices",
        "By which criteria partners score issues, and by which variables neighbourhoods are set side by side. "
        "A partnership can lay "
        "[its own](../how-to/put-issues-in-order.md) over these.",
        *parts,
    )


def worded(matrix: Matrix, criterion: Criterion, value: int) -> str:
    """A value of a scale with its words."""
    return f"{value}: {matrix.words_for(criterion, value) or 'no words'}"


PAGES: dict[str, Callable[[Definitions], str]] = {
    "matrices.md": matrices_page,
    "roles.md": roles_page,
    "registers.md": registers_page,
    "measures.md": measures_page,
    "sources.md": sources_page,
    "surveys.md": surveys_page,
    "thresholds.md": thresholds_page,
    "breaks.md": breaks_page,
    "feeds.md": feeds_page,
    "downloads.md": downloads_page,
    "forces.md": forces_page,
    "glossary.md": glossary_page,
    "documents.md": documents_page,
    "checks.md": checks_page,
}


# ---- the command line


def command_line() -> Any | None:
    """The root command of ``wardmote``, or None in a tree that has no command line yet."""
    if importlib.util.find_spec("wardmote.cli.app") is None:
        return None
    application = getattr(importlib.import_module("wardmote.cli.app"), "app", None)
    if application is None:
        return None
    import typer.main

    return typer.main.get_command(application)


def cli_page(root: Any) -> str:
    """Every command, its arguments and options."""
    found = list(commands(root, "wardmote"))
    overview = table(["Command", "What it does"], [[f"`{name}`", first_line(c)] for name, c in found])
    return document(
        "Command line",
        "Data go to standard output; progress and notes go to standard error.",
        overview,
        *(command_block(name, command) for name, command in found),
        exit_codes(),
    )


def commands(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    """Every command below one, in order, that does something itself."""
    inside = getattr(command, "commands", None)
    if inside is None:
        yield name, command
        return
    for word, child in inside.items():
        if not child.hidden:
            yield from commands(child, f"{name} {word}")


def first_line(command: Any) -> str:
    """What a command does, in a sentence."""
    return help_of(command).split("\n\n")[0]


def help_of(command: Any) -> str:
    """The whole help of a command."""
    return inspect.cleandoc(command.help or "").replace("\f", "").strip()


def command_block(name: str, command: Any) -> str:
    """One command in full."""
    context = command.context_class(command, info_name=name)
    usage = plain(" ".join([name, *command.collect_usage_pieces(context)]))
    records = [parameter.get_help_record(context) for parameter in command.params]
    rows = [[f"`{plain(names)}`", words] for names, words in filter(None, records)]
    heads = ["Argument or option", "Meaning"]
    blocks = [f"## {name}", help_of(command), f"```\n{usage}\n```", table(heads, rows) if rows else ""]
    return "\n\n".join(block for block in blocks if block)


def plain(usage: str) -> str:
    """Usage without the marks of programmers: ``PATH...`` for ``{PATH...}...``, ``TEXT`` for ``<str>``."""
    words = re.sub(r"\{(.+?)\}(\.\.\.)?", r"\1", usage)
    words = re.sub(r"^([A-Z.]+) <[^>]+>$", r"\1", words)
    return re.sub(
        r"<(int|float)( range)?>", "NUMBER", words.replace("<str>", "TEXT").replace("<path>", "PATH")
    )


def exit_codes() -> str:
    """What the exit code says."""
    rows = [
        (0, "Done. Rejected rows are noted; nothing new and dry runs end so too"),
        (1, "Nothing was published or produced"),
        (2, "Wrong usage"),
        (3, "Findings: a document that was checked states what cannot be right, or likely is not"),
        (4, "Busy: another run is writing"),
        (130, "Interrupted"),
    ]
    return "## Exit codes\n\n" + table(["Code", "Meaning"], rows)


if __name__ == "__main__":
    main()
