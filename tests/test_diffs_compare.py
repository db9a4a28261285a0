import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from diffs import compare
from model import Block, ChangeKind, Clause, EditKind, Severity


def clause(text, *, block=Block.PARAGRAPH, label=""):
    words = " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())
    return Clause(block=block, text=text, words=words, label=label)


LAMP = clause("The lamp is lit at dusk and put out at dawn by the keeper alone.")
HORN = clause("The horn is blown in fog as often as the oldest rule demands.")
BOAT = clause("No boat may land at the rock without a word from the harbour.")


def test_equal_texts_have_no_changes():
    assert compare([LAMP, HORN], [LAMP, HORN]) == ()


def test_a_change_holds_its_clauses_positions_and_edits():
    later = clause(LAMP.text.replace("dusk", "noon"))
    (change,) = compare([HORN, LAMP], [HORN, later])
    assert (change.alignment.before, change.alignment.after) == ((1,), (1,))
    assert (change.before, change.after) == ((LAMP,), (later,))
    assert [edit.text for edit in change.edits if edit.kind is not EditKind.KEPT] == ["dusk", "noon"]


def test_what_was_added_is_inserted_and_what_was_removed_deleted():
    removed, added = compare([LAMP, HORN], [LAMP, BOAT])
    assert [(edit.kind, edit.text) for edit in removed.edits] == [(EditKind.DELETED, HORN.text)]
    assert [(edit.kind, edit.text) for edit in added.edits] == [(EditKind.INSERTED, BOAT.text)]


def test_a_number_of_its_own_is_part_of_the_edits():
    (change,) = compare([clause("Fares.", label="2.")], [clause("Fares.", label="3.")])
    assert change.quiet
    assert [edit.text for edit in change.edits if edit.kind is not EditKind.KEPT] == ["2", "3"]


def test_a_split_shows_no_edit_where_it_was_cut():
    whole = clause(f"{LAMP.text} {HORN.text}")
    (change,) = compare([whole], [LAMP, HORN])
    assert change.kinds == (ChangeKind.SPLIT,)
    assert [edit.kind for edit in change.edits] == [EditKind.KEPT]
    assert not change.judgement.alert


@pytest.mark.parametrize(
    "after",
    [
        [LAMP, clause(HORN.text, block=Block.ITEM), BOAT],
        [clause(LAMP.text.replace("The", "THE")), HORN, BOAT],
        [clause(f"{LAMP.text} {HORN.text}"), BOAT],
        [BOAT, LAMP, HORN],
    ],
    ids=["other block", "typography", "joined", "other order"],
)
def test_words_only_leaves_out_what_differs_in_no_word(after):
    assert compare([LAMP, HORN, BOAT], after, words_only=True) == ()


def test_words_only_leaves_out_blocks_cut_at_other_places():
    text = f"{LAMP.text} {HORN.text} {BOAT.text}".split()
    before = [clause(" ".join(text[:9])), clause(" ".join(text[9:30])), clause(" ".join(text[30:]))]
    after = [clause(" ".join(text[:20])), clause(" ".join(text[20:]))]
    assert compare(before, after, words_only=True) == ()


def test_words_only_reports_words():
    later = clause(f"{LAMP.text} {HORN.text.replace('fog', 'rain')}")
    (change,) = compare([LAMP, HORN], [later], words_only=True)
    assert [edit.text for edit in change.edits if edit.kind is not EditKind.KEPT] == ["fog", "rain"]


def test_words_only_reports_the_loss_of_a_clause():
    (change,) = compare([LAMP, HORN, BOAT], [LAMP, BOAT], words_only=True)
    assert change.kinds == (ChangeKind.REMOVED,)


TEXTS = st.lists(st.lists(st.sampled_from(["we", "may", "not", "sell", "data", "30", "days"]), max_size=8), max_size=8)


@given(TEXTS, TEXTS)
def test_edits_of_every_change_make_its_clauses(one, other):
    for change in compare([clause(" ".join(row)) for row in one], [clause(" ".join(row)) for row in other]):
        gone = "".join(edit.text for edit in change.edits if edit.kind is not EditKind.INSERTED)
        come = "".join(edit.text for edit in change.edits if edit.kind is not EditKind.DELETED)
        assert gone.split() == [word for clause in change.before for word in clause.text.split()]
        assert come.split() == [word for clause in change.after for word in clause.text.split()]


@given(TEXTS, TEXTS)
@example([["we we may we"]], [["we may we we we we may"]])  # the same words, more often
def test_there_is_a_severity_exactly_where_there_is_an_alert(one, other):
    for change in compare([clause(" ".join(row)) for row in one], [clause(" ".join(row)) for row in other]):
        assert change.judgement.alert == (change.judgement.severity is not Severity.NONE)
        assert change.judgement.because
