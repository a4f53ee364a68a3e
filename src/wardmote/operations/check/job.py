"""The job: one document is read, recomputed, and where there is a workspace compared with its snapshot."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wardmote.checker.findings import Checked
from wardmote.checker.read_document import ReadDocument
from wardmote.definitions import Definitions, load
from wardmote.evidence import Progress, quiet
from wardmote.operations.workspace import Workspace

LOUD = ("error", "warning")
STEPS = 3


@dataclass(frozen=True)
class Answer:
    """A document, what was found in it, and the definitions by which its report names what was found."""

    path: Path
    document: ReadDocument
    checked: Checked
    definitions: Definitions

    @property
    def clean(self) -> bool:
        """Whether nothing was found but notes."""
        return not any(finding.severity in LOUD for finding in self.checked.findings)

    @property
    def text(self) -> str:
        """The findings as text."""
        from wardmote.checker.report.text import as_text

        return as_text(self.checked)

    @property
    def record(self) -> dict[str, Any]:
        """The findings in the schema ``wardmote.check/1``."""
        from wardmote.checker.report.record import as_record

        return as_record(self.checked)

    @property
    def html(self) -> str:
        """A page that shows the document with its marks."""
        return self.page()

    def page(self, back: str = "") -> str:
        """The same page, with a link back to the address where a document is checked."""
        from wardmote.checker.report.html import as_html

        return as_html(self.document, self.checked, self.definitions, back)

    def commented(self) -> bytes:
        """A copy of an ODT or DOCX document with comments at the places.

        Raises
        ------
        CannotCommentError
            When it is of another format.
        """
        from wardmote.checker.report.comments import with_comments

        return with_comments(self.path, self.checked)


def check_file(path: Path, workspace: Workspace | None = None, progress: Progress = quiet) -> Answer:
    """Check a document of any format that the checker reads. Nothing in it is executed or fetched.

    Parameters
    ----------
    path
        The document.
    workspace
        With one, stated figures that it can count itself are compared with its snapshot.
    progress
        Told of each step.

    Raises
    ------
    UnreadableError
        When it cannot be read or is not safe to read; the sentence says what to do.
    """
    from wardmote.checker import check
    from wardmote.checker.reading import read_document
    from wardmote.operations.check.held import compared

    step = f"Checking {path.name}"
    progress(step, 0, STEPS)
    document = read_document(path)
    progress(step, 1, STEPS)
    definitions = workspace.definitions if workspace is not None else load()
    checked = check(document, definitions)
    progress(step, 2, STEPS)
    if workspace is not None:
        checked = compared(document, checked, workspace, progress)
    progress(step, STEPS, STEPS)
    return Answer(path, document, checked, definitions)
