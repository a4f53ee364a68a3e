"""The site's settings under test: a workspace that each run makes for itself, and a quick password hash."""

from __future__ import annotations

import copy
import tempfile
from pathlib import Path

from wardmote.site import settings as earnest
from wardmote.site.settings import *

WORKSPACE = tempfile.gettempdir()  # the fixture ``served`` names the real one
STATIC_ROOT = tempfile.mkdtemp(prefix="wardmote-static-")  # nothing is collected
# A file, as in earnest: in memory, two writers at once are refused instead of waiting for each other.
DATABASES = copy.deepcopy(earnest.DATABASES)
DATABASES["default"]["TEST"] = {"NAME": str(Path(tempfile.mkdtemp(prefix="wardmote-test-")) / "site.sqlite")}
if "OPTIONS" in DATABASES["default"]:
    quick = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"
    DATABASES["default"]["OPTIONS"]["init_command"] = quick
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True  # files as they lie, without collecting them first
CACHES = {
    name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"} for name in ("default", "results")
}
LETTERS_AT_ONCE = True
