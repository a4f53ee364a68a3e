"""The form of the room where documents are checked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from wardmote.site.kit.house import workspace

ENDINGS = ".odt,.docx,.pdf,.html,.htm,.md,.txt,.csv,.xlsx,.ods,.pptx"
MEGABYTE = 1_000_000


class CheckForm(forms.Form):
    """A document, and what is wanted of it."""

    sent = forms.FileField(
        label=_("Document"),
        help_text=_("ODT, DOCX, PDF, HTML, Markdown, text, CSV, XLSX, ODS or PPTX."),
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
        allow_empty_file=True,
    )
    form = forms.ChoiceField(
        label=_("What you want to have"),
        choices=[
            ("page", _("The document with its marks, on the screen")),
            ("html", _("The same as a file to keep")),
            ("comments", _("A copy of an ODT or DOCX with comments at the places")),
            ("json", _("The findings for a program (JSON)")),
        ],
        initial="page",
        widget=forms.RadioSelect,
    )

    def clean_sent(self) -> UploadedFile[Any]:
        """The document, where it is not too large."""
        sent: UploadedFile[Any] = self.cleaned_data["sent"]
        most = int(workspace().definitions.threshold("check-upload-bytes"))
        if (sent.size or 0) > most:
            raise forms.ValidationError(
                _("This file is too large: at most %(most)d MB are checked here. Send a larger one in parts.")
                % {"most": most // MEGABYTE}
            )
        return sent
