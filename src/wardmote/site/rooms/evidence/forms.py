"""Forms of the evidence desk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from wardmote.site.kit.house import workspace


class SeveralFiles(forms.FileInput):
    """A file input that takes several."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or several files."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """Every one of them, or what is wrong."""
        given: Sequence[Any] = data if isinstance(data, list | tuple) else [data]
        files = [super(FilesField, self).clean(one, initial) for one in given]
        most = int(workspace().definitions.threshold("upload-most-files"))
        if len(files) > most:
            raise forms.ValidationError(
                _("These are %(n)d files; send at most %(most)d at once, or one zip.")
                % {"n": len(files), "most": most}
            )
        return files


class UploadForm(forms.Form):
    """Files to take in, or to check."""

    def __init__(self, *words: Any, **named: Any) -> None:
        super().__init__(*words, **named)
        most = workspace().definitions.threshold("upload-most-bytes") / 1_000_000
        self.fields["sent"].help_text += _(" At most %(most)s megabytes at once.") % {"most": f"{most:,.0f}"}

    sent = FilesField(
        label=_("Files"),
        help_text=_(
            "CSV, Excel, OpenDocument or a zip of them. Several at once are fine: all are taken in, or none."
        ),
        allow_empty_file=True,
    )
    what = forms.ChoiceField(
        label=_("What to do with them"),
        choices=[
            ("take", _("Take them in")),
            ("skip", _("Take in those that can be read, and leave the others out")),
            ("check", _("Only check them, and change nothing")),
        ],
        initial="take",
        widget=forms.RadioSelect,
    )


class ReminderForm(forms.Form):
    """A reminder to a partner."""

    to = forms.EmailField(label=_("Send to"), required=False, help_text=_("Leave empty to keep a note only."))
    words = forms.CharField(label=_("Words"), widget=forms.Textarea, max_length=4000)


class ReconcileForm(forms.Form):
    """Figures that somebody else states."""

    figures = forms.CharField(
        label=_("Figures"),
        widget=forms.Textarea,
        max_length=20_000,
        help_text=_(
            "A table as copied from a dashboard or a spreadsheet: names of columns on top, a line for each figure."
        ),
    )
