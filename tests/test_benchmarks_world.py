"""Is the invented world what its script says: policies that are read as such, changes of a certain weight, noise?"""

from collections import Counter
from random import Random

import pytest

import diffs
import extract
from alerts import load_watches
from benchmarks.world import pages
from benchmarks.world.dealing import BANKS, quiet_from
from benchmarks.world.edits import MOVED, Way
from benchmarks.world.happenings import Happening, Role
from benchmarks.world.installation import declarations, watches
from benchmarks.world.livehosts import Line
from benchmarks.world.manners_kept import goals as manners
from benchmarks.world.pages import Quirk
from benchmarks.world.script import make_world
from benchmarks.world.span import BEGIN, Span
from benchmarks.world.telling import judge
from benchmarks.world.texts import Planned, document, names_of
from benchmarks.world.truth import truth_of
from benchmarks.world.watching import WATCHERS, Told
from catalog import load
from model import Alert, AlertKind, Location, Message, Rendition, Severity, Verdict

WORLD = make_world(days=60, policies=200, hosts=40)
NAMES = names_of(3, Random("test"))
EDITS = [edit for bank in BANKS.values() for edit in bank]
each_edit = pytest.mark.parametrize("edit", EDITS, ids=lambda edit: f"{edit.way} {(edit.after or edit.before)[:40]}")


def read(text, *, status=200, kind="privacy"):
    place = Location(original="http://127.0.1.1:8000/legal/privacy")
    headers = {"content-type": "text/html; charset=utf-8"}
    return extract.read(text.encode(), headers, location=place, statuscode=status, rendition=Rendition.PLAIN, kind=kind)


def written(*edits, kind="privacy", moves_date=True):
    planned = [Planned(float(day), edit, moves_date) for day, edit in enumerate(edits, 1)]
    return document(kind, NAMES, planned, BEGIN.date(), Random("shows a date"))


def texts(found, *days):
    return [read(pages.page(found, NAMES, day, Random(day))).clauses for day in days]


# ---------------------------------------------------------------- texts


def test_a_world_is_the_same_every_time():
    assert make_world(days=60, policies=200, hosts=40) == WORLD


def test_the_policies_are_as_long_as_policies_are():
    sizes = [sum(len(clauses) + 1 for _, clauses in page.document.on(0)) for page in WORLD.pages]
    words = [sum(len(text.split()) for _, clauses in page.document.on(0) for text in clauses) for page in WORLD.pages]
    assert min(sizes) >= 20
    assert max(sizes) <= 80
    assert min(words) >= 600
    assert max(words) <= 2_000


@pytest.mark.parametrize("page", WORLD.pages[::17], ids=lambda page: page.timeline)
def test_a_page_is_read_as_the_same_policy_whatever_stands_around_it(page):
    kind = page.timeline.partition("/")[2]
    one, other = (read(pages.page(page.document, page.names, 0, Random(seed)), kind=kind) for seed in "ab")
    assert one.verdict is Verdict.POLICY
    assert one.digest == other.digest
    shown = [text.lstrip("*") for _, clauses in page.document.on(0) for text in clauses]
    assert set(shown) <= {clause.text.replace("’", "'") for clause in one.clauses}


@each_edit
def test_every_change_has_the_weight_that_the_script_gives_it(edit):
    before, after = texts(written(edit), 0, 1)
    found = diffs.compare(before, after)
    judged = diffs.judge_revision(before, after, found, []).judgement
    assert judged.severity is edit.severity
    assert judged.alert is (edit.severity is not Severity.NONE)
    assert ("sale" in judged.categories) is edit.sale


@each_edit
def test_every_change_is_of_the_kind_that_the_script_says(edit):
    found = diffs.compare(*texts(written(edit), 0, 1))
    loud = {kind for change in found if not change.quiet for kind in change.kinds}
    expected = {Way.DATE: set(), Way.STYLE: {"modified"}, Way.MOVED: {"moved"}}.get(edit.way, {edit.way.value})
    assert {str(kind) for kind in loud} >= expected
    assert bool(loud) is (edit.way is not Way.DATE)


