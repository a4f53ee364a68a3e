"""People's words beside their section."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from wardmote.operations.review import CommentaryError
from wardmote.operations.words_kept import WordsChangedError
from wardmote.site.kit.access.routes import needs
from wardmote.site.kit.access.scope import actor_of, scope_from
from wardmote.site.rooms.library import selectors, services
from wardmote.site.rooms.library.building import ASSESSMENT
from wardmote.site.rooms.library.forms import WordsForm

CONFLICT = 409
REFUSED = 422


@needs("documents-write")
@require_GET
def words(request: HttpRequest) -> HttpResponse:
    """Every place for words of the assessment, in reading order."""
    scope = scope_from(request)
    build = selectors.latest_words(scope)
    return render(request, "library/words.html", {"build": build, "places": selectors.places(scope)})


@needs("documents-write")
@require_http_methods(["GET", "POST"])
def place(request: HttpRequest, slot: str) -> HttpResponse:
    """One place: what the figures say, the words that stand there, and a form to change them."""
    found = selectors.place(scope_from(request), slot)
    if found is None:
        raise Http404
    theirs, status = None, 200
    form = WordsForm(initial={"words": found.now.text, "seen": found.now.mark})
    if request.method == "POST":
        form = WordsForm(request.POST)
        if form.is_valid():
            try:
                _save(request, slot, form.cleaned_data, found)
            except WordsChangedError as conflict:
                theirs, status = conflict.now, CONFLICT
                form = WordsForm({**form.data.dict(), "seen": conflict.now.mark})  # type: ignore[attr-defined]
                form.add_error(None, str(conflict))
            except CommentaryError as refusal:
                form.add_error("words", str(refusal))
            else:
                messages.success(request, gettext("Saved. The next build of the document prints it."))
                return redirect("library-words")
    context = {"place": found, "form": form, "theirs": theirs}
    return render(
        request, "library/place.html", context, status=status if theirs or not form.errors else REFUSED
    )


def _save(request: HttpRequest, slot: str, given: dict[str, str], found: selectors.Place) -> None:
    prompt = found.built["asks"] if found.built["kind"] == "question" else ""
    services.write(actor_of(request), ASSESSMENT, slot, given["words"], given["seen"], prompt)
