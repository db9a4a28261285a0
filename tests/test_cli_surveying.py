"""Does `clausewatch add HOST` find and declare the policies of hosts that are really asked?"""

import json

import pytest

from benchmarks.surveying import companies as the
from benchmarks.surveying.serving import served
from catalog import load
from cli.exits import Exit
from crawler.browser.finding import chromium
from discovery import KINDS
from extract.facts.kinds import _WORDS as TEXTS
from settings import Home
from store import open_store
from tests.demo_home import run

NAMES = [*the.EXPECTED, "juridico"]
SERVED = '[operator]\ncontact = "mara@lumora.example"\n[schedule]\narchives = "never"\nbackup = "never"\n'
FOUND = {name: kinds for name, kinds in the.EXPECTED.items() if name != "fontelce"}  # it needs a browser


@pytest.fixture
def hosts():
    with served(NAMES, the.companies) as serving:
        yield serving


@pytest.fixture
def written(home, hosts):
    home.mkdir()
    (home / "settings.toml").write_text(hosts.settings(), "utf-8")
    return home


def places(survey):
    front = f"http://{survey['host']}"
    return {one["kind"]: one["address"].removeprefix(front) for one in survey["found"]}


def expected(name):
    return {kind: "/privacidade" if place[0] == "@" else place for kind, place in the.EXPECTED[name].items()}


def test_the_policies_of_invented_companies_are_found_and_declared(written, hosts):
    ran = run(written, "add", *map(hosts.host, FOUND), "--json")
    assert ran.code == Exit.DONE, (ran.out, ran.err)
    told = json.loads(ran.out)
    by_host = {one["host"]: one for one in told["surveys"]}
    assert {name: places(by_host[hosts.host(name)]) for name in FOUND} == {name: expected(name) for name in FOUND}
    declared = load(Home(written).policies)
    assert declared.problems == ()
    assert len(declared.timelines) == sum(map(len, FOUND.values()))
    assert all(len(asked) <= 9 for asked in hosts.asked.values())
    with open_store(Home(written).database, readonly=True) as store:
        (ran_once,) = store.frontier.runs()
        assert (ran_once.kind.value, bool(ran_once.ended)) == ("survey", True)
        assert ran_once.account.visits == sum(one["asked"] for one in told["surveys"])


def test_what_was_found_is_shown_with_its_evidence_and_stands_in_the_declaration(written, hosts):
    host = hosts.host("larkmoor")
    out = run(written, "add", host).out
    assert out.startswith(f"{host}: found\n")
    assert f"  privacy  http://{host}/privacy\n" in out
    assert "because: text says 'privacy'" in out
    text = next((written / "policies").iterdir()).read_text("utf-8")
    assert "# because: text says 'privacy'" in text
    assert f'original = "http://{host}/privacy"' in text
    assert "declared before" in run(written, "add", host).out
    assert next((written / "policies").iterdir()).read_text("utf-8") == text


def test_several_policies_on_one_page_become_timelines_that_are_read_apart(written, hosts):
    assert run(written, "add", hosts.host("lipowka")).code == Exit.DONE
    assert run(written, "check").code == Exit.DONE
    visited = run(written, "visit", "--json")
    assert visited.code == Exit.DONE, visited.out
    rows = json.loads(run(written, "list", "--json").out)
    assert [(one["timeline"].partition("/")[2], one["versions"]) for one in rows] == [("privacy", 1), ("terms", 1)]
    texts = [run(written, "show", one["timeline"]).out for one in rows]
    assert "dane osobowe" in texts[0]
    assert "dane osobowe" not in texts[1]


def test_without_a_browser_it_is_said_that_one_may_be_needed(written, hosts):
    with (written / "settings.toml").open("a") as file:
        file.write('browser = "/nowhere/chromium"\n')
    ran = run(written, "add", hosts.host("fontelce"))
    assert ran.code == Exit.INCOMPLETE
    assert "without terms; its links may be made by scripts" in ran.out


