"""Words that every report shares: places, counts, severities, and the sentence that sums up."""

from __future__ import annotations

from wardmote.checker.findings import Checked, Finding, Severity
from wardmote.checker.read_document import Format, Place
from wardmote.definitions import Definitions

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
MEANING: dict[Severity, str] = {
    "error": "cannot be right",
    "warning": "likely wrong",
    "note": "worth a look",
}
MANY: dict[Severity, str] = {"error": "Errors", "warning": "Warnings", "note": "Notes"}
PAGED: dict[Format, str] = {"pptx": "Slide", "xlsx": "Sheet", "ods": "Sheet"}


def place_in_words(place: Place, form: str = "") -> str:
    """Where something stands: page, table, row, column, line, as far as the format knows them."""
    parts = []
    if place.sheet:
        parts.append(f"sheet {place.sheet}")
    elif place.page is not None:
        word = next((word for known, word in PAGED.items() if known == form), "Page").lower()
        printed = (
            f" (printed {place.printed_page})" if place.printed_page not in {"", str(place.page)} else ""
        )
        parts.append(f"{word} {place.page}{printed}")
    elif place.printed_page:
        parts.append(f"page {place.printed_page}")
    for name in ("table", "row", "column") if place.row is not None else ("table", "line"):
        value = getattr(place, name)
        if value is not None:
            parts.append(f"{name} {value}")
    words = ", ".join(parts) or "in the text"
    return words[0].upper() + words[1:]


def counted(number: int, one: str, many: str = "") -> str:
    """ "1 error", "2 errors", "no errors"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}" if number else f"no {many or one + 's'}"


def by_severity(checked: Checked) -> dict[Severity, list[Finding]]:
    """The findings of each severity, the gravest first, each in the order of reading."""
    return {name: [one for one in checked.findings if one.severity == name] for name in SEVERITIES}


def verdict(checked: Checked) -> str:
    """The answer in one sentence, which never takes silence for a pass."""
    grouped = by_severity(checked)
    if not checked.figures and not checked.findings:
        return "No figure was understood, so that nothing can be said of this document."
    if not any(grouped.values()):
        return "Nothing was found that cannot be right."
    if not grouped["error"] and not grouped["warning"]:
        return f"Nothing was found that cannot be right; {counted(len(grouped['note']), 'note')} to look at."
    told = [counted(len(found), name) for name, found in grouped.items() if found]
    return f"{' and '.join([', '.join(told[:-1]), told[-1]] if len(told) > 1 else told)}.".capitalize()


def extent(checked: Checked) -> str:
    """How much was read and recomputed."""
    return (
        f"{counted(checked.tables, 'table')} and {counted(checked.figures, 'figure')} were read and "
        f"{counted(checked.recomputed, 'check')} carried out."
    ).capitalize()


def likely(finding: Finding) -> str:
    """The likely slip as a sentence; "" where none is known."""
    slip = finding.slip.strip()
    return f"Likely slip: {slip[0].lower()}{slip[1:]}" if slip else ""


def title_of(kind: str, definitions: Definitions) -> str:
    """What a kind of finding is called."""
    known = definitions.checks.get(kind)
    return known.title if known else kind.replace("-", " ").capitalize()
