"""Can a stranger's text do anything to who reads it? And what do colours say that marks say elsewhere?"""

import json
import os
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

import catalog
import deriving
import pipeline
from model import OPERATOR, Block, Capture, Clause, Holding, Reading, Rendition, Verdict, sha256
from settings import Home
from store import ReadBefore, open_store
from tests.demo_home import NOW, run

ROOT = Path(__file__).parent.parent
NASTY = (
    "plain \x1b]0;owned\x07 \x1b[2J\x1b[31mred \x9b32mgreen \x7f\x08\x08 \u202elaiceps [bold]not bold[/bold] [/]"
    " :smile: <script>alert(1)</script> --> ``` [x](javascript:alert(1)) =HYPERLINK(1)"
)
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture(scope="module")
def nasty(tmp_path_factory):
    """A home in which every text that can come from outside is hostile, whatever the reading would have made of it."""
    home = Home(tmp_path_factory.mktemp("nasty") / "home")
    catalog.add(home.policies, "https://acme.example/privacy", organisation="acme")
    (timeline,) = catalog.load(home.policies).timelines
    with open_store(home.database) as store:
        for year, more in ((2010, "before"), (2011, "after")):
            keep(store, timeline, datetime(year, 1, 1, tzinfo=NOW.tzinfo), f"{NASTY} {more}")
        pipeline.derive(store, timeline, NOW)
    return home.path


def keep(store, timeline, moment, text):
    body = f"{text} {moment}".encode()
    capture = Capture(
        original="https://acme.example/privacy",
        timestamp=moment,
        statuscode=200,
        digest=sha256(body),
        rendition=Rendition.TEXT,
    )
    holding = Holding(holder=OPERATOR, memento=f"https://a.example/{NASTY}", headers=(), taken_at=NOW)
    pipeline.take_in(store, catalog.Catalog(policies=()), capture, holding, body, "text/plain")
    with store.writing():
        held = store.facts.held(capture)
        made_by = deriving.read_by(timeline, held)
        words = f"{text} we share personal data"
        clauses = (
            Clause(block=Block.HEADING, text=f"{NASTY} heading", words="heading", level=2),
            Clause(block=Block.PARAGRAPH, text=words, words=words, label="\x1b[1m1.", headings=(f"{NASTY} heading",)),
        )
        reading = Reading(title=NASTY, clauses=clauses, verdict=Verdict.POLICY)
        store.conclusions.keep_readings(timeline.id, {(held.id, 0): ReadBefore(made_by=made_by, reading=reading)})


COMMANDS = [
    "log acme/privacy",
    "show acme/privacy",
    "show acme/privacy --on 2010-06-01",
    "diff acme/privacy@2010-01-01 2011-01-01",
    "changes --all",
    "search personal",
    "blame acme/privacy",
    "blame acme/privacy --since 2010-06-01",
    "search personal --first",
    "list",
]
FORMS = [
    "log acme/privacy --json",
    "show acme/privacy --json",
    "show acme/privacy --markdown",
    "diff acme/privacy@2010-01-01 2011-01-01 --json",
    "diff acme/privacy@2010-01-01 2011-01-01 --markdown",
    "changes --all --json",
    "changes --all --csv",
    "search personal --json",
    "search personal --csv",
    "blame acme/privacy --json",
    "search personal --first --json",
    "search personal --first --csv",
    "export",
]


@pytest.mark.parametrize("command", COMMANDS + FORMS)
def test_no_text_steers_the_terminal(nasty, command):
    ran = run(nasty, *command.split())
    assert ran.code == 0, ran.err
    assert not STEERING.search(ran.out)


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_no_life_steers_the_terminal(nasty, form):
    cited = json.loads(run(nasty, "blame", "acme/privacy", "--json").out)["versions"][0]["clauses"][1]["citation"]
    ran = run(nasty, "clause", cited, *form)
    assert ran.code == 0, ran.err
    assert not STEERING.search(ran.out)
    assert "[bold]not bold[/bold]" in ran.out


@pytest.mark.parametrize("command", COMMANDS[:9])
def test_no_text_is_read_as_markup_of_ours(nasty, command):
    told = run(nasty, *command.split()).out
    assert "[bold]not bold[/bold] [/]" in told or "not bold" not in told
    assert "\U0001f604" not in told


def test_no_text_leaves_the_comment_above_its_markdown(nasty):
    told = run(nasty, "show", "acme/privacy", "--markdown").out
    comment, _, rest = told.partition("-->")
    assert "<!--" in comment
    assert "sha256:" in comment
    assert "held by" in comment
    assert rest.startswith("\n\n# ")


@pytest.mark.parametrize("command", ["show acme/privacy", "diff acme/privacy@2010-01-01 2011-01-01"])
def test_no_text_becomes_markup_in_markdown(nasty, command):
    told = run(nasty, *command.split(), "--markdown").out.partition("\n\n")[2]
    code = re.compile(r"^( *- .*|\*\*.*)$", re.MULTILINE)  # where the text is from stands in code
    text = code.sub("", told)
    assert not re.search(r"(?<!\\)<script", text)
    assert not re.search(r"(?<!\\)\]\(", text)
    assert not re.search(r"(?<!\\)```", text)


