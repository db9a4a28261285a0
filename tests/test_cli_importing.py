"""Do texts and WARC files come in as what they are?"""

import io
import json
from datetime import datetime

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from cli.exits import Exit
from tests.demo_home import RECORDS, run
from tests.git_repositories import repository

ADDRESS = "https://wexcombe.example/privacy"
TEXT = """\
# Privacy policy

This policy says what Wexcombe Gliders does with personal data that we collect about our members.

## What we keep

We keep your name and your address for {} months after you leave the club. We do not sell your data to anybody.

## Your rights

You can ask us for a copy of your personal data at any time, and we will correct what is wrong.
"""


def write(folder, name, text):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def stated(home, path, timestamp, *more):
    return run(home, "import", path, "--original", ADDRESS, "--timestamp", timestamp, *more)


def test_a_text_whose_origin_is_stated_becomes_a_version_and_is_declared(home, tmp_path):
    ran = stated(home, write(tmp_path, "then.txt", TEXT.format("twelve")), "20160805")
    assert ran.code == 0, ran.err
    assert "declared: wexcombe.example/privacy in " in ran.out
    shown = json.loads(run(home, "show", "wexcombe.example/privacy", "--json").out)
    (one,) = shown["versions"]
    assert one["first_seen"] == "2016-08-05T00:00:00Z"
    assert one["rendition"] == "text"
    assert one["provenance"]["held_by"][0]["holder"] == "operator"
    assert "We keep your name" in " ".join(clause["text"] for clause in one["clauses"])


def test_who_states_an_origin_is_named_as_the_one_who_stated_it(home, tmp_path):
    stated(home, write(tmp_path, "then.txt", TEXT.format("twelve")), "2016-08-05T10:00Z")
    assert (
        "operator: an imported text, its origin stated by the operator"
        in run(home, "show", "wexcombe.example/privacy").out
    )


def test_two_texts_of_one_original_make_a_history(home, tmp_path):
    stated(home, write(tmp_path, "then.txt", TEXT.format("twelve")), "20160805")
    ran = stated(home, write(tmp_path, "later.txt", TEXT.format("thirty")), "20190301")
    assert "declared:" not in ran.out
    assert "We keep your name and your address for [-twelve months-]{+thirty months+}" in run(home, "changes").out


def test_the_same_text_again_is_known(home, tmp_path):
    path = write(tmp_path, "then.txt", TEXT.format("twelve"))
    stated(home, path, "20160805")
    again = json.loads(stated(home, path, "20160805", "--json").out)
    assert (again["texts"], again["known"], again["declared"]) == (0, 1, [])


def corpus_line(moment, address):
    return f"[Snapshot](https://web.archive.org/web/{moment}id_/{address})\n\n"


def test_a_text_that_names_its_memento_needs_nothing_stated(home, tmp_path):
    body = corpus_line("20160805102030", "https%3A%2F%2Fwexcombe.example%2Fprivacy") + TEXT.format("twelve")
    told = json.loads(run(home, "import", write(tmp_path, "corpus.md", body), "--json").out)
    assert (told["texts"], told["declared"], told["refused"]) == (1, ["wexcombe.example/privacy"], [])
    (one,) = json.loads(run(home, "show", "wexcombe.example/privacy", "--json").out)["versions"]
    (held,) = one["provenance"]["held_by"]
    assert held["holder"] == "princeton-leuven"
    assert held["memento"].startswith("https://web.archive.org/web/20160805102030")


def test_a_text_without_origin_is_refused_with_what_to_do_and_the_others_come_in(home, tmp_path):
    good = write(tmp_path, "good.md", corpus_line("20160805102030", ADDRESS) + TEXT.format("twelve"))
    bad = write(tmp_path, "bad.md", TEXT.format("twelve"))
    ran = run(home, "import", bad, good, tmp_path / "absent.txt", tmp_path / "absent.warc.gz")
    assert ran.code == Exit.INCOMPLETE
    assert "1 text and 0 captures taken in" in ran.out
    assert f"not taken in: {bad}: the first line names no archived original" in ran.out
    assert "--original URL --timestamp" in ran.out
    assert ran.out.count("not taken in:") == 3


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--original", ADDRESS], "belong together"),
        (["--timestamp", "20160805"], "belong together"),
        (["--original", ADDRESS, "--timestamp", "summer"], "expected YYYY-MM-DD"),
        (["--original", "nowhere", "--timestamp", "20160805"], "nowhere"),
        (["other.txt", "--original", ADDRESS, "--timestamp", "20160805"], "give one file"),
    ],
)
def test_half_a_statement_is_refused(home, tmp_path, arguments, message):
    ran = run(home, "import", write(tmp_path, "then.txt", TEXT.format("twelve")), *arguments)
    assert ran.code == Exit.WRONG
    assert message in ran.err


