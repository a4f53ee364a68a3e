"""How much a call may bring in, so that a small file cannot fill the disk."""

from __future__ import annotations

import io
import sys
import threading
from typing import IO, Any

from wardmote.definitions import Definitions
from wardmote.evidence.refusals import Refused

BLOCK = 1 << 20
"""Bytes read at a time. What fits one block is never taken for a bomb."""


class Bounds:
    """The limits of one call, and how much of them is used."""

    def __init__(
        self,
        expansion: float,
        total: int,
        files: int,
        *,
        book_expansion: float | None = None,
        cells: int = sys.maxsize,
        words: int = sys.maxsize,
    ) -> None:
        self.expansion = expansion
        self.total = total
        self.files = files
        self.book_expansion = expansion if book_expansion is None else book_expansion
        """How many times its size a part of a workbook may unpack to."""
        self.cells = cells
        """Cells of one workbook."""
        self.words = words
        """Characters that a workbook keeps apart from its sheets."""
        self._entered = 0
        self._spent = 0
        self._lock = threading.Lock()

    @classmethod
    def of(cls, definitions: Definitions) -> Bounds:
        """The limits that the thresholds ``archive-...`` and ``workbook-...`` set."""
        return cls(
            expansion=definitions.threshold("archive-expansion"),
            total=int(definitions.threshold("archive-size") * 1e9),
            files=int(definitions.threshold("archive-files")),
            book_expansion=definitions.threshold("workbook-expansion"),
            cells=int(definitions.threshold("workbook-cells")),
            words=int(definitions.threshold("workbook-words") * 1e9),
        )

    def of_workbook(self) -> Bounds:
        """The limits of the parts of one workbook."""
        return Bounds(self.book_expansion, self.total, self.files, cells=self.cells, words=self.words)

    def count_file(self, name: str) -> None:
        """Count one more file.

        Raises
        ------
        Refused
            When there are more than a call may bring.
        """
        with self._lock:
            self._entered += 1
            if self._entered > self.files:
                raise Refused(
                    name,
                    f"{name}: more than {self.files:,} files in one call. Take them in in parts, "
                    "or raise the threshold archive-files.",
                )

    def spend(self, name: str, size: int) -> None:
        """Add what a file brought in, uncompressed.

        Raises
        ------
        Refused
            When the call has then brought more than it may.
        """
        with self._lock:
            self._spent += size
            self._refuse_size(name, self._spent)

    def _refuse_size(self, name: str, size: int) -> None:
        if size > self.total:
            raise Refused(
                name,
                f"{name}: with it the call brings more than {self.total / 1e9:,.0f} GB uncompressed. Take the files "
                "in in parts, or raise the threshold archive-size.",
            )

    def check(self, name: str, compressed: int, uncompressed: int) -> None:
        """Compare how much came out of a compressed file with what may.

        Raises
        ------
        Refused
            When it is more.
        """
        self._refuse_size(name, uncompressed)
        if uncompressed > BLOCK and uncompressed > self.expansion * max(compressed, 1):
            raise Refused(
                name,
                f"{name} expands to more than {self.expansion:,.0f} times its size, as a zip bomb does and a table of "
                "crimes does not. It was not unpacked. Download it again from where it is published.",
            )


class BoundedReader(io.RawIOBase):
    """A stream of uncompressed bytes that stops at the bounds and puts damage into words."""

    def __init__(
        self,
        inner: IO[bytes],
        name: str,
        compressed: int,
        bounds: Bounds,
        damage: tuple[type[Exception], ...],
    ) -> None:
        super().__init__()
        self._inner = inner
        self._name = name
        self._compressed = compressed
        self._bounds = bounds
        self._damage = damage
        self._seen = 0

    def readable(self) -> bool:
        """True."""
        return True

    def read(self, size: int = -1) -> bytes:
        """The next bytes.

        Raises
        ------
        Refused
            When the bounds are passed or the compressed data are damaged.
        """
        try:
            block = self._inner.read(size)
        except self._damage as error:
            raise Refused(
                self._name,
                f"{self._name} is damaged or cut short: its compressed data end in a fault. Download it again.",
            ) from error
        self._seen += len(block)
        self._bounds.check(self._name, self._compressed, self._seen)
        return block

    def readinto(self, buffer: Any) -> int:
        """Read into a buffer."""
        block = self.read(len(buffer))
        buffer[: len(block)] = block
        return len(block)

    def close(self) -> None:
        """Close what it reads from, too."""
        self._inner.close()
        super().close()
