"""Do the documents show what the program does?

Parts between `<!-- program: NAME -->` and `<!-- end -->` are written by the program. Where one of these
tests fails because the program has changed, `UPDATE_DOCS=1 .venv/bin/python -m pytest tests/test_docs.py`
writes them anew; look at the difference before you keep it.
"""

import io
import json
import os
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
import tomllib
from dataclasses import MISSING, fields
from datetime import timedelta
from itertools import takewhile
from pathlib import Path

import pytest
import typer
from rich.console import CONSOLE_SVG_FORMAT, Console
from rich.text import Text

import settings
from alerts import load_watches
from catalog import load
from cli import app
from cli.exits import Exit
from demo.__main__ import SETTINGS
from demo.archive import demo_records, serving
from diffs.reasons import HOLDS, KINDS, REASONS
from exchange import CONCLUSIONS, FACTS
from model import Failure, Verdict, Watch
from store import schema_text
from tests.demo_home import run

ROOT = Path(__file__).parent.parent
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
WIDTH = 100  # columns of what documents show
COMMANDS = typer.main.get_command(app).commands
PROGRAM = re.compile(r"(<!-- program: (?P<what>[^\n]+?) -->\n)(?P<body>.*?)(<!-- end -->)", re.DOTALL)
each_document = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))


def text(name):
    return (ROOT / name).read_text(encoding="utf-8")


# ---------------------------------------------------------------- what the program writes


def fenced(language, content):
    return f"\n```{language}\n{content.rstrip()}\n```\n\n"


def shortened(value):
    """An example that can be read: of lists the first two, of long texts the beginning."""
    match value:
        case str() if len(value) > 100:
            return value[:80] + "…"
        case list() if len(value) > 2 and not all(isinstance(one, str) for one in value):
            return [shortened(value[0]), "…"]
        case list():
            return [shortened(one) for one in value]
        case dict():
            return {name: shortened(one) for name, one in value.items()}
        case _:
            return value


def of_help(name, home):
    return fenced("text", run(home, name, "--help", columns=80).out)


def of_json(line, home):
    answer = json.loads(run(home, *shlex.split(line)).out)
    return fenced("json", json.dumps(shortened(answer), indent=2, ensure_ascii=False))


def of_schema(_, home):
    return fenced("sql", schema_text())


def expected(setting):
    """The bounds of a setting, in the words of the message that a wrong value meets."""
    try:
        setting.metadata["read"](object())
    except ValueError as error:
        return str(error)
    raise AssertionError(f"{setting.name} takes anything")


def of_reasons(_, home):
    quiet = {f"only {words}": "quiet: no word of the meaning moved" for words in KINDS.values()}
    return table_of("reason", {**REASONS, **quiet})


def of_holds(_, home):
    return table_of("what waits", HOLDS)


def table_of(head, meanings):
    rows = [f"| {reason} | {meaning} |" for reason, meaning in meanings.items()]
    return "\n".join(["", f"| {head} | what it means |", "| --- | --- |", *rows, "", ""])


SECTIONS = {
    "operator": settings.Operator,
    "crawl": settings.Crawl,
    "schedule": settings.Schedule,
    "mail": settings.Mail,
    "saving": settings.Saving,
    "evidence": settings.Evidence,
    "channels": settings.Channel,
    "archives": settings.Archive,
}


def of_settings(section, home):
    lines = ["", "| key | default | expected |", "| --- | --- | --- |"]
    for one in fields(SECTIONS[section]):
        if not one.metadata:
            continue
        default = "none, must be set" if one.default is MISSING else f"`{toml(one.default)}`"
        lines.append(f"| `{one.name}` | {default} | {expected(one)} |")
    return "\n".join([*lines, "", ""])


def toml(value):
    if isinstance(value, timedelta):
        return json.dumps(f"{value.days}d")
    return json.dumps(list(value) if isinstance(value, tuple) else value)


def of_verdicts(_, home):
    source = (ROOT / "model.py").read_text("utf-8").split("class Verdict")[1].split("\n\n")[0:2]
    told = dict(re.findall(r'^    [A-Z_0-9]+ = "([^"]+)"(?:  # (.+))?$', "\n\n".join(source), re.MULTILINE))
    lines = [f"| {verdict} | {told[verdict]} |" for verdict in Verdict]
    return "\n".join(["", "| verdict | when |", "| --- | --- |", *lines, "", ""])


def of_columns(_, home):
    lines = []
    for table in (*FACTS, *CONCLUSIONS):
        lines += ["", f"**{table.name}**: {table.says}.", "", "| column | is | says |", "| --- | --- | --- |"]
        for one in table.columns:
            what = "JSON" if one.json else one.kind.value
            lines.append(f"| `{one.name}` | {what}{', or none' if one.optional else ''} | {one.says} |")
    return "\n".join([*lines, "", ""])


