"""Do several archives of different dialects give one timeline, the same that one archive would?"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from benchmarks.archives import Served, serving_archive
from crawler.warc import Record, records
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


def home(path: Path, archives: Sequence[tuple[str, Served]], declared: str = DECLARED, rate: int = 6_000) -> Path:
    (path / "policies").mkdir(parents=True)
    (path / "policies" / "lumora.toml").write_text(declared, "utf-8")
    hosts = json.dumps([urlsplit(served.url).netloc for _, served in archives])
    tables = "".join(served.table(name, replay_per_minute=rate) for name, served in archives)
    (path / "settings.toml").write_text(f"[crawl]\nallow_hosts = {hosts}\n{tables}", "utf-8")
    return path


def run(place: Path, *arguments: str) -> str:
    done = subprocess.run(
        command(*arguments), cwd=ROOT, env=environment(place), capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-c", "import cli; cli.main()", *arguments]


def environment(place: Path) -> dict[str, str]:
    return {**os.environ, "CLAUSEWATCH_HOME": str(place)}


def backfilled(
    path: Path,
    parts: Sequence[tuple[str, Sequence[Record]]],
    declared: str = DECLARED,
    timelines: Sequence[str] = (),
    precision: str = "all",
) -> tuple[str, list[dict[str, Any]]]:
    """What follows from the captures as the archives of these dialects give them, and everything kept."""
    with ExitStack() as stack:
        served = [
            (f"the {dialect} one", stack.enter_context(serving_archive(found, dialect))) for dialect, found in parts
        ]
        place = home(path, served, declared)
        run(place, "backfill", "--precision", precision)
    lines = run(place, "export", "--comparable", *(timelines or ["lumora/privacy"]))
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
    holders = [line["holder"] for line in facts if line["is"] == "holding"]
    assert set(holders) == {f"the {dialect} one" for dialect in DIALECTS}
    assert len(holders) == len(captured())  # what several have was asked of one


def test_killed_at_random_moments_nothing_of_several_archives_is_lost_or_doubled(
    alone: tuple[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    chance = random.Random(5)
    parts = zip(DIALECTS, split(captured(), chance), strict=True)
    with ExitStack() as stack:
        served = [(f"the {dialect} one", stack.enter_context(serving_archive(one, dialect))) for dialect, one in parts]
        place = home(tmp_path / "home", served, rate=120)
        killed = sum(_killed(place, chance.uniform(1.5, 3.5)) for _ in range(4))
        assert killed, "the backfill was over before it could be killed"
        run(place, "backfill", "--all")
        asked = [line for one in served for line in one[1].asked("replay")]
    assert run(place, "export", "--comparable", "lumora/privacy") == alone[0]
    facts = [json.loads(line) for line in run(place, "export").splitlines()]
    assert captures(facts) == captures(alone[1])
    held = [line for line in facts if line["is"] == "holding"]
    assert len(asked) <= len(held) + killed * 3 * 4  # what was in flight is asked again, and nothing else


def _killed(place: Path, after: float) -> bool:
    """Whether a backfill was still at work after so many seconds."""
    with subprocess.Popen(
        command("backfill", "--all"),
        cwd=ROOT,
        env=environment(place),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        time.sleep(after)
        going_on = process.poll() is None
        process.kill()
        return going_on


def test_equal_bodies_in_several_archives_give_the_versions_that_one_archive_gives(tmp_path: Path) -> None:
    """A list without digests cannot say that a body is known, so that more of them are fetched, and nothing else."""
    found = [record(NEW, f"2013{1 + look:02d}01000000", page((0, 1, 0, 0, 1, 2)[look], 0)) for look in range(6)]
    (one, _), (several, _) = (
        backfilled(tmp_path / "one", [("ia", found)], precision="exact"),
        backfilled(
            tmp_path / "several", list(zip(DIALECTS, split(found, random.Random(3)), strict=True)), precision="exact"
        ),
    )
    assert versions(one) == versions(several)
    assert len(versions(one)) == 5


def test_three_archives_give_what_one_gives_where_not_all_is_fetched(
    alone: tuple[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    """An archive that has been asked for all so far is asked again when what another one answers makes it worth it."""
    parts = list(zip(DIALECTS, split(captured(), random.Random(1)), strict=True))
    few, kept = backfilled(tmp_path / "one", [("ia", captured())], precision="exact")
    several, merged = backfilled(tmp_path / "several", parts, precision="exact")
    assert several == few
    assert captures(merged) == captures(kept)
    assert set(captures(merged).values()) == {1}
    assert len(captures(merged)) < len(captures(alone[1]))
    told = [(line["number"], line["first_seen"], line["canonical"]) for line in versions_of(few)]
    assert told == [(line["number"], line["first_seen"], line["canonical"]) for line in versions_of(alone[0])]


RECORDED = Path(os.environ.get("CLAUSEWATCH_BENCH", "")).parent / "corpus" / "archive" / "timeline-sample.warc.gz"


@pytest.mark.skipif("CLAUSEWATCH_BENCH" not in os.environ, reason="CLAUSEWATCH_BENCH names no recorded pages")
def test_recorded_timelines_come_out_alike_of_one_archive_and_of_three(tmp_path: Path) -> None:
    every = [one for one in records(RECORDED) if isinstance(one, Record)]
    originals = sorted({one.original for one in every}, key=lambda original: _bytes(every, original))[:2]
    found = [one for one in every if one.original in originals]
    declared = 'name = "Recorded"\n' + "".join(
        f'[[recorded.documents.d{n}.locations]]\noriginal = "{original}"\n' for n, original in enumerate(originals)
    )
    names = [f"lumora/recorded/d{n}" for n in range(2)]
    parts = list(zip(DIALECTS, split(found, random.Random(4)), strict=True))
    one, kept = backfilled(tmp_path / "one", [("ia", found)], declared, names)
    several, merged = backfilled(tmp_path / "several", parts, declared, names)
    assert versions(one) == versions(several)
    distinct = [n for n, original in zip(names, originals, strict=True) if _all_distinct(found, original)]
    assert len(distinct) == 1
    assert [line for line in one.splitlines() if _is_of(line, distinct)] == [
        line for line in several.splitlines() if _is_of(line, distinct)
    ]
    assert set(captures(merged).values()) == {1}
    assert _bodies(kept) == _bodies(merged)


def _bytes(found: Sequence[Record], original: str) -> int:
    return sum(len(one.body) for one in found if one.original == original)


def _bodies(facts: Sequence[dict[str, Any]]) -> set[tuple[str, str]]:
    """Which of several captures with equal bytes is fetched depends on who lists them with a digest."""
    return {(name[0], name[3]) for name in captures(facts)}


def _all_distinct(found: Sequence[Record], original: str) -> bool:
    digests = [one.archive_digest for one in found if one.original == original]
    return len(set(digests)) == len(digests)


def _is_of(line: str, timelines: Sequence[str]) -> bool:
    return json.loads(line)["timeline"] in timelines


def versions(lines: str) -> list[tuple[Any, ...]]:
    names = ("number", "first_seen", "last_seen", "location", "canonical", "sightings")
    return [tuple(line[name] for name in names) for line in versions_of(lines)]


def versions_of(lines: str) -> list[dict[str, Any]]:
    return [line for line in map(json.loads, lines.splitlines()) if line["is"] == "version"]
