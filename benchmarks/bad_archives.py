"""Which archives misbehave, and what does a backfill make of each? A program: prints a line of JSON for each scenario.

    python -m benchmarks.bad_archives [ia|memento|gate|cc ...] [SCENARIO]

Runs on warped time (`benchmarks.warped`), so that an archive that is silent for an hour costs half a second.
"""

from __future__ import annotations

from benchmarks import warped

warped.install()

# The clock has to be in place before these take it.
import json  # noqa: E402
import re  # noqa: E402
import shutil  # noqa: E402
import sys  # noqa: E402
import tempfile  # noqa: E402
from base64 import b32encode  # noqa: E402
from collections.abc import Callable, Mapping, Sequence  # noqa: E402
from dataclasses import dataclass, field  # noqa: E402
from datetime import timedelta  # noqa: E402
from email.utils import format_datetime  # noqa: E402
from functools import partial  # noqa: E402
from hashlib import sha1  # noqa: E402
from math import ceil  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

import crawler.archive  # noqa: E402
import pipeline  # noqa: E402
from benchmarks.archives import Fault, Served, serving_archive  # noqa: E402
from benchmarks.archives.faults import (  # noqa: E402
    after,
    always,
    blocked_by_robots,
    bursts,
    capture,
    cut_behind,
    cut_off,
    cut_short,
    damaged,
    emptied,
    excluded,
    first,
    first_pages,
    further_pages,
    hidden_by_robots,
    in_markup,
    of,
    redirecting,
    refusing,
    refusing_for,
    rewritten,
    saying,
    to_other_capture,
    wrong_charset,
    wrong_digests,
)
from catalog import Catalog  # noqa: E402
from cli.runs import told as run_told  # noqa: E402
from crawler import Archive, Ledger, Manners, feed, run_crawl  # noqa: E402
from crawler.clerk import Clerk  # noqa: E402
from crawler.spiders.wayback import WaybackSpider  # noqa: E402
from crawler.warc import Record  # noqa: E402
from model import (  # noqa: E402
    Headers,
    Location,
    Policy,
    Precision,
    Timeline,
    TimelineId,
    from_timestamp14,
    sha256,
    timestamp14,
)
from scheduler import asking  # noqa: E402
from store import Store, open_store  # noqa: E402

ORIGINAL = "https://acme.example/privacy"
HTML_TYPE: Headers = (("content-type", "text/html; charset=utf-8"),)
INDEX_PER_MINUTE, REPLAY_PER_MINUTE = 24, 120


def record(timestamp: str, body: bytes) -> Record:
    return Record(
        original=ORIGINAL,
        timestamp=from_timestamp14(timestamp),
        statuscode=200,
        headers=HTML_TYPE,
        body=body,
        archive_digest=b32encode(sha1(body, usedforsecurity=False).digest()).decode(),
        mimetype="text/html",
        offset=0,
    )


def policy_text(number: int) -> bytes:
    paragraphs = [
        f"<p>{words}</p>"
        for words in (
            "Acme collects your name, your address and what you buy from it.",
            f"It keeps these data for {number + 2} years and then erases them.",
            "It shares them with carriers who bring you the goods, and with nobody else.",
            "You can ask at any time which data of yours Acme holds, and have them erased.",
        )
    ]
    return ("<html><title>Privacy policy</title><h1>Privacy policy</h1>" + "".join(paragraphs * 2)).encode()


def years(count: int) -> list[Record]:
    return [record(f"{2003 + number}0101000000", policy_text(number)) for number in range(count)]


def days(count: int) -> list[Record]:
    """All in one collection of Common Crawl."""
    return [record(f"200401{1 + number:02d}000000", policy_text(number)) for number in range(count)]


MINUTE, HOUR = 60.0, 3_600.0
A_PAGE = 5  # rows
BACK = b"<html><body>The archive is being mended</body></html>"


def seconds(left: float) -> str:
    return str(ceil(left))


