"""Checking a document in a process of its own, which is ended when it takes too long."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from wardmote.checker.reading.refusals import UnreadableError
from wardmote.checker.report.refusals import CannotCommentError
from wardmote.operations.check.job import Answer, check_file
from wardmote.operations.workspace import Workspace, find_workspace

ASKED, TOLD, REPORT = "asked.json", "told.json", "report"


class TookTooLongError(Exception):
    """A document whose check was ended because it took too long."""


class CheckStoppedError(Exception):
    """A check that ended without an answer; nothing is known of the document."""


@dataclass(frozen=True)
class Told:
    """What came of a check: the report that was asked for, the document's format, and how many findings there are of
    each severity. ``refusal``: why there is no report, where the format takes none of that form."""

    report: bytes
    format: str
    found: dict[str, int]
    refusal: str = ""


def check_apart(
    path: Path, workspace: Workspace | None, *, form: str, back: str = "", seconds: float
) -> Told:
    """Check a document in another process; whatever becomes of that, this one goes on.

    Parameters
    ----------
    path
        The document, in a folder of its own: all that is written meanwhile lies beside it.
    workspace
        With one, stated figures that it can count itself are compared with its snapshot.
    form
        ``html``, ``json``, or ``comments`` for a copy with comments.
    back
        Address that a page leads back to.
    seconds
        How long it may take; then the process is ended with all that it began.

    Raises
    ------
    UnreadableError
        When it cannot be read or is not safe to read.
    TookTooLongError
        When it took longer.
    CheckStoppedError
        When the process ended without an answer.
    """
    folder = path.parent / "apart"
    folder.mkdir()
    asked = {"path": str(path), "workspace": workspace and str(workspace.folder), "form": form, "back": back}
    (folder / ASKED).write_text(json.dumps(asked), "utf-8")
    command = [sys.executable, "-m", __name__, str(folder)]
    running = subprocess.Popen(  # noqa: S603
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True, env={**os.environ, "TMPDIR": str(folder)},
    )  # fmt: skip
    try:
        running.wait(seconds)
    except subprocess.TimeoutExpired as late:
        raise TookTooLongError(path.name) from late
    finally:
        _end(running)
    return _told(folder, path.name)


def _end(running: subprocess.Popen[bytes]) -> None:
    """End the process and all that it began, where anything of it is still there."""
    with suppress(ProcessLookupError):
        os.killpg(running.pid, signal.SIGKILL)
    running.wait()


def _told(folder: Path, name: str) -> Told:
    file = folder / TOLD
    if not file.is_file():
        raise CheckStoppedError(name)
    told = json.loads(file.read_text("utf-8"))
    if "unreadable" in told:
        raise UnreadableError(name, told["unreadable"])
    report = folder / REPORT
    return Told(report.read_bytes() if report.is_file() else b"", **told)


def _report(answer: Answer, form: str, back: str) -> bytes:
    match form:
        case "comments":
            return answer.commented()
        case "json":
            return json.dumps(answer.record, indent=1, ensure_ascii=False).encode()
        case _:
            return answer.page(back).encode()


def main(folder: Path) -> None:
    """Check what a folder asks for, and leave the answer there."""
    asked = json.loads((folder / ASKED).read_text("utf-8"))
    workspace = find_workspace(Path(asked["workspace"])) if asked["workspace"] else None
    try:
        answer = check_file(Path(asked["path"]), workspace)
    except UnreadableError as refusal:
        _leave(folder, {"unreadable": str(refusal)})
        return
    found = Counter(one.severity for one in answer.checked.findings)
    told: dict[str, object] = {"format": answer.checked.format, "found": dict(found)}
    try:
        (folder / REPORT).write_bytes(_report(answer, asked["form"], asked["back"]))
    except CannotCommentError as refusal:
        told["refusal"] = str(refusal)
    _leave(folder, told)


def _leave(folder: Path, told: dict[str, object]) -> None:
    (folder / TOLD).write_text(json.dumps(told), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
