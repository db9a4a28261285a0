"""Does an installation that goes out as JSON lines come in again as it was?"""

import gzip
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.choosing import Choice
from exchange.folders import NotOursError
from exchange.jsonl import read_lines, write_lines
from exchange.tables import TABLES
from store import open_store
from tests import followed as the
from tests.invented_facts import ARRIVALS, RULINGS, derive, facts_of, fill

ALL = Choice()


def exported(tmp_path, *arrivals, told=True):
    """A folder of an installation with these facts, its lines of facts, and of conclusions."""
    with the.blank_store() as store:
        fill(store, arrivals, told=told)
        concluded = derive(store)
        write_lines(store, tmp_path / "out", ALL)
        return tmp_path / "out", facts_of(store), concluded


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@settings(max_examples=25, deadline=None)
@given(ARRIVALS, RULINGS, st.booleans())
def test_what_goes_out_comes_in_again(tmp_path_factory, arrivals, rulings, told):
    folder = tmp_path_factory.mktemp("lines")
    with the.blank_store() as one, the.blank_store() as other:
        fill(one, arrivals, rulings, told=told)
        concluded = derive(one)
        write_lines(one, folder / "out", ALL)
        taken = read_lines(other, folder / "out")
        assert (taken.wrong, taken.left_out) == ((), 0)
        assert facts_of(other) == facts_of(one)
        assert other.faults() == []
        assert derive(other) == concluded
        assert facts_of(other) == facts_of(one)
        write_lines(other, folder / "again", ALL)
        assert contents(folder / "again") == contents(folder / "out")


def test_what_is_known_already_changes_nothing(tmp_path):
    folder, facts, _ = exported(tmp_path, the.response("a", 0), the.response("b", 5), the.row("a", 9))
    with the.blank_store() as store:
        read_lines(store, folder)
        taken = read_lines(store, folder)
        assert (taken.new, taken.known, taken.wrong) == ({}, len(facts), ())
        assert facts_of(store) == facts


def test_it_comes_to_what_is_there_without_telling_what_another_installation_told(tmp_path):
    folder, _, _ = exported(tmp_path, the.response("a", 0))
    with open_store(tmp_path / "other.db") as store:
        fill(store, [the.response("b", 5)], told=True)
        before = told_by(store)
        taken = read_lines(store, folder)
        assert (taken.new["capture"], taken.left_out) == (1, 6)  # a watch, a mark, two alerts, two attempts
        assert told_by(store) == before


def test_who_has_told_nobody_goes_on_as_the_installation_that_told(tmp_path):
    folder, facts, _ = exported(tmp_path, the.response("a", 0))
    with open_store(tmp_path / "other.db") as store:
        read_lines(store, folder)
        assert facts_of(store) == facts
        assert read_lines(store, folder).left_out == 0


def told_by(store):
    kinds = ("alert", "attempt", "told", "watch", "installation")
    return [line for line in facts_of(store) if json.loads(line)["is"] in kinds]


@pytest.mark.parametrize("stop_after", [1, 2])
def test_a_stopped_import_goes_on_where_it_was(tmp_path, stop_after, monkeypatch):
    monkeypatch.setattr("exchange.taking._AT_ONCE", 5)
    folder, facts, concluded = exported(tmp_path, *(the.response("abcd"[day % 4], day) for day in range(9)))
    asked = []
    with the.blank_store() as store:
        read_lines(store, folder, lambda: asked.append(1) or len(asked) > stop_after)
        assert len(facts_of(store)) < len(facts)
        read_lines(store, folder)
        assert facts_of(store) == facts
        assert derive(store) == concluded


def damaged(folder, name, number, line):
    path = folder / name
    lines = path.read_text().rstrip("\n").split("\n")
    lines[number - 1] = line(lines[number - 1]) if callable(line) else line
    path.write_text("\n".join(lines) + "\n")
    return f"{path}, line {number}"


def changed(**values):
    return lambda line: json.dumps(json.loads(line) | values)


