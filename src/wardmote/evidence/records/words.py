"""Words of a source as the pieces of SQL that turn them into slugs; a word nobody has seen keeps its own slug."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from wardmote.definitions import Definitions, Source
from wardmote.definitions.word_groups import NOT_RECORDED
from wardmote.evidence.sql_text import listed, quoted

SHOWN = 3
"""Unknown words that one note names."""


@dataclass(frozen=True)
class Words:
    """The vocabulary of one source: forces by the names in its rows, and its categories."""

    source: Source
    force_words: tuple[str, ...]
    force_ids: tuple[str, ...]

    @classmethod
    def of(cls, definitions: Definitions, source: Source) -> Words:
        """The vocabulary that the definitions give a source."""
        forces = sorted((name, force.id) for force in definitions.forces.values() for name in force.names)
        return cls(source, tuple(name for name, _ in forces), tuple(identifier for _, identifier in forces))

    def speak(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Make the types of the vocabulary; tables that use them must be gone."""
        for name, words in (("known_force", self.force_words), ("known_word", tuple(self.source.categories))):
            connection.execute(f"DROP TYPE IF EXISTS {name}")
            connection.execute(f"CREATE TEMP TYPE {name} AS ENUM ({listed(words)[1:-1]})")

    @property
    def force(self) -> str:
        """The identifier of the force of a row; NULL where its name is unknown."""
        return f"{listed(self.force_ids)}[enum_code(try_cast(force AS known_force)) + 1]"

    def meaning(self, role: str) -> str:
        """The slug of the word in a role: that of the definition, else its own; ``not-recorded`` where none stands."""
        slugs = listed(self.source.categories.values())
        return f"""CASE WHEN "{role}" IS NULL THEN {quoted(NOT_RECORDED)}
            ELSE coalesce({slugs}[enum_code(try_cast("{role}" AS known_word)) + 1], {slug(role)}) END"""

    def wrong(self, role: str) -> str:
        """Whether the text of a cell does not match the pattern of its role; NULL is not wrong."""
        return f'NOT regexp_full_match("{role}", {quoted(self.source.checks[role].match)})'

    def unknown(self, connection: duckdb.DuckDBPyConnection, table: str, role: str) -> str:
        """A note on words in a role that the definitions do not know; empty where they know all."""
        rows = connection.execute(
            f"""SELECT "{role}", count(*) FROM {table}
                WHERE "{role}" IS NOT NULL AND try_cast("{role}" AS known_word) IS NULL
                GROUP BY ALL ORDER BY count(*) DESC, "{role}" """
        ).fetchall()
        if not rows:
            return ""
        shown = ", ".join(f"“{word}” ({n:,} {'row' if n == 1 else 'rows'})" for word, n in rows[:SHOWN])
        more = f" and {len(rows) - SHOWN} more" if len(rows) > SHOWN else ""
        column = self.source.columns[role]
        return (
            f"{self.source.title}, column {column}: words not known before, kept as they are: {shown}{more}."
        )


def slug(role: str) -> str:
    """SQL for the slug of the text in a role: lower case, with a hyphen for whatever is no letter or digit."""
    return f"""trim(regexp_replace(lower("{role}"), '[^a-z0-9]+', '-', 'g'), '-')"""
