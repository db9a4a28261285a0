import time

import pytest

from diffs import align
from diffs.alignment.similarity import Bags
from diffs.alignment.stems import Stems, stem
from model import Block, Clause


def clause(text, *, block=Block.PARAGRAPH, level=0):
    words = " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())
    return Clause(block=block, text=text, words=words, level=level)


def heading(text):
    return clause(text, block=Block.HEADING, level=2)


def linked(before, after):
    return {(i, j) for one in align(before, after) for i in one.before for j in one.after}


KEPT = [
    heading("The lighthouse"),
    clause("Visitors may photograph the lamp but must never touch the lens or its frame."),
    heading("The shop"),
    clause("Postcards are sold at the counter on every day of the week but Monday."),
    heading("Letters to the keeper"),
    clause("Complaints are read by the keeper and answered before the end of spring."),
]

OLD = [
    clause("We erase the footage of our stairway cameras as soon as the storm log of that week has been closed."),
    clause("Crockery from the tea room: you may take it to the pier, but bring it back before the horn is tested."),
    clause("Pigeons. Nobody may feed pigeons on the gallery, because they nest in the vents of the horn."),
]

NEW = [
    clause("Stairway cameras: their footage is erased once we close the log for the storm in question, never later."),
    clause("If the tea room lends you crockery on the pier, return it ahead of any horn test, washed and dry."),
    clause("Pigeons. They block vents with their nests, which is why feeding them anywhere near us is forbidden."),
]


def woven(clauses):
    return [one for pair in zip(KEPT[::2], KEPT[1::2], clauses, strict=True) for one in pair]


def test_a_clause_written_anew_in_its_place_is_still_the_same_clause():
    assert linked(woven(OLD), woven(NEW)) == {(i, i) for i in range(9)}


def test_clauses_written_anew_are_found_when_their_section_went_to_another_place():
    before, after = woven(OLD), woven(NEW)
    moved = after[3:] + after[:3]
    assert linked(before, moved) == {(i, (i - 3) % 9) for i in range(9)}


def test_what_has_next_to_nothing_in_common_came_and_went_even_face_to_face():
    before = [KEPT[0], clause("Dogs wait outside the gate, on a lead, with water."), KEPT[1]]
    after = [KEPT[0], clause("Fees for the tour are paid in coins to the warden on duty."), KEPT[1]]
    assert linked(before, after) == {(0, 0), (2, 2)}


def test_a_title_is_not_what_stood_in_the_section_before():
    """A heading, or a line that looks like one, becomes a sentence only with most of its words."""
    sentence = clause("Lanterns are lent to visitors who leave a deposit, and are counted every evening by the warden.")
    for title in (clause("How lanterns are lent"), heading("How lanterns are lent")):
        before, after = [*woven(OLD), sentence, KEPT[1]], [*woven(NEW), title, KEPT[1]]
        assert (9, 9) not in linked(before, after)
        assert (9, 9) not in linked(after, before)


def test_texts_with_hardly_a_clause_in_common_are_two_documents():
    """In another document what is faintly alike speaks of the same things, and is not the same clause."""
    mine = clause("Kites are flown from the north meadow, by members, while the wind stays under gale force.")
    theirs = clause("Members who keep kites in the meadow shed pay for a hook and a numbered box.")
    strangers = [[clause(f"{word} {n} {word}ic {word}oid.") for n in range(3)] for word in WORDS]
    gone = [one for row in strangers[:20] for one in row]
    come = [one for row in strangers[20:] for one in row]
    assert (1, 1) not in linked([KEPT[0], mine, *gone], [KEPT[0], theirs, *come])


def test_where_hardly_anything_was_written_anew_a_faint_likeness_is_no_link():
    """The same two clauses are one in a text that was rewritten, and two in a text that stayed as it was."""
    stayed = [
        KEPT[0],
        *(clause(f"Room {n} of the tower holds {word} and nothing besides.") for n, word in enumerate(WORDS)),
    ]
    old = clause("Kites are flown from the north meadow, by members, while the wind stays under gale force.")
    new = clause("Members may fly their kites on the north meadow, though never in a storm or after dark.")
    gone = [clause(f"Ask {word} for paint {word}ing.") for word in WORDS[:20]]
    come = [clause(f"Swimmers need {word}ly {word}ness!") for word in WORDS[:20]]
    assert (41, 41) in linked([*stayed, old, KEPT[1], *gone], [*stayed, new, KEPT[1], *come])
    assert (41, 41) not in linked([*stayed, old, KEPT[1]], [*stayed, new, KEPT[1]])


THINGS = ("ropes", "sails", "lamps", "coals")
WORDS = [
    thing + rest for thing in THINGS for rest in ("", "men", "ware", "ery", "age", "dom", "let", "ful", "ish", "ors")
]


def test_a_clause_cut_up_and_written_anew_is_split():
    whole = clause(
        "Boats that want to land at the old pier must call the harbour master by radio, pay the mooring fee at the "
        "kiosk, and carry a lantern after dusk, since the channel is narrow and the tide leaves mud on both sides."
    )
    first = clause("Call the harbour master by radio before boats land at the old pier, which has a narrow channel.")
    second = clause("Dusk needs a lantern; mud from the tide lies deep on both sides.")
    gone = [clause(f"Ask {name} about paint.") for name in ("Ada", "Bo", "Cy", "Di")]
    come = [clause(f"Swimmers need {thing} here!") for thing in ("fins", "caps", "goggles", "towels")]
    before, after = [*woven(OLD), whole, KEPT[1], *gone], [*woven(NEW), first, second, KEPT[1], *come]
    assert [(one.before, one.after) for one in align(before, after) if 9 in one.before] == [((9,), (9, 10))]
    assert [(one.before, one.after) for one in align(after, before) if 9 in one.after] == [((9, 10), (9,))]


@pytest.mark.parametrize("noun", ["Texas", "Utah"])
def test_a_clause_of_the_same_kind_beside_it_is_no_part(noun):
    home = clause("If you live in Ohio, the tower sends you a paper ticket, a map of the coast and a tide table.")
    shorter = clause("If you live in Ohio, the tower sends you a paper ticket and a map of the coast.")
    other = clause(f"If you live in {noun}, our office mails you a paper ticket, a map of the coast and a tide table.")
    assert (2, 3) not in linked([*KEPT[:2], home, *KEPT[2:]], [*KEPT[:2], shorter, other, *KEPT[2:]])


def test_words_are_folded_to_stems():
    assert stem("communications") == stem("communication")
    assert {stem(word) for word in ("delete", "deletion", "deleted", "deletes")} == {"delet"}
    assert [stem(word) for word in ("data", "use", "is", "individuel", "kündigungen")] == [
        "data",
        "use",
        "is",
        "individuel",
        "kündigung",
    ]


def test_a_stem_weighs_less_the_more_clauses_use_it():
    stems = Stems(Bags(KEPT, KEPT))
    assert stems.weights[stems.numbers["the"]] < stems.weights[stems.numbers["photograph"]]


def _timed(before, after):
    start = time.process_time()
    align(before, after)
    return time.process_time() - start


def test_a_complete_rewrite_and_equal_or_nearly_equal_clauses_take_seconds():
    old = [clause(" ".join(f"w{(n * k) % 997}" for k in range(1, 24))) for n in range(2, 1002)]
    new = [clause(" ".join(f"w{(n * k + 5) % 991}" for k in range(1, 24))) for n in range(2, 1002)]
    assert _timed(old, new) < 15
    near = [clause(f"Room {n} of the tower holds ropes and nothing besides.") for n in range(1500)]
    assert _timed(near, near[::-1]) < 15
