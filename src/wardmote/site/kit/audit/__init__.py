"""What was done: one record for each write, in its transaction; each record seals the one before it."""
