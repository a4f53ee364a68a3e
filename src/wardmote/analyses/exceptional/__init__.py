"""Is a week more than was to be expected? Never why."""
