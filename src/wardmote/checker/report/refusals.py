"""What a report cannot be made of."""


class CannotCommentError(Exception):
    """No comments can be put into this document; says what can be had instead."""