# ---------------------------------------------------------------- WARC files


def write_warc(path, records, *, cut=0):
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for one in records:
        head = StatusAndHeaders(f"{one.statuscode} OK", list(one.headers), protocol="HTTP/1.1")
        when = {"WARC-Date": datetime.strftime(one.timestamp, "%Y-%m-%dT%H:%M:%SZ")}
        payload = io.BytesIO(one.body)
        record = writer.create_warc_record(
            one.original, "response", payload=payload, http_headers=head, warc_headers_dict=when
        )
        writer.write_record(record)
        record.raw_stream.close()  # warcio copies the payload into a file of its own and leaves it open
    path.write_bytes(out.getvalue()[: len(out.getvalue()) - cut])
    return path


@pytest.fixture
def declared(home):
    run(home, "add", "https://www.skarnwell.example/about/privacy.html", "--organisation", "skarnwell")
    return home


def test_a_warc_gives_the_history_of_what_is_declared(declared, demo, tmp_path):
    path = write_warc(tmp_path / "crawl.warc.gz", RECORDS)
    told = json.loads(run(declared, "import", path, "--json").out)
    mine = [one for one in RECORDS if "skarnwell" in one.original]
    assert told["captures"] == len(mine)
    assert told["undeclared"] == len(RECORDS) - len(mine)
    log = json.loads(run(declared, "log", "skarnwell/privacy", "--json").out)
    _, histories = demo
    assert len(log["versions"]) == len(histories["skarnwell/privacy"].versions)
    assert log["versions"][0]["provenance"]["held_by"][0]["holder"] == "crawl.warc.gz"


def test_a_warc_taken_in_twice_changes_nothing(declared, tmp_path):
    path = write_warc(tmp_path / "crawl.warc.gz", RECORDS)
    first = json.loads(run(declared, "import", path, "--json").out)
    before = run(declared, "export").out
    again = json.loads(run(declared, "import", path, "--json").out)
    assert again["captures"] == 0
    assert again["known"] == first["captures"]
    assert run(declared, "export").out == before


def test_a_warc_that_was_cut_off_gives_what_is_whole_and_names_the_rest(declared, tmp_path):
    mine = [one for one in RECORDS if "skarnwell" in one.original]
    ran = run(declared, "import", write_warc(tmp_path / "cut.warc.gz", mine, cut=20))
    assert ran.code == Exit.INCOMPLETE
    assert f"{len(mine) - 1} captures taken in" in ran.out
    assert "not taken in: cut.warc.gz at byte " in ran.out


def test_a_text_that_names_no_address_is_refused_by_name_and_the_others_come_in(home, tmp_path):
    line = "> [original snapshot](https://web.archive.org/web/20150501120000id_/https%3A//wexcombe.example/{})\n\n"
    texts = [write(tmp_path, f"{name}.md", line.format(name) + TEXT) for name in ("%0Aprivacy", "privacy")]
    ran = run(home, "import", *texts)
    assert ran.code == Exit.INCOMPLETE
    assert f"not taken in: {texts[0]}: " in ran.out
    assert "1 text and 0 captures taken in" in ran.out


# ---------------------------------------------------------------- what other archives keep

OTHERS = {"name": "Wexcombe", "terms": {"Privacy Policy": {"fetch": ADDRESS, "select": "main"}}}
THEIRS = "Wexcombe/Privacy Policy.md"


