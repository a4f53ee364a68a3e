"""OpenDocument texts: headings with their automatic numbers, lists, tables, notes, text boxes, tables of contents."""

from wardmote.checker.reading.odt.document import anchored, read_odt

__all__ = ["anchored", "read_odt"]
