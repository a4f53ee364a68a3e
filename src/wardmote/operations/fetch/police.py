"""Fetches street-level crime, outcomes and stop and search of one's own forces from data.police.uk."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from wardmote.definitions.asking import ALL_FORCES, UnknownNameError, the_one_called
from wardmote.definitions.fetching import Download, Form
from wardmote.definitions.models import Force
from wardmote.evidence import Progress, quiet
from wardmote.operations.fetch.bring import Bringing
from wardmote.operations.fetch.clock import Clock, SystemClock
from wardmote.operations.fetch.errors import FetchAskedWrongly, FetchError
from wardmote.operations.fetch.form import order
from wardmote.operations.fetch.ledger import Ledger, alone_in
from wardmote.operations.fetch.months import MONTH, between, on_offer, wanted
from wardmote.operations.fetch.result import FetchResult, Got, Planned
from wardmote.operations.fetch.troubles import host_of
from wardmote.operations.fetch.web import Web

TITLE = "Police files"
SHOWN = 6


@dataclass(frozen=True)
class PoliceRequest:
    """What of data.police.uk is wanted.

    Parameters
    ----------
    forces
        Their names in police.uk file names, such as ``bedfordshire``.
    first, last
        Months; empty for as far as the publisher goes.
    parts
        Kinds of file: street, outcomes, stop-and-search; all when empty.
    archive
        Last month of the archive to take them from; empty for a file made to order.
    """

    forces: tuple[str, ...]
    first: str = ""
    last: str = ""
    parts: tuple[str, ...] = ()
    archive: str = ""
    dry_run: bool = False


def fetch_police(
    download: Download,
    forces: Mapping[str, Force],
    request: PoliceRequest,
    folder: Path,
    *,
    progress: Progress = quiet,
    clock: Clock | None = None,
) -> FetchResult:
    """Have a file made of one's own forces and months, and bring it; or take them out of an archive.

    Raises
    ------
    FetchAskedWrongly
        When the request is not one that the publisher can meet.
    FetchError
        When the network or the publisher fails.
    """
    form = download.form
    if form is None:
        raise FetchError(
            f"The definition {download.id} describes no form. Correct it in definitions/downloads/."
        )
    known = {force.slug: force for force in forces.values()}
    request = _checked(request, form, known)
    notes = [f"{known[slug].title}: {known[slug].caveat}" for slug in request.forces if known[slug].caveat]
    with Web(download, clock or SystemClock()) as web:
        if request.archive:
            return _from_archive(web, form, request, folder, progress, notes)
        offered = on_offer(web.json(form.months), host_of(form.months))
        first, last = wanted(request.first, request.last, offered)
        target = folder / _name(request.forces, f"{first}-to-{last}")
        if request.dry_run:
            planned = Planned(
                TITLE, form.page, target, "made to order, usually a few MB for each force and year"
            )
            return FetchResult(folder, planned=(planned,), notes=tuple(notes))
        with alone_in(folder) as ledger:
            address = order(web, form, request.forces, (first, last), request.parts, progress)
            got = Bringing(web, ledger, progress).bring(address, target, TITLE)
    notes += missing_months(target, request.forces, between(first, last), request.parts)
    return FetchResult(folder, (got,), notes=tuple(notes))


def _checked(request: PoliceRequest, form: Form, known: Mapping[str, Force]) -> PoliceRequest:
    called = [(slug, (force.id, force.title, *force.names)) for slug, force in known.items()]
    try:
        forces = [the_one_called("police force", one, called, ALL_FORCES) for one in request.forces]
    except UnknownNameError as error:
        raise FetchAskedWrongly(str(error)) from error
    if not forces:
        raise FetchAskedWrongly(
            "No police force is named. Name one with --force, such as --force bedfordshire."
        )
    parts = request.parts or tuple(form.parts)
    for part in parts:
        if part not in form.parts:
            raise FetchAskedWrongly(
                f"There is no kind of file called {part}. The kinds are {', '.join(form.parts)}."
            )
    for month in filter(None, (request.archive, request.first, request.last)):
        if not MONTH.match(month):
            raise FetchAskedWrongly(f"{month} is not a month. Write it as 2024-04.")
    return PoliceRequest(
        tuple(dict.fromkeys(forces)),
        request.first,
        request.last,
        parts,
        request.archive,
        request.dry_run,
    )


def _name(forces: Sequence[str], rest: str) -> str:
    named = "-".join(forces) if len(forces) <= 3 else f"{len(forces)}-forces"
    return f"police-uk-{named}-{rest}.zip"


def _from_archive(
    web: Web, form: Form, request: PoliceRequest, folder: Path, progress: Progress, notes: list[str]
) -> FetchResult:
    """Bring a whole archive, keep the files of one's own forces, and let the rest go."""
    address = form.archive.format(month=request.archive)
    whole = folder / f"police-uk-archive-{request.archive}.zip"
    target = folder / _name(request.forces, f"archive-{request.archive}")
    if request.dry_run:
        planned = Planned(
            f"Archive to {request.archive}", address, target, "over 1 GB, of which a few MB are kept"
        )
        return FetchResult(folder, planned=(planned,), notes=tuple(notes))
    with alone_in(folder) as ledger:
        brought = Bringing(web, ledger, progress).bring(address, whole, f"Archive to {request.archive}")
        got = _keep_own(brought, request, target, ledger, web)
        whole.unlink()
    months = sorted({name[:7] for name in _members(target)})
    first, last = request.first or months[0], request.last or months[-1]
    notes.append(f"The archive itself was removed: the files of {', '.join(request.forces)} are in {target}.")
    notes += missing_months(target, request.forces, between(first, last), request.parts)
    return FetchResult(folder, (got,), notes=tuple(notes))


