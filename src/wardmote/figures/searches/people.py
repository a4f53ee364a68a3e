"""Of whom: people searched by the whole force, counted by one characteristic at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wardmote.definitions.word_groups import words_with
from wardmote.figures.evidence import Evidence
from wardmote.figures.searches.reading import SearchCounts, read_people
from wardmote.figures.searches.record import PeopleRow
from wardmote.figures.searches.titles import title_of


def people_rows(
    evidence: Evidence, counts: SearchCounts, kept: tuple[Sequence[str], Sequence[str]]
) -> Iterator[PeopleRow]:
    """People searched by the forces, each characteristic on its own; those not stated last."""
    definitions = evidence.definitions
    not_stated = words_with(definitions.word_groups.values(), "search-person", "not-stated")
    found = [
        {key: int(values.sum()) for key, values in read_people(evidence, counts.forces, months).items()}
        if months
        else None
        for months in kept
    ]
    keys = {key for one in found if one for key in one}
    base = definitions.threshold("percentage-base")

    def order(key: tuple[str, str]) -> tuple[str, bool, int, str]:
        latest = found[1] or found[0] or {}
        return key[0], key[1] in not_stated, -latest.get(key, 0), key[1]

    for characteristic, value in sorted(keys, key=order):
        n = [None if one is None else one.get((characteristic, value), 0) for one in found]
        of = [
            None if one is None else sum(v for k, v in one.items() if k[0] == characteristic) for one in found
        ]
        shares = [
            part / all_of_them if part is not None and all_of_them and all_of_them >= base else None
            for part, all_of_them in zip(n, of, strict=True)
        ]
        yield PeopleRow(
            characteristic=characteristic,
            value=value,
            title=title_of(definitions, value),
            stated=value not in not_stated,
            n=(n[0], n[1]),
            share=(shares[0], shares[1]),
        )
