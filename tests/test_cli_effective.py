"""Is a day answered by the dates that documents declare themselves, with what speaks for and against the answer?"""

import csv
import io
import json

import pytest

from cli.exits import Exit
from tests.demo_home import run

ADDRESS = "https://lumora.example/terms"
TERMS = """\
# Terms of use

{}

We print your pictures and send them to you by post. We keep your address and your pictures for {} months after your
last order. You may ask us at any time what personal data we hold about you.

We share your address with the carriers that bring your parcels, and with nobody else. You may not upload pictures of
other people without their consent. We may end your account if you break these terms of use.
"""


@pytest.fixture
def told(home, tmp_path):
    """Imports texts with the line that each has below its title, a year after each other, and asks."""

    def ask(lines, *asked):
        for number, line in enumerate(lines):
            path = tmp_path / f"{number}.txt"
            path.write_text(TERMS.format(line, 12 + number), encoding="utf-8")
            ran = run(home, "import", path, "--original", ADDRESS, "--timestamp", f"{2020 + number}0201")
            assert ran.code == 0, ran.err
        return run(home, *asked)

    return ask


def test_the_latest_date_that_had_come_answers_and_the_note_says_where_it_leans(ask_json):
    told = ask_json("show", "skarnwell/privacy", "--effective", "2018-05-26")
    assert [one["version"] for one in told["versions"]] == [5]
    assert told["leans_on"] == [{"version": 5, "means": "effective", "date": "2018-05-25", "announced": []}]
    assert told["certain"] is True
    assert told["note"].startswith("version 5, seen from 2018-06-18 to 2018-11-02, declares that it is effective from")
    assert "by what was seen, --on 2018-05-26 answers with version 4 or 5" in told["note"]
    assert "the next date declared is 2021-05-01, in version 6" in told["note"]
    assert told["versions"][0]["came"]["phrase"].startswith("after 2016-10-10 and no later than 2018-06-18")


def test_where_only_an_update_is_declared_that_is_said(ask):
    told = ask("show", "ostrivel/privacy", "--effective", "2023-09-01")
    seen = "version 3, seen from 2023-07-19 to 2023-11-06"
    assert told.startswith(
        f"2023-09-01: {seen}, declares that it was updated on 2023-07-12; it declares no day from which"
    )
    assert "; 2 versions declare that date, and this is the last one seen by then; " in told
    assert "--on 2023-09-01 answers the same" in told
    assert "dates in the document: updated 2023-07-12" in told
    assert "came after 2022-06-20 and no later than 2023-07-19" in told


def test_a_text_that_was_seen_only_later_answers_by_its_date(ask_json):
    told = ask_json("show", "skarnwell/privacy", "--effective", "2007-03-02")
    assert [one["version"] for one in told["versions"]] == [2]
    assert "3 versions declare that date, and this is the first one seen" in told["note"]


def test_an_answer_in_markdown_says_it_too(ask):
    assert "declares that it is effective from 2018-05-25" in ask(
        "show", "skarnwell/privacy", "--effective", "2019-01-01", "--markdown"
    )


@pytest.mark.parametrize(
    ("named", "options", "code", "said"),
    [
        ("skarnwell/privacy", ["--effective", "1999-01-01"], Exit.NOTHING, "no version declares a date by 1999-01-01"),
        ("skarnwell/privacy@2018-05-25", ["--effective", "2018-05-25"], Exit.WRONG, "names its time already"),
        ("skarnwell/privacy", ["--effective", "2018-05-25", "--on", "2018-05-25"], Exit.WRONG, "give one of them"),
        ("skarnwell/privacy", ["--effective", "May 2018"], Exit.WRONG, "'May 2018' is no date"),
        ("nobody/privacy", ["--effective", "2018-05-25"], Exit.NOTHING, "nobody/privacy"),
    ],
)
def test_what_cannot_be_answered_says_why(demo_home, named, options, code, said):
    ran = run(demo_home, "show", named, *options)
    assert ran.code == code
    assert said in ran.err


