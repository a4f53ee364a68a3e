"""What a file system refuses when documents are stored, in sentences."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wardmote.publishing.errors import NotWrittenError

FULL, FORBIDDEN, IN_PLACE = (
    "the disk is full",
    "it may not be written to",
    "something else stands in its place",
)
REASONS = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), FULL),
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), FORBIDDEN),
    **dict.fromkeys((errno.EEXIST, errno.ENOTDIR, errno.EISDIR, errno.ENOTEMPTY), IN_PLACE),
}
REMEDIES = {
    FULL: "Free some space",
    FORBIDDEN: "Close the file if another program has it open",
    IN_PLACE: "Move that away",
}


class SwapRefusedError(OSError):
    """A file that could not be put in its place, and the names of those that were replaced before it."""

    def __init__(self, refused: OSError, path: Path, replaced: tuple[str, ...] = ()) -> None:
        super().__init__(refused.errno, refused.strerror or str(refused), str(path))
        self.replaced = replaced


@contextmanager
def storing(what: str, folder: Path) -> Iterator[None]:
    """Say what the file system refuses while ``what`` is stored in ``folder``.

    Raises
    ------
    NotWrittenError
        When it refuses anything.
    """
    try:
        yield
    except OSError as error:
        raise NotWrittenError(_sentences(what, folder, error)) from error


def _sentences(what: str, folder: Path, error: OSError) -> str:
    replaced = error.replaced if isinstance(error, SwapRefusedError) else ()
    name = Path(error.filename).name if isinstance(error, SwapRefusedError) else what
    remedy = REMEDIES.get(reason(error), "See to that")
    stand = f"Already replaced: {', '.join(replaced)}." if replaced else "The old documents stand."
    return f"{name} cannot be written to {folder}: {reason(error)}. {remedy}, or choose another folder with --out. {stand}"


def reason(error: OSError) -> str:
    """Why the file system refused, as the end of a sentence."""
    return REASONS.get(error.errno or 0, f"the system refused ({error.strerror or error})")
