"""Forms of words that several schemas ask for."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


def _regular(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"not a regular expression ({error})") from error
    return pattern


Regular = Annotated[str, AfterValidator(_regular)]
"""A regular expression."""
