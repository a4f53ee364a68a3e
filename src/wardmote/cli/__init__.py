"""A thin skin over operations."""
