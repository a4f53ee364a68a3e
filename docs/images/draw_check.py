"""Draws the picture of a checked document: ``python docs/images/draw_check.py``. It needs a Chromium."""

from __future__ import annotations

import io
import shutil
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from wardmote.operations.check import check_file

PLAN = """# Safer Marrowmere: performance report

The board looks at these counts each quarter.

| Crime type | 2024/25 | 2025/26 | Change |
|---|--:|--:|--:|
| Burglary | 545 | 486 | -59 (-11%) |
| Robbery | 106 | 102 | -4 (-4%) |
| Shoplifting | 1,123 | 1,311 | +188 (+14%) |
| Vehicle crime | 877 | 748 | -93 (-11%) |

In 2025, 74% of residents felt safe after dark, a 4% rise from 70% in 2024.

The panel met on Monday 12 March 2026 and agreed three priorities:

- Safer streets at night
- Support for victims of domestic abuse
- Fewer repeat burglaries
- Quieter weekends
"""
WIDE, TOP, HIGH, COLOURS = 1280, 60, 870, 64


def main() -> None:
    """Write ``check-report.png`` beside this file."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        path = Path(folder) / "performance.md"
        path.write_text(PLAN, encoding="utf-8")
        page_file = Path(folder) / "report.html"
        page_file.write_text(check_file(path).html, encoding="utf-8")
        browser = play.chromium.launch(
            executable_path=shutil.which("chromium-headless-shell") or shutil.which("chromium"),
            args=["--no-sandbox"],
        )
        page = browser.new_page(viewport={"width": WIDE, "height": HIGH})
        page.goto(page_file.as_uri())
        place = page.evaluate(
            "(({x, y, width}) => ({x, y, width}))(document.querySelector('#document').getBoundingClientRect())"
        )
        clip = {**place, "y": place["y"] + TOP, "height": HIGH}
        picture = io.BytesIO(page.screenshot(full_page=True, clip=clip, animations="disabled"))
        drawn = Image.open(picture).convert("RGB").quantize(COLOURS)
        drawn.save(Path(__file__).with_name("check-report.png"), optimize=True)
        browser.close()


if __name__ == "__main__":
    main()
