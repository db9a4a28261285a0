import random
import time
from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from diffs import align
from model import Block, ChangeKind, Clause, Link


def clause(text, *, block=Block.PARAGRAPH, label="", links=(), level=0):
    words = " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())
    return Clause(block=block, text=text, words=words, label=label, links=tuple(links), level=level)


def heading(text, **more):
    return clause(text, block=Block.HEADING, level=2, **more)


def kinds(before, after):
    """What happened, as (kinds, before, after), without what is unchanged."""
    return [("+".join(a.kinds), a.before, a.after) for a in align(before, after) if a.kinds]


A = clause("We keep the logs of our lighthouse for thirty days and burn them after that.")
B = clause("Visitors may photograph the lamp but must never touch the lens or its frame.")
C = clause("Fees for the tour are paid at the gate, in coins, before the first step up.")
D = clause("Complaints are read on Mondays by the keeper and answered by the end of spring.")

CLAUSES = st.lists(
    st.lists(st.sampled_from(["we", "you", "may", "share", "keep", "data", "days", "a", "b"]), max_size=8), max_size=12
)


@given(CLAUSES, CLAUSES)
@example([["we"], ["we", "we", "you"]], [["you"], ["we", "we", "we"]])  # it was split and merged at once
def test_every_clause_is_named_exactly_once_on_each_side(one, other):
    before, after = [clause(" ".join(w)) for w in one], [clause(" ".join(w)) for w in other]
    alignments = align(before, after)
    assert sorted(i for a in alignments for i in a.before) == list(range(len(before)))
    assert sorted(j for a in alignments for j in a.after) == list(range(len(after)))


@given(CLAUSES, CLAUSES)
def test_what_is_there_stands_in_reading_order_of_after(one, other):
    before, after = [clause(" ".join(w)) for w in one], [clause(" ".join(w)) for w in other]
    firsts = [a.after[0] for a in align(before, after) if a.after]
    assert firsts == sorted(firsts)


@given(CLAUSES)
def test_a_text_against_itself_is_unchanged(rows):
    text = [clause(" ".join(w)) for w in rows]
    assert [a.kinds for a in align(text, text)] == [()] * len(text)


@given(CLAUSES, CLAUSES)
def test_aligning_twice_gives_the_same(one, other):
    before, after = [clause(" ".join(w)) for w in one], [clause(" ".join(w)) for w in other]
    assert align(before, after) == align(before, after)


def test_what_came_and_what_went_is_added_and_removed_at_its_place():
    assert [("+".join(a.kinds), a.before, a.after) for a in align([A, B, D], [A, C, D])] == [
        ("", (0,), (0,)),
        ("removed", (1,), ()),
        ("added", (), (1,)),
        ("", (2,), (2,)),
    ]


def test_a_clause_with_other_words_is_modified():
    after = clause("Visitors may photograph the lamp and must never touch the lens or its frame.")
    assert kinds([A, B, C], [A, after, C]) == [("modified", (1,), (1,))]


def test_the_lighter_of_two_clauses_that_changed_places_moved():
    short = clause("Dogs wait outside.")
    assert kinds([A, short, B, C], [A, B, short, C]) == [("moved", (1,), (2,))]


def test_a_clause_can_be_moved_and_modified():
    after = clause("Fees for the tour are paid at the gate, in notes, before the first step up.")
    assert kinds([C, A, B, D], [A, B, D, after]) == [("moved+modified", (0,), (3,))]


def test_a_paragraph_cut_in_two_is_split():
    whole = clause(f"{A.text} {B.text}")
    assert kinds([C, whole, D], [C, A, B, D]) == [("split", (1,), (1, 2))]


def test_a_paragraph_cut_in_two_with_a_word_changed_is_split():
    whole = clause(f"{A.text} {B.text}")
    part = clause(B.text.replace("never", "always"))
    assert kinds([C, whole, D], [C, A, part, D]) == [("split", (1,), (1, 2))]


