"""Reads the area of an observation: a code, or a name with the level that it is of."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wardmote.definitions import Level, Source
from wardmote.definitions.models import Mark
from wardmote.evidence.observations.misread import Misread
from wardmote.evidence.observations.names import comparable

CODE = re.compile(r"[A-Z]\d{8}")
"""A code of the Office for National Statistics, and those made in its likeness."""
AN_AREA = "the code of an area such as E05000001, or its name and in a column Level what it is, such as ward"
NO_AREA = "an area: its code, or its name"
A_LEVEL = "a level of area: {levels}"


class Areas:
    """Reads the areas of the files of one source.

    Parameters
    ----------
    levels
        Those that a column of levels may name.
    """

    def __init__(self, source: Source, levels: Iterable[Level], marks: Iterable[Mark]) -> None:
        layout = source.layout
        self._level = layout.level if layout else ""
        self._words = {comparable(word): code for word, code in layout.areas.items()} if layout else {}
        totals = [*(layout.totals if layout else ())]
        totals += [word for mark in marks if mark.means == "total" for word in mark.words]
        self._totals = {comparable(word) for word in totals}
        self._levels: dict[str, str] = {}
        for level in levels:
            self._levels |= {word.casefold(): level.id for word in (level.id, level.title, level.plural)}
        self._titles = ", ".join(level.id for level in levels)

    def is_total(self, cell: str) -> bool:
        """Whether a row is the sum of others, which are counted themselves."""
        plain = comparable(cell)
        return plain not in self._words and plain in self._totals

    def known(self, cell: str) -> bool:
        """Whether a column's name is surely an area: a code, or a word that the source explains."""
        return CODE.fullmatch(cell.strip().upper()) is not None or comparable(cell) in self._words

    def read(self, cell: str, level: str = "") -> tuple[str, str]:
        """The area and, where it is a name, its level.

        Parameters
        ----------
        level
            What a column of levels says, if there is one.

        Raises
        ------
        Misread
            When nothing stands there, or a name without a level.
        """
        if not cell:
            raise Misread(NO_AREA)
        code = cell.upper()
        if CODE.fullmatch(code):
            return code, ""
        meant = self._words.get(comparable(cell))
        if meant is not None:
            return meant, ""
        of = self._level_of(level) if level else self._level
        if not of:
            raise Misread(AN_AREA)
        return cell, of

    def _level_of(self, word: str) -> str:
        level = self._levels.get(word.casefold())
        if level is None:
            raise Misread(A_LEVEL.format(levels=self._titles))
        return level
