"""Findings as text and as JSON."""

from __future__ import annotations

import json
from dataclasses import replace

import jsonschema
from tests.checker.report.stand_ins import HOSTILE, checked, findings

from wardmote.checker.findings import Finding, Where
from wardmote.checker.read_document import Place
from wardmote.checker.report.record import SCHEMA, as_record
from wardmote.checker.report.text import as_text
from wardmote.checker.report.wording import extent, place_in_words, verdict

FINDING = {
    "type": "object",
    "additionalProperties": False,
    "required": ["kind", "severity", "where", "printed", "expected", "why", "slip"],
    "properties": {
        "kind": {"type": "string"},
        "severity": {"enum": ["error", "warning", "note"]},
        "where": {
            "type": "object",
            "additionalProperties": False,
            "required": ["page", "table", "row", "column", "text"],
            "properties": {
                **{name: {"type": ["integer", "null"]} for name in ("page", "table", "row", "column")},
                "text": {"type": "string"},
            },
        },
        "printed": {"type": "string"},
        "expected": {"type": "string"},
        "why": {"type": "string"},
        "slip": {"type": ["string", "null"]},
    },
}
WHOLE = {
    "type": "object",
    "additionalProperties": False,
    "required": ["schema", "document", "read", "findings"],
    "properties": {
        "schema": {"const": "wardmote.check/1"},
        "document": {"type": "string"},
        "read": {
            "type": "object",
            "additionalProperties": False,
            "required": ["tables", "figures", "unread"],
            "properties": {
                "tables": {"type": "integer"},
                "figures": {"type": "integer"},
                "unread": {"type": "array"},
            },
        },
        "findings": {"type": "array", "items": FINDING},
    },
}


def test_json_is_of_its_schema_and_keeps_every_word() -> None:
    record = as_record(checked(*findings()))
    jsonschema.validate(record, WHOLE)
    assert record["schema"] == SCHEMA
    again = json.loads(json.dumps(record, ensure_ascii=False))
    assert again["findings"][1]["where"] == {
        "page": 2, "table": 1, "row": 2, "column": 4, "text": "Robbery 29 35 Up 5 (17%)"
    }  # fmt: skip
    assert again["findings"][1]["slip"] == "5 in place of 6"
    assert again["findings"][0]["slip"] is None
    assert again["read"]["unread"][0]["what"] == "A picture"


def test_the_gravest_stand_first_and_the_place_leads() -> None:
    lines = as_text(checked(*findings())).splitlines()
    assert lines[0] == "plan.docx: 1 error, 2 warnings and 1 note."
    assert lines[1] == "1 table and 12 figures were read and 9 checks carried out."
    at = {line: number for number, line in enumerate(lines)}
    assert at["Errors (cannot be right)"] < at["Warnings (likely wrong)"] < at["Notes (worth a look)"]
    assert "- Page 2, table 1, row 2, column 4: printed Up 5 (17%); expected Up 6 (20.7%)" in at
    assert "    35 less 29 is 6. Likely slip: 5 in place of 6" in at
    assert "- Page 2: A picture. Words in pictures are not read. Look at it yourself." in at


def test_silence_is_never_taken_for_a_pass() -> None:
    assert verdict(checked()) == "Nothing was found that cannot be right."
    assert verdict(checked(figures=0)).startswith("No figure was understood")
    assert "1 note to look at" in verdict(checked(findings()[0]))
    assert (
        extent(replace(checked(), tables=0)) == "No tables and 12 figures were read and 9 checks carried out."
    )


def test_words_of_a_document_do_not_steer_the_terminal() -> None:
    steering = Finding(
        "date", "error", Where(Place(line=3), "a\x1b[31m\nb"), "\x1b]0;x\x07", "", "It does\r not exist."
    )
    printed = as_text(checked(steering))
    assert not [c for c in printed if ord(c) < 32 and c != "\n"]
    assert "Line 3" in printed
    assert HOSTILE in as_text(checked(*findings()))


def test_places_are_told_as_far_as_the_format_knows_them() -> None:
    assert place_in_words(Place()) == "In the text"
    assert place_in_words(Place(page=3, printed_page="1"), "pdf") == "Page 3 (printed 1)"
    assert place_in_words(Place(page=2), "pptx") == "Slide 2"
    assert (
        place_in_words(Place(page=1, sheet="Crime", row=4, column=2), "xlsx")
        == "Sheet Crime, row 4, column 2"
    )
    assert place_in_words(Place(line=130, table=2, row=9)) == "Table 2, row 9"
