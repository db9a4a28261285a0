"""Which archives misbehave, and what does a backfill make of each? A program: prints a line of JSON for each scenario.

    python -m benchmarks.bad_archives [SCENARIO ...]

Runs on warped time (`benchmarks.warped`), so that an archive that is silent for an hour costs a second.
"""

from __future__ import annotations

from benchmarks import warped

warped.install()

# The clock has to be in place before these take it.
import json  # noqa: E402
import sys  # noqa: E402
import tempfile  # noqa: E402
from base64 import b32encode  # noqa: E402
from collections.abc import Iterable  # noqa: E402
from functools import partial  # noqa: E402
from hashlib import sha1  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

from aiohttp import web  # noqa: E402

import crawler.archive  # noqa: E402
import pipeline  # noqa: E402
from benchmarks.bad_answers import (  # noqa: E402
    Answer,
    Log,
    bursts,
    cut_short,
    first_index,
    memento,
    redirect,
    replayed,
    second_page,
    silent_for,
    sound,
)
from catalog import Catalog  # noqa: E402
from crawler import Archive, Manners, feed, run_crawl  # noqa: E402
from crawler.clerk import Clerk  # noqa: E402
from crawler.spiders.wayback import WaybackSpider  # noqa: E402
from crawler.warc import Record  # noqa: E402
from demo.archive import serving  # noqa: E402
from model import Headers, Location, Policy, RunKind, Timeline, TimelineId, from_timestamp14  # noqa: E402
from scheduler import asking  # noqa: E402
from store import open_store  # noqa: E402

ORIGINAL = "https://acme.example/privacy"
HTML_TYPE: Headers = (("content-type", "text/html; charset=utf-8"),)


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


ROW = '["com,acme)/privacy","20040101000000","https://acme.example/privacy","text/html","200","AAAA","99"]'
FIELDS = '["urlkey","timestamp","original","mimetype","statuscode","digest","length"]'
HTML = "<html><body>The archive is being mended</body></html>"
MINUTE, HOUR = 60.0, 3_600.0

SCENARIOS: dict[str, tuple[list[Record], Answer]] = {
    "sound": (years(12), sound),
    "429 for a minute": (years(12), silent_for(MINUTE, after=4)),
    "429 for a minute, Retry-After": (years(12), silent_for(MINUTE, after=4, Retry_After="{left}")),
    "429 for an hour": (years(12), silent_for(HOUR, after=4)),
    "429 for an hour, Retry-After": (years(12), silent_for(HOUR, after=4, Retry_After="{left}")),
    "503 for an hour": (years(12), silent_for(HOUR, 503, after=4)),
    "504 for ten minutes from the first": (years(12), silent_for(10 * MINUTE, 504)),
    "bursts of 503": (years(12), bursts(503, 6, 2)),
    "bursts of 504": (years(12), bursts(504, 9, 4)),
    "index cut off": (years(12), first_index(f'[{FIELDS},\n{ROW},\n["com,acme)/priv')),
    "index empty": (years(12), first_index("")),
    "index in markup": (years(12), first_index(HTML, HTML)),
    "second page of the index cut off": (years(12), second_page(f"[{FIELDS},\n{ROW},\n")),
    "second page of the index in markup": (years(12), second_page(HTML, HTML)),
    "index of nothing": (years(3), first_index("[]")),
    "other capture": (years(4), replayed("2004", redirect("/web/20050101000000id_/" + ORIGINAL))),
    "to the live site": (years(4), replayed("2004", redirect("https://acme.example/privacy"))),
    "in a circle": (years(4), replayed("2004", redirect("/web/20040101000000id_/" + ORIGINAL))),
    "wrong charset": (
        [*years(1), record("20040101000000", "<p>Für Größe und Äußeres".encode("latin-1"))],
        replayed("2004", memento("<p>Für Größe".encode("latin-1"), Content_Type="text/html; charset=no-such-charset")),
    ),
    "wrong digest": (years(4), replayed("2004", memento(policy_text(77), Content_Type="text/html"))),
    "content cut short": (years(4), cut_short),
    "blocked by robots": (
        years(4),
        replayed("2004", lambda _: web.Response(status=403, text="Page cannot be displayed due to robots.txt.")),
    ),
}


# ---------------------------------------------------------------- what comes of it


def catalog() -> Catalog:
    name = TimelineId(organisation="acme", kind="privacy")
    timeline = Timeline(id=name, locations=(Location(original=ORIGINAL),))
    return Catalog(policies=(Policy(organisation="acme", name="Acme", kind="privacy", timelines=(timeline,)),))


def backfilled(folder: Path, found: Iterable[Record], answer: Answer, per_minute: float = 120) -> dict[str, Any]:
    """Runs a backfill to its end; what it did, what is on record, and what the server's log says."""
    log, declared = Log(), catalog()

    async def fault(request: web.Request) -> web.StreamResponse | None:
        at = log.age
        answered = await answer(request, log)
        log.asked.append((at, request.path, answered.status if answered else 200))
        return answered

    database = folder / "clausewatch.db"
    with serving(found, fault=fault) as url:
        archive = archive_at(url, per_minute)
        with open_store(database) as store, store.writing():
            asking.ask_archives(store, declared.timelines, [archive.name], warped.Warp.now(), declared.timelines)
        outcome = run_crawl(partial(_clerk, database, declared), [archive], settings=Manners(), clock=warped.Warp.now)
    with open_store(database) as store:
        facts = list(store.exporting.facts())
        return {
            "captured": sum(one["is"] == "capture" for one in facts),
            "rows": sum(one["is"] == "sighting" and one["kind"] == "row" for one in facts),
            "failures": [one["reason"] for one in facts if one["is"] == "sighting" and one["kind"] == "failure"],
            "given_up": [reason for _, reason in store.frontier.failures([archive.name])],
            "queued": store.frontier.counts([archive.name]).get("queued", 0),
            "met": {str(reason): count for reason, count in outcome.failures.items()},
            "asked": log.asked,
            "ended": bool(store.frontier.going(RunKind.BACKFILL)),
        }


def archive_at(url: str, per_minute: float) -> Archive:
    return Archive(
        name="past",
        index=f"{url}/cdx/search/cdx",
        replay=f"{url}/web/{{timestamp}}id_/{{original}}",
        index_per_minute=24,
        replay_per_minute=per_minute,
        allow_hosts=(url.removeprefix("http://"),),
    )


def _clerk(database: Path, declared: Catalog) -> Clerk:
    store = open_store(database)
    return Clerk(store, partial(pipeline.read_in, store, declared), warped.Warp.now)


def main() -> None:
    crawler.archive.ROWS_A_PAGE = 5
    feed.LOOK_AGAIN = 30.0  # or an hour would have thousands of looks into the database
    WaybackSpider.send = warped.Warp.counted(WaybackSpider.send)  # type: ignore[assignment, method-assign]
    for name in sys.argv[1:] or SCENARIOS:
        found, answer = SCENARIOS[name]
        with tempfile.TemporaryDirectory() as folder:
            told = backfilled(Path(folder), found, answer)
        print(json.dumps({"scenario": name} | told), flush=True)


if __name__ == "__main__":
    main()
