"""The whole way through a small archive on loopback: is a policy that moved found again, and is it one timeline?"""

import json
import tomllib
from datetime import datetime
from itertools import pairwise
from urllib.parse import urlsplit

import pytest

from cli.exits import Exit
from crawler.warc import Record
from demo.archive import serving
from model import sha256
from store import open_store
from tests import followed as the
from tests import moved
from tests.demo_home import run
from tests.test_cli_reference import keys, shown

SETTINGS = """\
[crawl]
allow_hosts = ["{host}"]
[archives.past]
index = "{url}/cdx/search/cdx"
replay = "{url}/web/{{timestamp}}id_/{{original}}"
dialect = "ia"
index_per_minute = 600
replay_per_minute = 6000
"""
# Firm -> what its addresses answered, and where it stood then: address, first and last day, bracket of the move.
STORIES = {
    "path": ("0 a old; 20 a old; 30 301 old>path; 31 a path; 60 301 old>path; 61 b path",
             "old 0-20; path 31-61 (20,31]"),
    "host": ("0 a old; 20 a old; 30 308 old>host; 31 a host; 60 404 old; 61 b host", "old 0-20; host 31-61 (20,31]"),
    "firm": ("0 a old; 20 a old; 30 302 old>firm; 31 a firm; 50 302 old>firm; 60 parked old; 90 parked old; 61 b firm",
             "old 0-20; firm 31-61 (20,31]"),
    "resold": ("0 a old; 20 a old; 30 301 old>firm; 31 a firm; 60 other old; 61 b firm; 70 other old; 120 other old",
               "old 0-20; firm 31-61 (20,31]"),
    "refresh": ("0 a old; 20 a old; 30 refresh old>path; 31 a path; 60 refresh old>path; 61 b path",
                "old 0-20; path 31-61 (20,31]"),
    "stub": ("0 a old; 20 a old; 30 stub old>path; 31 a path; 60 stub old>path; 61 b path",
             "old 0-20; path 31-61 (20,31]"),
    "chain": ("0 a old; 20 a old; 30 301 old>path; 31 301 path>third; 32 a third; 50 301 third>host; 51 b host",
              "old 0-20; third 32-32 (20,32]; host 51-51 (32,51]"),
    "later": ("0 301 http>old; 1 a old; 20 a old; 25 301 http>old; 30 301 old>path; 31 b path",
              "old 1-20; path 31-31 (20,31]"),
    "home": ("0 a old; 20 a old; 30 301 old>home; 31 front home; 60 301 old>home; 90 301 old>home", "old 0-20"),
    "login": ("0 a old; 20 a old; 30 302 old>login; 31 signin login", "old 0-20"),
    "buyer": ("0 a old; 20 a old; 30 301 old>buyer; 31 other buyer; 60 301 old>buyer", "old 0-20"),
}  # fmt: skip


def of(firm, text):
    """The same of a company of its own."""
    return text.replace("tarn-outfitters", f"{firm}-tarn").replace("fellside-group", f"{firm}-fellside")


def record(firm, one):
    body = of(firm, one.body.decode()).encode()
    return Record(
        original=of(firm, one.capture.original),
        timestamp=one.capture.timestamp,
        statuscode=one.capture.statuscode,
        headers=tuple((name, of(firm, value)) for name, value in one.holding.headers),
        body=body,
        archive_digest=the.archive_digest(body),
        mimetype="text/html",
        offset=0,
    )


@pytest.fixture(scope="module")
def backfilled(tmp_path_factory):
    """A home in which every firm's former address was declared, and its history fetched."""
    home = tmp_path_factory.mktemp("moves")
    (home / "policies").mkdir()
    for firm in STORIES:
        text = f'# {firm}\n[[privacy.locations]]\noriginal = "{of(firm, moved.ADDRESSES["old"])}"\n'
        (home / "policies" / f"{firm}.toml").write_text(text, encoding="utf-8")
    records = [record(firm, one) for firm, (story, _) in STORIES.items() for one in moved.told(story)]
    with serving(records) as url:
        (home / "settings.toml").write_text(SETTINGS.format(url=url, host=urlsplit(url).netloc), encoding="utf-8")
        begun = run(home, "backfill", "--json")
        assert not begun.err
        first = json.loads(begun.out)
        export = run(home, "export", "--comparable").out
        again = json.loads(run(home, "backfill", "--json").out)
        assert run(home, "export", "--comparable").out == export
    return home, first, again