def test_items_written_as_one_paragraph_are_merged():
    items = [clause("for storms,"), clause("for fog and snow,"), clause("for ships that lost their way.")]
    intro = clause("The horn is blown")
    whole = clause("The horn is blown for storms, for fog and snow, for ships that lost their way.")
    assert kinds([A, intro, *items, B], [A, whole, B]) == [("merged", (1, 2, 3, 4), (1,))]


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (clause('He says "stop".'), clause("He says “stop”."), "typographic"),
        (clause("Keep out."), clause("Keep out.", block=Block.ITEM, level=1), "typographic"),
        (heading("Keep out"), clause("Keep out", block=Block.HEADING, level=3), "typographic"),
        (clause("Keep out.", label="2.1"), clause("Keep out.", label="2.2"), "renumbered"),
        (clause("2.1 Keep out of it."), clause("2.2 Keep out of it."), "renumbered"),
        (clause("Keep out.", label="(a)"), clause("Keep out.", label="a)"), "typographic"),
        (clause("Last updated: 3 May 2019"), clause("Last updated: June 1st, 2020"), "date"),
        (clause("© 2019 Reed & Sons"), clause("© 2020 Reed & Sons"), "date"),
        (clause("Stand: 3. Mai 2019"), clause("Stand: 4. Juni 2020"), "date"),
        (clause("Version en vigueur au 3 mai 2019"), clause("Version en vigueur au 4 juin 2020"), "date"),
        (heading("Your rights"), heading("Your privacy rights"), "heading_renamed"),
        (
            clause("Read the rules.", links=[Link(text="rules", target="https://reed.example/1")]),
            clause("Read the rules.", links=[Link(text="rules", target="https://reed.example/2")]),
            "link_target",
        ),
        (clause("You must be 16 years old to enter."), clause("You must be 13 years old to enter."), "modified"),
        (clause("3 years after you leave we forget."), clause("5 years after you leave we forget."), "modified"),
        (clause("We will now sell it."), clause("We will not sell it."), "modified"),
        (
            clause("Tickets bought before 3 May 2019 stay valid on every boat of the northern line."),
            clause("Tickets bought before 3 May 2021 stay valid on every boat of the northern line."),
            "modified",
        ),
    ],
)
def test_small_differences_are_named(before, after, kind):
    assert kinds([A, before, B], [A, after, B]) == [(kind, (1,), (1,))]


def test_a_heading_with_wholly_other_words_above_the_same_text_is_renamed():
    before = [A, heading("Imprint"), B]
    assert kinds(before, [A, heading("Who runs this"), B]) == [("heading_renamed", (1,), (1,))]


def test_repeated_lines_are_told_apart_by_their_neighbours():
    top = clause("Back to top")
    before = [A, top, B, top, C, top, D, top]
    assert kinds(before, [A, top, C, top, D, top]) == [("removed", (2,), ()), ("removed", (3,), ())]


def test_countries_with_the_same_clause_keep_their_own():
    def of(country, days):
        return clause(f"If you live in {country} you can return what you bought to our shop within {days} days.")

    before = [of("Norway", 30), of("Iceland", 30), of("Malta", 30), of("Cyprus", 30)]
    after = [of("Iceland", 14), of("Malta", 60), of("Cyprus", 21)]
    assert kinds(before, after) == [
        ("removed", (0,), ()),
        ("modified", (1,), (0,)),
        ("modified", (2,), (1,)),
        ("modified", (3,), (2,)),
    ]


def test_texts_without_spaces_between_words_are_compared_too():
    before = clause("当社はお客様の個人情報を三十日間保存し、その後削除します。")
    after = clause("当社はお客様の個人情報を九十日間保存し、その後削除します。")
    assert kinds([A, before], [A, after]) == [("modified", (1,), (1,))]


