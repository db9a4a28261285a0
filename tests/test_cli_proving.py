"""Is evidence made of a text, a change, a policy and an alert, with all that it needs and nothing that changes?"""

import json
import random
import shutil
import subprocess
import sys
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from cli.exits import Exit
from evidence import verify
from model import LIVE, Holding, Sighting, SightingKind
from settings import Home
from store import open_store
from tests.demo_home import LIVE_PAGE, VISITED, run

POLICY, FIRST = "skarnwell/privacy", "skarnwell/privacy@20050927190344"


@pytest.fixture
def made(shown_home, tmp_path):
    """Makes evidence in the demo's home, and gives where it lies with what was said of it."""

    def make(*arguments, home=shown_home, code=Exit.DONE):
        to = tmp_path / f"evidence {len(list(tmp_path.iterdir()))}"
        ran = run(home, "evidence", *arguments, "--to", to, "--json")
        assert ran.code == code, ran.err
        return (to, json.loads(ran.out)) if code is Exit.DONE else ran

    return make


@pytest.fixture
def versions(shown_home):
    told = json.loads(run(shown_home, "log", POLICY, "--json").out)["versions"]
    shown = [json.loads(run(shown_home, "show", one["citation"], "--json").out) for one in told]
    return [one["versions"][0] for one in shown]


def lines(folder, name):
    return [json.loads(line) for line in (folder / name).read_bytes().splitlines()]


def about(folder):
    return json.loads((folder / "about.json").read_bytes())


def bodies(folder):
    return {path.name for path in (folder / "bodies").iterdir()}


def alert_of(home):
    return json.loads(run(home, "alerts", "--timeline", "wrenfold/privacy", "--json").out)[0]["alert"]


