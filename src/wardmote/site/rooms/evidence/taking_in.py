"""The long work of taking files in: the same door as everybody's, with its report kept for the page."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import asdict
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from wardmote.evidence import EvidenceBusy, IngestRefused, IngestReport
from wardmote.site.kit.jobs.kinds import JobRefused, Kind, Outcome, Work, offer
from wardmote.site.rooms.evidence import uploads

KIND = "ingest"
PAUSE = 1.0
WAITS = "Waiting until other files are taken in"
NOTHING_LEFT = "The files are no longer here: they are kept for some days only. Send them again."


def take_in(work: Work) -> Outcome:
    """Take waiting files in, or only check them.

    The request holds ``key`` and ``names`` of the files, ``check`` (only look) and ``skip`` (go on without files that are
    refused).
    """
    key = str(work.request["key"])
    uploads.let_go_of_old(work.workspace.definitions.threshold("arrivals-kept-days"))
    files = uploads.files_of(key)
    if not files:
        raise JobRefused(NOTHING_LEFT)
    check = bool(work.request.get("check"))
    before = work.workspace.store.current_id()
    try:
        report = _when_free(work, files, check)
    except IngestRefused as refusal:
        facts = told(
            refusal.report, uploads.folder_of(key), work.workspace.definitions.threshold("rejected-rows-kept")
        )
        raise JobRefused(headline(refusal.report), facts) from refusal
    facts = told(report, uploads.folder_of(key), work.workspace.definitions.threshold("rejected-rows-kept"))
    if not check and not report.refused:
        uploads.let_go(key)
    return Outcome(
        headline(report),
        "",
        facts,
        before={"snapshot": before},
        after={"snapshot": work.workspace.store.current_id()},
    )


def _when_free(work: Work, files: list[Path], check: bool) -> IngestReport:
    """Take files in; while another call does so, wait and say so, up to the time that the threshold allows."""
    until = monotonic() + work.workspace.definitions.threshold("store-busy-seconds")
    while True:
        try:
            return work.workspace.store.ingest(
                files, dry_run=check, skip_refused=bool(work.request.get("skip")), progress=work.progress
            )
        except EvidenceBusy:
            if monotonic() >= until:
                raise
        work.progress(WAITS, 0, 0)
        sleep(PAUSE)


def headline(report: IngestReport) -> str:
    """What happened, and where files were refused, how many: each says why beside its name."""
    first = report.sentences()[0]
    refused = len(report.refused)
    if not refused:
        return first
    return f"{first} {'1 file was' if refused == 1 else f'{refused} files were'} refused; why stands beside each."


def told(report: IngestReport, folder: Path, most: float) -> dict[str, Any]:
    """The report as the page shows it; the server's own folders stand in none of its words."""
    outcomes = [{**asdict(one), "sentence": one.untyped} for one in report.outcomes]
    reasons = [asdict(one) for one in report.reasons]
    rows = _rejected(report.rejects, int(most))
    facts = {
        "published": report.published,
        "dry_run": report.dry_run,
        "snapshot": report.after,
        "outcomes": outcomes,
        "notes": list(report.notes),
        "reasons": reasons,
        "rejected": rows,
        "rejected_in_all": report.rejected if report.published or report.dry_run else len(rows),
    }
    cleaned: dict[str, Any] = _without(facts, _places_of(folder))
    return cleaned


def _places_of(folder: Path) -> re.Pattern[str]:
    """Every folder beside this one: a file may replace one that came in another, and the report names both."""
    return re.compile(re.escape(f"{folder.parent}/") + "[0-9a-f]{32}/")


def _rejected(path: Path | None, most: int) -> list[dict[str, Any]]:
    """The first rejected rows: where, what was found, what was expected, and the row with the place of the cell."""
    if path is None or not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        rows: list[dict[str, Any]] = []
        for row in csv.DictReader(stream):
            if len(rows) >= most:
                break
            rows.append({**row, "cells": _cells(row.get("row") or "")})
    return rows


def _cells(row: str) -> list[str]:
    return next(csv.reader(io.StringIO(row)), [])


def _without(thing: Any, place: re.Pattern[str]) -> Any:
    """The same without the names of folders in any of its texts."""
    if isinstance(thing, str):
        return place.sub("", thing)
    if isinstance(thing, dict):
        return {name: _without(one, place) for name, one in thing.items()}
    if isinstance(thing, list | tuple):
        return [_without(one, place) for one in thing]
    return str(thing) if isinstance(thing, Path) else thing


offer(Kind(KIND, "evidence-upload", "evidence.taken-in", take_in))
