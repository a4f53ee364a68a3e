"""Pages of the priorities."""
