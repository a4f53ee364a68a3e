"""A copy of an ODT or DOCX document with the findings as comments at their places; all else stays as it was."""

from wardmote.checker.report.comments.copying import with_comments

__all__ = ["with_comments"]
