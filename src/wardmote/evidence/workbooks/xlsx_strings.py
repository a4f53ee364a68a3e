"""The words that the sheets of an Excel workbook share."""

from __future__ import annotations

from wardmote.evidence.refusals import Refused
from wardmote.evidence.workbooks.cells import kind_of_text, unescape, words
from wardmote.evidence.workbooks.parts import Parts


class SharedStrings:
    """Reads them all: cells name them by number."""

    def __init__(self, parts: Parts, most: int) -> None:
        """Prepare.

        Parameters
        ----------
        most
            Characters that they may have together.
        """
        self._parts = parts
        self._most = most
        self._found: list[tuple[str, str]] = []
        self._text: list[str] = []
        self._wanted = False
        self._phonetic = False
        self._size = 0

    def read(self, part: str) -> list[tuple[str, str]]:
        """Their text and the kind of cell that each makes.

        Raises
        ------
        Refused
            When they are too many.
        """
        if part in self._parts:
            parser = self._parts.parser_of(self._start, self._end, self._add, namespaces=True)
            self._parts.parse(part, parser)
        return self._found

    def _start(self, tag: str, _: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        if name == "si":
            self._text = []
        elif name == "rPh":
            self._phonetic = True
        self._wanted = name == "t" and not self._phonetic

    def _end(self, tag: str) -> None:
        name = tag.rpartition(" ")[2]
        self._wanted = False
        if name == "rPh":
            self._phonetic = False
        elif name == "si":
            text = words(unescape("".join(self._text)))
            self._found.append((text, kind_of_text(text)))

    def _add(self, piece: str) -> None:
        if not self._wanted:
            return
        self._size += len(piece)
        if self._size > self._most:
            raise Refused(
                self._parts.name,
                f"{self._parts.name} holds more words than {self._most / 1e9:g} GB. Split it, or raise the threshold "
                "workbook-words.",
            )
        self._text.append(piece)