@each_edit
def test_the_word_that_a_watch_looks_for_stands_where_the_script_says(edit):
    assert ("arbitration" in edit.after + edit.before) is edit.arbitration


def test_no_two_edits_bring_the_same_words():
    assert not [text for text, count in Counter(edit.after for edit in EDITS if edit.after).items() if count > 1]


def test_a_date_line_moves_only_with_a_change_that_moves_it():
    edit = BANKS[Way.ADDED][0]
    for moves in (True, False):
        found = written(edit, moves_date=moves)
        assert found.dates
        assert (found.dated(0) != found.dated(1)) is moves


def test_a_section_that_moves_stands_elsewhere():
    found = written(MOVED[0][2])
    headings = [[heading for heading, _ in found.on(day)] for day in (0, 1)]
    assert sorted(headings[0]) == sorted(headings[1])
    assert headings[0] != headings[1]


# ---------------------------------------------------------------- noise

SEEN_AS = {
    Quirk.CONSENT: Verdict.CONSENT_WALL,
    Quirk.BOT: Verdict.BOT_WALL,
    Quirk.NOT_FOUND: Verdict.SOFT_404,
    Quirk.ERROR: Verdict.ERROR_PAGE,
}


@pytest.mark.parametrize("quirk", SEEN_AS)
def test_every_wall_is_seen_as_what_it_is(quirk):
    status = {Quirk.BOT: 403, Quirk.ERROR: 500}.get(quirk, 200)
    assert read(pages.wall(quirk), status=status).verdict is SEEN_AS[quirk]


def test_home_pages_and_empty_pages_are_no_policies():
    assert read(pages.home(NAMES, Random(1))).verdict is Verdict.NOT_A_POLICY
    assert read("").verdict is Verdict.EMPTY


def test_the_other_language_is_another_edition_between_two_of_the_first():
    here, there = read(pages.page(written(), NAMES, 0, Random(1))), read(pages.other_language(NAMES, Random(1)))
    assert there.language == "de"
    settled = extract.settle([here, there, here])
    assert settled[1].verdict in (Verdict.OTHER_EDITION, Verdict.PARTIAL)


def test_a_page_that_loads_in_part_is_partial_between_two_that_load_whole():
    whole, part = (read(pages.page(written(), NAMES, 0, Random(1), clauses=most)) for most in (0, 2))
    assert extract.settle([whole, part, whole])[1].verdict is Verdict.PARTIAL


# ---------------------------------------------------------------- the script


def test_every_kind_of_event_comes_up():
    assert {one.edit.way for page in WORLD.pages for one in page.happenings if one.edit} == set(Way)
    assert {one.kind for page in WORLD.pages for one in page.happenings} == {
        *(AlertKind.CHANGE, AlertKind.ENDED, AlertKind.RESUMED, AlertKind.RELOCATED)
    }
    quirks = {one.quirk for page in WORLD.pages for one in page.episodes}
    assert quirks == set(Quirk) - {Quirk.GONE}
    assert {host.role for host in WORLD.hosts} == set(Role)


def test_nothing_happens_on_the_last_days_nor_where_nobody_may_look():
    assert max(one.day for page in WORLD.pages for one in page.happenings) < quiet_from(60)
    assert not [page.timeline for page in WORLD.pages if page.unseen and page.happenings]


def test_no_text_of_a_policy_ever_returns():
    for page in WORLD.pages[::9]:
        days = [0.0, *sorted(page.changes())]
        states = [(page.document.dated(day), str(page.document.on(day))) for day in days]
        assert len({state for _, state in states}) >= len(states) - sum(
            one.edit is not None and one.edit.way is Way.DATE for one in page.happenings
        )


def test_a_page_that_goes_changes_no_more():
    ended = [page for page in WORLD.pages if page.gone and page.gone[0][1] == float("inf")]
    assert ended
    for page in ended:
        assert page.document.on(page.gone[0][0]) == page.document.on(100)


