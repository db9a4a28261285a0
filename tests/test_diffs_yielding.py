from diffs import align
from model import Block, ChangeKind, Clause


def clause(text, block=Block.PARAGRAPH):
    words = " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())
    return Clause(block=block, text=text, words=words)


def found(before, after):
    return [("+".join(one.kinds), one.before, one.after) for one in align(before, after) if one.kinds]


TOP = "Rules of the Quillbrook library for everybody who borrows a book from it."
END = "Lost cards are replaced at the desk for a small coin and a good story."
QUIET = "The reading room is kept quiet so that all our readers can follow their books without being disturbed."
THANKS = "We thank our readers for the trust with which they come to us and we do not take it lightly."
CARE = "We do not play with the trust of our readers and we take care of the books they come for."
BINDER = "Our binder, two painters and a retired sailor look at every torn page before it is glued."


def test_a_merge_before_a_split_is_not_read_as_a_row_of_edits():
    before = [clause(TOP), clause(QUIET), clause(THANKS), clause(f"{CARE} {BINDER}"), clause(END)]
    after = [clause(TOP), clause(f"{QUIET} {THANKS}"), clause(CARE), clause(BINDER), clause(END)]
    assert found(before, after) == [("merged", (1, 2), (1,)), ("split", (3,), (2, 3))]


def test_half_of_a_split_is_not_taken_for_a_like_clause_that_went_elsewhere():
    first = "You get a card of the Quillbrook library on the day you first ask for one."
    second = "You say that you have read the rules of the house and will keep to them."
    like = "Guests say that they have read the rules of the house and that their host will keep to them."
    before = [clause(TOP), clause(f"{first} {second}"), clause(QUIET), clause(like), clause(END)]
    after = [clause(TOP), clause(first), clause(second), clause(QUIET), clause(END)]
    assert found(before, after) == [("split", (1,), (1, 2)), ("removed", (3,), ())]


def test_short_items_become_a_paragraph_between_their_neighbours():
    items = ["This page names:", "Fees", "Opening hours", "Lost cards", "Quiet", "Late books"]
    before = [clause(TOP), *(clause(item, Block.ITEM) for item in items), clause(END)]
    heads = [clause(item, Block.HEADING) for item in items[1:]]
    after = [clause(TOP), clause(" ".join(items)), clause(END)]
    assert found(before + heads, after + heads) == [("merged", (1, 2, 3, 4, 5, 6), (1,))]


def test_a_short_line_is_no_part_of_a_long_clause_that_came_beside_it():
    long = "Late books cost nothing in the first week and after that " + " ".join(f"reason{n}" for n in range(40))
    before = [clause(TOP), clause("Late books", Block.HEADING), clause(END)]
    after = [clause(TOP), clause(long), clause(END)]
    assert sorted(kind for kind, _, _ in found(before, after)) == [ChangeKind.ADDED, ChangeKind.REMOVED]