@pytest.mark.parametrize(
    ("name", "line", "why"),
    [
        ("capture", "{", "no JSON"),
        ("capture", "[" * 100_000, "no JSON"),
        ("capture", "[1]", 'expected {"is": "capture"'),
        ("capture", changed(timestamp="2020-01-01T00:00:00+00:00"), "timestamp is '2020-01-01T00:00:00.00:00'"),
        ("capture", changed(timestamp="never"), "timestamp is 'never', expected an instant"),
        ("capture", changed(digest="../../etc/passwd"), "digest is '../../etc/passwd', expected a SHA-256"),
        ("capture", changed(digest="0" * 64), f"the body {'0' * 64} is not there"),
        ("capture", changed(statuscode=2**63), "statuscode is 9223372036854775808"),
        ("capture", changed(statuscode=True), "statuscode is True"),
        ("capture", changed(rendition="drawn"), "rendition is 'drawn', expected one of plain, browser, text"),
        ("capture", changed(original="\ud800"), "expected a text of whole characters"),
        ("capture", changed(colour="red"), "colour: not known of such a line"),
        ("capture", lambda line: line.replace('"rendition"', '"rendering"'), "rendition is missing"),
        ("holding", changed(headers=[["a"]]), "expected a list of \\[name, value\\]"),
        ("holding", changed(statuscode=500), "which is not kept"),
        ("sighting", changed(length=-1), "length is -1"),
        ("alert", changed(evidence=3), "evidence is 3, expected an object"),
        ("alert", changed(evidence={"half": "\ud800"}), "expected an object of whole characters"),
        ("attempt", changed(alert="nobody's"), "the alert nobody's, which is not kept"),
        ("wording", changed(words="others"), "have the digest"),
        ("declaration", changed(timeline="../x"), "timeline is '../x'"),
        ("installation", changed(name="us"), "name is 'us', expected a UUID"),
        ("saving_step", changed(archive="another"), "which nobody wanted"),
    ],
)
def test_a_wrong_line_is_named_with_its_place_and_the_others_come_in(tmp_path, name, line, why):
    folder, facts, _ = exported(tmp_path, the.response("a", 0), the.response("b", 5), the.row("a", 9))
    where = damaged(folder, f"{name}.jsonl", 1, line)
    with the.blank_store() as store:
        taken = read_lines(store, folder)
        assert taken.wrong
        assert taken.wrong[0].startswith(where)
        with pytest.raises(AssertionError, match=why):
            raise AssertionError(taken.wrong[0])
        kept = set(facts_of(store))
        lost = [one for one in facts if one not in kept and '"is": "installation"' not in one]
        assert len(lost) <= len(taken.wrong)  # what names a line that is wrong is wrong as well
        assert store.faults() == []


def test_lines_that_are_missing_are_told(tmp_path):
    folder, _, _ = exported(tmp_path, the.response("a", 0), the.row("a", 9))
    (folder / "sighting.jsonl").write_text("")
    with the.blank_store() as store:
        assert read_lines(store, folder).wrong == (f"{folder}/sighting.jsonl: 0 lines, clausewatch.json tells of 2",)


def test_bodies_may_come_in_any_order_and_damaged_ones_are_missed(tmp_path):
    folder, facts, _ = exported(tmp_path, *(the.response(name, day) for day, name in enumerate("abcd")))
    lines = gzip.decompress((folder / "body.jsonl.gz").read_bytes()).splitlines()
    (folder / "body.jsonl.gz").write_bytes(gzip.compress(b"\n".join(lines[::-1])))
    with the.blank_store() as store:
        assert read_lines(store, folder).wrong == ()
        assert facts_of(store) == facts
    (folder / "body.jsonl.gz").write_bytes(gzip.compress(b"\n".join(lines))[:-30])
    with the.blank_store() as store:
        wrong = read_lines(store, folder).wrong
        assert any("is not there" in one for one in wrong)
        assert store.faults() == []


def test_only_what_is_asked_for_goes_out(tmp_path):
    elsewhere = "https://other.example/privacy"
    with the.blank_store() as store:
        fill(store, [the.response("a", 0), the.response("b", 5), the.response("a", 1, original=elsewhere)], told=True)
        derive(store)
        write_lines(store, tmp_path / "out", Choice(timelines=(the.PRIVACY,), since=the.at(3)))
    lines = [json.loads(line) for line in (tmp_path / "out" / "capture.jsonl").read_text().rstrip("\n").split("\n")]
    assert [(line["original"], line["timestamp"]) for line in lines] == [(the.URL, "2020-01-06T00:00:00Z")]
    assert not (tmp_path / "out" / "alert.jsonl").exists()
    assert (tmp_path / "out" / "version.jsonl").exists()


def test_what_is_not_ours_stays(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "diary").write_text("mine")
    with the.blank_store() as store, pytest.raises(NotOursError, match="holds something else"):
        write_lines(store, tmp_path / "out", ALL)
    assert contents(tmp_path / "out") == {"diary": b"mine"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_an_export_takes_the_place_of_the_one_before_when_it_is_whole(tmp_path):
    folder, _, _ = exported(tmp_path, the.response("a", 0))
    before = contents(folder)

    def stop():
        raise InterruptedError

    with the.blank_store() as store:
        with pytest.raises(InterruptedError):
            fill(store, [the.response("a", 0)]) or write_lines(store, folder, ALL, stop)
        assert contents(folder) == before
        write_lines(store, folder, ALL)
    assert contents(folder) != before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_every_line_has_the_columns_that_are_documented(tmp_path):
    folder, _, _ = exported(tmp_path, the.response("a", 0), the.response("b", 5), the.response("gone", 9))
    found = {path.name.partition(".")[0] for path in folder.iterdir()} - {"clausewatch", "body"}
    assert found >= {"capture", "holding", "sighting", "version", "change", "alert", "wording", "saving_step"}
    for name in found:
        for line in (folder / f"{name}.jsonl").read_text().rstrip("\n").split("\n"):
            own = {"clauses"} if name == "version" else set()
            assert set(json.loads(line)) - {"is"} - own == {column.name for column in TABLES[name].columns}
