"""The colours of the site, as a small style sheet: ours from the theme, the accent the partnership's own."""

from __future__ import annotations

from functools import cache
from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from wardmote.publishing.theme import fault_of_colour, in_colour, mixed, theme
from wardmote.site.kit.access.routes import open_to_all
from wardmote.site.kit.house import workspace

A_YEAR = 31_536_000


def accent(own: str) -> str:
    """The accent: the partnership's own colour, or ours where it has none, or none that could be read."""
    with in_colour("" if not own or fault_of_colour(own) else own):
        return theme().colour.accent


def colours_address(own: str) -> str:
    """Where the style sheet lies. It changes with what the sheet says, so that a browser may keep it."""
    return f"{reverse('colours')}?of={sha256(style_sheet(accent(own)).encode()).hexdigest()[:12]}"


@open_to_all("The sign-in page has the partnership's colour too.")
@require_safe
def colours(request: HttpRequest) -> HttpResponse:
    """The style sheet."""
    del request
    answer = HttpResponse(style_sheet(accent(workspace().settings.colour)), content_type="text/css")
    answer["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return answer


@cache
def style_sheet(accent: str) -> str:
    """Every colour as a custom property: ours by their names, and those of the design system's that we set."""
    with in_colour(accent):
        look = theme()
    named = {name.replace("_", "-"): value for name, value in vars(look.colour).items()}
    named |= {"accent": accent, "accent-dark": mixed(accent, look.colour.ink, 0.6)}
    named |= {f"step-{number}": value for number, value in enumerate(look.sequential, start=1)}
    theirs = {
        "brand": accent,
        "text": look.colour.ink,
        "template-background": look.colour.ground,
        "body-background": look.colour.ground,
        "secondary-text": look.colour.quiet,
        "border": look.colour.hairline,
        "input-border": look.colour.ink,
        "link": accent,
        "link-visited": mixed(accent, look.colour.ink, 0.6),
        "link-hover": look.colour.ink,
        "link-active": look.colour.ink,
        "surface-background": look.colour.wash,
        "surface-text": look.colour.ink,
        "surface-border": look.colour.hairline,
    }
    lines = [f"--wm-{name}:{value}" for name, value in named.items()]
    lines += [f"--govuk-{name}-colour:{value}" for name, value in theirs.items()]
    return f":root{{{';'.join(lines)}}}\n"
