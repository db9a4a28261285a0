"""Does what happened concern a watch?"""

import time
from dataclasses import replace

import pytest

import diffs
from alerts import follows
from alerts.matching import revision_concerns, spell_concerns
from model import Block, Bracket, ChangeKind, Clause, Judgement, Revision, Severity, Spell, SpellKind
from tests import watched as the
from tests.followed import at

WHEN = Bracket(after=at(1), by=at(2))


def clauses(*texts):
    return tuple(Clause(block=Block.PARAGRAPH, text=text, words=text.casefold()) for text in texts)


def revision(before, after, **more):
    old, new = clauses(*before), clauses(*after)
    judged = diffs.judge_revision(old, new, diffs.compare(old, new), [])
    return Revision(before=1, after=2, bracket=WHEN, changes=judged.changes, judgement=judged.judgement, **more)


_SHARED = frozenset({"sharing/third parties"})
OPENING = "This policy says what Acme does with personal data."
SOLD = revision((OPENING, "We never sell your data."), (OPENING, "We sell your data to our partners."))
STYLED = revision((OPENING, "We use the e-mail address."), (OPENING, "We use the email address."))


def watch(**asked):
    return replace(the.WATCH, **asked)


@pytest.mark.parametrize(
    ("pattern", "timeline", "meant"),
    [
        ("acme/*", "acme/privacy", True),
        ("acme/*", "acme/privacy/cookies~eu", True),
        ("*/privacy", "acme/privacy", True),
        ("acme/privacy", "acme/privacy~eu", False),
        ("ACME/*", "acme/privacy", False),
        ("*", "acme/privacy", True),
    ],
)
def test_timelines_are_followed_by_name_or_shell_pattern(pattern, timeline, meant):
    assert follows(watch(timelines=("nothing/here", pattern)), timeline) is meant


def test_a_change_that_matters_is_told_unless_more_is_asked_for():
    assert SOLD.judgement.alert
    assert revision_concerns(the.WATCH, SOLD)


@pytest.mark.parametrize(
    ("severity", "asked", "told"),
    [
        (Severity.MAJOR, Severity.MAJOR, True),
        (Severity.MAJOR, Severity.MINOR, True),
        (Severity.MINOR, Severity.MAJOR, False),
        (Severity.MINOR, Severity.NONE, True),
    ],
)
def test_severity_is_the_least_that_is_asked_for(severity, asked, told):
    judged = replace(SOLD, judgement=Judgement(alert=True, severity=severity, categories=("sale",)))
    assert bool(revision_concerns(watch(severity=asked), judged)) is told


def test_what_does_not_matter_is_told_only_to_who_asks_for_everything():
    assert not STYLED.judgement.alert
    assert not revision_concerns(the.WATCH, STYLED)
    assert revision_concerns(the.ALL, STYLED)


@pytest.mark.parametrize("severity", list(Severity))
def test_a_return_and_what_was_seen_differently_are_told_to_nobody(severity):
    calm = Judgement(alert=False, severity=Severity.NONE)
    assert not revision_concerns(watch(severity=severity), replace(SOLD, returns_to=1, judgement=calm))
    assert not revision_concerns(watch(severity=severity), replace(SOLD, seen_differently=True, judgement=calm))


def test_a_return_of_which_a_person_said_that_it_matters_is_told():
    assert revision_concerns(the.WATCH, replace(SOLD, returns_to=1))


def test_kinds_are_those_of_changes_that_matter():
    assert revision_concerns(watch(kinds=frozenset({"modified"})), SOLD)
    assert not revision_concerns(watch(kinds=frozenset({"added", "removed"})), SOLD)
    assert not revision_concerns(watch(kinds=frozenset({"ended"})), SOLD)


def test_silent_is_a_kind():
    silent = watch(kinds=frozenset({"silent"}))
    assert not revision_concerns(silent, SOLD)
    assert revision_concerns(silent, replace(SOLD, silent=True))
    assert revision_concerns(watch(kinds=frozenset({"silent", "modified"})), SOLD)


def test_quiet_changes_are_told_to_who_names_them_and_asks_for_everything():
    old, new = clauses(OPENING, "Hello “you”."), clauses(OPENING, 'Hello "you".')
    quiet = tuple(
        replace(change, alignment=replace(change.alignment, kinds=(ChangeKind.TYPOGRAPHIC,)))
        for change in diffs.compare(old, new)
    )
    calm = Revision(
        before=1, after=2, bracket=WHEN, changes=quiet, judgement=Judgement(alert=False, severity=Severity.NONE)
    )
    assert quiet
    assert not revision_concerns(the.ALL, calm)
    assert revision_concerns(replace(the.ALL, kinds=frozenset({"typographic"})), calm)


NOISY = revision(
    (OPENING, "Last updated: 3 March 2020", "We never sell your data.", "We use the e-mail address."),
    (OPENING, "Last updated: 4 May 2021", "We sell your data to our partners.", "We use the email address."),
)


def natured(*names, severity=Severity.NONE):
    return watch(natures=frozenset(names), severity=severity)


def test_natures_are_those_of_changes_that_count():
    assert revision_concerns(natured("substantive", severity=Severity.MINOR), NOISY)
    assert not revision_concerns(natured("editorial", severity=Severity.MINOR), NOISY)
    assert revision_concerns(natured("editorial"), NOISY)
    assert not revision_concerns(natured("link_target"), NOISY)


