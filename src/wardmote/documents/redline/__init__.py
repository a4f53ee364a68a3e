"""What changed between two builds of a document, marked word by word."""

from __future__ import annotations

from wardmote.documents.redline.document import redline

__all__ = ["redline"]
