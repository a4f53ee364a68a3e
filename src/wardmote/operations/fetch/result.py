"""What a fetch would do, and what it did."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Planned:
    """One file that a fetch would bring."""

    title: str
    address: str
    path: Path
    size: str
    """How large it is, in words; says so where the publisher does not say."""


@dataclass(frozen=True)
class Got:
    """One file that is there now."""

    path: Path
    title: str
    address: str
    """Where it is from; of a file made from several, the first."""
    bytes: int
    sha256: str
    new: bool = True
    """Whether it was fetched by this call; not where the publisher says that it has not changed."""


@dataclass(frozen=True)
class FetchResult:
    """The files of a fetch, or the plan of one that was only tried out."""

    folder: Path
    files: tuple[Got, ...] = ()
    planned: tuple[Planned, ...] = ()
    notes: tuple[str, ...] = ()
    """Sentences that a user should read: what is missing, inferred, or made from something else."""

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files to take in."""
        return tuple(got.path for got in self.files)


def in_words(size: int) -> str:
    """A number of bytes as a person would say it."""
    if size >= 1_000_000_000:
        return f"{size / 1e9:,.1f} GB"
    return f"{size / 1e6:,.1f} MB" if size >= 100_000 else f"{size / 1e3:,.1f} kB"
