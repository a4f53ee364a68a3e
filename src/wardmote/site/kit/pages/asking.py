"""Pages that ask one thing: a form, a button, and what happens then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render


@dataclass(frozen=True)
class Question:
    """A page with one form.

    ``done`` is what is said afterwards, and ``then`` where to go. ``notes`` are sentences above the form; ``warns``
    makes the button red; ``shown`` are lists to look at before deciding, by their heading.
    """

    title: str
    button: str
    back: str
    then: str
    done: str = ""
    notes: tuple[str, ...] = ()
    warns: bool = False
    shown: dict[str, list[Any]] = field(default_factory=dict)


def ask(
    request: HttpRequest,
    question: Question,
    form: forms.Form,
    work: Callable[[dict[str, Any]], object],
    refusals: type[Exception] | tuple[type[Exception], ...],
) -> HttpResponse:
    """Show the form, or do the work with what it says; a refusal is said above the form, and nothing is lost."""
    if request.method == "POST" and form.is_valid():
        try:
            work(form.cleaned_data)
        except refusals as refusal:
            form.add_error(None, str(refusal))
        else:
            if question.done:
                messages.success(request, question.done)
            return HttpResponseRedirect(question.then)
    return render(request, "parts/question.html", {"question": question, "form": form})
