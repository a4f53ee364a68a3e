"""What was found in a document, told as text, as JSON, as a page that shows the marks, and as comments in a copy.

``text.as_text``, ``record.as_record``, ``html.as_html``, ``comments.with_comments``; whoever needs one loads no other.
"""
