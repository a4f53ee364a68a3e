"""What a public output leaves out, so that nobody can be recognised, and what its readers could still work out."""

from wardmote.figures.disclosure.cells import Cells, Rule, Sum
from wardmote.figures.disclosure.leaving_out import DisclosureError, left_out
from wardmote.figures.disclosure.public import public_table
from wardmote.figures.disclosure.rows import covered_by, protected_rows

__all__ = [
    "Cells",
    "DisclosureError",
    "Rule",
    "Sum",
    "covered_by",
    "left_out",
    "protected_rows",
    "public_table",
]
