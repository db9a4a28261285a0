"""What does the home of the service in the world hold?"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.world.happenings import Page, World
from benchmarks.world.watching import WATCHERS
from settings import Home

HOOK_VARIABLE = "WORLD_HOOK"
"""The variable that holds the webhook's address."""

FEED = "world.xml"
DELAY = 0.05
"""Seconds between two requests to one host, which are real seconds."""

_SETTINGS = """\
[operator]
name = "An invented operator"
contact = "operator@world.example"
channel = "hook"

[crawl]
delay = {delay}
timeout = 2
allow_hosts = {hosts}

[schedule]
every = "1d"
archives = "{every}"
notice_after = 5
backup = "1d"
keep_backups = 3

[mail]
host = "127.0.0.1"
port = {mail_port}
security = "none"
sender = "clausewatch@world.example"

[channels.hook]
apprise = "${hook}"
[channels.post]
mail = ["reader@world.example"]
[channels.feed]
atom = "{feed}"

[archives.past]
index = "{archive}/cdx/search/cdx"
replay = "{archive}/web/{{timestamp}}id_/{{original}}"
dialect = "ia"
index_per_minute = {index_per_minute}
replay_per_minute = {replay_per_minute}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Archives:
    """How the archive is asked: how often by the schedule, and how fast."""

    every: str = "30d"
    index_per_minute: float = 600
    replay_per_minute: float = 3000


def furnish(
    home: Home,
    world: World,
    *,
    port: int,
    archive: str,
    mail_port: int,
    archives: Archives,
) -> None:
    """Writes settings, declarations and watches."""
    home.policies.mkdir(parents=True)
    hosts = [f"{host.address}:{port}" for host in world.hosts]
    settings = _SETTINGS.format(
        delay=DELAY,
        hosts=json.dumps([*hosts, urlsplit(archive).netloc]),
        mail_port=mail_port,
        hook=HOOK_VARIABLE,
        feed=FEED,
        archive=archive,
        **asdict(archives),
    )
    _write(home.settings, settings)
    _write(home.watches, watches())
    for organisation, text in declarations(world, port).items():
        _write(home.policies / f"{organisation}.toml", text)


def watches() -> str:
    return "\n".join(
        f"[{one.name}]\nchannel = {json.dumps(one.channel)}\ntimelines = [{json.dumps(one.timelines)}]\n{one.table}\n"
        for one in WATCHERS
    )


def declarations(world: World, port: int) -> dict[str, str]:
    """Organisation -> its file."""
    found: dict[str, list[Page]] = defaultdict(list)
    for page in world.pages:
        found[page.timeline.partition("/")[0]].append(page)
    return {organisation: _declaration(world, port, pages) for organisation, pages in found.items()}


def _declaration(world: World, port: int, pages: list[Page]) -> str:
    lines = [f"name = {json.dumps(pages[0].names['name'])}"]
    for page in pages:
        original = f"http://{world.hosts[page.host].address}:{port}{page.path}"
        lines += [f"[[{page.timeline.partition('/')[2]}.locations]]", f"original = {json.dumps(original)}"]
    return "\n".join(lines) + "\n"


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
