"""What does clausewatch do? Shown on companies that don't exist, without a network.

    python -m demo

Serves the captures of `demo/captures` from a small archive on loopback, crawls them with the real
spider into the home `home-demo`, and prints the history it found.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from urllib.parse import urlsplit

from demo.archive import demo_records, serving

ROOT = Path(__file__).parent.parent
HOME = ROOT / "home-demo"

SETTINGS = """\
[crawl]
allow_hosts = ["{host}"]

[archives."demo archive"]
index = "{url}/cdx/search/cdx"
replay = "{url}/web/{{timestamp}}id_/{{original}}"
dialect = "ia"
index_per_minute = 600
replay_per_minute = 6000
"""

_NEXT = """
Everything is in {home}. Three commands to try next:

  export CLAUSEWATCH_HOME={home}
  .venv/bin/clausewatch diff ostrivel/privacy@2023-11-06 2024-02-28
  .venv/bin/clausewatch show tamberlight/privacy --on 2008-12-01
  .venv/bin/clausewatch search biometric
"""


def main() -> None:
    from cli import app

    shutil.rmtree(HOME, ignore_errors=True)
    shutil.copytree(ROOT / "demo" / "policies", HOME / "policies")
    os.environ["CLAUSEWATCH_HOME"] = str(HOME)
    with serving(demo_records()) as url:
        (HOME / "settings.toml").write_text(SETTINGS.format(url=url, host=urlsplit(url).netloc), encoding="utf-8")
        _say(f"A small archive holds the past of three companies that don't exist: {url}\n\n$ clausewatch backfill\n")
        app(["backfill"], standalone_mode=False)
    _say("\n$ clausewatch log tamberlight/privacy\n")
    app(["log", "tamberlight/privacy"], standalone_mode=False)
    _say("\n$ clausewatch changes ostrivel/privacy --since 2024-01-01\n")
    app(["changes", "ostrivel/privacy", "--since", "2024-01-01"], standalone_mode=False)
    _say(_NEXT.format(home=HOME.relative_to(Path.cwd()) if HOME.is_relative_to(Path.cwd()) else HOME))


def _say(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
