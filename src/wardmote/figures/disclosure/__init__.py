"""What a public output leaves out, so that nobody can be recognised, and what its readers could still work out."""

from wardmote.figures.disclosure.cells import Cells, Rule, Sum
from wardmote.figures.disclosure.edition import Protection, PublicEdition, counts_left_out, hidden_rows
from wardmote.figures.disclosure.leaving_out import DisclosureError, left_out
from wardmote.figures.disclosure.public import public_table
from wardmote.figures.disclosure.rows import covered_by, protected_rows

__all__ = [
    "Cells",
    "DisclosureError",
    "Protection",
    "PublicEdition",
    "Rule",
    "Sum",
    "counts_left_out",
    "covered_by",
    "hidden_rows",
    "left_out",
    "protected_rows",
    "public_table",
]
