"""What stands in lines of text: headings without marks, lists with any bullet, tables by tabs, pipes or spaces.

Readers of other formats hand their unmarked paragraphs here, too.
"""

from wardmote.checker.reading.plain.lines import Line
from wardmote.checker.reading.plain.recognise import recognise

__all__ = ["Line", "recognise"]
