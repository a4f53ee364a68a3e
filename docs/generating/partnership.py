"""Pages of what a partnership lays down: roles, registers, matrices."""

from __future__ import annotations

from generating.markdown import code, document, facts, number, table
from wardmote.definitions import Definitions
from wardmote.definitions.matrices import Criterion, Matrix


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


def judgement_page(definitions: Definitions) -> str:
    """What may lie behind priorities, what may run through issues, and which answers of surveys speak of which measures."""
    behind = [
        [one.title, code([one.id]), one.meaning, " and ".join(one.use), one.source]
        for one in sorted(definitions.drivers.values(), key=lambda entry: entry.order)
    ]
    named = [
        [one.title, code([one.id]), "; ".join(one.words), code(one.measures), one.source]
        for one in sorted(definitions.concerns.values(), key=lambda entry: entry.title)
    ]
    return document(
        "Drivers, threads and concerns",
        "What a partnership sets beside its priorities. That a driver lies behind a priority, or a thread runs through an "
        "issue, is what people judge; no figure shows it.",
        "## Drivers and threads",
        table(["What", "Identifier", "Meaning", "Used as", "Source"], behind),
        "## Concerns",
        "Answers of a survey that plainly speak of the same problem as a measure. What people worry about and what is "
        "recorded stand side by side; neither measures the other.",
        table(["Concern", "Identifier", "Other words for it", "Measures", "Source"], named),
    )


def worded(matrix: Matrix, criterion: Criterion, value: int) -> str:
    """A value of a scale with its words."""
    return f"{value}: {matrix.words_for(criterion, value) or 'no words'}"