def every_file(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# ---------------------------------------------------------------- what is in it


def test_a_text_comes_with_its_captures_at_first_and_last_sight(made, versions):
    one = versions[1]
    folder, said = made(one["citation"])
    assert about(folder)["citations"] == [one["citation"]]
    captures = lines(folder, "facts/captures.jsonl")
    assert {capture["timestamp"] for capture in captures} == {one["first_seen"], one["last_seen"]}
    assert {capture["digest"] for capture in captures} == bodies(folder)
    for holding in lines(folder, "facts/holdings.jsonl"):
        assert holding["headers"]
        assert holding["memento"] or holding["holder"] == LIVE
    (text,) = lines(folder, "conclusions/texts.jsonl")
    assert text["number"] == one["version"]
    assert verify(folder, said["root"].removeprefix("sha256:"))[1] == []


def test_a_change_comes_with_both_texts_the_bracket_and_all_that_was_seen_between(made, versions, shown_home):
    old, new = next((a, b) for a, b in pairwise(versions) if b["came"]["without_the_text"])
    folder, _ = made(old["citation"], new["citation"])
    when = about(folder)["bracket"]
    assert (when["after"], when["by"]) == (old["last_seen"], new["first_seen"])
    assert [text["number"] for text in lines(folder, "conclusions/texts.jsonl")] == [old["version"], new["version"]]
    told = lines(folder, "conclusions/history.jsonl")
    assert {one["is"] for one in told} >= {"history", "version", "revision", "change", "verdict"}
    unusable = [one for one in told if one["is"] == "verdict" and one["verdict"] != "policy"]
    assert len(unusable) == when["without_the_text"]
    assert all(one["digest"] in bodies(folder) for one in unusable)
    seen = lines(folder, "facts/sightings.jsonl")
    assert {one["kind"] for one in seen} >= {"row", "response"}
    assert all(when["after"] <= one["timestamp"] <= when["by"] for one in seen)


def test_a_policy_comes_with_everything(made, versions, shown_home):
    folder, said = made(POLICY)
    exported = [json.loads(line) for line in run(shown_home, "export", POLICY).out.splitlines()]
    for line in exported:
        line.pop("clauses", None)
    assert lines(folder, "conclusions/history.jsonl") == exported
    assert len(lines(folder, "conclusions/texts.jsonl")) == len(versions)
    assert lines(folder, "facts/declarations.jsonl")
    assert "archives' digests are those of bodies here" in said["told"][0]


def test_the_digests_of_archives_are_compared_with_the_bodies(made):
    """The demo's archive names what it serves by its SHA-1, as the real ones do."""
    _, said = made(POLICY)
    agree, compared = said["told"][0].split()[:3:2]
    assert 0 < int(agree) <= int(compared)


def test_the_readme_says_what_it_proves_and_what_not(made, versions):
    folder, said = made(versions[0]["citation"])
    readme = (folder / "README.txt").read_text(encoding="utf-8")
    for words in (said["root"], versions[0]["citation"], "It proves", "It does not prove when", "nobody else has seen"):
        assert words in readme
    assert max(map(len, readme.splitlines())) <= 120


def test_the_same_facts_give_the_same_bytes(made):
    assert every_file(made(POLICY)[0]) == every_file(made(POLICY)[0])
    assert made(POLICY, "--zip")[0].read_bytes() == made(POLICY, "--zip")[0].read_bytes()


def test_a_zip_has_the_root_of_the_folder(made):
    folder, packed = made(POLICY), made(POLICY, "--zip")
    assert folder[1]["root"] == packed[1]["root"]
    assert verify(folder[0]) == verify(packed[0])


def test_it_is_checked_in_an_empty_folder_without_clausewatch(made, tmp_path):
    folder, said = made(POLICY)
    empty = tmp_path / "empty"
    empty.mkdir()
    ran = subprocess.run(
        [sys.executable, "-I", "-S", folder / "verify.py"],
        cwd=empty,
        env={},
        capture_output=True,
        timeout=60,
        text=True,
    )
    assert (ran.returncode, ran.stdout.splitlines()[-1]) == (0, f"whole: {said['root']}")


# ---------------------------------------------------------------- an alert


def test_the_root_stands_in_an_alert_in_all_its_forms_and_in_the_feed(shown_home):
    name = alert_of(shown_home)
    told = json.loads(run(shown_home, "alert", name, "--json").out)
    root = told["evidence"]["proof"]["root"]
    assert f"\nevidence {root}\n" in told["message"]["text"]
    assert f"evidence {root}<" in told["message"]["html"]


def test_evidence_of_an_alert_has_the_root_that_stands_in_it(made, shown_home):
    name = alert_of(shown_home)
    told = json.loads(run(shown_home, "alert", name, "--json").out)["evidence"]
    folder, said = made("--alert", name[:8])
    assert said["root"] == told["proof"]["root"]
    assert bodies(folder) == {told["digests"][side]["body"] for side in ("before", "after")}
    assert json.loads((folder / "alert.json").read_bytes()) == {
        name: value for name, value in told.items() if name != "proof"
    }
    assert {one["kind"] for one in lines(folder, "facts/sightings.jsonl")} == {"response"}


def test_what_came_later_does_not_change_the_root_of_an_alert(made, shown_home, tmp_path):
    """A further holder of a capture, a failed visit and a row of an index inside the bracket, told afterwards."""
    home = Home(shutil.copytree(shown_home, tmp_path / "home"))
    name = alert_of(home.path)
    before = made("--alert", name, home=home.path)
    within, later = VISITED[0] + timedelta(hours=1), VISITED[1] + timedelta(days=9)
    with open_store(home.database) as store, store.writing():
        looked = store.looks.latest_live(LIVE_PAGE)
        body = store.facts.body(looked.capture.digest)
        for taken_at in (VISITED[1], later):
            holding = Holding(holder="arquivo.pt", memento=f"https://a.example/{taken_at:%d}", taken_at=taken_at)
            store.facts.keep_capture(looked.capture, holding, body)
        extra = {"original": LIVE_PAGE, "timestamp": within, "holder": "a.example", "taken_at": within}
        store.facts.keep_sightings(
            [
                Sighting(kind=SightingKind.ROW, archive_digest="A" * 32, **extra),
                Sighting(kind=SightingKind.FAILURE, reason="timed out", **extra),
            ]
        )
    assert made("--alert", name, home=home.path)[1]["root"] == before[1]["root"]
    assert every_file(made("--alert", name, home=home.path)[0]) == every_file(before[0])


def test_a_rebuild_does_not_change_the_root_of_an_alert(made, shown_home, tmp_path):
    home = shutil.copytree(shown_home, tmp_path / "home")
    name = alert_of(home)
    before = made("--alert", name, home=home)[1]["root"]
    assert run(home, "rebuild").code == Exit.DONE
    assert made("--alert", name, home=home)[1]["root"] == before


def test_an_alert_whose_facts_are_gone_has_no_evidence(shown_home, tmp_path, made):
    home = Home(shutil.copytree(shown_home, tmp_path / "home"))
    with open_store(home.database) as store, store.writing():
        store._db.execute("DELETE FROM seen")
        store._db.execute("UPDATE held SET seen_id = NULL")
    refused = made("--alert", alert_of(home.path), home=home.path, code=Exit.INCOMPLETE)
    assert "facts that were known then are not here any more" in refused.err


# ---------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    ("line", "code", "says"),
    [
        ((), Exit.WRONG, "evidence of what?"),
        ((POLICY, "--alert", "x"), Exit.WRONG, "leave out the rest"),
        (("--alert", "ffff"), Exit.NOTHING, "no alert"),
        (("nobody/privacy",), Exit.NOTHING, "nothing was recorded"),
        ((POLICY, FIRST), Exit.WRONG, "an earlier and a later text"),
        ((FIRST, FIRST), Exit.WRONG, "an earlier and a later text"),
        ((FIRST, "wrenfold/privacy"), Exit.WRONG, "an earlier and a later text"),
        ((f"{POLICY}@2011-01-01",), Exit.WRONG, f"expected {POLICY}@20"),
    ],
)
def test_what_names_no_evidence_is_refused(shown_home, tmp_path, line, code, says):
    ran = run(shown_home, "evidence", *line, "--to", tmp_path / "x")
    assert ran.code == code
    assert says in ran.err
    assert not (tmp_path / "x").exists()


