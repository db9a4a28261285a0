"""The past of a policy that moved without a redirect: is it found by archived home pages, and nothing else with it?"""

import json
import tomllib
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from urllib.parse import urlsplit

import pytest

import scheduler
from crawler.warc import Record
from demo.archive import serving
from model import RunKind, sha256
from scheduler import now as present
from settings import Home
from store import open_store
from tests import followed as the
from tests import moved
from tests.demo_home import run
from tests.test_cli_reference import keys, shown
from tests.test_moves import SETTINGS

ADDRESS = {"first": "/priv.htm", "second": "/about/privacy.html", "now": "/privacy", "terms": "/legal/terms.html"}
PROVIDER = "https://www.bright-parcel-media.example/privacy"

# Firm -> its pages: "what where year-month ..."; home pages are "home", which link what stands before "@".
STORIES = {
    "thrice": """
        first@home 2001-02 2002-05 2003-03 2004-06 2005-01 2005-11
        second@home 2006-04 2007-01 2008-08 2009-02 2010-05 2011-06 2012-03 2013-01
        now@home 2013-06 2014-01 2015-02 2018-01
        a@first 2001-03 2003-06 2005-12   404@first 2007-01 2010-01
        a@second 2006-02 2008-01   b@second 2010-02 2012-12   soft404@second 2013-09 2015-01
        b@now 2013-04 2014-02   c@now 2016-03 2018-01
    """,
    "widget": """
        provider@home 2004-01 2006-01 2008-01 2010-01
        now@home 2012-02 2014-01
        a@now 2012-01 2013-01 2014-02
    """,
    "redesign": """
        first@home 2001-02 2003-01 2004-11
        @home 2005-06 2006-03 2007-02 2008-08 2009-01
        now@home 2010-03 2011-01
        a@first 2001-03 2004-06   404@first 2006-01 2008-01
        b@now 2010-02 2011-02
    """,
    "resold": """
        first@home 2001-02 2003-01 2004-11
        now@home 2010-03 2011-01
        other@first 2001-03 2004-06
        terms@terms 2005-01
        b@now 2010-02 2011-02
    """,
    "known": """
        now@home 2010-03 2011-01 2013-01
        b@now 2010-02 2011-02 2014-02
    """,
}


def of(firm, text):
    return text.replace("tarn-outfitters", f"{firm}-tarn")


def address(name):
    return f"https://www.{moved.DOMAIN}{ADDRESS[name]}"


def front(linked):
    """A home page, with or without a link in its foot."""
    target = PROVIDER if linked == "provider" else ADDRESS.get(linked, "")
    foot = f'<a href="{target}">Privacy Policy</a>' if target else ""
    words = "".join(f"<h2>{one}</h2>" for one in moved.WORDS)
    return (
        "<!doctype html><html lang=en><head><title>Tarn Outfitters</title></head><body><h1>Welcome</h1>"
        f'{words}<a href="/tents">Tents</a><div class=footer>{foot} &copy; Tarn Outfitters</div></body></html>'
    ).encode()


def records(firm, story):
    what = ""
    for word in story.split():
        if "@" in word:
            what = word
            continue
        shows, _, where = what.partition("@")
        yield record(firm, shows, where, datetime.strptime(word, "%Y-%m").replace(tzinfo=UTC))


def record(firm, shows, where, moment):
    body = front(shows) if where == "home" else moved.PAGES.get(shows, moved.GONE)
    original = moved.ADDRESSES["home"] if where == "home" else address(where)
    body = of(firm, body.decode()).encode()
    return Record(
        original=of(firm, original),
        timestamp=moment,
        statuscode=404 if shows == "404" else 200,
        headers=(("content-type", "text/html"),),
        body=body,
        archive_digest=the.archive_digest(body),
        mimetype="text/html",
        offset=0,
    )


@pytest.fixture(scope="module")
def archive():
    with serving([one for firm, story in STORIES.items() for one in records(firm, story)]) as url:
        yield url


