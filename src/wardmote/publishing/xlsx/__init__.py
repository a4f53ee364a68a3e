"""A document as a workbook: its figures, tables and words, for those who calculate with them or check them."""

from wardmote.publishing.xlsx.workbook import render_xlsx

__all__ = ["render_xlsx"]
