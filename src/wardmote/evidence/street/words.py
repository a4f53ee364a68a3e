"""What a street source's definition says, as the pieces of SQL that read and judge its rows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from wardmote.definitions import Definitions, Source
from wardmote.evidence.sql_text import listed, quoted

ROLES = ("crime_id", "month", "force", "longitude", "latitude", "location", "lsoa", "category", "outcome")
"""Columns of the table ``crime``; each is a role of the source's definition."""


@dataclass(frozen=True)
class Words:
    """The vocabulary of one street source.

    ``force_words`` and ``category_words`` are the words in the file; the identifier at the same place of
    ``force_ids`` and ``category_ids`` is what they mean. Words are in the order of their identifiers.
    """

    source: Source
    force_words: tuple[str, ...]
    force_ids: tuple[str, ...]
    category_words: tuple[str, ...]
    category_ids: tuple[str, ...]

    @classmethod
    def of(cls, definitions: Definitions, source: Source) -> Words:
        """The vocabulary that the definitions give a source."""
        forces = sorted((force.id, name) for force in definitions.forces.values() for name in force.names)
        categories = sorted((identifier, word) for word, identifier in source.categories.items())
        return cls(
            source=source,
            force_words=tuple(name for _, name in forces),
            force_ids=tuple(identifier for identifier, _ in forces),
            category_words=tuple(word for _, word in categories),
            category_ids=tuple(identifier for identifier, _ in categories),
        )

    @property
    def types(self) -> tuple[str, ...]:
        """Statements that make the types of the two vocabularies."""
        return (
            f"CREATE TEMP TYPE force_word AS ENUM ({listed(self.force_words)[1:-1]})",
            f"CREATE TEMP TYPE category_word AS ENUM ({listed(self.category_words)[1:-1]})",
        )

    @cached_property
    def force_id(self) -> str:
        """The identifier of the force of a staged row."""
        return f"{listed(self.force_ids)}[enum_code(force) + 1]"

    @cached_property
    def category_id(self) -> str:
        """The identifier of the category of a staged row."""
        return f"{listed(self.category_ids)}[enum_code(category) + 1]"

    @cached_property
    def staged_force_rank(self) -> str:
        """Where the identifier of a staged row's force comes among all; equal for two spellings of one force."""
        return _ranks(self.force_ids, "force")

    @cached_property
    def staged_category_rank(self) -> str:
        """Where the identifier of a staged row's category comes among all."""
        return _ranks(self.category_ids, "category")

    @cached_property
    def force_of_rank(self) -> str:
        """The identifier at the place ``force_rank``."""
        return f"{listed(sorted(set(self.force_ids)))}[force_rank]"

    @cached_property
    def category_of_rank(self) -> str:
        """The identifier at the place ``category_rank``."""
        return f"{listed(sorted(set(self.category_ids)))}[category_rank]"

    @cached_property
    def force_rank(self) -> str:
        """Where the force of a stored row comes among the words; the same order as of staged rows."""
        return f"list_position({listed(self.force_ids)}, force) - 1"

    def wrong(self, role: str) -> str:
        """Whether the text of a cell does not match the pattern of its role; NULL is not wrong."""
        return f"NOT regexp_full_match({role}, {quoted(self.source.checks[role].match)})"

    @cached_property
    def fault(self) -> str:
        """The first role of a row of text that its check refuses, else NULL."""
        return f"""CASE
            WHEN month IS NULL OR {self.wrong("month")} THEN 'month'
            WHEN try_cast(force AS force_word) IS NULL THEN 'force'
            WHEN longitude IS NULL AND latitude IS NOT NULL THEN 'longitude'
            WHEN longitude IS NOT NULL AND {NO_LONGITUDE} THEN 'longitude'
            WHEN latitude IS NULL AND longitude IS NOT NULL THEN 'latitude'
            WHEN latitude IS NOT NULL AND {NO_LATITUDE} THEN 'latitude'
            WHEN lsoa IS NOT NULL AND {self.wrong("lsoa")} THEN 'lsoa'
            WHEN try_cast(category AS category_word) IS NULL THEN 'category'
        END"""


def _ranks(identifiers: tuple[str, ...], word: str) -> str:
    order = sorted(set(identifiers))
    if order == list(identifiers):
        return f"(enum_code({word}) + 1)"
    ranks = ", ".join(f"{order.index(identifier) + 1}::UTINYINT" for identifier in identifiers)
    return f"[{ranks}][enum_code({word}) + 1]"


NO_LONGITUDE = "NOT coalesce(try_cast(longitude AS DOUBLE) BETWEEN -180 AND 180, FALSE)"
NO_LATITUDE = "NOT coalesce(try_cast(latitude AS DOUBLE) BETWEEN -90 AND 90, FALSE)"

TYPED = f"""crime_id, month, try_cast(force AS force_word) AS force,
    try_cast(longitude AS DOUBLE) AS longitude, try_cast(latitude AS DOUBLE) AS latitude, location, lsoa,
    try_cast(category AS category_word) AS category, outcome,
    (longitude IS NULL) <> (latitude IS NULL)
        OR (longitude IS NOT NULL AND ({NO_LONGITUDE} OR {NO_LATITUDE})) AS misplaced"""
"""A row of text as it is staged. ``misplaced``: its position cannot be understood."""
