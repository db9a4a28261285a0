"""Is there a browser here, and what is to be installed if not?"""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec
from pathlib import Path

from crawler.trouble import Trouble
from model import Failure, Rendition

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
"""As the program is called on PATH, the first that is found."""


def chromium(named: str = "") -> str | Trouble:
    """The program to start; `named` is what the settings say. A trouble says what to install."""
    if find_spec("playwright") is None:
        return _missing("Playwright is not installed: run `make browser`")
    if named:
        return named if _runs(named) else _missing(f"{named}, which crawl.browser names, is no program")
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return found or _missing("Chromium is not installed (on Debian: apt install chromium), or name it in crawl.browser")


def _runs(path: str) -> bool:
    return Path(path).is_file() and os.access(path, os.X_OK)


def _missing(detail: str) -> Trouble:
    return Trouble(reason=Failure.NO_BROWSER, detail=detail, rendition=Rendition.BROWSER)
