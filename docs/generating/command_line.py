"""The page of the command line."""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import re
from collections.abc import Iterator
from typing import Any

from generating.markdown import document, table


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
