"""Does an installation come back from what the command line exported, and answer as it did?"""

import json
import shutil

import pytest

from cli.exits import Exit
from exchange import Form
from tests.demo_home import run

PLACES = {Form.WARC: "out.warc.gz", Form.GIT: "out.git"}
WHOLE = (Form.JSONL, Form.PARQUET, Form.WARC)


def exported(demo_home, form, folder, *more):
    to = folder / PLACES.get(form, "out")
    ran = run(demo_home, "export", "--as", form.value, "--to", to, *more)
    assert ran.code == 0, ran.err
    return to, ran.out


@pytest.fixture
def empty(tmp_path):
    home = tmp_path / "other"
    home.mkdir()
    return home


@pytest.mark.parametrize("form", WHOLE)
def test_an_installation_that_went_out_whole_comes_back_and_exports_the_same(demo_home, empty, tmp_path, form):
    to, said = exported(demo_home, form, tmp_path)
    assert f"written to {to}" in said
    if form is Form.WARC:  # which holds no declarations
        shutil.copytree(demo_home / "policies", empty / "policies")
    taken = run(empty, "import", to)
    assert taken.code == 0, taken.out + taken.err
    assert run(empty, "export").out == run(demo_home, "export").out
    again = run(empty, "import", to)
    assert "new facts by kind: nothing" in again.out


@pytest.mark.parametrize("form", [Form.GIT, Form.MARKDOWN])
def test_texts_that_went_out_come_back_declared_with_their_dates(demo_home, empty, tmp_path, form):
    to, _ = exported(demo_home, form, tmp_path, "tamberlight/privacy")
    assert run(empty, "import", to).code == 0
    before, after = (json.loads(run(one, "log", "tamberlight/privacy", "--json").out) for one in (demo_home, empty))
    assert [(one["first_seen"], one["last_seen"]) for one in after["versions"]] == [
        (one["first_seen"], one["last_seen"]) for one in before["versions"]
    ]


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--as", "jsonl"], "--as goes with --to"),
        (["--to", "x"], "go with --as"),
        (["--as", "warc", "--to", "x"], "expected a name that ends in .warc.gz"),
        (["--as", "jsonl", "--to", "x", "--comparable"], "without --comparable"),
        (["--as", "jsonl", "--to", "x", "--since", "soon"], "'soon' is no date"),
    ],
)
def test_what_is_asked_wrongly_is_refused(demo_home, arguments, why):
    ran = run(demo_home, "export", *arguments)
    assert ran.code == Exit.WRONG
    assert why in ran.err


def test_what_is_not_ours_is_left(demo_home, tmp_path):
    (tmp_path / "diary").write_text("mine")
    ran = run(demo_home, "export", "--as", "markdown", "--to", tmp_path)
    assert (ran.code, "holds something else" in ran.err) == (Exit.WRONG, True)
    assert [path.name for path in tmp_path.iterdir()] == ["diary"]


def test_wrong_lines_are_told_and_the_rest_comes_in(demo_home, empty, tmp_path):
    to, _ = exported(demo_home, Form.JSONL, tmp_path)
    with (to / "sighting.jsonl").open("a") as file:
        file.write("{}\n")
    ran = run(empty, "import", to)
    assert ran.code == Exit.INCOMPLETE
    assert f"not taken in: {to}/sighting.jsonl, line " in ran.out
    assert run(empty, "export").out == run(demo_home, "export").out
