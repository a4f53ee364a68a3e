"""Static files under names that change with what they hold, so that a browser may keep them for ever."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import brotli
from django.conf import settings
from django.core.management import call_command
from filelock import FileLock
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

from wardmote import __version__

STAMP = "collected-from.json"
BUILT = "built-from.json"


class StaticUnavailableError(RuntimeError):
    """The site's static files are not in this installation; says what to do."""


class _Quickly(Compressor):  # type: ignore[misc]
    """Compresses while somebody waits for the first start: the last tenth in size would take ten times as long."""

    QUALITY = 9

    @staticmethod
    def compress_brotli(data: bytes) -> bytes:
        """What a browser that knows Brotli gets."""
        return bytes(brotli.compress(data, quality=_Quickly.QUALITY))


class Hashed(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Hashes names, imports between our scripts included, and compresses once."""

    support_js_module_import_aggregation = True
    manifest_strict = True

    def create_compressor(self, **how: Any) -> Compressor:
        """What whitenoise compresses with."""
        return _Quickly(**how)


def collect() -> Path:
    """Lay out the static files under their hashed names, unless they are there already; return their folder.

    Called once, before the first request is answered.

    Raises
    ------
    StaticUnavailableError
        When the package was laid out without its build step.
    """
    root = Path(settings.STATIC_ROOT)
    with _alone(root):
        stamp = _stamp()
        found = root / STAMP
        if not found.is_file() or found.read_text("utf-8") != stamp:
            call_command("collectstatic", interactive=False, clear=root.is_dir(), verbosity=0)
            found.write_text(stamp, "utf-8")
    return root


def _alone(root: Path) -> FileLock:
    root.mkdir(parents=True, exist_ok=True)
    return FileLock(root.parent / f".{root.name}.lock")


def _stamp() -> str:
    """What the collected files were made from: a new build or another version makes them anew."""
    built = Path(__file__).parents[2] / "static" / BUILT
    if not built.is_file():
        raise StaticUnavailableError(
            "The website's style sheets and scripts are missing from this installation. Install it again (pip install .) "
            "with a connection to the internet: they are built while it installs."
        )
    digest = sha256(built.read_bytes()).hexdigest()
    return json.dumps({"version": __version__, "build": digest})