def test_who_asks_for_the_nature_of_quiet_changes_is_told_of_them_alone():
    dated = revision((OPENING, "Last updated: 3 March 2020"), (OPENING, "Last updated: 4 May 2021"))
    assert not dated.judgement.alert
    assert revision_concerns(natured("date_only", "link_target"), dated)
    assert not revision_concerns(natured("link_target"), dated)
    assert not revision_concerns(the.ALL, dated)


def remembered():
    """A step in which one clause matters, and another is suppressed by memory."""
    old = clauses(OPENING, "We never sell your data.")
    new = clauses(OPENING, "We sell your data to our partners.", "We rent your letters to an archive of films.")
    judged = diffs.judge_revision(old, new, diffs.compare(old, new), [new[2:]])
    return Revision(before=1, after=2, bracket=WHEN, changes=judged.changes, judgement=judged.judgement)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"words": ("partners",)}, True),
        ({"words": ("archive",)}, False),
        ({"words": ("archive",), "severity": Severity.NONE}, True),
        ({"pattern": "films"}, False),
        ({"pattern": "films", "severity": Severity.NONE}, True),
        ({"kinds": frozenset({"added"})}, False),
        ({"kinds": frozenset({"added"}), "severity": Severity.NONE}, True),
        ({"natures": frozenset({"extraction"})}, False),
        ({"natures": frozenset({"extraction"}), "severity": Severity.NONE}, True),
        ({"natures": frozenset({"substantive"})}, True),
        ({"categories": frozenset({"sharing/third parties"})}, True),
    ],
)
def test_what_memory_suppressed_is_asked_only_by_who_asks_for_everything(asked, told):
    step = remembered()
    assert [change.judgement.alert for change in step.changes] == [True, False]
    assert bool(revision_concerns(watch(**asked), step)) is told


def test_categories_are_any_of_those_asked_for():
    assert revision_concerns(watch(categories=frozenset({"sharing/third parties", "children"})), SOLD)
    assert not revision_concerns(watch(categories=frozenset({"children"})), SOLD)


@pytest.mark.parametrize(
    ("phrase", "found"),
    [
        ("partners", True),
        ("PARTNERS", True),
        ("our  partners", True),
        ("never sell", True),  # `never` went, `sell` stayed
        ("data to our", True),
        ("sell", False),
        ("partner", False),
        ("policy", False),
        ("your data", False),
    ],
)
def test_words_are_whole_and_some_of_them_changed(phrase, found):
    assert bool(revision_concerns(watch(words=("nowhere", phrase)), SOLD)) is found


def test_words_of_whole_clauses_count():
    gone = revision((OPENING, "You may object at any time."), (OPENING,))
    assert revision_concerns(watch(words=("object",), severity=Severity.NONE), gone)
    come = revision((OPENING,), (OPENING, "We train models on what you write."))
    assert revision_concerns(watch(words=("train models",), severity=Severity.NONE), come)


def test_words_of_scripts_without_spaces_are_found_where_they_stand():
    told = revision((OPENING,), (OPENING, "我们会出售您的数据。"))
    assert revision_concerns(watch(words=("出售",), severity=Severity.NONE), told)


def test_words_are_compared_casefolded():
    told = revision((OPENING,), (OPENING, "Große STRASSE und Maße."))
    assert revision_concerns(watch(words=("große straße",), severity=Severity.NONE), told)


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("partners?", True),
        ("^We never", True),
        ("policy", False),
        ("PARTNERS", False),
        ("(?i)PARTNERS", True),
        ("x*", True),
    ],
)
def test_a_pattern_is_looked_for_in_what_changed(pattern, found):
    assert bool(revision_concerns(watch(pattern=pattern), SOLD)) is found


def test_a_pattern_that_only_looks_ahead_is_found_where_the_change_begins():
    told = revision((OPENING,), (OPENING, "We train models on what you write."))
    assert revision_concerns(watch(pattern="^(?=We train)", severity=Severity.NONE), told)
    assert not revision_concerns(watch(pattern="(?=This policy)", severity=Severity.NONE), told)


def test_a_pattern_that_takes_too_long_counts_as_found_and_says_so():
    long = revision((OPENING,), (OPENING, "We sell " + "a" * 200 + "!"))
    begun = time.monotonic()
    match = revision_concerns(watch(pattern=r"(a|aa)+$", severity=Severity.NONE), long)
    assert time.monotonic() - begun < 5
    assert match
    assert "which counts as found" in match.notes[0]


def test_a_change_too_long_for_a_pattern_counts_as_found_and_says_so():
    long = revision((OPENING,), (OPENING, "We sell " + "word " * 101_000))
    match = revision_concerns(watch(pattern="nowhere", severity=Severity.NONE), long)
    assert match
    assert "not looked for in all of the long change" in match.notes[0]


def test_everything_that_is_given_must_hold():
    assert revision_concerns(watch(words=("partners",), categories=_SHARED, pattern="sell"), SOLD) is None
    assert revision_concerns(watch(words=("partners",), categories=_SHARED, pattern="our"), SOLD)
    assert not revision_concerns(watch(words=("partners",), categories=frozenset({"children"})), SOLD)


@pytest.mark.parametrize("kind", list(SpellKind))
def test_ends_and_returns_are_told_unasked_and_moves_when_asked_for(kind):
    spell = Spell(kind=kind, bracket=WHEN)
    assert spell_concerns(the.WATCH, spell) is (kind is not SpellKind.RELOCATED)
    assert spell_concerns(watch(kinds=frozenset({kind.value})), spell)
    assert not spell_concerns(watch(kinds=frozenset({"modified"})), spell)
