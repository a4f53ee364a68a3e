"""Web pages: headings, words, lists and tables as the page marks them; scripts are left out, nothing is fetched."""

from wardmote.checker.reading.html.page import read_html

__all__ = ["read_html"]
