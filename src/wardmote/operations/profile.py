"""Writes the profile of one area: a page for a councillor, a bid or a press line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from wardmote.analyses.area_people import people_sentences
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
from wardmote.operations.builds import keep_build
from wardmote.operations.gathering import source_facts
from wardmote.operations.public_edition import (
    protection,
    public_name,
    public_profile,
    told,
)
from wardmote.operations.public_months import hidden_records
from wardmote.operations.tables import month_asked
from wardmote.operations.templates import templates_for
from wardmote.operations.workspace import Workspace
from wardmote.publishing import write
from wardmote.publishing.tree import Document

NAME = "area-profile"
"""What the records of profiles are called, where they are kept."""
FOLDER = "profiles"
FORMATS = ("html", "pdf")
RESERVED = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")
"""Names that Windows keeps for devices, whatever their ending."""
STEPS = ("Figures", "Laying out", "Writing")


@dataclass(frozen=True)
class ProfileResult:
    """The files written, the area, and the last month that they rest on.

    ``build``: the record of what the page says, where one was asked for.
    """

    files: tuple[Path, ...]
    area: Area
    to: str
    build: str = ""


def profile(
    workspace: Workspace,
    codes: Sequence[str],
    *,
    name: str = "",
    to: str | None = None,
    out: Path | None = None,
    formats: Sequence[str] = FORMATS,
    templates: Sequence[Path] = (),
    public: bool = False,
    keep: bool = False,
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
    public
        Write the public edition, under a name of its own.
    keep
        Keep a record of what the page says, as ``assess`` does.

    Raises
    ------
    UnknownAreaError, NotOneAreaError
        When a code or name is of no area or of several, or when the areas are of different levels.
    EvidenceAbsent, MonthError
        When the evidence cannot bear it.
    DisclosureError
        When a public edition was asked for whose small counts cannot be hidden.
    FormatError, TemplateError
        When a format is not known, or a template cannot be used.
    """
    own = templates_for(workspace, formats, templates)
    progress(STEPS[0], 0, len(STEPS))
    area = area_asked(workspace, codes, name)
    needs = gather(workspace, area, to, public=public)
    progress(STEPS[1], 1, len(STEPS))
    document = build(needs)
    progress(STEPS[2], 2, len(STEPS))
    files = write(
        document,
        out or workspace.documents / FOLDER,
        formats,
        name=public_name(file_name(area)) if public else file_name(area),
        templates=own,
    )
    recorded = public_name(NAME) if public else NAME
    build_id = keep_build(workspace, document, needs.table, name=recorded).id if keep else ""
    progress(STEPS[2], len(STEPS), len(STEPS))
    return ProfileResult(tuple(files), area, needs.table.current.end, build_id)


def profile_document(
    workspace: Workspace, codes: Sequence[str], *, to: str | None = None, public: bool = False
) -> Document:
    """The page about an area, laid out and not written: for whoever shows it in another way.

    Raises
    ------
    UnknownAreaError, NotOneAreaError, EvidenceAbsent, MonthError, DisclosureError
        As ``profile``.
    """
    return build(gather(workspace, area_asked(workspace, codes), to, public=public))


def area_asked(workspace: Workspace, codes: Sequence[str], name: str = "") -> Area:
    """The area of these codes or names, several of one level as one.

    Raises
    ------
    UnknownAreaError, NotOneAreaError
        When a code or name is of no area or of several, or when the areas are of different levels.
    """
    connection, partnership = workspace.snapshot.connection(), workspace.area()
    return joined([named_area(connection, code, partnership) for code in codes], " ".join(name.split()))


def gather(workspace: Workspace, area: Area, to: str | None = None, *, public: bool = False) -> ProfileNeeds:
    """Everything that the evidence can say of an area on one page; for the public only what it may know.

    Raises
    ------
    EvidenceAbsent
        When no police file of the area was taken in.
    DisclosureError
        When small counts cannot be hidden from the public.
    """
    guard = protection(workspace) if public else None
    evidence = guard.evidence if guard else workspace.evidence()
    area, partnership = (replace(one, name=in_line(one.name)) for one in (area, workspace.area()))
    known = performance_table(evidence, area, month_asked(workspace, to))
    table = guard.table(known) if guard else known
    place = area_place(evidence, area, partnership)
    other = surrounding_force(evidence, area) if place.whole else partnership
    if guard and guard.covers_records(table):
        other = None
    profile = area_profile(evidence, told(table), other)
    if profile.line is None:
        raise EvidenceAbsent(_nothing(evidence, table))
    needs = ProfileNeeds(
        partnership=workspace.settings.name,
        marking=evidence.marking,
        colour=workspace.settings.colour,
        definitions=workspace.definitions,
        table=table,
        place=place,
        profile=profile,
        people=people_sentences(evidence, area),
        licences=tuple(dict.fromkeys(one.licence for one in source_facts(workspace) if not one.answers)),
    )
    return public_profile(needs, guard, hidden_records(workspace, guard)) if guard else needs


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
        "Take its files in."
    )
