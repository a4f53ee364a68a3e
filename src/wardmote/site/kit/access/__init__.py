"""Who may: organisations, people, memberships; rights, scopes and routes."""
