"""Writes the profile of one area: a page for a councillor, a bid or a press line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from wardmote.analyses.area_place import area_place
from wardmote.analyses.area_profile import area_profile
from wardmote.analyses.rates_beside import surrounding_force
from wardmote.analyses.wording import in_line
from wardmote.documents.area_profile import ProfileNeeds, build
from wardmote.evidence import EvidenceAbsent, Progress, quiet
from wardmote.figures import Area, Evidence, Table, performance_table
from wardmote.figures.areas import joined
from wardmote.figures.months import in_words
from wardmote.figures.naming import named_area
from wardmote.figures.suppliers import forces_of
from wardmote.operations.gathering import source_facts
from wardmote.operations.tables import month_asked
from wardmote.operations.templates import templates_for
from wardmote.operations.workspace import Workspace
from wardmote.publishing import write

FOLDER = "profiles"
FORMATS = ("html", "pdf")
RESERVED = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")
"""Names that Windows keeps for devices, whatever their ending."""
STEPS = ("Figures", "Laying out", "Writing")


@dataclass(frozen=True)
class ProfileResult:
    """The files written, the area, and the last month that they rest on."""

    files: tuple[Path, ...]
    area: Area
    to: str


def profile(
    workspace: Workspace,
    codes: Sequence[str],
    *,
    name: str = "",
    to: str | None = None,
    out: Path | None = None,
    formats: Sequence[str] = FORMATS,
    templates: Sequence[Path] = (),
    progress: Progress = quiet,
) -> ProfileResult:
    """Write the page about an area.

    Parameters
    ----------
    codes
        Codes of areas, or names that only one area has; several of one level are taken as one area.
    name
        What the area is called; by its own name, or by those of its parts, without it.
    to
        Last month, YYYY-MM; the last month complete in all sources without it.
    out
        Folder to write to; ``profiles`` in the workspace's documents without it.
    formats
        Of those that a document is written in.
    templates
        The partnership's own templates, at most one a format; they go before those that the workspace names.

    Raises
    ------
    UnknownAreaError, NotOneAreaError
        When a code or name is of no area or of several, or when the areas are of different levels.
    EvidenceAbsent, MonthError
        When the evidence cannot bear it.
    FormatError, TemplateError
        When a format is not known, or a template cannot be used.
    """
    own = templates_for(workspace, formats, templates)
    progress(STEPS[0], 0, len(STEPS))
    area = area_asked(workspace, codes, name)
    needs = gather(workspace, area, to)
    progress(STEPS[1], 1, len(STEPS))
    document = build(needs)
    progress(STEPS[2], 2, len(STEPS))
    files = write(
        document,
        out or workspace.documents / FOLDER,
        formats,
        name=file_name(area),
        templates=own,
    )
    progress(STEPS[2], len(STEPS), len(STEPS))
    return ProfileResult(tuple(files), area, needs.table.current.end)


def area_asked(workspace: Workspace, codes: Sequence[str], name: str = "") -> Area:
    """The area of these codes or names, several of one level as one.

    Raises
    ------
    UnknownAreaError, NotOneAreaError
        When a code or name is of no area or of several, or when the areas are of different levels.
    """
    connection, partnership = workspace.snapshot.connection(), workspace.area()
    return joined([named_area(connection, code, partnership) for code in codes], " ".join(name.split()))


def gather(workspace: Workspace, area: Area, to: str | None = None) -> ProfileNeeds:
    """Everything that the evidence can say of an area on one page.

    Raises
    ------
    EvidenceAbsent
        When no police file of the area was taken in.
    """
    evidence = workspace.evidence()
    area, partnership = (replace(one, name=in_line(one.name)) for one in (area, workspace.area()))
    table = performance_table(evidence, area, month_asked(workspace, to))
    place = area_place(evidence, area, partnership)
    other = surrounding_force(evidence, area) if place.whole else partnership
    profile = area_profile(evidence, table, other)
    if profile.line is None:
        raise EvidenceAbsent(_nothing(evidence, table))
    return ProfileNeeds(
        partnership=workspace.settings.name,
        marking=workspace.settings.marking,
        colour=workspace.settings.colour,
        definitions=workspace.definitions,
        table=table,
        place=place,
        profile=profile,
        licences=tuple(dict.fromkeys(source.licence for source in source_facts(workspace))),
    )


def file_name(area: Area) -> str:
    """What the files of an area are called: its code, or its name where it is made of several.

    Never a name that Windows keeps for a device.
    """
    if len(area.member_codes) == 1:
        return area.code
    plain = unicodedata.normalize("NFKD", area.name).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "-".join(area.member_codes)[:60]
    return f"{name}-area" if RESERVED.fullmatch(name.lower()) else name


def _nothing(evidence: Evidence, table: Table) -> str:
    """Why there is nothing to say of an area."""
    named = {force.code: force.title for force in evidence.definitions.forces.values() if force.code}
    forces = [
        named.get(one.code, one.code) for one in forces_of(evidence, [table.area]).get(table.area.code, [])
    ]
    who = f" Its police force is {' and '.join(forces)}." if forces else " The lookup names no force for it."
    return (
        f"No police file of {table.area.name} was taken in for the years to {in_words(table.current.end)}.{who} "
        "Take its files in with 'wardmote ingest PATH'."
    )
