"""The issues that a partnership chose: what, where, when, what next, and how sure we are of each."""
