"""Builds the made-up partnership Safer Marrowmere, takes it in through the same door, and writes its pack."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from wardmote.demo import DEFAULT_SEED, generate
from wardmote.evidence import IngestReport, Progress, quiet
from wardmote.operations.assess import AssessResult, assess
from wardmote.operations.init import init
from wardmote.operations.last_assessment import keep_anew
from wardmote.operations.settings import SiteSettings, as_toml
from wardmote.operations.workspace import FILE, Workspace, WorkspaceError, find_workspace

DEFAULT_FOLDER = Path("demo-partnership")


@dataclass(frozen=True)
class DemoResult:
    """The demo's files, its workspace, what was taken in and the documents."""

    files: Path
    workspace: Workspace
    report: IngestReport
    pack: AssessResult


def demo(out: Path = DEFAULT_FOLDER, *, seed: int = DEFAULT_SEED, progress: Progress = quiet) -> DemoResult:
    """Generate, take in and assess the made-up partnership. An earlier demo in the folder is replaced.

    Raises
    ------
    WorkspaceError
        When the folder holds something that no demo made.
    """
    _clear(out)
    files = generate(out / "files", seed, lambda step, done: progress(step, round(100 * done), 100))
    made = init(
        out / "workspace",
        files.partnerships,
        [files.geography],
        name=files.name,
        marking=files.marking,
        definitions=files.definitions,
        progress=progress,
    )
    _easy_to_enter(made.workspace)
    _last_year(made.workspace, files.earlier, progress)
    workspace = find_workspace(made.workspace.folder)
    report = workspace.store.ingest([files.police, files.feeds], progress=progress)
    pack = assess(workspace, since="last", progress=progress)
    return DemoResult(out / "files", workspace, report, pack)


def _last_year(workspace: Workspace, archive: Path, progress: Progress) -> None:
    """Assess the partnership as it could be assessed a year earlier, and keep what that build says."""
    workspace.store.ingest([archive], progress=progress)
    keep_anew(workspace)


def _easy_to_enter(workspace: Workspace) -> None:
    """Let its made-up people sign in by their password alone."""
    site = SiteSettings(second_factor="offered")
    text = as_toml(workspace.settings.model_copy(update={"site": site}))
    (workspace.folder / FILE).write_text(text, encoding="utf-8", newline="\n")


def _clear(out: Path) -> None:
    """Remove an earlier demo, and nothing else."""
    if not out.exists():
        return
    ours = {"files", "workspace"}
    found = {entry.name for entry in out.iterdir()} if out.is_dir() else {out.name}
    if found - ours or ("workspace" in found and not (out / "workspace" / FILE).is_file()):
        raise WorkspaceError(f"{out} holds something else than a demo. Name another folder with --out.")
    for name in found:
        shutil.rmtree(out / name)
