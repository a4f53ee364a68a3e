"""Office files are zip archives that remember when they were packed; packed here, the same content is the same bytes."""

from __future__ import annotations

import io
import math
import zipfile
from collections.abc import Mapping

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip archive can hold."""


def packed(parts: Mapping[str, bytes], stored: str = "") -> bytes:
    """A zip archive of these parts in their order, all of the same time.

    ``stored`` is the part that must come first and uncompressed, such as the ``mimetype`` of an ODF file.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(parts, key=lambda name: name != stored):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_STORED if name == stored else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            archive.writestr(entry, parts[name], compresslevel=6)
    return buffer.getvalue()


class UnpacksTooLargeError(ValueError):
    """A zip archive whose parts are more than somebody is ready to hold."""


def parts_of(content: bytes, most: float = math.inf) -> dict[str, bytes]:
    """The parts of a zip archive, in its order.

    Raises:
        UnpacksTooLargeError: its parts are more than ``most`` bytes, by what it says of them: no more is unpacked.
        zipfile.BadZipFile: it is none.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > most:
            raise UnpacksTooLargeError("The archive unpacks to more than is read.")
        return {name: archive.read(name) for name in archive.namelist()}