def declared(folder, url, *firms):
    (folder / "policies").mkdir(parents=True)
    for firm in firms:
        text = f'# {firm}\n[[privacy.locations]]\noriginal = "{of(firm, address("now"))}"\n'
        (folder / "policies" / f"{firm}.toml").write_text(text, encoding="utf-8")
    (folder / "settings.toml").write_text(SETTINGS.format(url=url, host=urlsplit(url).netloc), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def backfilled(tmp_path_factory, archive):
    home = declared(tmp_path_factory.mktemp("past") / "home", archive, *STORIES)
    first = json.loads(run(home, "backfill", "--json").out)
    export = run(home, "export", "--comparable").out
    again = json.loads(run(home, "backfill", "--json").out)
    assert run(home, "export", "--comparable").out == export
    return home, first, again


def stood(home, firm):
    names = {of(firm, address(name)): name for name in ADDRESS}
    (one,) = json.loads(run(home, "moves", f"{firm}/privacy", "--json").out)["timelines"]
    return "; ".join(told(row, names) for row in one["stood"])


def told(row, names):
    said = f"{names[row['original']]} {row['first_seen'][:7]} to {row['last_seen'][:7]}"
    return said + (f" ({row['began']['after'][:7]},{row['began']['by'][:7]}]" if row["began"] else "")


def test_the_whole_history_is_found_from_the_present_address(backfilled):
    assert stood(backfilled[0], "thrice") == (
        "first 2001-03 to 2005-12; second 2006-02 to 2012-12 (2005-12,2006-02];"
        " now 2013-04 to 2018-01 (2012-12,2013-04]"
    )


def test_nothing_changed_but_the_text(backfilled):
    with open_store(backfilled[0] / "clausewatch.db", readonly=True) as store:
        (timeline,) = [one for one in store.conclusions.timelines() if one.organisation == "thrice"]
        revisions = store.questions.revisions(timeline)
        digests = [one.capture.digest for one in store.questions.versions(timeline)]
    texts = {sha256(of("thrice", body.decode())): name for name, body in moved.TEXTS.items()}
    assert "".join(texts[one] for one in digests) == "aabbc"
    assert [bool(one.changes) for one in revisions] == [texts[a] != texts[b] for a, b in pairwise(digests)]


def test_earlier_addresses_stand_before_the_declared_one_with_the_time_in_which_they_were_linked(backfilled):
    text = (backfilled[0] / "policies" / "thrice.toml").read_text()
    first, second, now = tomllib.loads(text)["privacy"]["locations"]
    assert (first["original"], first.get("since"), str(first["until"])) == (
        of("thrice", address("first")), None, "2006-02-01",
    )  # fmt: skip
    assert (second["original"], str(second["since"]), str(second["until"])) == (
        of("thrice", address("second")), "2006-02-01", "2013-04-01",
    )  # fmt: skip
    assert now == {"original": of("thrice", address("now"))}
    assert f"\n# {of('thrice', moved.ADDRESSES['home'])} linked to it as the policy, first seen 2006-" in text


def test_another_companys_policy_that_a_home_page_links_is_not_even_asked_for(backfilled):
    assert stood(backfilled[0], "widget") == "now 2012-01 to 2014-02"
    with open_store(backfilled[0] / "clausewatch.db", readonly=True) as store:
        asked = {task.original for task in store.frontier.indexes_over(1)}
    assert not any("bright-parcel" in original for original in asked)


def test_a_time_in_which_home_pages_link_nothing_is_told(backfilled):
    assert stood(backfilled[0], "redesign") == "first 2001-03 to 2004-06; now 2010-02 to 2011-02 (2004-06,2010-02]"
    told = {one["timeline"]: one for one in backfilled[1]["unfound"]}
    assert set(told) == {"redesign/privacy", "resold/privacy", "widget/privacy"}
    one = told["redesign/privacy"]
    assert (one["after"][:7], one["by"][:7], one["links"]) == ("2004-06", "2010-02", [])
    assert one["looked"] > 1
    said = [line for line in run(backfilled[0], "backfill").out.splitlines() if "redesign/privacy: no text" in line]
    assert ["after 2004-06-01 before 2010-02-01" in line and line.endswith("linked to none") for line in said] == [True]


def test_a_former_owners_policy_at_the_same_domain_is_none_of_it(backfilled):
    assert stood(backfilled[0], "resold") == "now 2010-02 to 2011-02"


def test_a_second_backfill_asks_for_no_capture_and_declares_nothing(backfilled):
    assert {one["timeline"] for one in backfilled[1]["moves"] if one["earlier"]} == {
        "thrice/privacy",
        "redesign/privacy",
    }
    assert (backfilled[2]["captured"], backfilled[2]["moves"], backfilled[1]["failures"]) == (0, [], {})


def test_few_home_pages_are_asked_for_and_none_where_nothing_is_missing(backfilled):
    with open_store(backfilled[0] / "clausewatch.db", readonly=True) as store:
        asked = {firm: store.frontier.asked_at(f"{firm}-tarn.example") for firm in STORIES}
    assert 0 < len(asked["thrice"]) <= 12
    assert asked["known"] == []


def test_it_can_be_left_out_and_keeps_to_the_budget(tmp_path, archive):
    without = declared(tmp_path / "without", archive, "thrice")
    assert json.loads(run(without, "backfill", "--no-past", "--json").out)["moves"] == []
    assert stood(without, "thrice") == "now 2013-04 to 2018-01"
    bounded = declared(tmp_path / "bounded", archive, "thrice")
    run(bounded, "backfill", "--budget", "8", "--json")
    with open_store(bounded / "clausewatch.db", readonly=True) as store:
        assert store.frontier.spent(1) == 8


def test_the_json_has_the_keys_that_are_shown(backfilled):
    assert keys(backfilled[1]["unfound"]) == keys(shown("backfill")["unfound"])


def asked(home):
    with open_store(home / "clausewatch.db", readonly=True) as store:
        return [one.account.requests for one in store.frontier.runs() if one.kind is RunKind.BACKFILL]


def test_a_round_looks_into_the_past_as_well_and_lists_home_pages_once(tmp_path, archive):
    home = declared(tmp_path / "home", archive, "thrice")
    with (home / "settings.toml").open("a") as file:
        file.write('[operator]\ncontact = "mara@lumora.example"\n[schedule]\narchives = "1d"\nbackup = "never"\n')
    run(home, "run", "--once")  # the page itself is nobody's
    assert stood(home, "thrice").startswith(
        "first 2001-03 to 2005-12; second 2006-02 to 2012-12 (2005-12,2006-02]; now"
    )
    later = present() + timedelta(days=3)
    scheduler.run_once(Home(home), clock=lambda: later)
    again, first = sorted(asked(home))
    assert again == 3 < first  # what each address has by now