def _keep_own(brought: Got, request: PoliceRequest, target: Path, ledger: Ledger, web: Web) -> Got:
    draft = target.with_name(f"{target.name}.draft")
    pattern = _own(request.forces, request.parts)
    kept = 0
    with zipfile.ZipFile(brought.path) as source, zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as own:
        for name in sorted(source.namelist()):
            found = pattern.match(name.rsplit("/", maxsplit=1)[-1])
            if found and (request.first or found[1]) <= found[1] <= (request.last or found[1]):
                own.writestr(
                    zipfile.ZipInfo(f"{found[1]}/{found[0]}", (1980, 1, 1, 0, 0, 0)), source.read(name)
                )
                kept += 1
    if not kept:
        draft.unlink()
        raise FetchError(
            f"The archive {request.archive} holds no file of {', '.join(request.forces)} for those months. It is kept as "
            f"{brought.path}."
        )
    draft.replace(target)
    return ledger.enter(
        target,
        f"Police files out of the archive to {request.archive}",
        brought.address,
        None,
        web.clock.today(),
    )


def missing_months(
    path: Path, forces: Sequence[str], months: Sequence[str], parts: Sequence[str]
) -> list[str]:
    """Sentences on months of which a zip holds no file, by force and kind: a gap, not a zero."""
    there = set(_members(path))
    notes = []
    for force in forces:
        for part in parts:
            gone = [month for month in months if f"{month}-{force}-{part}.csv" not in there]
            if gone:
                shown = ", ".join(gone[:SHOWN]) + (
                    f" and {len(gone) - SHOWN} more" if len(gone) > SHOWN else ""
                )
                notes.append(
                    f"No {part} file of {force} for {len(gone)} of {len(months)} months ({shown}): not published, which is "
                    "not the same as none recorded."
                )
    return notes


def _members(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        return [name.rsplit("/", maxsplit=1)[-1] for name in archive.namelist()]


def _own(forces: Sequence[str], parts: Sequence[str]) -> re.Pattern[str]:
    either = "|".join(map(re.escape, forces)), "|".join(map(re.escape, parts))
    return re.compile(rf"^(\d{{4}}-\d{{2}})-({either[0]})-({either[1]})\.csv$")
