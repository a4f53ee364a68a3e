"""Reads what an observation counts: a measure, a word that the source explains, or any word as it stands."""

from __future__ import annotations

import difflib
from collections import Counter

from wardmote.definitions import Definitions, Source
from wardmote.evidence.observations.misread import Misread, slug
from wardmote.evidence.recognise import same

NOTHING = "what is counted"
UNKNOWN = (
    "a measure, by its identifier or title{near}. Map the word under categories in the definition of the source, or add "
    "a measure of your own"
)


class Items:
    """Reads what the files of one source count."""

    def __init__(self, definitions: Definitions, source: Source) -> None:
        measures = definitions.measures.values()
        self._as_written = source.layout is not None and source.layout.items == "as-written"
        self._words: dict[str, str] = {}
        short = Counter(same(measure.short_title) for measure in measures)
        self._words |= {same(m.short_title): m.id for m in measures if short[same(m.short_title)] == 1}
        self._words |= {same(measure.title): measure.id for measure in measures}
        self._words |= {measure.id: measure.id for measure in measures}
        self._own = {same(word): item for word, item in source.categories.items()}
        self._units = _units(definitions, source, "unit")
        self._quantities = _units(definitions, source, "quantity")
        self._cutoff = definitions.threshold("near-names")

    def known(self, word: str) -> bool:
        """Whether a word is one of the source's own or a measure."""
        return same(word) in self._own or same(word) in self._words or slug(word) in self._words

    def read(self, cell: str) -> str:
        """The identifier of what is counted.

        Raises
        ------
        Misread
            When the word is unknown, with those most like it.
        """
        word = same(cell)
        if word in self._own:
            return self._own[word]
        if self._as_written and slug(cell):
            return slug(cell)
        if word in self._words or slug(cell) in self._words:
            return self._words.get(word) or slug(cell)
        raise Misread(UNKNOWN.format(near=self._near(word)) if word else NOTHING)

    def unit(self, item: str) -> str:
        """What one of an item is called, where a measure says it; else nothing."""
        return self._units.get(item, "")

    def quantity(self, item: str) -> str:
        """What kind of quantity it is; nothing where no measure says it."""
        return self._quantities.get(item, "")

    def _near(self, word: str) -> str:
        known = {**self._words, **self._own}
        close = difflib.get_close_matches(word, known, n=6, cutoff=self._cutoff)
        found = list(dict.fromkeys(known[one] for one in close))[:3]
        return f" ({' or '.join(found)} may be meant)" if found else ""


def _units(definitions: Definitions, source: Source, what: str) -> dict[str, str]:
    """Item -> its unit, or its kind of quantity, from the measures that count it here or in any observations."""
    units: dict[str, str] = {}
    for measure in definitions.measures.values():
        for counted in measure.counted:
            if counted.reader == "observations" and counted.source in ("observations", source.id):
                units |= dict.fromkeys(counted.categories, getattr(measure, what))
    return units
