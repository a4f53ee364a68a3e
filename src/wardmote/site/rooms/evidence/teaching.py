"""Saying what the columns of a file hold: what a form says, and what a guess says, in each other's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import get_args

from django.utils.translation import gettext, gettext_lazy

from wardmote.definitions.models import Layout
from wardmote.operations.refusals import sentence_of
from wardmote.operations.source_guess import (
    Guess,
    GuessRequest,
    SeveralTablesError,
    guess_source,
)
from wardmote.site.kit.house import workspace
from wardmote.site.rooms.evidence import uploads

ACROSS = "across"
MOST_COLUMNS, MOST_WORDS = 60, 60
ROLES = {
    "": gettext_lazy("Not read"),
    "area": gettext_lazy("The area"),
    "level": gettext_lazy("What kind of area it is"),
    "item": gettext_lazy("What is counted"),
    "detail": gettext_lazy("A detail of what is counted"),
    "period": gettext_lazy("The period"),
    "year": gettext_lazy("The year"),
    "quarter": gettext_lazy("The quarter"),
    "month": gettext_lazy("The month"),
    "start": gettext_lazy("The first day"),
    "end": gettext_lazy("The last day"),
    "value": gettext_lazy("The number itself"),
    "base": gettext_lazy("How many were asked, or of how many"),
    "note": gettext_lazy("A note"),
}
"""Every role that a column can be given, in plain words."""
WORDS = {
    "measure": gettext_lazy("What is counted"),
    "area": gettext_lazy("Area"),
    "mark": gettext_lazy("Instead of a number"),
}
MARKS = {
    "zero": gettext_lazy("None: a zero"),
    "not-supplied": gettext_lazy("Not supplied"),
    "suppressed": gettext_lazy("Held back, to protect people"),
}
SURE = {
    "given": gettext_lazy("you said so"),
    "learned": gettext_lazy("as you said before"),
    "sure": gettext_lazy("clear from the cells"),
    "likely": gettext_lazy("likely"),
    "unsure": gettext_lazy("not clear"),
}
PERIODS = tuple(one for one in get_args(Layout.model_fields["periods"].annotation) if one)
"""Kinds of period that a table can have."""
WHOLE = ("measure", "area", "period", "periods", "level", "titled", "publisher", "name")
"""What can be said of a table as a whole."""


@dataclass(frozen=True)
class Guessed:
    """What is known of a table so far: a guess, or why there is none."""

    guess: Guess | None
    why_not: str = ""
    tables: tuple[str, ...] = ()
    """Tables of which one is to be chosen."""


class TooLargeToLookAt(Exception):  # noqa: N818
    """A file that is too large to be looked at while somebody waits."""


def waiting_file(key: str, name: str) -> Path | None:
    """The waiting file that an outcome is of, by the outcome's name; None where it waits no more."""
    first = PurePosixPath(name).parts[:1]
    return next((path for path in uploads.files_of(key) if (path.name,) == first), None)


def table_of(name: str) -> str:
    """The sheet, or the file in an archive, that an outcome is of; empty for a plain file."""
    parts = PurePosixPath(name).parts
    return parts[-1] if len(parts) > 1 else ""


def request_of(file: Path, table: str, said: Mapping[str, str]) -> GuessRequest:
    """What a form says, as a guess is asked for. What stands there as it was shown is not said again."""
    whole = {name: said.get(f"whole-{name}", "").replace("\x00", "").strip() for name in WHOLE}
    columns, unread = _columns(said)
    words = _words(said)
    return GuessRequest(
        file=file,
        sheet=table,
        columns=columns,
        unread=unread,
        measures=words["measure"] | ({"": whole["measure"]} if whole["measure"] else {}),
        areas=words["area"] | ({"": whole["area"].upper()} if whole["area"] else {}),
        marks=words["mark"],
        period=whole["period"],
        periods=whole["periods"],
        level=whole["level"],
        titled=(whole["titled"],) if whole["titled"] else (),
        publisher=whole["publisher"],
    )


def guessed(request: GuessRequest) -> Guessed:
    """The guess, or a sentence on why there is none, without any place on the server."""
    try:
        most = workspace().definitions.threshold("looked-at-most-bytes")
        if request.file.stat().st_size > most:
            raise TooLargeToLookAt(
                gettext(
                    "%(file)s is larger than %(most)s megabytes, too large to be looked at here. Keep a few hundred of its "
                    "rows in a file of their own, and send that in first: its columns then speak for the whole."
                )
                % {"file": request.file.name, "most": f"{most / 1_000_000:,.0f}"}
            )
        return Guessed(_for_people(guess_source(workspace(), request), request.file))
    except SeveralTablesError as error:
        return Guessed(None, without_places(error.untyped, request.file), error.tables)
    except TooLargeToLookAt as error:
        return Guessed(None, str(error))
    except Exception as error:
        return Guessed(None, in_words(error, request.file))


def _for_people(made: Guess, file: Path) -> Guess:
    """A guess whose sentences name no place on the server."""

    def told(words: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(without_places(one, file) for one in words)

    taken = made.taken
    if taken is not None:
        taken = replace(taken, notes=told(taken.notes), reasons=told(taken.reasons))
    return replace(made, notes=told(made.notes), asked=told(made.asked), taken=taken)


def without_places(words: str, file: Path) -> str:
    """A sentence without the folders of the server."""
    return words.replace(f"{file.parent}/", "").replace(f"{workspace().folder}/", "")


def in_words(error: Exception, file: Path) -> str:
    """A refusal without places on the server; our own mistakes go on."""
    words = sentence_of(error, for_command_line=False)
    if words is None:
        raise error
    return without_places(words, file)


def _columns(said: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    columns: dict[str, str] = {}
    unread: list[str] = []
    for place in range(MOST_COLUMNS):
        name, was, role = (said.get(f"{part}-{place}", "") for part in ("column", "was", "role"))
        if not name or role == was or role not in ROLES:
            continue
        if role:
            columns[role] = name
        else:
            unread.append(name)
    return columns, tuple(unread)


def _words(said: Mapping[str, str]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {kind: {} for kind in WORDS}
    for place in range(MOST_WORDS):
        kind, word, meaning = (said.get(f"{part}-{place}", "") for part in ("kind", "word", "meaning"))
        if kind in found and word and meaning.strip():
            found[kind][word] = meaning.strip().upper() if kind == "area" else meaning.strip()
    return found
