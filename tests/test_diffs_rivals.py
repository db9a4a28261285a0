from diffs import align
from model import Block, ChangeKind, Clause

STAYED = "The kiosk at the harbour opens when the first ferry lands and shuts with the last one."


def clause(text):
    words = " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())
    return Clause(block=Block.PARAGRAPH, text=text, words=words)


def county(name, days=30, more=""):
    rest = (
        f"our branch may ask for your papers again before we lend you a boat.{more} We keep the slip for {days} days."
    )
    return clause(f"If you live in {name}, {rest}")


def links(before, after):
    return {(i, j) for one in align(before, after) for i in one.before for j in one.after}


COUNTIES = [county(name) for name in ("Ardmoor", "Brynfell", "Corvale", "Dunmarsh", "Eskholm", "Fernby")]


def test_a_county_that_got_a_sentence_is_not_taken_for_one_that_came_beside_it():
    before = [clause(STAYED), county("Ardmoor"), *COUNTIES[1:]]
    longer = county("Ardmoor", more=" Whoever rows beyond the second buoy after dusk pays for the launch.")
    after = [clause(STAYED), longer, county("Glenmuir"), *COUNTIES[1:]]
    assert (1, 1) in links(before, after)
    assert not any(j == 2 for _, j in links(before, after))


def test_a_county_that_lost_most_of_its_words_is_known_by_its_name():
    short = clause("If you live in Brynfell, our branch may ask for your papers again.")
    before = COUNTIES
    after = [COUNTIES[0], county("Hollin"), *COUNTIES[3:], short]
    assert (1, 5) in links(before, after)


def test_counties_in_another_order_and_edited_keep_their_names():
    names = ["Ardmoor", "Brynfell", "Corvale", "Dunmarsh"]
    before = [county(name) for name in names]
    after = [county(name, more=f" Ask the keeper of number {len(name)} first, please.") for name in names[::-1]]
    assert links(before, after) == {(0, 3), (1, 2), (2, 1), (3, 0)}


def test_the_halves_of_a_split_clause_are_no_rivals():
    first = "You say that you have read the rules of the boathouse and that you understand them well."
    second = "You also say that you can swim two hundred strokes in cold water without a rest."
    before = [clause(STAYED), clause(f"{first} {second}")]
    after = [clause(STAYED), clause(first), clause(second)]
    found = [one for one in align(before, after) if one.kinds]
    assert [(one.kinds, one.before, one.after) for one in found] == [((ChangeKind.SPLIT,), (1,), (1, 2))]


def test_a_clause_that_got_a_sentence_stays_though_its_old_words_turn_up_elsewhere():
    told = "Whoever finds a wet glove on the pier brings it to the kiosk before the night falls."
    more = f"{told} Dry gloves may be kept."
    others = [
        clause(f"Rule {word} of the pier is kept by {word} and nobody else at all.")
        for word in ("north", "south", "east")
    ]
    before = [clause(STAYED), clause(told), clause("Lamps burn until ten."), *others]
    after = [clause(STAYED), clause(more), clause("Bells ring at noon and at nightfall."), *others, clause(told)]
    assert (1, 1) in links(before, after)
    assert [one.kinds for one in align(before, after) if one.after == (6,)] == [(ChangeKind.ADDED,)]


def test_a_county_that_moved_is_not_taken_for_the_one_that_stood_there():
    before = [county(name) for name in ("Ardmoor", "Brynfell", "Corvale", "Dunmarsh", "Eskholm")]
    after = [before[0], before[4], before[2], before[3]]
    assert links(before, after) == {(0, 0), (4, 1), (2, 2), (3, 3)}
