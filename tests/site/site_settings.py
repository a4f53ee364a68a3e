"""The site's settings under test: a workspace that each run makes for itself, and a quick password hash."""

from __future__ import annotations

import tempfile

from wardmote.site.settings import *

WORKSPACE = tempfile.gettempdir()  # the fixture ``served`` names the real one
STATIC_ROOT = tempfile.mkdtemp(prefix="wardmote-static-")  # nothing is collected
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