def test_nothing_that_is_there_is_overwritten(shown_home, tmp_path):
    (tmp_path / "x").write_text("mine")
    ran = run(shown_home, "evidence", POLICY, "--to", tmp_path / "x")
    assert ran.code == Exit.WRONG
    assert "is there already" in ran.err
    assert (tmp_path / "x").read_text() == "mine"


def test_a_folder_that_cannot_be_written_is_said(shown_home):
    ran = run(shown_home, "evidence", POLICY, "--to", "/proc/nowhere/x")
    assert ran.code == Exit.WRONG
    assert ran.err.startswith("clausewatch: /proc/nowhere/x: ")


def test_it_is_named_after_what_it_is_of(shown_home, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for line in ((POLICY, "--zip"), (FIRST,), ("--alert", alert_of(shown_home))):
        assert run(shown_home, "evidence", *line).code == Exit.DONE
    names = sorted(path.name for path in Path().iterdir())
    assert [name.rstrip("0123456789abcdef") for name in names] == [
        "evidence-alert-",
        "evidence-skarnwell-privacy-",
        "evidence-skarnwell-privacy.zip",
    ]


# ---------------------------------------------------------------- what is broken is found


def test_one_changed_byte_is_found_and_named_in_every_file_and_at_random_places(made, versions):
    """Of a bundle as it is handed out; `test_evidence_verifier` tries a thousand places of a small one."""
    folder, _ = made(versions[0]["citation"], versions[1]["citation"])
    whole, rng = every_file(folder), random.Random(20261124)
    filled = sorted(name for name, content in whole.items() if content)
    for name in [*filled, *rng.choices(filled, k=150)]:
        content = bytearray(whole[name])
        content[rng.randrange(len(content))] ^= rng.randrange(1, 256)
        (folder / name).write_bytes(content)
        assert {fault.partition(":")[0] for fault in verify(folder)[1]} == {name}
        (folder / name).write_bytes(whole[name])
    assert verify(folder)[1] == []
