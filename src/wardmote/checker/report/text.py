"""Findings as plain text: by severity, the place first, one line each and why under it."""

from __future__ import annotations

from wardmote.checker.findings import Checked, Finding
from wardmote.checker.report.wording import (
    MANY,
    MEANING,
    by_severity,
    extent,
    likely,
    place_in_words,
    verdict,
)
from wardmote.publishing.legible import legible

INDENT = "    "


def as_text(checked: Checked) -> str:
    """All that was found, and all that could not be read."""
    lines = [f"{checked.document}: {verdict(checked)}", extent(checked)]
    for severity, found in by_severity(checked).items():
        if found:
            lines += ["", f"{MANY[severity]} ({MEANING[severity]})"]
            lines += [line for finding in found for line in _finding(finding, checked.format)]
    if checked.unread:
        lines += ["", "Not read"]
        lines += [
            f"- {place_in_words(one.place, checked.format)}: {one.what}. {one.why}" for one in checked.unread
        ]
    return "\n".join(_one_line(line) for line in lines)


def _finding(finding: Finding, form: str) -> list[str]:
    expected = f"; {_expected(finding)}" if finding.expected else ""
    lines = [f"- {place_in_words(finding.where.place, form)}: printed {finding.printed}{expected}"]
    if finding.where.text and finding.where.text != finding.printed:
        lines.append(f"{INDENT}In: {finding.where.text}")
    lines.append(f"{INDENT}{' '.join(part for part in (finding.why, likely(finding)) if part)}")
    return lines


def _expected(finding: Finding) -> str:
    return f"expected {finding.expected}"


def _one_line(text: str) -> str:
    """Without line breaks and control characters: words of a document never steer the terminal."""
    return legible(text.replace("\n", " ").replace("\t", "  ").replace("\r", " "))
