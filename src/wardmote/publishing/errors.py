"""What publishing refuses, in sentences."""

from __future__ import annotations


class PublishingError(Exception):
    """A document could not be published; the message says why, and what to do."""


class DocumentError(PublishingError, ValueError):
    """A document that would not be accessible or not hold together; the message lists every fault found."""


class FontsMissingError(PublishingError, RuntimeError):
    """The typeface was not built into the package."""


class PdfError(PublishingError, RuntimeError):
    """The PDF could not be set."""


class NotWrittenError(PublishingError, OSError):
    """A document could not be stored; the message says which, where, why, and what to do."""


class FormatError(PublishingError, ValueError):
    """A format that no writer knows."""


class TemplateError(PublishingError, ValueError):
    """A template that cannot be used; the message says why, and what to do."""