@pytest.mark.parametrize("firm", STORIES)
def test_a_policy_is_one_timeline_wherever_it_stood(backfilled, firm):
    told = json.loads(run(backfilled[0], "moves", f"{firm}/privacy", "--json").out)
    names = {of(firm, original): name for name, original in moved.ADDRESSES.items()}
    (one,) = told["timelines"]
    assert "; ".join(stood(row, names) for row in one["stood"]) == STORIES[firm][1]


def stood(row, names):
    day = lambda text: (datetime.fromisoformat(text) - the.FIRST_DAY).days  # noqa: E731
    said = f"{names[row['original']]} {day(row['first_seen'])}-{day(row['last_seen'])}"
    return said + (f" ({day(row['began']['after'])},{day(row['began']['by'])}]" if row["began"] else "")


@pytest.mark.parametrize("firm", STORIES)
def test_nothing_changed_at_a_move_but_the_text(backfilled, firm):
    with open_store(backfilled[0] / "clausewatch.db", readonly=True) as store:
        (timeline,) = [one for one in store.conclusions.timelines() if one.organisation == firm]
        revisions = store.questions.revisions(timeline)
        digests = [one.capture.digest for one in store.questions.versions(timeline)]
    texts = {sha256(of(firm, body.decode())): name for name, body in moved.TEXTS.items()}
    assert {texts[one] for one in digests} <= {"a", "b"}
    changed = [bool(one.changes) for one in revisions]
    assert changed == [texts[one] != texts[other] for one, other in pairwise(digests)]


def test_a_move_is_declared_with_its_evidence_and_the_end_of_the_former_address(backfilled):
    text = (backfilled[0] / "policies" / "firm.toml").read_text()
    old, new = of("firm", moved.ADDRESSES["old"]), of("firm", moved.ADDRESSES["firm"])
    first, second = tomllib.loads(text)["privacy"]["locations"]
    assert (first["original"], str(first["until"])) == (old, "2020-01-31")
    assert (second["original"], str(second["since"])) == (new, "2020-01-21")
    assert text.startswith("# firm\n")
    assert f"# {old} led here (status 302), first seen 2020-01-31, last 2020-02-20\n" in text


def test_it_is_told_what_moved_and_what_is_doubtful(backfilled):
    _, first, again = backfilled
    declared = {one["timeline"].partition("/")[0] for one in first["moves"] if one["declared"]}
    assert declared == {"path", "host", "firm", "resold", "refresh", "stub", "chain", "later"}
    doubtful = [one["timeline"] for one in first["moves"] if not one["declared"]]
    assert doubtful == ["buyer/privacy"]
    assert [one["timeline"] for one in again["moves"]] == ["buyer/privacy"]
    assert (again["captured"], first["failures"]) == (0, {})


def test_the_status_says_how_many_moves_wait_for_a_person(backfilled):
    ran = run(backfilled[0], "status")
    assert "moves     1 move not declared; `clausewatch moves` shows where to, and why" in ran.out
    told = json.loads(run(backfilled[0], "status", "--json").out)
    assert told["moves"] == {"undeclared": 1, "timelines": ["buyer/privacy"]}


def test_a_doubtful_move_is_declared_when_a_person_accepts_it(backfilled):
    home = backfilled[0]
    before = (home / "policies" / "buyer.toml").read_text()
    assert "may have moved" in run(home, "moves", "buyer").out
    assert run(home, "moves", "--accept").code == Exit.WRONG
    assert run(home, "moves", "buyer", "--accept").code == 0
    after = tomllib.loads((home / "policies" / "buyer.toml").read_text())["privacy"]["locations"]
    assert [one["original"] for one in after] == [moved.ADDRESSES["old"].replace("tarn-outfitters", "buyer-tarn"),
                                                  moved.ADDRESSES["buyer"]]  # fmt: skip
    (home / "policies" / "buyer.toml").write_text(before, encoding="utf-8")


def test_the_json_has_the_keys_that_are_shown(backfilled):
    assert keys(json.loads(run(backfilled[0], "moves", "buyer", "--json").out)) == keys(shown("moves"))
