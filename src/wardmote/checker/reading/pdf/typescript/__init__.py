"""A PDF that somebody made of plain text: one size of letters, no lines and no bold, long lines broken at the edge.

What it was made of is put together again: the lines that were broken, and the tabs between the cells of tables.
"""

from wardmote.checker.reading.pdf.typescript.letters import typed_rows
from wardmote.checker.reading.pdf.typescript.lines import lines_of
from wardmote.checker.reading.pdf.typescript.telling import is_typescript

__all__ = ["is_typescript", "lines_of", "typed_rows"]
