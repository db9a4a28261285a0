"""Does every command explain itself, and end as it says?"""

import fcntl
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import typer

from cli import app
from cli.exits import Exit
from tests.demo_home import run

ROOT = Path(__file__).parent.parent
COMMAND = typer.main.get_command(app)
COMMANDS = sorted(COMMAND.commands)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def test_the_version_names_the_release_and_the_code_that_concludes(home):
    ran = run(home, "--version")
    assert ran.code == 0
    number = re.escape(PROJECT["project"]["version"])
    assert re.fullmatch(rf"clausewatch {number} \(\S+/\d+ \S+/\d+ \S+/\d+\)\n", ran.out)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example_of_itself(home, name):
    ran = run(home, name, "--help", columns=80)
    assert ran.code == 0
    assert f"Example: clausewatch {name}" in ran.out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_and_argument_says_what_it_is(name):
    assert [p.name for p in COMMAND.commands[name].params if not getattr(p, "help", None)] == []


def test_what_a_command_does_fits_into_its_line_of_the_list(home):
    ran = run(home, "--help", columns=80)
    assert "..." not in ran.out.partition("Commands:")[2]
    assert [name for name in COMMANDS if f"\n  {name} " not in ran.out] == []


def test_the_help_tells_every_exit_code(home):
    told = " ".join(run(home, "--help", columns=80).out.split())
    assert re.findall(r"\b(\d) \w+", told.partition("Exit codes:")[2]) == [str(int(code)) for code in Exit]


def test_no_command_at_all_shows_the_help(home):
    assert "Usage: clausewatch" in run(home).err + run(home).out


WRONG = ["frobnicate", "log", "log a/b --nonsense", "search x --limit 0", "rule verdict a/b@2018 --who"]


@pytest.mark.parametrize("arguments", [line.split() for line in WRONG])
def test_a_wrong_command_or_option_ends_in_2(home, arguments):
    assert run(home, *arguments).code == Exit.WRONG


QUESTIONS = [
    ["log", "a/privacy"],
    ["show", "a/privacy"],
    ["diff", "a/privacy@2018-01-01", "2019-01-01"],
    ["search", "words"],
    ["changes"],
    ["export"],
]


@pytest.mark.parametrize("arguments", QUESTIONS, ids=lambda arguments: arguments[0])
def test_where_nothing_was_recorded_yet_a_question_ends_in_4_and_says_what_makes_it(home, arguments):
    ran = run(home, *arguments)
    assert ran.code == Exit.NOTHING
    assert "clausewatch backfill" in ran.err
    assert ran.out == ""


@pytest.mark.parametrize("arguments", QUESTIONS[:3], ids=lambda arguments: arguments[0])
def test_an_unknown_timeline_ends_in_4_and_names_those_that_come_near(demo_home, arguments):
    ran = run(demo_home, *(argument.replace("a/privacy", "skarnwel/privcy") for argument in arguments))
    assert ran.code == Exit.NOTHING
    assert "did you mean skarnwell/privacy" in ran.err


def test_an_organisation_alone_names_its_timelines(demo_home):
    ran = run(demo_home, "log", "tamberlight")
    assert ran.code == Exit.NOTHING
    assert "tamberlight/privacy or tamberlight/privacy~de or tamberlight/terms" in ran.err


@pytest.mark.parametrize("date", ["2018-13-01", "yesterday", "2018-W05", "25.5.2018", "0001-01-01T00:00+14:00"])
def test_a_date_that_is_none_ends_in_2_and_says_what_was_expected(demo_home, date):
    ran = run(demo_home, "show", "skarnwell/privacy", "--on", date)
    assert ran.code == Exit.WRONG
    assert "YYYY-MM-DD" in ran.err


@pytest.mark.parametrize("command", ["list", "check", "backfill", "rebuild"])
def test_a_broken_declaration_ends_in_2_and_names_file_and_key(home, command):
    (home / "policies").mkdir(parents=True)
    (home / "policies" / "acme.toml").write_text('[privacy]\n[[privacy.locations]]\noriginal = "nowhere"\n', "utf-8")
    ran = run(home, command)
    assert ran.code == Exit.WRONG
    assert re.search(r"acme\.toml: privacy\.locations\[0\]\.original: found 'nowhere', expected", ran.out + ran.err)


