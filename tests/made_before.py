"""What did a database look like that earlier code made, and what did that code answer?

    python tests/made_before.py NAME COMMIT

Takes the code of a commit, has it make a small database of an invented company and ask it, and writes both to
`tests/schemas/`: `NAME.sql`, the database as statements, and `NAME.json`, its answers. `test_schemas_before` holds
today's code to them. A dump is made when a release or a piece of work that changed the tables is done, and stays.
"""

import io
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing, redirect_stdout
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
SCHEMAS = ROOT / "tests" / "schemas"
DECLARED = 'name = "Acme"\n[[privacy.locations]]\noriginal = "https://acme.example/privacy"\n'
SEARCHED = "wording_search"
"""The index of words is filled by what fills the wordings."""


def main(name, commit):
    with TemporaryDirectory() as folder:
        code, home = Path(folder) / "code", Path(folder) / "home"
        subprocess.run(["git", "worktree", "add", "-q", "--detach", str(code), commit], cwd=ROOT, check=True)
        try:
            subprocess.run([sys.executable, __file__, "--here", str(home)], cwd=code, check=True)
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", str(code)], cwd=ROOT, check=True)
        SCHEMAS.mkdir(exist_ok=True)
        (SCHEMAS / f"{name}.sql").write_text(dumped(home / "clausewatch.db"), "utf-8")
        (SCHEMAS / f"{name}.json").write_text((home / "answers.json").read_text("utf-8"), "utf-8")


def dumped(path):
    """The database as statements that make it again."""
    with closing(sqlite3.connect(path)) as conn:
        made = conn.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid").fetchall()
        tables = [(name, sql) for kind, name, sql in made if kind == "table" and not name.startswith(f"{SEARCHED}_")]
        lines = [f"{sql};" for _, sql in tables]
        lines += [f"{sql};" for kind, _, sql in made if kind == "trigger"]
        for name, _ in tables:
            if name not in (SEARCHED, "sqlite_sequence"):
                lines += [_insertion(conn, name, row) for row in conn.execute(f"SELECT * FROM {name} ORDER BY 1")]
        lines += [f"{sql};" for kind, _, sql in made if kind not in ("table", "trigger")]
    return "\n".join(lines) + "\n"


def _insertion(conn, table, row):
    values = conn.execute(f"SELECT {', '.join(['quote(?)'] * len(row))}", row).fetchone()
    return f"INSERT INTO {table} VALUES ({', '.join(values)});"


def undumped(statements, path):
    """Makes the database."""
    with closing(sqlite3.connect(path)) as conn:
        conn.executescript(statements)


# ---------------------------------------------------------------- in the code of the commit


def made_here(home):
    """Makes home, database and answers with the code in the working directory, be it old or new."""
    os.environ["CLAUSEWATCH_HOME"] = str(home)
    (home / "policies").mkdir(parents=True)
    (home / "policies" / "acme.toml").write_text(DECLARED, "utf-8")
    sys.path[:0] = [str(Path.cwd()), str(Path("tests").absolute())]
    fill(home)
    (home / "answers.json").write_text(json.dumps(answers(), indent=1, ensure_ascii=False) + "\n", "utf-8")


def fill(home):
    import followed as the

    import catalog
    import pipeline
    from model import Rendition, Ruling, RulingKind, timestamp14
    from store import open_store

    (timeline,) = catalog.load(home / "policies").timelines
    seen = [
        *(the.response(text, day) for text, day in (("a", 0), ("b", 5), ("gone", 9), ("gone", 11), ("a", 30))),
        *(the.response(text, day) for text, day in (("b", 33), ("wall", 35), ("d", 50), ("c", 61))),
        *([the.not_modified(6, "b")] if Path("store/outbox.py").exists() else []),  # before live visits there was none
        the.response("a", 0, holder="web"),
        the.response("c", 20, rendition=Rendition.TEXT, holder="operator"),
        the.response("d", 51, rendition=Rendition.BROWSER),
        *(the.row("a", day, status=status) for day in range(40, 43) for status in (200, None)),
        the.failure(52),
    ]
    rulings = [(RulingKind.VERDICT, 33, "login"), (RulingKind.MATTERS, 50, "no")]
    with open_store(home / "clausewatch.db") as store:
        the.history_of(store, *seen, followed=timeline)
        with store.writing():
            for kind, day, saying in rulings:
                cited = f"{timeline.id}@{timestamp14(the.at(day))}"
                said = Ruling(kind=kind, object=cited, saying=saying, who="mara", why="I was there", given_at=the.TAKEN)
                store.facts.keep_ruling(timeline.id, said)
            work(store, the)
            if hasattr(store, "outbox"):
                tell(store, the)
            if hasattr(store, "savings"):
                survey_and_save(store, the)
        pipeline.derive(store, timeline, the.TAKEN + timedelta(days=1))


