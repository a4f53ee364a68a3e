"""An analysis as plain values, for JSON, CSV and data frames: numbers are numbers, what is absent is null."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict
from typing import Any

from wardmote.analyses.result import AnalysisResult, ResultTable

SCHEMA = "wardmote.analysis/1"


def result_json(result: AnalysisResult) -> str:
    """The whole analysis in the schema ``wardmote.analysis/1``."""
    return json.dumps(result_record(result), indent=1, ensure_ascii=False, allow_nan=False)


def result_record(result: AnalysisResult) -> dict[str, Any]:
    """The whole analysis as nested plain values."""
    return {
        "schema": SCHEMA,
        "analysis": result.analysis,
        "title": result.title,
        "asked": dict(result.asked),
        "findings": [
            {
                "text": finding.sentence,
                "verdict": finding.verdict.value if finding.verdict else None,
                "figures": [figure.identity for figure in finding.figures],
            }
            for finding in result.findings
        ],
        "tables": [
            {
                "id": table.id,
                "title": table.title,
                "columns": [asdict(column) for column in table.columns],
                "rows": table.records(),
                "notes": list(table.notes),
            }
            for table in result.tables
        ],
        "how_sure": list(result.sure),
        "refused": [asdict(refusal) for refusal in result.refused],
        "caveats": list(result.caveats),
        "snapshot": result.snapshot,
        "options": result.options,
        "marking": result.marking,
    }


def table_csv(table: ResultTable) -> str:
    """One table as CSV; what is absent is empty."""
    text = io.StringIO()
    writer = csv.DictWriter(text, [column.id for column in table.columns], lineterminator="\n")
    writer.writeheader()
    writer.writerows(table.records())
    return text.getvalue()
