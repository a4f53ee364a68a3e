"""The workshop in which partners agree what becomes of each issue."""
