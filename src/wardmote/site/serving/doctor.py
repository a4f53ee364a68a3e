"""Looks the website over: database, migrations, long work, files of its pages, what the browser is told."""

from __future__ import annotations

from collections.abc import Iterator

from wardmote.operations.doctor import Examined, examined


def examine_site() -> Iterator[Examined]:
    """Call it after ``ready.set_up``."""
    for what, look in (
        ("Database", _database),
        ("Record of what was done", _chain),
        ("Long work", _work),
        ("Names and TLS", _names),
        ("Letters", _letters),
        ("People", _people),
    ):
        yield examined(what, look)


def _database() -> Examined:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    lacking = executor.migration_plan(executor.loader.graph.leaf_nodes())
    name = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}.get(connection.vendor, connection.vendor)
    if lacking:
        return Examined(
            "Database", "look", f"{name}; {len(lacking)} steps behind: wardmote serve brings it up to date."
        )
    return Examined("Database", "well", f"{name}, up to date.")


def _chain() -> Examined:
    from wardmote.site.kit.audit.chain import verify

    found = verify()
    health = "well" if found.is_whole else "ill"
    return Examined("Record of what was done", health, found.sentence)  # type: ignore[arg-type]


def _work() -> Examined:
    from wardmote.site.kit.jobs.models import Job, State

    failed = Job.objects.filter(state=State.FAILED).count()
    waiting = Job.objects.filter(state=State.WAITING).count()
    words = f"{waiting} waiting, {failed} failed."
    return Examined("Long work", "look" if failed else "well", words)


def _names() -> Examined:
    from django.conf import settings

    hosts = [host for host in settings.ALLOWED_HOSTS if host not in ("localhost", "127.0.0.1", "[::1]")]
    if hosts and not settings.TLS:
        return Examined(
            "Names and TLS",
            "ill",
            f"The site answers to {', '.join(hosts)} without TLS. Put it behind a TLS proxy and set WARDMOTE_TLS=1.",
        )
    if not hosts:
        return Examined("Names and TLS", "well", "The site answers on this machine alone.")
    return Examined("Names and TLS", "well", f"The site answers to {', '.join(hosts)}, behind TLS.")


def _letters() -> Examined:
    from django.conf import settings
    from django.core.mail import get_connection

    from wardmote.site.kit.mail import POSTED

    if settings.EMAIL_BACKEND != POSTED:
        return Examined(
            "Letters",
            "look",
            "No mail server is named: letters are written to the log, and nobody gets them. Write mail_host into "
            "[site] of wardmote.toml, or set EMAIL_URL.",
        )
    where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        with get_connection():
            pass
    except OSError as fault:
        return Examined("Letters", "ill", f"The mail server {where} does not take letters: {fault}.")
    return Examined("Letters", "well", f"They go out by {where} from {settings.DEFAULT_FROM_EMAIL}.")


def _people() -> Examined:
    from wardmote.site.kit.access.models import Person

    active = Person.objects.filter(is_active=True).count()
    if not active:
        return Examined("People", "look", "Nobody can sign in yet: wardmote invite.")
    return Examined("People", "well", f"{active} can sign in.")
