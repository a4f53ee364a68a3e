"""What keeps the database itself from changing or removing a record, for SQLite and PostgreSQL."""

from __future__ import annotations

RECORDS = "audit_auditrecord"
SAID = "Records of what was done are never changed or removed."

_SQLITE_LAID = [
    f"CREATE TRIGGER audit_record_kept_{verb.lower()} BEFORE {verb} ON {RECORDS} "
    f"BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
    for verb in ("UPDATE", "DELETE")
]
_SQLITE_LIFTED = [f"DROP TRIGGER IF EXISTS audit_record_kept_{verb}" for verb in ("update", "delete")]
_POSTGRESQL_LAID = [
    "CREATE OR REPLACE FUNCTION audit_record_kept() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{SAID}'; END $$",
    f"CREATE TRIGGER audit_record_kept_row BEFORE UPDATE OR DELETE ON {RECORDS} "
    "FOR EACH ROW EXECUTE FUNCTION audit_record_kept()",
    f"CREATE TRIGGER audit_record_kept_all BEFORE TRUNCATE ON {RECORDS} "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_record_kept()",
]
_POSTGRESQL_LIFTED = [
    f"DROP TRIGGER IF EXISTS audit_record_kept_row ON {RECORDS}",
    f"DROP TRIGGER IF EXISTS audit_record_kept_all ON {RECORDS}",
    "DROP FUNCTION IF EXISTS audit_record_kept()",
]

LAID = {"sqlite": _SQLITE_LAID, "postgresql": _POSTGRESQL_LAID}
"""Statements that lay the triggers, by the vendor of the database."""
LIFTED = {"sqlite": _SQLITE_LIFTED, "postgresql": _POSTGRESQL_LIFTED}
"""Statements that take them away again: for going back a migration, and for nothing else."""
