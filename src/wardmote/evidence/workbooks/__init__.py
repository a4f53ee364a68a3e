"""Workbooks (XLSX, XLSM, ODS) as plain tables, one for each sheet; nothing in them is run."""

from wardmote.evidence.workbooks.kinds import NAMES, OTHER_NAMES, kind_of
from wardmote.evidence.workbooks.reading import Sheet, Sheets, sheets_of

__all__ = ["NAMES", "OTHER_NAMES", "Sheet", "Sheets", "kind_of", "sheets_of"]
