"""Does a redline in short keep what changed?"""

from hypothesis import given
from hypothesis import strategies as st

import diffs
from alerts.shortening import in_short, shortened
from model import Change, ChangeKind, Edit, EditKind, Judgement, Severity
from tests import watched as the


def edit(kind, text):
    return Edit(kind=EditKind(kind), text=text)


def test_short_texts_stay_whole():
    edits = diffs.redline("We keep it for ten days.", "We keep it for two years.")
    assert shortened(edits) == edits


def test_words_around_a_change_stay_and_the_rest_is_left_out():
    edits = [edit("kept", "word " * 100), edit("deleted", "gone"), edit("kept", " word" * 100)]
    before, gone, after = (one.text for one in shortened(edits))
    assert before.startswith("… word")
    assert before.endswith(" word ")
    assert after.startswith(" word")
    assert after.endswith("word …")
    assert gone == "gone"
    assert max(len(before), len(after)) < 80


def test_between_two_changes_both_ends_stay():
    edits = [edit("deleted", "one"), edit("kept", f" near {'word ' * 100}here "), edit("inserted", "two")]
    middle = shortened(edits)[1].text
    assert middle.startswith(" near ")
    assert middle.endswith(" here ")
    assert " … " in middle


def test_of_a_long_run_that_went_beginning_and_end_stay_and_the_rest_is_counted():
    (gone,) = shortened([edit("deleted", "first " + "word " * 1_000 + "last")])
    assert gone.text.startswith("first ")
    assert gone.text.endswith(" last")
    assert "words) …" in gone.text
    assert len(gone.text) < 600


def test_of_a_text_in_which_nothing_changed_the_beginning_stays():
    (kept,) = shortened([edit("kept", "first " + "word " * 1_000)])
    assert kept.text.startswith("first word")
    assert kept.text.endswith("…")
    assert len(kept.text) < 160


@given(st.lists(st.tuples(st.sampled_from(list(EditKind)), st.text(min_size=1, max_size=3_000)), max_size=40))
def test_it_is_short_whatever_it_was(pairs):
    edits = shortened([Edit(kind=kind, text=text) for kind, text in pairs])
    assert sum(len(one.text) for one in edits) < 2_200


def changes(*severities):
    """Changes of clauses, each by itself, in this order."""
    texts = {"major": "We sell your data.", "minor": "Write to our new office.", "none": ""}
    found = []
    for severity in severities:
        (change,) = diffs.compare((), (the.clause(texts[severity] or "The “word” stays."),))
        if severity == "none":
            quiet = Change(
                alignment=type(change.alignment)(before=(0,), after=(0,), kinds=(ChangeKind.TYPOGRAPHIC,)),
                before=change.after,
                after=change.after,
                edits=change.edits,
                judgement=Judgement(alert=False, severity=Severity.NONE),
            )
            found.append(quiet)
        else:
            assert change.judgement.severity == severity
            found.append(change)
    return found


def test_the_gravest_changes_come_first_each_kind_in_reading_order():
    given_order = changes("minor", "major", "none", "minor", "major")
    short = in_short(given_order)
    assert [id(change) for change, _ in short.shown] == [id(given_order[at]) for at in (1, 4, 0, 3)]
    assert (short.more, short.quiet, short.rest) == (0, 1, "and 1 quiet change")


def test_a_dozen_changes_are_shown_and_the_others_counted():
    short = in_short(changes(*["minor"] * 20, *["none"] * 3))
    assert len(short.shown) == 12
    assert short.rest == "and 8 more changes, 3 quiet ones"


def test_quiet_changes_are_shown_to_who_asks_for_them_or_where_there_is_nothing_else():
    quiet = changes("none")
    assert len(in_short(quiet).shown) == 1
    assert len(in_short([*changes("major"), *quiet]).shown) == 1
    assert len(in_short([*changes("major"), *quiet], [ChangeKind.TYPOGRAPHIC]).shown) == 2


def test_nothing_is_shown_of_nothing():
    assert in_short(()).shown == ()
    assert in_short(()).rest == ""
