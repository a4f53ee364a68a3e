"""Word documents: headings with their automatic numbers, lists, tables, notes, text boxes, tables of contents."""

from wardmote.checker.reading.docx.document import anchored, read_docx

__all__ = ["anchored", "read_docx"]
