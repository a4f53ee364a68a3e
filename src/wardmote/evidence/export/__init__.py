"""Everything that a snapshot holds as plain open files, most of which can be taken in again."""

from wardmote.evidence.export.job import FOR_READING, TAKEN_IN, Written
from wardmote.evidence.export.writing import ExportReport, export_whole

__all__ = ["FOR_READING", "TAKEN_IN", "ExportReport", "Written", "export_whole"]
