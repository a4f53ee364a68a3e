"""What stops a fetch, in words that say what to do."""

from __future__ import annotations

from wardmote.operations.errors import AskedWronglyError


class FetchError(Exception):
    """Nothing more can be fetched: what happened, with what address, and what to do."""


class FetchAskedWrongly(AskedWronglyError):  # noqa: N818
    """A month, a force or a kind of file that is none, or is not on offer."""


class FetchBusy(FetchError):  # noqa: N818
    """Another process is fetching into the same folder."""
