"""Fetching what publishers publish: police.uk, the Home Office's tables, the geography. See the modules of each."""

from wardmote.operations.fetch.errors import FetchAskedWrongly, FetchBusy, FetchError
from wardmote.operations.fetch.result import FetchResult, Got, Planned

__all__ = ["FetchAskedWrongly", "FetchBusy", "FetchError", "FetchResult", "Got", "Planned"]