def work(store, the):
    """Runs and tasks in every state."""
    from model import Task, TaskKind

    tasks = [Task(kind=TaskKind.INDEX, archive="web", original=the.URL)]
    tasks += [Task(kind=TaskKind.REPLAY, archive="web", original=the.URL, timestamp=the.at(n)) for n in range(3)]
    if hasattr(store, "outbox"):
        from model import Account, RunKind

        store.frontier.begin(RunKind.BACKFILL, the.TAKEN)
        store.frontier.end(1, Account(), the.TAKEN)
        store.frontier.begin(RunKind.VISITS, the.TAKEN + timedelta(days=1))
    else:
        store.frontier.begin(the.TAKEN)
        store.frontier.end(the.TAKEN)
        store.frontier.begin(the.TAKEN + timedelta(days=1))
    store.frontier.add(tasks, the.TAKEN)
    first, second, third, *_ = store.frontier.due("web", the.TAKEN, 9, [])
    store.frontier.finish(first)
    store.frontier.put_off(second, the.TAKEN + timedelta(hours=1), "timed out", counts=True)
    store.frontier.give_up(third, "gone")


def tell(store, the):
    """A watch, its alerts, one delivered at the second attempt and one given up, and what the service keeps."""
    from model import Alert, AlertKind, Message, OrderKind

    store.outbox.began("mara", the.TAKEN)
    store.outbox.mark("mara", "acme/privacy", the.TAKEN)
    for cause in ("first", "second"):
        alert = store.outbox.keep(
            Alert(
                watch="mara",
                timeline="acme/privacy",
                kind=AlertKind.CHANGE,
                cause=cause,
                channel="mail",
                made_at=the.TAKEN,
                message=Message(subject="Acme changed", text="ten days -> two years", html="<p>two years</p>"),
                evidence={"version": 2},
            )
        )
        for failure in ("nobody answered", "") if cause == "first" else ("refused",):
            store.outbox.end_attempt(store.outbox.begin_attempt(alert.name, "mail", the.TAKEN), failure, the.TAKEN)
        if cause == "second":
            store.outbox.give_up(alert.name, the.TAKEN, "refused five times")
    store.agenda.ensure([(the.PRIVACY, True)], the.TAKEN)
    store.agenda.note_backup(Path("/backups/one.db"), 4096, the.TAKEN)
    store.orders.give(OrderKind.VISIT, {}, the.TAKEN)


def survey_and_save(store, the):
    from model import Saving, SavingStep, sha256

    store.surveys.add(1, ["acme.example"], {"kinds": ["privacy"]})
    store.surveys.keep_page(1, "https://acme.example/", "plain", {"links": []})
    store.savings.want(
        Saving(
            archive="there",
            original=the.URL,
            timeline=the.PRIVACY,
            moment=the.at(5),
            digest=sha256(the.body_of("b")),
            wanted_at=the.TAKEN,
        )
    )
    store.savings.note(1, SavingStep.ASKED, the.TAKEN)


def answers():
    """What the command line says that has to be said for ever: facts, versions, their texts, what changed between.

    Not how a change is judged, nor what a page that is no policy is taken for: better code says it better.
    """
    log = json.loads(asked("log", "acme/privacy", "--json"))
    shown = {day: json.loads(asked("show", "acme/privacy", "--on", day, "--json")) for day in DAYS}
    return {
        "versions": [_version(one) for one in log["versions"]],
        "clauses": {one["citation"]: _clauses(one["citation"]) for one in log["versions"]},
        "on": {day: [one["citation"] for one in found["versions"]] for day, found in shown.items()},
        "changes": [_changed(one) for one in json.loads(asked("changes", "--all", "--json"))],
        "facts": [line for line in map(json.loads, asked("export").splitlines()) if line["is"] in FACTS],
    }


def _version(told):
    source = told["provenance"]
    named = {name: told[name] for name in ("citation", "first_seen", "last_seen", "original", "rendition", "title")}
    return named | {"digest": source["digest"], "held_by": [one["holder"] for one in source["held_by"]]}


def _clauses(citation):
    """Each clause's citation, which is asked for itself, and its text."""
    (version,) = json.loads(asked("show", citation, "--json"))["versions"]
    told = [[one["citation"], one["text"]] for one in version["clauses"]]
    for cited, _ in told:
        assert cited in json.loads(asked("show", cited, "--json"))["cited"]
    return told


def _changed(told):
    """Which clauses went and which came; what became what, better code knows better."""
    went, came = (sorted({one["citation"] for change in told["changes"] for one in change[side]}) for side in SIDES)
    bracket = [told["bracket"]["after"], told["bracket"]["by"]]
    same = {"citation": told["citation"], "bracket": bracket, "returns_to": told["returns_to"]}
    return same | {"went": went, "came": came}


SIDES = ("before", "after")
FACTS = {"capture", "holding", "sighting", "declaration", "ruling", "watch", "told", "alert", "attempt"}
FACTS |= {"saving", "saving_step"}
DAYS = ("2020-01-01", "2020-01-03", "2020-01-25", "2020-02-10", "2020-02-21", "2020-03-05")


def asked(*arguments):
    import cli

    out = io.StringIO()
    with redirect_stdout(out):
        try:
            cli.main(list(arguments))
        except SystemExit as end:
            if end.code:
                raise RuntimeError(f"{arguments}: ended with {end.code}") from None
    return out.getvalue()


if __name__ == "__main__":
    if sys.argv[1] == "--here":
        made_here(Path(sys.argv[2]))
    else:
        main(*sys.argv[1:])