def test_clauses_without_words_do_no_harm():
    dash = clause("—")
    assert kinds([dash, A, dash], [dash, A]) == [("removed", (2,), ())]
    assert kinds([], []) == []
    assert kinds([], [A]) == [("added", (), (0,))]
    assert kinds([A], []) == [("removed", (0,), ())]


def within(seconds, before, after):
    begun = time.process_time()
    counts = Counter("+".join(a.kinds) for a in align(before, after))
    assert time.process_time() - begun < seconds
    return counts


def test_ten_thousand_equal_clauses_are_bounded():
    same = clause("Back to top")
    after = [same] * 9_980
    for n in range(5):
        after.insert(1_900 * n, clause(f"New thing {n}"))
    assert within(5, [same] * 10_000, after) == {"": 9_980, "removed": 20, "added": 5}


def test_two_lines_in_turns_are_bounded():
    one, other = clause("a b c"), clause("d e f")
    before = [other if n % 2 else one for n in range(10_000)]
    after = [other if n % 3 else one for n in range(10_000)]
    assert within(5, before, after)[""] >= 5_000


def many(count, seed, words=12):
    rng = random.Random(seed)
    return [clause(" ".join(f"w{rng.randrange(4_000)}" for _ in range(words))) for _ in range(count)]


def test_many_distinct_clauses_with_a_few_edits_are_bounded():
    before = many(20_000, 1)
    after = list(before)
    for at in range(0, len(after), 100):
        after[at] = clause(f"{after[at].text} and more")
    assert within(10, before, after) == {"": 19_800, "modified": 200}


def test_a_complete_rewrite_is_bounded():
    counts = within(15, many(1_500, 1), many(1_500, 2))
    assert counts == {"removed": 1_500, "added": 1_500}


def test_clauses_that_differ_in_a_number_alone_are_bounded():
    def numbered(n, more=""):
        return clause(f"All of these say the very same long thing but for the number {n} in it{more}")

    before = [numbered(n) for n in range(1_500)]
    counts = within(15, before, [numbered(n, " now") for n in range(0, 1_500, 2)])
    assert counts[ChangeKind.REMOVED] == counts[ChangeKind.MODIFIED] == 750


def test_what_stood_there_before_decides_which_of_two_stayed():
    long = clause("Guests sign the book at the door. They name the boat on which they came and the day.")
    grown = clause(C.text + " " + " ".join(f"Step {n} is worn and watched." for n in ("one", "six", "ten")))
    assert kinds([C, long], [long, grown]) == [("moved+modified", (0,), (1,))]


def test_one_port_in_place_of_another_did_not_stay():
    def port(name):
        return clause(f"{name}: a boat from {name} pays its dues on the quay before the crew goes ashore to drink.")

    before = [A, port("Ardmoor"), port("Corvale"), B]
    after = [A, port("Corvale"), port("Brynfell"), B]
    assert ("moved", (2,), (1,)) not in kinds(before, after)


def test_a_part_that_went_far_away_may_have_got_a_sentence():
    keeper = "The keeper rows ashore every Friday and buys bread, lamp oil and tobacco for the week at the harbour."
    horn = "In fog the horn sounds twice a minute, and guests are given wool for their ears."
    more = "Whoever brings a dog ties it to the old anchor beside the gate."
    before = [clause(f"{keeper} {horn}"), A, B, C, D]
    after = [clause(keeper), A, B, C, clause(f"{horn} {more}"), D]
    assert kinds(before, after) == [("split", (0,), (0, 4))]


def test_a_title_that_stands_twice_is_the_one_of_the_same_look():
    line, title = clause("Rules of the mill"), heading("Rules of the mill")
    assert kinds([line, title, A], [title, A]) == [("removed", (0,), ())]
    assert kinds([line, title, A], [line, A]) == [("removed", (1,), ())]
    assert kinds([title, line, A], [line, A]) == [("removed", (0,), ())]