@pytest.mark.skipif(not isinstance(chromium(), str), reason="no browser is installed")
def test_a_footer_that_a_script_makes_is_seen_in_a_browser(written, hosts):
    ran = run(written, "add", hosts.host("fontelce"), "--json")
    assert ran.code == Exit.DONE, (ran.out, ran.err)
    (survey,) = json.loads(ran.out)["surveys"]
    assert places(survey) == expected("fontelce")
    assert [one["rendition"] for one in survey["found"]] == ["plain", "plain"]
    assert survey["asked"] == 5  # https, http, http in a browser, and two policies


def test_a_dry_run_declares_nothing(written, hosts):
    ran = run(written, "add", hosts.host("larkmoor"), "--dry-run")
    assert ran.code == Exit.DONE
    assert "/terms" in ran.out
    assert "nothing was declared: a dry run" in ran.out
    assert not (written / "policies").exists()


def test_a_dry_run_of_a_list_declares_nothing(written, hosts, tmp_path):
    listed = tmp_path / "list.txt"
    listed.write_text(
        f"{hosts.host('larkmoor')}\nhttp://{hosts.host('larkmoor')}/\nhttps://acme.example/privacy\n", "utf-8"
    )
    ran = run(written, "add", "--from", listed, "--dry-run", "--json")
    told = json.loads(ran.out)
    assert [(one["timeline"], one["created"]) for one in told["added"]] == [("acme.example/privacy", False)]
    assert [one["host"] for one in told["surveys"]] == [hosts.host("larkmoor")]  # given twice, asked once
    assert "would be declared: acme" in run(written, "add", "--from", listed, "--dry-run").out
    assert not (written / "policies").exists()


def test_it_is_told_that_a_host_leads_to_another(written, hosts):
    hosts.pages = {**hosts.pages, "juridico": {"*": the.to(f"http://{hosts.host('larkmoor')}/")}}
    out = run(written, "add", hosts.host("juridico")).out
    front = f"http://{hosts.host('larkmoor')}/"
    assert f"found at {front}, where it leads" in out
    assert "`clausewatch backfill` fetches its past" in out
    assert f"which leads to {front}, on " in next((written / "policies").iterdir()).read_text("utf-8")


def test_kinds_can_be_chosen(written, hosts):
    host = hosts.host("larkmoor")
    ran = run(written, "add", f"http://{host}/", "--kind", "Cookies, privacy")
    assert ran.code == Exit.DONE
    assert sorted(hosts.asked["larkmoor"]) == ["/", "/cookies", "/privacy"]


def test_a_list_may_hold_hosts_and_addresses(written, hosts, tmp_path):
    listed = tmp_path / "list.txt"
    listed.write_text(f"# hosts\n{hosts.host('larkmoor')}\nhttps://acme.example/privacy\nno host\n", "utf-8")
    ran = run(written, "add", "--from", listed, "--json")
    assert ran.code == Exit.INCOMPLETE
    told = json.loads(ran.out)
    assert [one["timeline"] for one in told["added"]] == ["acme.example/privacy"]
    assert len(told["problems"]) == 1
    assert [one["state"] for one in told["surveys"]] == ["found"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["acme.example", "--since", "2020-01-01"], "not of a host"),
        (["https://acme.example/privacy", "--dry-run"], "declared as it is given"),
        (["acme.example"], "operator.contact"),
        (
            ["acme.example", "--kind", "privacy,cookie"],
            "found the kind 'cookie', expected kinds out of privacy, terms, ",
        ),
        (["acme.example", "--kind", "privacy,cookie"], "(did you mean 'cookies'?)"),
    ],
)
def test_what_cannot_be_done_is_refused(home, arguments, said):
    ran = run(home, "add", *arguments)
    assert ran.code == Exit.WRONG
    assert said in ran.err


def test_a_list_with_a_kind_that_nobody_looks_for_names_its_line(written, hosts, tmp_path):
    listed = tmp_path / "list.csv"
    pages = f"https://acme.example/rules,house-rules\n{hosts.host('larkmoor')},foo"
    listed.write_text(f"url,kind\n{pages}\n", "utf-8")
    ran = run(written, "add", "--from", listed)
    assert ran.code == Exit.INCOMPLETE
    assert "acme.example/house-rules" in ran.out  # an address has the kind that its reader gives it
    assert f"not added: {listed}: line 3: found the kind 'foo', expected kinds out of privacy, terms" in ran.out
    assert not hosts.asked["larkmoor"]


