"""What is counted and what must be done: reviewed YAML with a schema for each kind."""

from wardmote.definitions.asking import UnknownNameError, force_called, measure_called
from wardmote.definitions.loader import DefinitionError, Definitions, load, load_what_can_be_read
from wardmote.definitions.models import (
    Break,
    Caution,
    Caveat,
    DocumentOutline,
    Force,
    Level,
    Measure,
    Part,
    PopulationKind,
    Source,
    Term,
    Threshold,
)
from wardmote.definitions.owed import Feed

__all__ = [
    "Break",
    "Caution",
    "Caveat",
    "DefinitionError",
    "Definitions",
    "DocumentOutline",
    "Feed",
    "Force",
    "Level",
    "Measure",
    "Part",
    "PopulationKind",
    "Source",
    "Term",
    "Threshold",
    "UnknownNameError",
    "force_called",
    "load",
    "load_what_can_be_read",
    "measure_called",
]
