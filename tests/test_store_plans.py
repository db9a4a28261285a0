"""Does any question or record go through a whole table, where it need not?

Every public function of every part of the store is called, with values by the names of its parameters, and SQLite is
asked how it goes about each statement. A new function is called by itself; one with a parameter of a new name fails
until that has a value here.
"""

import inspect
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

import pipeline
from model import (
    Account,
    AlertKind,
    Appointment,
    Bracket,
    OrderKind,
    Rendition,
    Ruling,
    RulingKind,
    RunKind,
    Saving,
    SavingStep,
    Task,
    TaskKind,
    original_key,
    sha256,
)
from store import Store, open_store
from store.conclusions import ReadBefore
from store.matching import asked
from store.searching import Within
from tests import followed as the
from tests import invented_facts

SEEN = [
    *(the.response(text, day) for text, day in (("a", 0), ("b", 5), ("gone", 9), ("a", 30), ("wall", 35), ("c", 40))),
    the.response("a", 0, holder="web"),
    the.row("a", 50),
    the.not_modified(41, "c"),
    the.failure(51),
]
CITED = "acme/privacy@20200110000000"
RULED = [Ruling(kind=RulingKind.VERDICT, object=CITED, saying="gone", who="me", why="so", given_at=the.TAKEN)]
HOST = "acme.example"
TASK = Task(kind=TaskKind.INDEX, archive="web", original=the.URL)
STATEMENT = re.compile(r"\s*(SELECT|WITH|INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)
STEP = re.compile(r"SCAN (\S+)(?: USING (?:COVERING )?INDEX (\S+))?( VIRTUAL TABLE INDEX)?")

EVERYTHING = "gives, counts, checks or drops everything there is of something"
ERASED = "looks for words wherever they may stand, or for what is left of them"
NEWEST = "reads as many as are wanted from the end of the key"
ONE_ROW = "the table has one row"
QUEUE = "what a crawl has queued is most of the table, and it does so once for many requests"
TIMELINES = "has something to say of each timeline"

WHOLE = {
    "agenda.appointments": EVERYTHING,
    "agenda.backups": EVERYTHING,
    "agenda.ensure": TIMELINES,
    "agenda.last_backup": NEWEST,
    "checking.counts": EVERYTHING,
    "checking.faults": EVERYTHING,
    "conclusions.drop_all": EVERYTHING,
    "conclusions.drop_unused": EVERYTHING,
    "conclusions.faults": EVERYTHING,
    "conclusions.timelines": TIMELINES,
    "erasing.all": EVERYTHING,
    "erasing.erase": ERASED,
    "erasing.find": ERASED,
    "erasing.take": ERASED,
    "erasing.unfinished": EVERYTHING,
    "exporting.facts": EVERYTHING,
    "exporting.remembered": EVERYTHING,
    "facts.body_faults": EVERYTHING,
    "facts.digests": EVERYTHING,
    "frontier.bring_nearer": QUEUE,
    "frontier.let_go": QUEUE,
    "frontier.runs": NEWEST,
    "frontier.spent": QUEUE,
    "frontier.take_over": QUEUE,
    "orders.give": NEWEST,
    "orders.latest": NEWEST,
    "outbox.installation": ONE_ROW,
    "outbox.keep": ONE_ROW,
    "questions.fact_counts": EVERYTHING,
    "questions.stood_or_led": TIMELINES,
    "questions.summaries": TIMELINES,
}
"""Why each of these may go through a whole table."""

OTHERS = {
    "agenda.ensure": {"timelines": [(the.PRIVACY, True)]},
    "conclusions.clause": {"position": 0},
    "erasing.take": {"wordings": [sha256("never held either")]},
    "facts.holdings_of": {"capture_ids": [1]},
    "facts.take_capture": {"capture": replace(SEEN[0].capture, statuscode=201)},
    "lives.torn": {"last": 2},
    "orders.give": {"kind": OrderKind.VISIT},
    "outbox": {"timeline": "acme/privacy", "kind": AlertKind.CHANGE, "upto": the.TAKEN, "at": the.TAKEN},
    "ranking": {
        "asked": asked("data"),
        "wordings": "SELECT wording_id FROM span WHERE timeline_id = ?",
        "values": ["1"],
    },
    "savings.want": {
        "saving": Saving(
            archive="web",
            original=the.URL,
            timeline=the.PRIVACY,
            moment=the.at(4),
            digest=sha256("y"),
            wanted_at=the.TAKEN,
        )
    },
    "taking_back.take": {"body": lambda digest: SEEN[0].body},
}
"""Values of a part, or of one function, for parameters that have the name of other ones."""

ON_FILES = {"close", "copy_into", "faults", "is_in", "looking", "size", "used", "vacuum", "writing"}
"""What a store does as a whole; `faults` is that of its part `checking`."""

PARTS = (
    "agenda",
    "checking",
    "conclusions",
    "erasing",
    "exporting",
    "facts",
    "frontier",
    "lives",
    "looks",
    "orders",
    "outbox",
)
PARTS += ("proving", "questions", "reasons", "savings", "surveys", "taking_back")


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with open_store(tmp_path_factory.mktemp("plans") / "kept.db") as store:
        invented_facts.fill(store, SEEN, RULED, told=True)
        invented_facts.derive(store)
        run = store.frontier.begin(RunKind.BACKFILL, the.TAKEN)
        store.frontier.add([replace(TASK, run=run)], the.TAKEN)
        store.frontier.add_visits([the.URL], run, the.TAKEN)
        survey = store.frontier.begin(RunKind.SURVEY, the.TAKEN)
        store.surveys.add(survey, [HOST], {"most": 3})
        store.surveys.keep_page(1, the.URL, "plain", {"title": "P"})
        store.orders.give(OrderKind.VISIT, {}, the.TAKEN)
        store.agenda.ensure([(the.PRIVACY, True)], the.TAKEN)
        yield store


def values(store: Store):
    """For each parameter of a public function, by its name."""
    seen, alert = SEEN[0], store.outbox.alerts()[0]
    history = pipeline.derive(store, invented_facts.FOLLOWED, the.TAKEN)
    keys = [original_key(the.URL), original_key(the.MOVED_TO)]
    moments = ("now", "since", "due", "at", "not_before", "made_at", "taken_at", "wanted_at", "start", "moment")
    later = ("until", "latest", "end", "visits_by", "archives_by", "not_after", "again", "before")
    return {
        **dict.fromkeys(moments, the.FIRST_DAY),
        **dict.fromkeys(later, the.TAKEN),
        **dict.fromkeys(("run", "survey", "saving", "order_id", "attempt", "capture_id", "text", "after", "first"), 1),
        **dict.fromkeys(("number", "upto", "last"), 3),
        **dict.fromkeys(("limit", "most", "per_host", "budget"), 5),
        **dict.fromkeys(("reason", "failure", "why", "outcome", "job", "memento", "mimetype", "watch"), "mara"),
        **dict.fromkeys(("only_alerts", "only_silent", "comparable", "failed", "counts"), True),
        "without": [7],
        "spent": [7],
        **dict.fromkeys(("archive", "holder"), "web"),
        **dict.fromkeys(("alert_name", "name_or_prefix"), alert.name),
        **dict.fromkeys(("original", "asked"), the.URL),
        "alert": replace(alert, cause="another"),
        "appointment": Appointment(timeline=the.PRIVACY, due=the.TAKEN),
        "archives": ["web"],
        "arguments": {},
        "begins": lambda *_: None,
        "body": seen.body,
        "capture_ids": {one.capture: one.id for one in store.facts.of_originals(keys, the.PRIVACY).held},
        "capture": seen.capture,
        "brackets": [Bracket(after=the.FIRST_DAY, by=the.TAKEN)],
        "captures": [1],
        "cause": "cause 0",
        "channel": "mail",
        "digest": seen.capture.digest,
        "digests": [seen.capture.digest],
        "findings": {},
        "found": store.erasing.find("mara"),
        "who": "me",
        "erased_at": the.TAKEN,
        "bodies": [(sha256("never held"), 3)],
        "facts": "made",
        "history": history,
        "holding": seen.holding,
        "host": HOST,
        "hosts": [HOST],
        "key": keys[0],
        "keys": keys,
        "kind": RunKind.BACKFILL,
        "known": {HOST: (1, 2)},
        "more": Account(requests=1),
        "numbers": [2, 3],
        "originals": [the.URL],
        "page": {"title": "P"},
        "path": store._db.conn.execute("PRAGMA database_list").fetchone()[2],
        "position": 1,
        "prefix": "0a1b2c3d",
        "query": '"data"',
        "readings": {(1, 0): ReadBefore(made_by="me", reading=history.texts[0])},
        "rendition": Rendition.PLAIN,
        "ruling": RULED[0],
        "line": next(store.exporting.facts()),
        "sightings": [the.row("b", 60), the.failure(61)],
        "size": 10,
        "step": SavingStep.ASKED,
        "task": TASK,
        "tasks": [TASK],
        "texts": dict(enumerate(history.texts, 1)),
        "timeline": the.PRIVACY,
        "timelines": [the.PRIVACY],
        "when": Bracket(after=the.FIRST_DAY, by=the.TAKEN),
        "wish": {"most": 3},
        "within": Within(timelines=(the.PRIVACY,), since=the.FIRST_DAY, until=the.TAKEN),
        "words": "data",
        "wordings": [1],
    }


@pytest.fixture(scope="module")
def given(store):
    return values(store)


def public(part) -> list[str]:
    return [name for name, _ in inspect.getmembers(part, inspect.ismethod) if not name.startswith("_")]


def parts(store) -> dict[str, object]:
    """By name."""
    found = {name: part for name, part in vars(store).items() if not name.startswith("_")}
    searching = store.questions.searching
    return found | {"searching": searching, "ranking": searching.ranking}


def functions() -> list[str]:
    with the.blank_store() as store:
        found = [f"{part}.{name}" for part, one in parts(store).items() for name in public(one)]
        return [name for name in found if name != "erasing.finish"]  # which moves the log, and may not be taken back


def issued(store, name: str, given: dict[str, object]) -> list[str]:
    """The statements of a call, with all parameters and with those only that it needs; what it wrote is taken back."""
    part, _, function = name.partition(".")
    call = getattr(parts(store)[part], function)
    given = given | OTHERS.get(part, {}) | OTHERS.get(name, {})
    parameters = inspect.signature(call).parameters.values()
    unknown = [one.name for one in parameters if one.name not in given]
    assert not unknown, f"{name} has parameters of which no value is known here: {unknown}"
    statements: dict[str, None] = {}
    for chosen in (parameters, [one for one in parameters if one.default is one.empty]):
        named = [one for one in chosen if one.kind is one.KEYWORD_ONLY]
        placed = [given[one.name] for one in chosen if one not in named]
        store._db.execute("BEGIN")
        store._db.conn.set_trace_callback(lambda sql: statements.setdefault(sql))
        try:
            found = call(*placed, **{one.name: given[one.name] for one in named})
            if isinstance(found, Iterator):
                list(found)
        finally:
            store._db.conn.set_trace_callback(None)
            store._db.conn.rollback()
            store.conclusions.rolled_back()
    return [sql for sql in statements if STATEMENT.match(sql)]


def scanned(store, sql: str) -> Iterator[str]:
    """The tables that a statement goes through from end to end, be it by an index, but not by one of a part of it."""
    made = store._db.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    tables = [name for kind, name, _ in made if kind == "table"]
    partial = [name for kind, name, sql in made if kind == "index" and " WHERE " in (sql or "")]
    for row in store._db.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall():
        if step := STEP.match(row[3]):
            name, index, virtual = step.groups()
            named = [table for table in tables if table == name or re.search(rf"\b{table} AS {name}\b", sql)]
            if named and not virtual and index not in partial:
                yield named[0]


@pytest.mark.parametrize("name", functions())
def test_no_function_goes_through_a_whole_table_but_those_that_have_to(store, given, name):
    found = {table: sql for sql in issued(store, name, given) for table in scanned(store, sql)}
    if name in WHOLE:
        assert found, f"{name} goes through no whole table any more: take it from the list"
    else:
        assert found == {}


def test_every_part_of_the_store_is_asked():
    with the.blank_store() as store:
        assert parts(store).keys() == {*PARTS, "searching", "ranking"}
        assert {*public(store)} == ON_FILES


def test_a_whole_table_is_noticed(store):
    assert list(scanned(store, "SELECT * FROM seen AS one WHERE reason = 'x'")) == ["seen"]
    assert list(scanned(store, "SELECT count(*) FROM seen")) == ["seen"]
    assert list(scanned(store, "SELECT * FROM version WHERE timeline_id = 1")) == []
    assert list(scanned(store, "SELECT rowid FROM wording_search WHERE wording_search MATCH 'x'")) == []