def test_a_broken_setting_ends_in_2_and_names_file_and_key(home):
    run(home, "add", "https://acme.example/privacy")
    (home / "settings.toml").write_text("[crawl]\ntimeout = 'long'\n", "utf-8")
    ran = run(home, "backfill")
    assert ran.code == Exit.WRONG
    assert "settings.toml: crawl.timeout: found 'long', expected a number from 1 to 600" in ran.err


RULE = "rule verdict ostrivel/privacy@20210412160210 gone --who x"
WRITERS = ["rebuild", "backfill", "import text.txt", RULE]


@pytest.mark.parametrize("arguments", [line.split() for line in WRITERS], ids=lambda arguments: arguments[0])
def test_while_another_process_writes_a_writer_ends_in_3_and_names_it(demo_home, tmp_path, arguments):
    home = shutil.copytree(demo_home, tmp_path / "home")
    (home / "settings.toml").write_text('[operator]\ncontact = "a@b.example"\n', "utf-8")
    (tmp_path / "text.txt").write_text("text", "utf-8")
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.write("4711\n")
        lock.flush()
        ran = run(home, *(str(tmp_path / one) if one == "text.txt" else one for one in arguments))
        reader = run(home, "log", "ostrivel/privacy")
    assert ran.code == Exit.BUSY
    assert "process 4711" in ran.err
    assert reader.code == 0


def test_a_file_that_is_no_database_ends_in_2(home):
    home.mkdir()
    (home / "clausewatch.db").write_bytes(b"this is no database, whatever its name says" * 100)
    ran = run(home, "log", "a/privacy")
    assert ran.code == Exit.WRONG
    assert ran.err.count("clausewatch.db: ") == 1
    assert "file is not a database; restore it from a backup" in ran.err


def test_a_damaged_body_is_named(demo_home, tmp_path):
    home = shutil.copytree(demo_home, tmp_path / "home")
    with sqlite3.connect(home / "clausewatch.db") as db:
        db.execute("UPDATE body SET packed = x'00'")
        db.execute("UPDATE reading SET made_by = 'other code'")
    db.close()
    ran = run(home, "rebuild")
    assert ran.code == Exit.WRONG
    assert re.search(r"[0-9a-f]{64}", ran.err)


def installed(home, *arguments, **environment):
    """The command in a process of its own, as users have it."""
    line = [sys.executable, "-c", "import cli; cli.main()", *arguments]
    variables = os.environ | {"CLAUSEWATCH_HOME": str(home), "COLUMNS": ""} | environment
    return subprocess.run(line, cwd=ROOT, env=variables, capture_output=True, check=False, timeout=60)


def test_the_command_works_in_a_process_of_its_own(demo_home):
    ran = installed(demo_home, "log", "skarnwell/privacy")
    assert ran.returncode == 0
    assert ran.stdout.decode("utf-8") == run(demo_home, "log", "skarnwell/privacy").out
    assert b"\x1b" not in ran.stdout


def test_a_reader_who_stops_reading_hears_no_complaint(demo_home):
    line = f"{sys.executable} -c 'import cli; cli.main()' export | head -n 1"
    variables = os.environ | {"CLAUSEWATCH_HOME": str(demo_home)}
    ran = subprocess.run(["bash", "-c", line], cwd=ROOT, env=variables, capture_output=True, check=False, timeout=60)
    assert ran.stdout.count(b"\n") == 1
    assert ran.stderr == b""


def test_output_that_knows_few_characters_is_no_failure(demo_home):
    ran = installed(demo_home, "show", "tamberlight/privacy", "--on", "2004-06-11", PYTHONIOENCODING="ascii")
    assert ran.returncode == 0
    assert b"Zo? Amery" in ran.stdout