WRITERS = {
    "columns": of_columns,
    "help": of_help,
    "holds": of_holds,
    "json": of_json,
    "reasons": of_reasons,
    "schema": of_schema,
    "settings": of_settings,
    "verdicts": of_verdicts,
}


@each_document
def test_what_the_program_writes_into_a_document_is_up_to_date(path, shown_home):
    found = path.read_text(encoding="utf-8")

    def written(match):
        what, _, rest = match["what"].partition(" ")
        return f"{match[1]}{WRITERS[what](rest, shown_home)}{match[4]}"

    fresh = PROGRAM.sub(written, found)
    if os.environ.get("UPDATE_DOCS") and fresh != found:
        path.write_text(fresh, encoding="utf-8")
        found = fresh
    assert found == fresh, "run: UPDATE_DOCS=1 .venv/bin/python -m pytest tests/test_docs.py"


# ---------------------------------------------------------------- what it looks like

PICTURED = ("diff", "skarnwell/privacy@2007-03-04", "2018-06-18")
BLAMED = ("blame", "skarnwell/privacy", "--since", "2010-01-01")
LIVED = ("clause", "tamberlight/privacy@20040611083412#f012c29e")


def as_page(home):
    return run(home, *PICTURED, "--html", "-").out


def as_terminal(home, *command):
    """A picture of a command on a terminal with colours, which asks for no fonts from elsewhere."""
    line = [sys.executable, "-c", "import cli; cli.main()", *command]
    variables = {"CLAUSEWATCH_HOME": str(home), "FORCE_COLOR": "1", "TERM": "xterm-256color", "COLUMNS": str(WIDTH)}
    ran = subprocess.run(line, cwd=ROOT, env={**os.environ, **variables}, capture_output=True, check=True, timeout=60)
    screen = Console(record=True, width=WIDTH, file=io.StringIO())
    lines = takewhile(lambda one: "before capture" not in one, ran.stdout.decode("utf-8").splitlines())
    screen.print(Text.from_ansi("\n".join(lines)))
    form = re.sub(r"@font-face \{\{.*?\}\}\s*", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    title = f"clausewatch {' '.join(command)}"
    return screen.export_svg(title=title, code_format=form, unique_id="clausewatch") + "\n"


LOOKS = {
    "docs/diff.html": as_page,
    "docs/diff.svg": lambda home: as_terminal(home, *PICTURED),
    "docs/blame.svg": lambda home: as_terminal(home, *BLAMED),
    "docs/clause.svg": lambda home: as_terminal(home, *LIVED),
}


@pytest.mark.parametrize("name", LOOKS)
def test_what_an_answer_looks_like_is_up_to_date(name, shown_home):
    fresh = LOOKS[name](shown_home)
    if os.environ.get("UPDATE_DOCS"):
        (ROOT / name).write_text(fresh, encoding="utf-8")
    assert text(name) == fresh, "run: UPDATE_DOCS=1 .venv/bin/python -m pytest tests/test_docs.py"
    assert not re.search(r"url\((?!#)|@import|\bsrc=", fresh), "it asks for something from elsewhere"


# ---------------------------------------------------------------- what documents show


def shown():
    """(where, command line, lines it is said to print) of every console block, where there are such lines."""
    for path in DOCUMENTS:
        blocks = re.findall(r"^```console\n(.*?)^```", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
        for block in blocks:
            for part in re.split(r"^\$ ", block.replace("\\\n", " "), flags=re.MULTILINE)[1:]:
                line, _, output = part.partition("\n")
                if line.startswith("clausewatch ") and output.strip():
                    yield f"{path.relative_to(ROOT)}: {line}", line, output.strip("\n").splitlines()


SHOWN = list(shown())
_ROOT = re.compile(r"(?<=evidence\\ )sha256:[0-9a-f]{64}")  # another with every edition of the code


@pytest.mark.parametrize(("line", "lines"), [one[1:] for one in SHOWN], ids=[one[0] for one in SHOWN])
def test_what_a_document_shows_is_what_the_program_prints(line, lines, shown_home):
    ran = run(shown_home, *shlex.split(line)[1:], columns=WIDTH)
    expected = [_ROOT.sub(r"sha256:[0-9a-f]{64}", re.escape(one)) for one in lines]
    pieces = [one + r"\n" if one.strip() != r"\.\.\." else r"(?:.*\n)*?" for one in expected]
    assert re.fullmatch("".join(pieces) + r"\n*", ran.out), f"it prints:\n{ran.out}"


def test_the_first_screen_of_the_readme_shows_a_real_result():
    first = text("README.md").split("```console", 2)
    assert len(first[0].splitlines()) < 15
    assert SHOWN[0][0].startswith("README.md")
    assert text("README.md").index(SHOWN[0][2][0]) < 2500


# ---------------------------------------------------------------- commands


def test_every_command_has_its_help_in_the_reference():
    told = re.findall(r"<!-- program: help (\S+) -->", text("docs/commands.md"))
    assert sorted(told) == sorted(COMMANDS)


def test_every_exit_code_is_explained():
    told = re.findall(r"^\| (\d) \|", text("docs/commands.md"), re.MULTILINE)
    assert told == [str(int(code)) for code in Exit]


def keys_told(name):
    """Keys of the example that stands under a command's heading."""
    section = text("docs/commands.md").split(f"\n## {name}\n", 1)[1].split("\n## ", 1)[0]
    return json.loads(re.search(r"```json\n(.*?)```", section, re.DOTALL)[1]).keys()


@pytest.fixture
def own(demo_home, tmp_path):
    return shutil.copytree(demo_home, tmp_path / "own")


def test_the_json_of_commands_that_write_has_the_keys_that_are_told(own, tmp_path):
    (tmp_path / "text.txt").write_text("no origin", "utf-8")
    for name, line in (
        ("add", ["add", "https://other.example/privacy"]),
        ("import", ["import", tmp_path / "text.txt"]),
        ("rebuild", ["rebuild"]),
    ):
        assert json.loads(run(own, *line, "--json").out).keys() == keys_told(name), name


def test_a_backfill_against_an_archive_has_the_keys_that_are_told_and_finds_the_same_history(own, demo_home):
    with serving(demo_records()) as url:
        (own / "settings.toml").write_text(SETTINGS.format(url=url), "utf-8")
        (own / "clausewatch.db").unlink()
        ran = run(own, "backfill", "--all", "--json")
    assert ran.code == 0, ran.err
    assert json.loads(ran.out).keys() == keys_told("backfill")
    assert run(own, "export", "--comparable").out == run(demo_home, "export", "--comparable").out


# ---------------------------------------------------------------- data, settings, words


QUERIES = re.findall(r"^-- (.+)\n((?:.+\n)+?)(?=\n|```)", text("docs/data.md"), re.MULTILINE)


@pytest.mark.parametrize(("what", "query"), QUERIES, ids=[what for what, _ in QUERIES])
def test_a_query_that_is_told_finds_something(what, query, shown_home):
    with sqlite3.connect(f"file:{shown_home / 'clausewatch.db'}?mode=ro", uri=True) as db:
        rows = db.execute(query).fetchall()
    db.close()
    assert rows


def test_every_table_is_explained():
    tables = set(re.findall(r"^CREATE (?:TABLE|VIEW|VIRTUAL TABLE) (\w+)", schema_text(), re.MULTILINE))
    told = set(re.findall(r"^\| `(\w+)` \|", text("docs/data.md"), re.MULTILINE))
    assert told == tables


def test_the_settings_that_are_shown_can_be_taken(tmp_path):
    example, archives = re.findall(r"```toml\n(.*?)```", text("docs/settings.md"), re.DOTALL)
    (tmp_path / "settings.toml").write_text(archives, "utf-8")
    assert sorted(settings.load(settings.Home(tmp_path), {}).archives) == sorted(settings.KNOWN_ARCHIVES)
    tomllib.loads(example)
    (tmp_path / "settings.toml").write_text(example, "utf-8")
    loaded = settings.load(settings.Home(tmp_path), {})
    assert loaded.operator.contact
    assert len(loaded.archives) == 2
    assert loaded.operator.channel in loaded.channels
    ways = [way for one in loaded.channels.values() for way in ("mail", "apprise", "atom") if getattr(one, way)]
    assert ways == ["mail", "apprise", "atom"]


def watches_in(path, example):
    path.write_text(example, "utf-8")
    return load_watches(path, ["team", "chat", "feed"], ["acme/privacy", "acme/terms", "other/privacy"])


def test_the_watches_that_are_shown_can_be_taken_and_show_every_key(tmp_path):
    (example,) = re.findall(r"```toml\n(.*?)```", text("docs/alerts.md"), re.DOTALL)
    found = watches_in(tmp_path / "watches.toml", example)
    assert (found.problems, found.warnings) == ((), ())
    keys = {one.name for one in fields(Watch)} - {"name"}
    assert {key for table in tomllib.loads(example).values() for key in table} == keys
    assert re.findall(r"^\| `(\w+)` \|", text("docs/alerts.md"), re.MULTILINE) == [
        one.name for one in fields(Watch) if one.name in keys
    ]


def test_settings_and_watch_of_the_readme_fit_together(tmp_path):
    examples = re.findall(r"```toml\n# (\S+\.toml): (.*?)```", text("README.md"), re.DOTALL)
    assert [name for name, _ in examples] == ["settings.toml", "watches.toml"]
    for name, example in examples:
        (tmp_path / name).write_text(f"# {example}", "utf-8")
    home = settings.Home(tmp_path)
    found = load_watches(home.watches, settings.load(home, {}).channels, ["acme.example/privacy"])
    assert (found.problems, found.warnings, len(found.watches)) == ((), (), 1)


def test_every_kind_nature_and_category_that_a_watch_can_ask_for_is_told(tmp_path):
    (kinds,) = re.findall(r"^\| `kinds` \|(.*)$", text("docs/alerts.md"), re.MULTILINE)
    (categories,) = re.findall(r"^\| `categories` \|(.*)$", text("docs/alerts.md"), re.MULTILINE)
    (natures,) = re.findall(r"^\| `natures` \|(.*)$", text("docs/alerts.md"), re.MULTILINE)
    for key, said in (("kinds", kinds), ("natures", natures), ("categories", categories)):
        wrong = f'[one]\nchannel = "team"\ntimelines = ["acme/*"]\n{key} = ["?"]\n'
        (problem,) = watches_in(tmp_path / "watches.toml", wrong).problems
        assert re.findall(r"`([^`]+)`", said) == problem.partition("expected one of ")[2].split(", "), key


LIVE_FAILURES = set(Failure) - {
    *(Failure.FORBIDDEN, Failure.EXCLUDED, Failure.NEVER_ARCHIVED, Failure.OTHER_CAPTURE),
    *(Failure.NOT_A_MEMENTO, Failure.ONLY_A_REVISIT, Failure.UNREADABLE_INDEX, Failure.SERVER_ERROR),
}
"""What can befall a visit of a live page; the others are an archive's."""


def test_every_reason_for_which_a_page_is_not_seen_is_explained():
    section = text("docs/operating.md").split("\n## A page is not seen any more\n", 1)[1].split("\n## ", 1)[0]
    told = re.findall(r"^\| ([a-z][^|`]*) \|", section, re.MULTILINE)
    reasons = {*map(str, LIVE_FAILURES), *(str(one) for one in Verdict if one is not Verdict.POLICY)}
    assert sorted({name for cell in told for name in cell.split(", ")} - {"reason"}) == sorted(reasons)


def test_a_heading_that_is_named_is_there():
    """Notices name headings: docs/operating.md, under 'A page is not seen any more'."""
    named = set()
    for path in (ROOT / folder for folder in ("alerts", "scheduler", "cli")):
        for module in path.glob("*.py"):
            named |= set(re.findall(r"docs/operating\.md, under '([^']+)'", module.read_text("utf-8")))
    assert named
    assert named <= set(re.findall(r"^##+ (.+)$", text("docs/operating.md"), re.MULTILINE))


def test_the_declaration_that_is_shown_can_be_taken(tmp_path):
    shown = re.findall(r"```toml\n(.*?)```", text("README.md"), re.DOTALL)
    examples = [example for example in shown if "locations" in example]
    for number, example in enumerate(examples):
        (tmp_path / f"acme-{number}.toml").write_text(example, "utf-8")
    assert load(tmp_path).problems == ()
    assert len(load(tmp_path).policies) == len(examples) > 0


def test_words_of_the_glossary_stand_in_order_and_once():
    words = re.findall(r"^\*\*(.+?)\*\*", text("docs/glossary.md"), re.MULTILINE)
    assert words == sorted(set(words), key=str.lower)
    assert len(words) >= 12


@each_document
def test_a_link_to_a_file_leads_to_one(path):
    links = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


@each_document
def test_a_file_that_is_named_is_there(path):
    """Paths of our own in backticks: `store/schema.py`, `docs/data.md`."""
    named = re.findall(r"`((?:[a-z_]+/)+[a-z_]*\.?[a-z]*|[a-z]+\.py)`", path.read_text(encoding="utf-8"))
    known = [name for name in named if name.split("/")[0] in {one.name for one in ROOT.iterdir()} - {"home"}]
    assert [name for name in known if not (ROOT / name).exists()] == []


def test_decisions_are_numbered_without_a_gap_and_have_their_parts():
    paths = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [int(path.name[:4]) for path in paths] == list(range(1, len(paths) + 1))
    for path in paths:
        parts = re.findall(r"^## (.+)$", path.read_text("utf-8"), re.MULTILINE)
        assert parts == ["Context", "Options", "Outcome", "Consequences"], path.name
