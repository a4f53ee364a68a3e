"""Word: the document as a .docx file with real styles, lists, fields, notes and descriptions."""

from __future__ import annotations

from wardmote.publishing.docx.rendering import render_docx

__all__ = ["render_docx"]
