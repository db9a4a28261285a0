"""What does the home hold in which the product lives through the recorded years?"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.recorded.hosts import Hosts
from benchmarks.recorded.timelines import Recorded
from settings import Home

WATCH = "everything"
_SETTINGS = """\
[operator]
name = "An invented operator"
contact = "operator@world.example"
[crawl]
delay = 0
allow_hosts = {hosts}
[schedule]
jitter = 0
backup = "never"
[channels.feed]
atom = "whole.xml"
"""
_WATCH = f'[{WATCH}]\nchannel = "feed"\ntimelines = ["*"]\nseverity = "minor"\n'


def furnish(home: Home, recorded: Sequence[Recorded], hosts: Hosts) -> None:
    """Writes settings, declarations and the watch."""
    home.policies.mkdir(parents=True)
    opened = sorted({urlsplit(hosts.here(one.original)).netloc for one in recorded})
    _write(home.settings, _SETTINGS.format(hosts=json.dumps(opened)))
    _write(home.watches, _WATCH)
    for one in recorded:
        place = json.dumps(hosts.here(one.original))
        text = f"name = {json.dumps(one.id)}\n[[{one.name.kind}.locations]]\noriginal = {place}\n"
        _write(home.policies / f"{one.name.organisation}.toml", text)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
