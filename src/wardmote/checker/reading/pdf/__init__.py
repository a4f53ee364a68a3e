"""PDFs: words by their positions, put together again to lines, columns, paragraphs, headings and tables."""

from wardmote.checker.reading.pdf.document import read_pdf

__all__ = ["read_pdf"]