def test_whatever_a_text_calls_itself_can_be_asked_for():
    assert set(TEXTS) <= set(KINDS)


def logged(home):
    names = [one["timeline"] for one in json.loads(run(home, "list", "--json").out)]
    return {name: json.loads(run(home, "log", name, "--json").out) for name in names}


def test_what_a_host_answered_is_the_first_that_is_known_of_what_was_declared(written, hosts):
    with (written / "settings.toml").open("a") as file:
        file.write(SERVED)
    ran = run(written, "add", hosts.host("larkmoor"), hosts.host("ribamar"))  # one leads to another host
    assert ran.code == Exit.DONE
    histories = logged(written)
    assert len(histories) == 5
    assert all(len(one["versions"]) == 1 for one in histories.values())
    asked = {name: list(paths) for name, paths in hosts.asked.items()}
    assert run(written, "run", "--once").code == Exit.DONE  # the next visit is due in a day
    assert hosts.asked == asked
    assert run(written, "rebuild").code == Exit.DONE
    assert logged(written) == histories
    assert "policy last seen" in run(written, "status").out


def test_an_address_that_was_asked_for_before_it_was_declared_has_its_history_at_once(written, hosts):
    address = f"http://{hosts.host('larkmoor')}/privacy"
    assert run(written, "add", hosts.host("larkmoor"), "--dry-run").code == Exit.DONE
    assert run(written, "add", address, "--kind", "house-rules").code == Exit.DONE
    (history,) = logged(written).values()
    assert len(history["versions"]) == 1


def test_an_address_of_which_nothing_is_kept_has_no_history(written, hosts):
    assert run(written, "add", hosts.host("larkmoor"), "--dry-run").code == Exit.DONE
    assert run(written, "add", "https://acme.example/privacy").code == Exit.DONE
    assert run(written, "log", "acme.example/privacy").code == Exit.NOTHING


@pytest.mark.parametrize("turn", [1, -1])
def test_of_two_hosts_that_lead_to_one_text_its_own_declares_it_whatever_their_order(written, hosts, turn):
    """The hosts are addresses on loopback, each an organisation of its own."""
    front = f"http://{hosts.host('larkmoor')}/"
    hosts.pages = {**hosts.pages, "juridico": {"*": the.to(front)}, "morska": {"*": the.to(front)}}
    given = [hosts.host(name) for name in ("juridico", "larkmoor", "morska")][::turn]
    ran = run(written, "add", *given, "--json")
    assert ran.code == Exit.DONE, (ran.out, ran.err)
    told = json.loads(ran.out)["surveys"]
    assert [one["host"] for one in told] == given
    owner = hosts.host("larkmoor").partition(":")[0]
    assert {place["timeline"].partition("/")[0] for one in told for place in one["found"]} == {owner}
    assert {one["host"]: one["found"][0]["created"] for one in told} == {host: host == given[1] for host in given}
    assert len(load(Home(written).policies).timelines) == 3
    assert f"leads to {front}, whose policies are declared: {owner}/privacy in " in run(written, "add", given[0]).out


def test_two_hosts_that_lead_to_a_third_declare_its_text_once(written, hosts):
    front = f"http://{hosts.host('larkmoor')}/"
    hosts.pages = {**hosts.pages, "juridico": {"*": the.to(front)}, "morska": {"*": the.to(front)}}
    for name in ("juridico", "morska"):
        assert run(written, "add", hosts.host(name)).code == Exit.DONE
    assert len(load(Home(written).policies).timelines) == 3


def test_an_organisation_that_is_named_declares_what_another_has(written, hosts):
    front = f"http://{hosts.host('larkmoor')}/"
    hosts.pages = {**hosts.pages, "juridico": {"*": the.to(front)}}
    assert run(written, "add", hosts.host("larkmoor")).code == Exit.DONE
    assert run(written, "add", hosts.host("juridico"), "--organisation", "juridico").code == Exit.DONE
    assert len(load(Home(written).policies).timelines) == 6