# ---------------------------------------------------------------- colours


def coloured(home, *arguments, **environment):
    variables = {**os.environ, "CLAUSEWATCH_HOME": str(home), "FORCE_COLOR": "1", "TERM": "xterm-256color"}
    variables |= {"COLUMNS": "100"} | environment
    line = [sys.executable, "-c", "import cli; cli.main()", *arguments]
    ran = subprocess.run(line, cwd=ROOT, env=variables, capture_output=True, check=True, timeout=60)
    return ran.stdout.decode("utf-8")


DIFF = ("diff", "ostrivel/privacy@2024-02-28", "2026-02-04")


def test_in_colours_what_went_is_struck_out_and_what_came_is_green(demo_home):
    told = coloured(demo_home, *DIFF)
    assert re.search("\x1b\\[9;31m12 months\x1b\\[0m\x1b\\[4;32m36 months\x1b\\[0m", told)
    assert "[-12-]" not in told


def test_without_colours_marks_say_it(demo_home):
    told = coloured(demo_home, *DIFF, NO_COLOR="1")
    assert "[-12 months-]{+36 months+}" in re.sub("\x1b\\[[0-9;]*m", "", told)
    assert not re.search("\x1b\\[[0-9;]*3[0-7]m", told)


def test_without_colours_a_life_has_the_same_words(demo_home):
    life = ("clause", "ostrivel/privacy@20260204191200#" + digits(demo_home, "Workout routes"))
    told = re.sub("\x1b\\[[0-9;]*m", "", coloured(demo_home, *life, NO_COLOR="1"))
    assert "Workout routes | [-12 months-]{+36 months+}" in told
    assert re.search("\x1b\\[9;31m12 months\x1b\\[0m\x1b\\[4;32m36 months\x1b\\[0m", coloured(demo_home, *life))


def digits(home, words):
    return next(one.split()[0] for one in run(home, "blame", "ostrivel/privacy").out.splitlines() if words in one)


def test_what_stands_beside_pale_digits_is_not_pale(demo_home):
    for command in ("show", "blame"):
        told = coloured(demo_home, command, "ostrivel/privacy")
        assert re.search("^\x1b\\[2mf07e6c09[^\x1b]*\x1b\\[0m[^\x1b]*Your readings are yours", told, re.MULTILINE), (
            command
        )


def test_only_styles_of_ours_reach_a_terminal(nasty):
    told = coloured(nasty, "show", "acme/privacy")
    assert not STEERING.search(re.sub("\x1b\\[[0-9;]*m", "", told))
    assert "\x1b[2J" not in told


# ---------------------------------------------------------------- redlines


def test_long_kept_runs_are_folded_to_the_words_around_the_edits(demo_home):
    told = run(demo_home, "diff", "tamberlight/privacy@2006-11-09", "2007-08-15").out
    assert "[-twelve months-]{+twenty-four months+} after the parcel was posted, so that we …" in told


def test_a_split_clause_names_its_parts(demo_home):
    told = run(demo_home, "diff", "skarnwell/privacy@2010-12-05", "2012-07-29").out
    assert re.search(r"^[0-9a-f]{8}    split", told, re.MULTILINE)
    assert len(re.findall(r"^ +into #[0-9a-f]{8}: .* …$", told, re.MULTILINE)) == 2


def test_a_moved_clause_says_from_where(demo_home):
    told = run(demo_home, "diff", "skarnwell/privacy@2007-03-04", "2010-12-05").out
    assert re.search(r"^ +from: .*Information collected automatically$", told, re.MULTILINE)


def test_a_link_that_leads_elsewhere_says_where(demo_home):
    told = run(demo_home, "diff", "skarnwell/privacy@2018-11-02", "2021-05-03", "--all").out
    assert re.search(r"^ +link .+: \S+ -> \S+$", told, re.MULTILINE)


def test_changes_stand_under_their_headings_in_reading_order(demo_home):
    told = run(demo_home, "diff", *DIFF[1:]).out
    assert 0 < told.index("\nHow information is shared\n") < told.index("\nRetention\n") < told.index("before capture")


def test_an_imported_text_claims_no_response(home, tmp_path):
    text = tmp_path / "policy.txt"
    text.write_text("# Privacy policy\n\nWe keep personal data of our customers for ten days.\n", "utf-8")
    stated = ("--original", "https://acme.example/privacy", "--timestamp", "20140724")
    assert run(home, "import", str(text), *stated).code == 0
    shown = run(home, "show", "acme.example/privacy").out
    assert "https://acme.example/privacy at 2014-07-24T00:00:00Z (text)" in shown
    assert "HTTP" not in shown
