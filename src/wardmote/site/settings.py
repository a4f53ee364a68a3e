"""Settings of the site. All that differs between partnerships comes from the workspace and the environment.

``WARDMOTE_WORKSPACE`` names the workspace, ``DATABASE_URL`` a database other than its own SQLite file,
``WARDMOTE_TLS`` is 1 behind TLS; the names that the site answers to stand in the workspace's settings.
"""

from __future__ import annotations

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

from wardmote.operations.settings import SiteSettings
from wardmote.operations.site_key import site_key
from wardmote.operations.workspace import FILE, find_workspace
from wardmote.site.kit.mail import mail_of
from wardmote.site.kit.pages.catalogue import LOCALE, is_offered

WORKSPACE = Path(os.environ.get("WARDMOTE_WORKSPACE", ".")).resolve()
"""The folder of the partnership that is served."""
TLS = os.environ.get("WARDMOTE_TLS", "") == "1"
PROXIES = int(os.environ.get("WARDMOTE_PROXIES", "1" if TLS else "0"))
"""How many proxies of ours stand before the site: it believes what they say of a caller's address."""

SITE = find_workspace(WORKSPACE).settings.site if (WORKSPACE / FILE).is_file() else SiteSettings()

SECRET_KEY = site_key(WORKSPACE)
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *SITE.hosts]
ROOT_URLCONF = "wardmote.site.urls"
WSGI_APPLICATION = "wardmote.site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "csp",
    "simple_history",
    "django_tasks",
    "django_tasks_db",
    "wardmote.site.kit.access",
    "wardmote.site.kit.access.answering",
    "wardmote.site.kit.audit",
    "wardmote.site.kit.jobs",
    "wardmote.site.kit.pages",
    "wardmote.site.kit.registers",
    "wardmote.site.rooms.account",
    "wardmote.site.rooms.audit",
    "wardmote.site.rooms.evidence",
    "wardmote.site.rooms.check",
    "wardmote.site.rooms.home",
    "wardmote.site.rooms.library",
    "wardmote.site.rooms.meetings",
    "wardmote.site.rooms.people",
    "wardmote.site.rooms.priorities",
    "wardmote.site.rooms.insight",
    "wardmote.site.rooms.figures",
    "wardmote.site.rooms.registers",
    "wardmote.site.rooms.scan",
    "wardmote.site.rooms.settings",
    "wardmote.site.rooms.workshop",
]

MIDDLEWARE = [
    "wardmote.site.kit.access.caller.Caller",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "wardmote.site.kit.limits.RequestLimits",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "wardmote.site.kit.access.watch.Watch",
    "wardmote.site.kit.access.gate.Gate",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "OPTIONS": {
            "environment": "wardmote.site.kit.pages.environment.page_environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "wardmote.site.kit.pages.context.around_the_page",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{WORKSPACE / 'site.sqlite'}", conn_max_age=600, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }

# --- who signs in, and how -------------------------------------------------------------------------

AUTH_USER_MODEL = "access.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "wardmote.site.kit.access.passwords.LongEnough"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "wardmote.site.kit.access.adapter.InvitedOnly"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "12/5m/key"}
PASSWORD_RESET_TIMEOUT = 3600
MFA_ADAPTER = "wardmote.site.kit.access.second_factor.SealedSecrets"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True
"""Whoever has an account came by a letter to their address."""
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not TLS
SOCIALACCOUNT_ADAPTER = "wardmote.site.kit.access.openid.CouncilSignIn"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True}}
AXES_HANDLER = "wardmote.site.kit.access.lockout.PersonAndAddress"
AXES_FAILURE_LIMIT = "wardmote.site.kit.access.lockout.failures"
AXES_COOLOFF_TIME = "wardmote.site.kit.access.lockout.wait"
AXES_LOCKOUT_CALLABLE = "wardmote.site.kit.access.lockout.locked_out"
AXES_USERNAME_CALLABLE = "wardmote.site.kit.access.lockout.name_of"
AXES_USERNAME_FORM_FIELD = "login"
AXES_CLIENT_IP_CALLABLE = "wardmote.site.kit.access.caller.address_of"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False

# --- what the browser is told ----------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "wardmote.site.kit.pages.views.form_expired"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if TLS:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- language, files, long work ----------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
WELSH = [("cy", "Cymraeg")] if is_offered("cy") else []
"""A page that is in English says so, whatever the browser would rather read."""
LANGUAGES = [("en-gb", "English"), *WELSH]
LOCALE_PATHS = [LOCALE]
TIME_ZONE = "Europe/London"
USE_TZ = True
STATIC_URL = "static/"
STATIC_ROOT = WORKSPACE / "cache" / "static"
"""Where they lie under hashed names: collected when the site starts, and made anew when they are lost."""
STATICFILES_DIRS = [Path(__file__).parent / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "wardmote.site.kit.pages.files.Hashed"},
}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "results": {
        "BACKEND": "wardmote.site.kit.sealed.SealedFiles",
        "LOCATION": WORKSPACE / "cache" / "results",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
LETTERS_AT_ONCE = False
"""Whether who asks waits until a letter is sent: tests do."""
EMAIL_TIMEOUT = 10
globals().update(mail_of(os.environ.get("EMAIL_URL", ""), SITE).as_settings())
