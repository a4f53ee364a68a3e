"""What gunicorn serves."""

from __future__ import annotations

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wardmote.site.settings")
django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402 - settings must stand first

from wardmote.site.kit.pages.files import collect  # noqa: E402

collect()
application = get_wsgi_application()