def a_date(left: float) -> str:
    return format_datetime(warped.Warp.now() + timedelta(seconds=ceil(left) + 1), usegmt=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """What an archive holds, and what is wrong with it."""

    held: Sequence[Record]
    faults: Sequence[Fault] = ()
    knobs: Mapping[str, Any] = field(default_factory=dict)


def busy() -> dict[str, Scenario]:
    """In every dialect."""
    told = {
        "429 for a minute": refusing_for(MINUTE, after(4)),
        "429 for a minute, Retry-After": refusing_for(MINUTE, after(4), told=seconds),
        "429 for a minute, Retry-After a date": refusing_for(MINUTE, told=a_date),
        "429 for an hour": refusing_for(HOUR, after(4)),
        "429 for an hour, Retry-After": refusing_for(HOUR, after(4), told=seconds),
        "503 for an hour": refusing_for(HOUR, after(4), status=503),
        "503 for ten minutes, Retry-After": refusing_for(10 * MINUTE, after(4), status=503, told=seconds),
        "504 for ten minutes from the first": refusing_for(10 * MINUTE, status=504),
        "bursts of 503": refusing(bursts(6, 2), 503),
        "bursts of 504": refusing(bursts(9, 4), 504),
    }
    return {"sound": Scenario(held=years(12))} | {
        name: Scenario(held=years(12), faults=[fault]) for name, fault in told.items()
    }


def badly_listed(held: Sequence[Record], mark: bytes, **knobs: Any) -> dict[str, Scenario]:
    """What can be wrong with any list, in its beginning and after it; behind a `mark` it is not over."""
    faults: dict[str, Fault] = {}
    for where, pages in (("index", first_pages), ("second page", further_pages)):
        faults |= {
            f"{where} cut off": cut_behind(first(2, pages), mark),
            f"{where} empty": emptied(first(2, pages)),
            f"{where} in markup": in_markup(first(2, pages)),
            f"{where} in markup for ever": in_markup(pages),
            f"{where} failing": refusing(first(1, pages), 500),
            f"{where} not found in markup": saying(first(1, pages), BACK, 404),
        }
    return {name: Scenario(held=held, faults=[fault], knobs=knobs) for name, fault in faults.items()}


def badly_replayed(live: str) -> dict[str, Scenario]:
    """What can be wrong with one memento of four."""
    one = capture("2004")
    wrong = {
        "other capture": to_other_capture(one),
        "to the live site": redirecting(one, live),
        "in a circle": redirecting(one, ""),
        "content cut off": cut_off(one),
        "in markup": in_markup(one),
        "blocked by robots": blocked_by_robots(one),
        "hidden by robots": hidden_by_robots(one),
        "excluded": excluded(one),
    }
    return {name: Scenario(held=years(4), faults=[fault]) for name, fault in wrong.items()}


def odd_bodies() -> dict[str, Scenario]:
    """What is taken as it is, since nothing shows that it is wrong."""
    one = capture("2004")
    latin = [*years(1), record("20040101000000", "<p>F\u00fcr Gr\u00f6\u00dfe und \u00c4u\u00dferes".encode("latin-1"))]
    return {
        "wrong charset": Scenario(held=latin, faults=[wrong_charset(one, "no-such-charset")]),
        "wrong digest": Scenario(held=years(4), faults=[saying(one, policy_text(77))]),
    }


def of_web_archive(live: str) -> dict[str, Scenario]:
    return (
        busy()
        | badly_listed(years(12), b'"')
        | badly_replayed(live)
        | odd_bodies()
        | {
            "index of nothing": Scenario(held=years(3), faults=[saying(of("index"), b"[]")]),
            "wrong digests in the index": Scenario(held=years(4), faults=[wrong_digests(of("index"))]),
            "content cut short": Scenario(held=years(4), faults=[cut_short(capture("2004"))]),
        }
    )


def of_memento(live: str) -> dict[str, Scenario]:
    listed = badly_listed(years(12), b'="', rows_a_page=A_PAGE)
    del listed["index not found in markup"]  # so it says that nothing is there
    chained = {"rows_a_page": A_PAGE, "chained": True}
    page_of_chain = in_markup(first(2, further_pages))
    return (
        busy()
        | listed
        | badly_replayed(live)
        | odd_bodies()
        | {
            "index chained": Scenario(held=years(12), knobs=chained),
            "second page of a chain in markup": Scenario(held=years(12), faults=[page_of_chain], knobs=chained),
            "index cut off before a date": Scenario(held=years(12), faults=[cut_behind(first(1, always), b'memento"')]),
            "index cut off in a date": Scenario(held=years(12), faults=[cut_behind(first(1, always), b"datetime=")]),
            "index cut off in a memento": Scenario(held=years(12), faults=[cut_behind(first(1, always), b"/held/")]),
            "index of nothing": Scenario(held=years(3), faults=[refusing(of("index"), 404)]),
        }
    )


def of_timegate(live: str) -> dict[str, Scenario]:
    """A Memento archive without lists."""
    wrong = {
        "gate in markup": in_markup(first(2, of("index", after(5)))),
        "gate empty": emptied(first(2, of("index", after(5)))),
        "gate to the live site": redirecting(first(2, of("index", after(5))), live),
        "gate in a circle": redirecting(first(2, of("index", after(5))), ""),
        "gate not found": refusing(first(1, of("index", after(5))), 404),
        "gate in markup for ever": in_markup(of("index")),
        "429 for an hour": refusing_for(HOUR, after(4)),
        "429 for a minute, Retry-After": refusing_for(MINUTE, after(4), told=seconds),
        "bursts of 503": refusing(bursts(6, 2), 503),
    }
    return {"sound": Scenario(held=years(6))} | {
        name: Scenario(held=years(6), faults=[fault]) for name, fault in wrong.items()
    }


def of_common_crawl(live: str) -> dict[str, Scenario]:
    """Its records come by ranges, and say themselves what they are."""
    text, one = policy_text(1), capture("2004")
    records: dict[str, Callable[[bytes], bytes]] = {
        "another payload": rewritten(b"3 years", b"9 years"),
        "another digest": rewritten(record("20040101000000", text).archive_digest.encode(), b"A" * 32),
        "another address": rewritten(b"URI: https://acme.example/privacy", b"URI: https://acme.example/imprint"),
        "another moment": rewritten(b"Date: 2004-01-01", b"Date: 2004-01-02"),
        "damaged": damaged,
        "no WARC": rewritten(b"WARC/1.0", b"HELO/1.0"),
    }
    made = {
        f"record of {name}" if name.startswith("another") else f"record {name}": Scenario(
            held=years(4), knobs={"packed": {"20040101000000": change}}
        )
        for name, change in records.items()
    }
    ranges = {
        "range cut short": cut_short(one),
        "range beyond the end": refusing(one, 416),
        "file in markup": in_markup(one),
        "file empty": emptied(one),
        "file not found": saying(one, b"<Error><Code>NoSuchKey</Code></Error>", 404),
    }
    of_pages = ("other capture", "in markup", "excluded")  # which files have not
    nothing = b'{"message": "No Captures found for: acme.example/privacy"}'
    lists = {
        "collections in markup": in_markup(first(2, of("index"))),
        "collections cut off": cut_behind(first(2, of("index")), b'"'),
        "collections empty": emptied(first(2, of("index"))),
        "index with a message": saying(first(2, first_pages), b'{"message": "Service is overloaded"}\n'),
        "index not found with another message": saying(first(2, first_pages), b'{"message": "Not Found"}', 404),
    }
    return (
        busy()
        | badly_listed(days(12), b'"', rows_a_page=A_PAGE)
        | {name: one for name, one in badly_replayed(live).items() if name not in of_pages}
        | made
        | {name: Scenario(held=years(4), faults=[fault]) for name, fault in (ranges | lists).items()}
        | {
            "whole files": Scenario(held=days(4), knobs={"ranges": False}),
            "index of nothing": Scenario(held=years(3), faults=[saying(first_pages, nothing, 404)]),
        }
    )


DIALECTS: Mapping[str, Callable[[str], dict[str, Scenario]]] = {
    "ia": of_web_archive,
    "memento": of_memento,
    "gate": of_timegate,
    "cc": of_common_crawl,
}
"""Name -> the scenarios of a dialect; "gate" is Memento without lists."""


# ---------------------------------------------------------------- what comes of it


def catalog() -> Catalog:
    name = TimelineId(organisation="acme", kind="privacy")
    timeline = Timeline(id=name, locations=(Location(original=ORIGINAL),))
    return Catalog(policies=(Policy(organisation="acme", name="Acme", kind="privacy", timelines=(timeline,)),))


def backfilled(database: Path, dialect: str, scenario: Scenario) -> dict[str, Any]:
    """Runs a backfill to its end; what it holds of what there is, what is on record, and what the server's log says."""
    began = warped.Warp.monotonic()
    spoken = "memento" if dialect == "gate" else dialect
    with serving_archive(scenario.held, spoken, scenario.faults, **scenario.knobs) as served:
        found = crawl(database, archive_of(dialect, served), scenario.held)
    log = [(one.at - began, one.kind, one.path, one.status, one.retry_after) for one in served.log]
    return {"asked": log} | found


def crawl(database: Path, archive: Archive, held: Sequence[Record]) -> dict[str, Any]:
    """What is on record in the end, and what `clausewatch runs` says of it."""
    declared, ledger = catalog(), Ledger()
    with open_store(database) as store, store.writing():
        run = asking.ask_archives(
            store, declared.timelines, [archive.name], warped.Warp.now(), declared.timelines, Precision.ALL
        )
    clerk = partial(_clerk, database, declared)
    run_crawl(clerk, [archive], settings=Manners(), ledger=ledger, clock=warped.Warp.now)
    with open_store(database) as store:
        with store.writing():
            store.frontier.end(run, ledger.settle(run), warped.Warp.now())
        return {"run": run_told(store.frontier.runs(1)[0])} | on_record(store, held)


def on_record(store: Store, held: Sequence[Record]) -> dict[str, Any]:
    """What is missing or other than the archive has it, why, and what is still queued."""
    facts = list(store.exporting.facts())
    given_up = [
        (timestamp14(task.timestamp) if task.timestamp else "index", reason)
        for task, reason in store.frontier.failures(["past"])
    ]
    captures = {_moment(one): one["digest"] for one in facts if one["is"] == "capture"}
    there = {timestamp14(one.timestamp): sha256(one.body) for one in held}
    failed = [one for one in facts if one["is"] == "sighting" and one["kind"] == "failure"]
    return {
        "captures": len(captures),
        "missing": sorted(there.keys() - captures.keys()),
        "altered": sorted(moment for moment in there.keys() & captures.keys() if there[moment] != captures[moment]),
        "failures": [(_moment(one), one["reason"]) for one in failed],
        "given_up": given_up,
        "queued": store.frontier.counts(["past"]).get("queued", 0),
    }


def _moment(fact: Mapping[str, Any]) -> str:
    return re.sub("[^0-9]", "", fact["timestamp"])


def archive_of(dialect: str, served: Served) -> Archive:
    gate = {"index": "", "timegate": f"{served.url}/gate/{{original}}"} if dialect == "gate" else {}
    return served.archive("past", index_per_minute=INDEX_PER_MINUTE, replay_per_minute=REPLAY_PER_MINUTE, **gate)


def _clerk(database: Path, declared: Catalog) -> Clerk:
    store = open_store(database)
    return Clerk(store, partial(pipeline.read_in, store, declared), warped.Warp.now)


def main() -> None:
    crawler.archive.ROWS_A_PAGE = A_PAGE
    WaybackSpider.send = warped.Warp.counted(WaybackSpider.send)  # type: ignore[assignment, method-assign]
    feed.LOOK_AGAIN = 300.0  # or an hour would have thousands of looks into the database
    chosen = sys.argv[1:]
    with serving_archive([], "ia") as live, tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "fresh.db"
        open_store(fresh).close()
        for dialect in [one for one in chosen if one in DIALECTS] or DIALECTS:
            for name, scenario in DIALECTS[dialect](f"{live.url}/privacy").items():
                if set(chosen) <= {name, *DIALECTS}:
                    database = Path(shutil.copy(fresh, Path(folder) / f"{dialect} {name}.db"))
                    told = backfilled(database, dialect, scenario)
                    print(json.dumps({"scenario": f"{dialect}: {name}", "live": len(live.log)} | told), flush=True)


if __name__ == "__main__":
    main()
