"""Are declarations made, listed and checked as told?"""

import json

from cli.exits import Exit
from tests.demo_home import run


def test_an_address_is_declared_once(home):
    first = run(home, "add", "https://acme.example/privacy")
    assert (first.code, first.out) == (
        0,
        f"declared: acme.example/privacy in {home / 'policies' / 'acme.example.toml'}\n",
    )
    assert run(home, "add", "https://acme.example/privacy").out.startswith("declared before: acme.example/privacy")


def test_every_part_of_a_name_can_be_given(home):
    options = ["--organisation", "acme-uk", "--kind", "terms", "--document", "annex", "--edition", "gb"]
    dates = ["--since", "2010-01-01", "--until", "2012-06-01"]
    told = json.loads(run(home, "add", "https://acme.example/p/17", *options, *dates, "--json").out)
    assert [one["timeline"] for one in told["added"]] == ["acme-uk/terms/annex~gb"]
    text = (home / "policies" / "acme-uk.toml").read_text("utf-8")
    assert "2010-01-01" in text
    assert "2012-06-01" in text


def test_a_list_is_taken_in_and_its_bad_lines_are_named(home, tmp_path):
    lines = tmp_path / "list.txt"
    lines.write_text("https://acme.example/privacy\nno address\nhttps://borel.example/terms\n", "utf-8")
    ran = run(home, "add", "--from", lines, "--json")
    assert ran.code == Exit.INCOMPLETE
    told = json.loads(ran.out)
    assert [one["timeline"] for one in told["added"]] == ["acme.example/privacy", "borel.example/terms"]
    assert len(told["problems"]) == 1
    assert "no address" in told["problems"][0]


def test_nothing_to_add_is_refused(home):
    ran = run(home, "add")
    assert ran.code == Exit.WRONG
    assert "--from FILE" in ran.err


def test_an_address_that_is_none_is_refused_with_what_was_expected(home):
    ran = run(home, "add", "acme")
    assert ran.code == Exit.WRONG
    assert "expected" in ran.err


def test_a_list_of_timelines_has_their_addresses_and_counts(demo_home):
    rows = {row["timeline"]: row for row in json.loads(run(demo_home, "list", "--json").out)}
    assert len(rows) == 5
    assert len(rows["tamberlight/privacy"]["locations"]) == 2
    assert rows["ostrivel/privacy"]["versions"] == 5
    told = run(demo_home, "list").out
    assert "ostrivel/privacy" in told
    assert "5 versions" in told


def test_what_is_declared_is_listed_before_anything_was_fetched(home):
    run(home, "add", "https://acme.example/privacy")
    assert json.loads(run(home, "list", "--json").out)[0]["versions"] == 0


def test_declarations_without_a_fault_are_counted(demo_home):
    assert run(demo_home, "check").out == "5 timelines declared, 0 problems\n"
    assert json.loads(run(demo_home, "check", "--json").out) == []


def test_every_fault_has_its_file_key_finding_and_expectation(home):
    (home / "policies").mkdir(parents=True)
    file = home / "policies" / "acme.toml"
    file.write_text('[privacy]\n[[privacy.locations]]\noriginal = "https://acme.example/"\nselect = "div["\n', "utf-8")
    ran = run(home, "check", "--json")
    assert ran.code == Exit.WRONG
    (fault,) = json.loads(ran.out)
    assert fault.keys() == {"file", "key", "found", "expected"}
    assert fault["file"] == str(file)
    assert "select" in fault["key"]