def test_a_day_before_every_declared_one_is_referred_to_what_was_seen(demo_home):
    ran = run(demo_home, "show", "skarnwell/privacy", "--effective", "1999-01-01")
    assert (
        "the first one 2005-09-15; `clausewatch show skarnwell/privacy --on 1999-01-01` goes by what was seen"
        in ran.err
    )


def test_where_no_version_declares_a_date_the_way_to_what_was_seen_is_told(told):
    ran = told(["Be welcome."], "show", "lumora.example/terms", "--effective", "2020-03-01")
    assert ran.code == Exit.NOTHING
    assert "no version declares a date of its own; `clausewatch show lumora.example/terms --on 2020-03-01`" in ran.err


def test_what_a_text_announces_is_no_date_of_its_own_and_is_told(told):
    lines = ["Effective 1 January 2020", "Effective 1 January 2020. Our new terms come into effect on 1 March 2021."]
    ran = told(lines, "show", "lumora.example/terms", "--effective", "2021-02-10", "--json")
    answer = json.loads(ran.out)
    own = {"version": 2, "means": "effective", "date": "2020-01-01", "announced": ["2021-03-01"]}
    assert (answer["leans_on"], answer["certain"]) == ([own], True)
    later = json.loads(told([], "show", "lumora.example/terms", "--effective", "2021-03-01", "--json").out)
    assert (later["leans_on"], later["certain"]) == ([own], False)
    assert "announces 2021-03-01, which had come by then and which no version declares for itself" in later["note"]


def test_of_a_month_without_its_day_both_texts_are_given_while_it_lasts(told):
    lines = ["Effective January 2020", "Effective March 2021"]
    answer = json.loads(told(lines, "show", "lumora.example/terms", "--effective", "2021-03-10", "--json").out)
    assert ([one["version"] for one in answer["versions"]], answer["certain"]) == ([1, 2], False)
    assert "a month without a day, which may have been yet to come" in answer["note"]


# ---------------------------------------------------------------- silent changes


def test_silent_changes_are_asked_for_alone(ask_json, ask):
    silent, every = ask_json("changes", "--silent"), ask_json("changes")
    assert silent == [row for row in every if row["silent"]]
    assert 0 < len(silent) < len(every)
    rows = list(csv.DictReader(io.StringIO(ask("changes", "--silent", "ostrivel/privacy", "--csv"))))
    assert [(row["by"], row["silent"]) for row in rows] == [("2024-02-28T17:49:50Z", "yes")]


def test_with_all_silent_changes_that_do_not_matter_are_told_too(ask_json):
    more = ask_json("changes", "--silent", "--all")
    assert all(row["silent"] for row in more)
    assert len(more) >= len(ask_json("changes", "--silent"))


def test_where_nothing_changed_silently_that_is_said(ask):
    assert "no change that matters" in ask("changes", "--silent", "--since", "2026-10-01")


@pytest.mark.parametrize(
    ("before", "after", "silent"),
    [
        ("Last updated: 3 May 2019", "Last updated: 3 May 2019", True),
        ("Last updated: 3 May 2019", "Updated: May 3rd, 2019", True),
        ("Last updated: 3 May 2019", "Last updated: 3 May 2019. New terms come into force on 1 July 2030.", True),
        ("Last updated: 3 May 2019", "Last updated: 4 May 2019", False),
        ("Last updated: May 2019", "Last updated: June 2019", False),
        ("Last updated: 3 May 2019", "Be welcome.", False),
        ("Be welcome.", "Last updated: 3 May 2019", False),
        ("Be welcome.", "Be welcome here.", False),
    ],
)
def test_a_change_is_silent_where_the_document_shows_a_date_on_both_sides_that_stood_still(told, before, after, silent):
    ran = told([before, after], "log", "lumora.example/terms", "--json")
    (step,) = json.loads(ran.out)["revisions"]
    assert step["silent"] is silent
