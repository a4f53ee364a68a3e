"""Drawings that came with the document."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.publishing.sample import whole_document

from wardmote.analyses.pictures import Caption
from wardmote.publishing import tree as t
from wardmote.publishing.docx import render_docx
from wardmote.publishing.errors import DocumentError
from wardmote.publishing.pptx import render_pptx

BROKEN = t.PictureBlock(t.Drawing(Caption("Who does what", "", "alt"), "<svg"), "p", show_data=False)


def test_a_drawing_that_is_no_svg_is_refused_in_a_sentence() -> None:
    with pytest.raises(DocumentError, match='"Who does what" could not be drawn'):
        render_docx(replace(whole_document(), blocks=(BROKEN,)))


def test_so_it_is_on_a_slide() -> None:
    with pytest.raises(DocumentError, match='"Who does what" could not be drawn'):
        render_pptx(
            replace(whole_document(), blocks=(BROKEN,), slides=(t.Slide("Who does what", (BROKEN,)),))
        )
