"""What would an installation look like after `make run`? The demo's home, made without an archive to ask."""

import gzip
import io
import os
import re
import shutil
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from unittest.mock import patch
from uuid import UUID

import catalog
import pipeline
import scheduler
from cli import main
from crawler import Hop
from crawler.clerk import Clerk
from crawler.replay import media_type
from demo.__main__ import SETTINGS, follow
from demo.archive import demo_records
from demo.livesite import PORT, page
from model import LIVE, Capture, Holding, IndexRow, Task, TaskKind, original_key, sha256, timestamp14
from settings import Home
from store import open_store

DEMO = Path(__file__).parent.parent / "demo"
ARCHIVE = "demo archive"
NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
LIVE_PAGE = f"http://127.0.0.1:{PORT}/privacy"
VISITED = (datetime(2026, 10, 31, 11, 58, 20, tzinfo=UTC), datetime(2026, 11, 1, 11, 59, 5, tzinfo=UTC))
INSTALLATION = UUID("5f0a7f4e-6d8b-4f0e-9a55-0d1c6f3b2e77")  # always the same, and so are the names of alerts
RECORDS = list(demo_records())


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str


def run(home, *arguments, columns=None, environment=None):
    """Runs one command line in this process, as the installed command would."""
    out, err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    variables = {"CLAUSEWATCH_HOME": str(home), "COLUMNS": str(columns or "")} | (environment or {})
    with patch.dict(os.environ, variables), redirect_stdout(out), redirect_stderr(err):
        try:
            main([str(argument) for argument in arguments])
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
    texts = []
    for stream in (out, err):
        stream.flush()
        texts.append(stream.buffer.getvalue().decode("utf-8"))
    return Ran(code, *texts)


def make_home(folder):
    """A home with the demo's declarations and everything its archive holds; gives the histories by timeline."""
    home = Home(folder)
    shutil.copytree(DEMO / "policies", home.policies)
    declared = catalog.load(home.policies)
    with patch("store.schema.uuid4", lambda: INSTALLATION), open_store(home.database) as store:
        crawled(store, declared)
        return {str(one.id): pipeline.derive(store, one, NOW) for one in declared.timelines}


def visit_live(folder):
    """Adds what the demo adds: the company whose page stands live, a watch of it, two visits, the alert delivered.

    As a service finds it that visits once a day; the demo has two visits in two seconds.
    """
    home = Home(folder)
    home.settings.write_text(SETTINGS.format(url="http://127.0.0.1:8090"), encoding="utf-8")
    follow(home.path, LIVE_PAGE)
    now = scheduler.standing(home)
    (timeline,) = [one for one in now.catalog.timelines if one.id.organisation == "wrenfold"]
    with open_store(home.database) as store:
        for number, moment in enumerate(VISITED, 1):
            looked(store, now.catalog, page(number), moment)
            told = partial(pipeline.tell, store, timeline, now.naming(timeline.id), now.watches)
            pipeline.derive(store, timeline, moment, lambda *made, told=told, moment=moment: told(*made, moment))
        with store.writing():
            for alert, _ in store.outbox.undelivered():
                store.outbox.end_attempt(store.outbox.begin_attempt(alert.name, alert.channel, NOW), "", NOW)


def looked(store, declared, body, moment):
    """A visit of the live page that was answered so."""
    clerk = Clerk(store, partial(pipeline.read_in, store, declared), lambda: moment)
    hop = Hop(original=LIVE_PAGE, status=200, headers=(("content-type", "text/html; charset=utf-8"),), body=body)
    clerk.visited(Task(kind=TaskKind.VISIT, archive=LIVE, original=LIVE_PAGE), [hop], None, moment)


def crawled(store, declared):
    """Does what a backfill does: asks the index, then for each capture the plan wants."""
    with store.writing():
        for task in scheduler.index_tasks(declared.timelines, [ARCHIVE]):
            store.frontier.ask_again(task, NOW)
    clerk = Clerk(store, partial(pipeline.read_in, store, declared), lambda: NOW)
    while tasks := clerk.next_tasks(ARCHIVE, 10):
        for task in tasks:
            found = [one for one in RECORDS if original_key(one.original) == original_key(task.original)]
            if task.timestamp is None:
                clerk.index_answered(task, [listed(one) for one in found], "")
            else:
                taken(clerk, task, next(one for one in found if one.timestamp == task.timestamp))


def listed(record):
    return IndexRow(
        urlkey=original_key(record.original),
        timestamp=record.timestamp,
        original=record.original,
        mimetype=record.mimetype,
        statuscode=record.statuscode,
        digest=record.archive_digest,
        length=record.length or len(gzip.compress(record.body, 1, mtime=0)),
    )


def taken(clerk, task, record):
    capture = Capture(
        original=record.original,
        timestamp=record.timestamp,
        statuscode=record.statuscode,
        digest=sha256(record.body),
    )
    holding = Holding(
        holder=ARCHIVE,
        memento=f"http://127.0.0.1:8090/web/{timestamp14(record.timestamp)}id_/{record.original}",
        archive_digest=record.archive_digest,
        headers=record.headers,
        taken_at=NOW,
    )
    clerk.captured(task, capture, holding, record.body, media_type(record.headers))


def told(section):
    """The rows of the table under a heading of the story."""
    story = (DEMO / "STORY.md").read_text("utf-8").split(f"\n## {section}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in story.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip("|"))] for line in lines[2:]]