def test_the_declarations_and_watches_can_be_taken(tmp_path):
    for name, text in declarations(WORLD, 8000).items():
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    loaded = load(tmp_path)
    assert loaded.problems == ()
    assert {str(one.id) for one in loaded.timelines} == {page.timeline for page in WORLD.pages}
    (tmp_path / "watches").write_text(watches(), encoding="utf-8")
    taken = load_watches(tmp_path / "watches", ["hook", "post", "feed"], [page.timeline for page in WORLD.pages])
    assert taken.problems == ()
    assert {watch.name for watch in taken.watches} == {one.name for one in WATCHERS}


# ---------------------------------------------------------------- that the judges can find fault

SPAN = Span(0.0, 20.0)
HERE = next(
    page for page in WORLD.pages if any(one.edit and one.edit.severity is Severity.MAJOR for one in page.happenings)
)
MAJOR = next(one for one in HERE.happenings if one.edit and one.edit.severity is Severity.MAJOR)


def look(day, **said):
    fields = {"host": HERE.host, "path": HERE.path, "agent": "clausewatch (+operator@world.example)", "status": 200}
    at = {"began": day * 20, "ended": day * 20 + 0.01, "day": day, "conditional": False}
    return Line(**{**fields, **at, "timeline": HERE.timeline, "shows": 0, **said})


def told(watch, after, by, **said):
    bracket = {"after": SPAN.at(after).isoformat(), "by": SPAN.at(by).isoformat()}
    fields = {"watch": watch, "timeline": HERE.timeline, "kind": AlertKind.CHANGE, "cause": "a look", "channel": ""}
    message = Message(subject="changed", text="", html="")
    evidence = {"bracket": bracket}
    return Alert(**{**fields, "made_at": SPAN.at(by), "message": message, "evidence": evidence, **said})


def found(*alerts):
    day = MAJOR.day
    truth = truth_of(WORLD, [look(day - 0.5), look(day + 0.5)])
    truth = type(truth)(told=tuple(one for one in truth.told if one.timeline == HERE.timeline), early=(), unseen=())
    return judge(WORLD, SPAN, truth, alerts)


def test_a_change_that_is_told_to_nobody_is_missed():
    assert [line for line in found().missing if line.startswith("majors: ")]


def test_a_change_that_is_told_twice_is_found():
    day = MAJOR.day
    alerts = [told("majors", day - 0.5, day + 0.5), told("majors", day - 0.4, day + 0.6)]
    assert len(found(*alerts).twice) == 1


def test_what_is_told_without_cause_is_found():
    assert len(found(told("majors", MAJOR.day + 20, MAJOR.day + 21)).without_cause) == 1
    assert len(found(told("moves", MAJOR.day - 0.5, MAJOR.day + 0.5)).without_cause) == 1


def test_a_bracket_beside_the_truth_tells_of_something_else():
    beside = found(told("majors", MAJOR.day + 0.2, MAJOR.day + 0.5))
    assert beside.without_cause
    near = found(told("majors", MAJOR.day + 0.05, MAJOR.day + 0.5))
    assert not near.without_cause
    assert near.slack == pytest.approx(1.0, abs=0.01)


def test_what_happened_between_two_looks_is_told_as_one():
    first = Happening(timeline="a/b", day=1.0, kind=AlertKind.CHANGE, edit=BANKS[Way.STYLE][0])
    both = Told(timeline="a/b", kind=AlertKind.CHANGE, happenings=(first, MAJOR), shows_date=True)
    assert both.severity is Severity.MAJOR
    assert both.silent is not MAJOR.moves_date


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("gaps_too_short", [look(1.0), look(1.001)]),
        ("two_at_once", [look(1.0, ended=21.0), look(1.01)]),
        ("asked_before_robots", [look(1.0)]),
        ("asked_during_retry_after", [look(1.0, status=429, retry_after=2.0), look(1.05)]),
        ("nameless_requests", [look(1.0, agent="somebody")]),
    ],
)
def test_bad_manners_are_found(name, lines):
    assert next(goal for goal in manners(WORLD, lines) if goal.name == name).figure == 1