@pytest.fixture
def collection(tmp_path):
    at = tmp_path / "their-declarations" / "declarations"
    at.mkdir(parents=True)
    (at / "Wexcombe.json").write_text(json.dumps(OTHERS))
    commits = [
        (1_500_000_000, "Start tracking Wexcombe", {THEIRS: TEXT.format("twelve").encode()}),
        (1_510_000_000, "Refilter Wexcombe", {THEIRS: TEXT.format("some").encode()}),
        (1_520_000_000, "Update Wexcombe", {THEIRS: TEXT.format("thirty").encode()}),
        (1_520_000_000, "Update README", {"README.md": b"words"}),
    ]
    return at.parent, repository(tmp_path / "their-versions", commits)


def test_declarations_and_versions_of_open_terms_archive_come_in_together(home, collection):
    ran = run(home, "import", *collection)
    assert ran.code == 0, ran.err
    assert "declared: wexcombe/privacy in " in ran.out
    assert "their-versions: 4 records: 2 taken in, 1 taken in as extracted anew, 1 no record's file" in ran.out
    changes = run(home, "changes").out
    assert "version 2 to 3" in changes
    assert "version 1 to 2" not in changes
    told = json.loads(run(home, "log", "wexcombe/privacy", "--json").out)
    assert json.dumps(told).count('"seen_differently": true') == 1


def test_what_came_in_once_is_known_and_told_as_json(home, collection):
    run(home, "import", *collection)
    told = json.loads(run(home, "import", *collection, "--json").out)
    assert (told["captures"], told["known"], told["declared"]) == (0, 3, [])
    assert told["accounts"] == {str(collection[1]): {"known before": 3, "no record's file": 1}}
    (left,) = told["left"]
    assert left.endswith(":README.md: no record's file, expected SERVICE/TERMS.md, .html or .pdf")


def test_versions_that_nothing_declares_are_counted_or_declared_where_no_page_stands(home, collection):
    told = json.loads(run(home, "import", collection[1], "--json").out)
    assert (told["captures"], told["undeclared"]) == (0, 3)
    told = json.loads(run(home, "import", collection[1], "--declare", "--json").out)
    assert (told["captures"], told["declared"]) == (3, ["wexcombe/privacy"])
    assert "https://open-terms-archive.invalid/Wexcombe/Privacy%20Policy" in run(home, "list", "--json").out


def test_declarations_that_differ_from_what_stands_are_told_and_left(home, collection):
    run(home, "import", collection[0])
    other = {"Privacy Policy": OTHERS["terms"]["Privacy Policy"] | {"select": "article"}}
    (collection[0] / "declarations" / "Wexcombe.json").write_text(json.dumps({"terms": other}))
    ran = run(home, "import", collection[0])
    assert ran.code == Exit.INCOMPLETE
    assert "wexcombe/privacy is declared otherwise already, and left as it stands" in ran.out


def test_a_folder_of_texts_comes_in_whole(home, tmp_path):
    for year in (2015, 2016):
        folder = tmp_path / "corpus" / "w" / "we"
        folder.mkdir(parents=True, exist_ok=True)
        write(folder, f"{year}.md", corpus_line(f"{year}0805102030", ADDRESS) + TEXT.format(year))
    told = json.loads(run(home, "import", tmp_path / "corpus", "--json").out)
    assert (told["captures"], told["declared"]) == (2, ["wexcombe.example/privacy"])


def test_a_folder_of_warc_files_comes_in_and_what_nobody_declared_can_be(home, tmp_path):
    (tmp_path / "crawl" / "deep").mkdir(parents=True)
    mine = [one for one in RECORDS if "skarnwell" in one.original and one.statuscode == 200][:2]
    write_warc(tmp_path / "crawl" / "deep" / "one.warc.gz", mine)
    told = json.loads(run(home, "import", tmp_path / "crawl", "--json").out)
    assert (told["captures"], told["undeclared"]) == (0, 2)
    told = json.loads(run(home, "import", tmp_path / "crawl", "--declare", "--json").out)
    assert (told["captures"], told["undeclared"], len(told["declared"])) == (2, 0, 1)


def test_a_folder_that_is_nothing_is_refused_with_what_was_expected(home, tmp_path):
    (tmp_path / "empty").mkdir()
    ran = run(home, "import", tmp_path / "empty")
    assert ran.code == Exit.INCOMPLETE
    assert "expected a clone of an Open Terms Archive repository" in ran.out
