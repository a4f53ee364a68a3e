"""Generates the files of Safer Marrowmere, which does not exist, with known truths hidden in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from wardmote.demo.counts import draw_rows
from wardmote.demo.crime_plan import habits
from wardmote.demo.earlier import earlier, write_earlier
from wardmote.demo.feeds import write_feeds
from wardmote.demo.geography import write_geography
from wardmote.demo.own_definitions import write_definitions
from wardmote.demo.place import build_place
from wardmote.demo.police import pack, write_police
from wardmote.demo.surveys import write_surveys

DEFAULT_SEED = 295
"""The seed of the published demo; docs/explanation/demo.md says how it was chosen."""

Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class DemoFiles:
    """What was written and where, and what a workspace for it needs to know."""

    police: Path
    """The zip of monthly files, as the public downloads it from police.uk."""
    earlier: Path
    """The zip as it stood a year earlier: up to March 2025, without the records that came late."""
    police_months: Path
    """The same files unpacked, a folder a month, to look at."""
    feeds: Path
    """What the partners sent, a file each."""
    geography: Path
    """Folder with lookup, population and boundaries."""
    definitions: Path
    """Folder of the partnership's own definitions, to be laid over ours."""
    partnerships: tuple[str, ...]
    name: str
    marking: str
    seed: int


def generate(out: Path, seed: int = DEFAULT_SEED, progress: Progress | None = None) -> DemoFiles:
    """Write the files of Safer Marrowmere into a folder; the same seed gives the same bytes.

    out: folder, made where it is not there; files of an earlier run are written over. seed: governs the
    crimes; the map never changes. progress: called with what is being done and the share done, 0 to 1.
    Raises OSError when the folder cannot be written.
    """
    told = progress or (lambda _what, _share: None)
    told("Drawing the map", 0.0)
    place = build_place()
    months, last = habits().months, earlier().months[-1]
    slug = f"{place.plan.force.slug}-{months[0].label}-to-{months[-1].label}.zip"
    files = DemoFiles(
        police=out / slug,
        earlier=out / "a-year-earlier" / f"{place.plan.force.slug}-{months[0].label}-to-{last.label}.zip",
        police_months=out / "police",
        feeds=out / "partners",
        geography=out / "geography",
        definitions=out / "definitions",
        partnerships=(place.plan.partnership.code,),
        name=f"{place.plan.partnership.name} (made up)",
        marking="OFFICIAL",
        seed=seed,
    )
    write_geography(place, files.geography)
    write_definitions(files.definitions)
    told("Writing four years of crime", 0.1)
    drawn = draw_rows(place, seed)
    write_police(
        place,
        drawn,
        seed,
        files.police_months,
        lambda share: told("Writing four years of crime", 0.1 + 0.7 * share),
    )
    write_feeds(place, drawn, seed, files.feeds)
    write_surveys(seed, files.feeds)
    told("Packing the archive", 0.8)
    pack(files.police_months, files.police)
    with TemporaryDirectory(dir=out) as unpacked:
        write_earlier(files.police_months, Path(unpacked), seed)
        files.earlier.parent.mkdir(parents=True, exist_ok=True)
        pack(Path(unpacked), files.earlier)
    told("Packing the archive", 1.0)
    return files
