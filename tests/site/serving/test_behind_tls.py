"""Behind TLS the site is met by TLS alone, and its cookies travel by nothing else."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ASK = """
import json, django
django.setup()
from django.conf import settings
from django.core.management import call_command
from django.test import Client
call_command("collectstatic", verbosity=0, interactive=False)
plain = Client().get("/sign-in/", headers={"Host": "localhost"})
safe = Client().get("/sign-in/", secure=True, headers={"Host": "localhost"})
print(json.dumps({
    "plain": [plain.status_code, plain.headers.get("Location", "")],
    "safe": [safe.status_code, safe.headers.get("Strict-Transport-Security", "")],
    "cookies": {name: bool(one["secure"]) for name, one in safe.cookies.items()},
    "session": settings.SESSION_COOKIE_SECURE,
}))
"""


def _answered(workspace: Path) -> dict[str, object]:
    given = {
        **os.environ, "WARDMOTE_TLS": "1", "WARDMOTE_WORKSPACE": str(workspace),
        "DJANGO_SETTINGS_MODULE": "wardmote.site.settings",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", f"from wardmote.site import settings\n{ASK}"],
        env=given, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout.splitlines()[-1]))


def test_strict_transport_and_secure_cookies(served: Path, tmp_path: Path) -> None:
    found = _answered(shutil.copytree(served, tmp_path / "workspace"))
    status, where = found["plain"]  # type: ignore[misc]
    assert (status, where) == (301, "https://localhost/sign-in/")
    status, lasts = found["safe"]  # type: ignore[misc]
    assert status == 200
    assert "max-age=31536000" in lasts
    assert found["cookies"] == {"csrftoken": True}
    assert found["session"] is True
