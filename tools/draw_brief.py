"""Draw the picture of the README: the top of the HTML brief of an example, as a browser shows it.

    python tools/draw_brief.py [EXAMPLE]

Enters: examples/EXAMPLE/reports (astana). Leaves: docs/pictures/brief.png. It needs Chromium or Chrome, which the
project itself does not.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import dragoman
from dragoman.briefing import render

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "pictures" / "brief.png"
SIZE = "1080,1240"  # pixels; shows the heading, what is new, the timeline and the first track
LARGEST = 300_000  # bytes
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
OPTIONS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def main() -> None:
    browser = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if browser is None:
        sys.exit(f"no browser found; expected one of {', '.join(BROWSERS)}")
    example = sys.argv[1] if len(sys.argv) > 1 else "astana"
    page = render(dragoman.brief(ROOT / "examples" / example / "reports"), "html")
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "brief.html"
        file.write_text(page, encoding="utf-8")
        profile = f"--user-data-dir={folder}/profile"
        shot = f"--screenshot={PICTURE}"
        command = [browser, *OPTIONS, profile, shot, f"--window-size={SIZE}", file.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    size = PICTURE.stat().st_size
    print(f"{PICTURE.relative_to(ROOT)}: {size} bytes")
    if size > LARGEST:
        sys.exit(f"expected no more than {LARGEST} bytes")


if __name__ == "__main__":
    main()
