"""What does clausewatch do? Shown on companies that don't exist, without a network.

    python -m demo

Serves the captures of `demo/captures` from a small archive on loopback, crawls them with the real
spider into the home `home-demo`, and prints the history it found. Then it visits a page that stands live
on loopback before and after it changed, and shows the alert.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from demo.archive import demo_records, serving
from demo.livesite import LiveSite, page, standing_live
from settings import Home
from store import open_store

ROOT = Path(__file__).parent.parent
HOME = ROOT / "home-demo"

SETTINGS = """\
[operator]
channel = "feed"

[crawl]
allow_hosts = ["127.0.0.1"]
delay = 0

[channels.feed]
atom = "policies.xml"

[archives."demo archive"]
index = "{url}/cdx/search/cdx"
replay = "{url}/web/{{timestamp}}id_/{{original}}"
dialect = "ia"
index_per_minute = 600
replay_per_minute = 6000
"""

LIVE = """\
name = "Wrenfold"

[privacy]
title = "Privacy policy"
language = "en"

[[privacy.locations]]
original = {policy}
"""

_NEXT = """
Everything is in {home}; the feed is {home}/feeds/policies.xml. Commands to try next:

  export CLAUSEWATCH_HOME={home}
  .venv/bin/clausewatch diff ostrivel/privacy@2023-11-06 2024-02-28
  .venv/bin/clausewatch show tamberlight/privacy --on 2008-12-01
  .venv/bin/clausewatch search biometric
  .venv/bin/clausewatch watch list
"""


def main() -> None:
    shutil.rmtree(HOME, ignore_errors=True)
    shutil.copytree(ROOT / "demo" / "policies", HOME / "policies")
    os.environ["CLAUSEWATCH_HOME"] = str(HOME)
    _show_the_past()
    with standing_live(page(1)) as site:
        _show_an_alert(site)
    _say(_NEXT.format(home=HOME.relative_to(Path.cwd()) if HOME.is_relative_to(Path.cwd()) else HOME))


def _show_the_past() -> None:
    with serving(demo_records()) as url:
        (HOME / "settings.toml").write_text(SETTINGS.format(url=url), encoding="utf-8")
        _say(f"A small archive holds the past of three companies that don't exist: {url}\n")
        _run("backfill", "--all")
    _run("log", "tamberlight/privacy")
    _run("changes", "ostrivel/privacy", "--since", "2024-01-01")


def _show_an_alert(site: LiveSite) -> None:
    _say(f"\nA fourth company's policy stands live, at {site.policy}, and somebody watches it.\n")
    follow(HOME, site.policy)
    _run("visit", "wrenfold")
    next_second()
    site.page = page(2)
    _say("\nThe company publishes another one, without a word about it.\n")
    _run("visit", "wrenfold")
    _run("alerts")
    with open_store(Home(HOME).database, readonly=True) as store:
        latest = store.outbox.alerts(limit=1)
    for alert in latest:
        _run("alert", alert.name[:8])


def follow(home: Path, policy: str) -> None:
    """Declares the live page, and the watch that is told of it."""
    declared = LIVE.format(policy=json.dumps(policy))
    (home / "policies" / "wrenfold.toml").write_text(declared, encoding="utf-8")
    shutil.copy(ROOT / "demo" / "watches.toml", home / "watches.toml")


def _run(*line: str) -> None:
    from cli import app

    _say(f"\n$ clausewatch {' '.join(line)}\n\n")
    app(list(line), standalone_mode=False)


def next_second() -> None:
    """What is recorded is told apart by the second; who visits twice in one saw nothing change."""
    time.sleep(1.01 - datetime.now(UTC).microsecond / 1_000_000)


def _say(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
