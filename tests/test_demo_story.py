"""Does the story of the demo come out of the real pipeline?"""

from itertools import pairwise

import pytest

from model import ChangeKind, Severity, SpellKind, Verdict, from_timestamp14, original_key, sha256
from tests.demo_home import RECORDS, told

TIMELINES = [
    "tamberlight/privacy",
    "tamberlight/privacy~de",
    "tamberlight/terms",
    "skarnwell/privacy",
    "ostrivel/privacy",
]
ROWS = [(name, *row) for name in TIMELINES for row in told(name)]
POLICY = [row for row in ROWS if row[3] != "-"]
NAMES = ["@".join(row[:2]) for row in ROWS]


@pytest.fixture(scope="session")
def histories(demo):
    return demo[1]


def examined_at(history, timestamp):
    """What was concluded of the capture of that moment, or of the one whose bytes it has."""
    moment = from_timestamp14(timestamp)
    found = [one for one in history.examined if one.capture.timestamp == moment]
    if found:
        return found[0]
    record = next(one for one in RECORDS if one.timestamp == moment)
    return next(
        one
        for one in history.examined
        if one.capture.digest == sha256(record.body)
        and original_key(one.capture.original) == original_key(record.original)
    )


def version_at(history, timestamp):
    moment = from_timestamp14(timestamp)
    return next(one for one in history.versions if one.first_seen <= moment <= one.last_seen)


def revision_to(history, timestamp):
    """The step that this capture showed for the first time, or nothing."""
    moment = from_timestamp14(timestamp)
    steps = (step for step in history.revisions if history.versions[step.after - 1].first_seen == moment)
    return next(steps, None)


def kinds_of(revision):
    return {kind for change in revision.changes for kind in change.kinds} if revision else set()


@pytest.mark.parametrize(("name", "timestamp", "verdict", "text", "kinds", "_"), ROWS, ids=NAMES)
def test_a_capture_is_taken_for_what_it_is(histories, name, timestamp, verdict, text, kinds, _):
    settled = examined_at(histories[name], timestamp).settled
    assert settled.verdict in [Verdict(one) for one in verdict.split(" or ")], settled.reason


@pytest.mark.parametrize("name", TIMELINES)
def test_equal_letters_are_equal_texts(histories, name):
    seen = [(row[3], version_at(histories[name], row[1]).canonical) for row in POLICY if row[0] == name]
    assert len({letter for letter, _ in seen}) == len({canonical for _, canonical in seen}) == len(set(seen))


@pytest.mark.parametrize("name", TIMELINES)
def test_a_version_begins_where_the_letter_changes(histories, name):
    rows = [row for row in POLICY if row[0] == name]
    begins = [rows[0][1]] + [after[1] for before, after in pairwise(rows) if begins_version(before, after)]
    assert [one.first_seen for one in histories[name].versions] == [from_timestamp14(one) for one in begins]


def begins_version(before, after):
    return before[3] != after[3] or "relocated" in after[4]


@pytest.mark.parametrize(
    ("name", "timestamp", "verdict", "text", "kinds", "_"), POLICY, ids=["@".join(row[:2]) for row in POLICY]
)
def test_the_kinds_of_change_are_those_of_the_story(histories, name, timestamp, verdict, text, kinds, _):
    expected = {kind.strip() for kind in kinds.split(",")} - {"", "relocated", "ended"}
    expected = {ChangeKind(kind) for kind in expected}
    found = kinds_of(revision_to(histories[name], timestamp))
    loud = {kind for kind in expected if not kind.quiet}
    assert {kind for kind in found if not kind.quiet} == loud
    if loud or revision_to(histories[name], timestamp):  # quiet differences alone make no version
        assert {kind for kind in expected if kind.quiet} <= found


@pytest.mark.parametrize("name", TIMELINES)
def test_silent_are_the_changes_under_an_old_date(histories, name):
    silent = [row[1] for row in told("Silent changes") if row[0] == name]
    steps = [step for step in histories[name].revisions if step.silent]
    assert {histories[name].versions[step.after - 1].first_seen for step in steps} >= {
        from_timestamp14(one) for one in silent
    }
    dated = [row[1] for row in POLICY if row[0] == name and "date" in row[4]]
    assert not [one for one in dated if (step := revision_to(histories[name], one)) and step.silent]


def test_a_text_that_comes_back_returns_to_its_version(histories):
    history = histories["tamberlight/privacy"]
    back = revision_to(history, "20090412220509")
    assert back.returns_to == version_at(history, "20070815061728").number
    assert not back.judgement.alert


def test_a_page_that_showed_something_else_for_a_day_makes_no_version(histories):
    history = histories["tamberlight/privacy"]
    assert version_at(history, "20061109110316") == version_at(history, "20051003201955")


def test_a_policy_at_a_new_address_is_relocated_without_a_word_changed(histories):
    step = revision_to(histories["tamberlight/privacy"], "20120415093014")
    assert step.relocated
    assert all(change.quiet for change in step.changes)


def one_change(histories, name, timestamp, kind):
    changes = [c for c in revision_to(histories[name], timestamp).changes if kind in c.kinds]
    assert len(changes) == 1
    return changes[0]


def test_the_moved_clause_is_seen_as_moved_and_stays_itself(histories):
    moved = one_change(histories, "skarnwell/privacy", "20101205132157", ChangeKind.MOVED)
    assert moved.before[0].label == "3.4"
    assert moved.after[0].label == "8.4"
    assert "You can switch off the counting cookie" in moved.after[0].text
    history = histories["skarnwell/privacy"]
    after = version_at(history, "20101205132157").number
    identities = [
        history.identities[after - 2][moved.alignment.before[0]],
        history.identities[after - 1][moved.alignment.after[0]],
    ]
    assert identities[0].id == identities[1].id


def test_the_split_clause_names_where_it_came_from(histories):
    split = one_change(histories, "skarnwell/privacy", "20120729083021", ChangeKind.SPLIT)
    assert [clause.label for clause in split.before] == ["7.2"]
    assert [clause.label for clause in split.after] == ["7.2", "7.3"]
    history = histories["skarnwell/privacy"]
    number = version_at(history, "20120729083021").number
    parent = history.identities[number - 2][split.alignment.before[0]].id
    for position in split.alignment.after:
        own = history.identities[number - 1][position]
        assert parent in (own.id, *own.parents)


def test_the_end_of_a_policy_is_seen_with_its_bracket(histories):
    (end,) = histories["skarnwell/privacy"].spells
    assert end.kind is SpellKind.ENDED
    assert end.bracket.after == from_timestamp14("20210503203918")
    assert end.bracket.by == from_timestamp14("20230108114500")


@pytest.mark.parametrize("name", sorted(set(TIMELINES) - {"skarnwell/privacy"}))
def test_no_other_policy_ended(histories, name):
    assert histories[name].spells == ()


def test_the_promise_that_went_silently_is_a_major_change(histories):
    step = revision_to(histories["ostrivel/privacy"], "20240228174950")
    assert step.silent
    assert step.judgement.alert
    assert step.judgement.severity is Severity.MAJOR
    assert "sale" in step.judgement.categories


@pytest.mark.parametrize(
    ("name", "timestamp"),
    [("tamberlight/privacy", "20220808101500"), ("skarnwell/privacy", "20181102154405")],
)
def test_what_is_no_change_of_meaning_alerts_nobody(histories, name, timestamp):
    step = revision_to(histories[name], timestamp)
    assert step is None or not step.judgement.alert
