"""Do several archives of different dialects give one timeline, the same that one archive would?"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from benchmarks.archives import Served, serving_archive
from crawler.warc import Record
from tests.crawler_desk import record

ROOT = Path(__file__).parent.parent
DIALECTS = ("ia", "memento", "cc")
OLD, NEW = "http://lumora.example/legal/privacy", "https://www.lumora.example/privacy"
DECLARED = f"""\
name = "Lumora"
[privacy]
title = "Privacy policy"
[[privacy.locations]]
original = "{OLD}"
until = 2012-06-01
[[privacy.locations]]
original = "{NEW}"
since = 2012-06-01
"""


def page(state: int, look: int) -> bytes:
    kept = ("twelve months", "two years", "as long as we need it", "six months")[state % 4]
    sold = "We never sell it." if state < 2 else "We may share it with partners who pay us for it."
    paragraphs = [
        "Lumora makes lamps and sells them on this site. This policy says what we do with personal data.",
        f"We keep what you tell us for {kept} after your last order, and delete it then without being asked.",
        sold,
        "We use cookies to remember what is in your basket. You can refuse them in the settings of your browser.",
        "You can ask us at any time what we know of you, have it corrected, or have it deleted.",
        "Write to us if anything here is unclear: we answer every letter within two weeks of its arrival.",
    ]
    text = "".join(f"<p>{one}</p>" for one in paragraphs)
    return f"<html><title>Privacy Policy</title><!-- {look} --><h1>Privacy Policy</h1>{text}</html>".encode()


def captured() -> list[Record]:
    """Looks at states of a policy that moved, of which one returns; no two bodies are equal."""
    found = []
    for look in range(24):
        moment = f"{2011 + look // 8}{1 + look % 8:02d}15{look % 24:02d}0000"
        state = (0, 1, 2, 1, 2, 3)[look // 4]
        found.append(record(OLD if moment < "20120601" else NEW, moment, page(state, look)))
    return found


def split(found: Sequence[Record], chance: random.Random) -> list[list[Record]]:
    """At random over three archives, a quarter of the captures in two or three of them."""
    parts: list[list[Record]] = [[] for _ in DIALECTS]
    for one in found:
        number = chance.choice((2, 3)) if chance.random() < 0.25 else 1
        for place in chance.sample(range(len(parts)), number):
            parts[place].append(one)
    return parts


def home(path: Path, archives: Sequence[tuple[str, Served]], declared: str = DECLARED) -> Path:
    (path / "policies").mkdir(parents=True)
    (path / "policies" / "lumora.toml").write_text(declared, "utf-8")
    hosts = json.dumps([urlsplit(served.url).netloc for _, served in archives])
    tables = "".join(served.table(name) for name, served in archives)
    (path / "settings.toml").write_text(f"[crawl]\nallow_hosts = {hosts}\n{tables}", "utf-8")
    return path


def run(place: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", "import cli; cli.main()", *arguments],
        cwd=ROOT,
        env={**os.environ, "CLAUSEWATCH_HOME": str(place)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


def backfilled(path: Path, parts: Sequence[tuple[str, Sequence[Record]]]) -> tuple[str, list[dict[str, Any]]]:
    """What follows from the captures as the archives of these dialects give them, and everything kept."""
    with ExitStack() as stack:
        served = [
            (f"the {dialect} one", stack.enter_context(serving_archive(found, dialect))) for dialect, found in parts
        ]
        place = home(path, served)
        run(place, "backfill")
    lines = run(place, "export", "--comparable", "lumora/privacy")
    facts = [json.loads(line) for line in run(place, "export").splitlines()]
    return lines, facts


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, list[dict[str, Any]]]:
    return backfilled(tmp_path_factory.mktemp("alone") / "home", [("ia", captured())])


def captures(facts: Sequence[dict[str, Any]]) -> Counter[tuple[str, ...]]:
    names = ("original", "timestamp", "rendition", "digest")
    return Counter(tuple(line[name] for name in names) for line in facts if line["is"] == "capture")


@pytest.mark.parametrize("seed", [1])
def test_three_archives_of_different_dialects_give_the_timeline_that_one_gives(
    alone: tuple[str, list[dict[str, Any]]], seed: int, tmp_path: Path
) -> None:
    parts = split(captured(), random.Random(seed))
    lines, facts = backfilled(tmp_path / "home", list(zip(DIALECTS, parts, strict=True)))
    assert lines == alone[0]
    assert sum(json.loads(line)["is"] == "version" for line in lines.splitlines()) >= 5
    assert captures(facts) == captures(alone[1])
    assert set(captures(facts).values()) == {1}
    holders = {line["holder"] for line in facts if line["is"] == "holding"}
    assert holders == {f"the {dialect} one" for dialect in DIALECTS}


def test_equal_bodies_in_several_archives_give_the_versions_that_one_archive_gives(tmp_path: Path) -> None:
    """A list without digests cannot say that a body is known, so that more of them are fetched, and nothing else."""
    found = [record(NEW, f"2013{1 + look:02d}01000000", page((0, 1, 0, 0, 1, 2)[look], 0)) for look in range(6)]
    (one, _), (several, _) = (
        backfilled(tmp_path / "one", [("ia", found)]),
        backfilled(tmp_path / "several", list(zip(DIALECTS, split(found, random.Random(3)), strict=True))),
    )
    assert versions(one) == versions(several)
    assert len(versions(one)) == 5


def versions(lines: str) -> list[tuple[Any, ...]]:
    names = ("number", "first_seen", "last_seen", "location", "canonical", "sightings")
    told = [json.loads(line) for line in lines.splitlines()]
    return [tuple(line[name] for name in names) for line in told if line["is"] == "version"]
