"""Headings are known by their place and by what they head."""

from diffs import align
from model import Block, Clause


def clause(text, block=Block.PARAGRAPH, label="", level=0):
    words = " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())
    return Clause(block=block, text=text, words=words, label=label, level=level)


def heading(text, label=""):
    return clause(text, Block.HEADING, label, level=2)


def kinds(before, after):
    return [("+".join(one.kinds), one.before, one.after) for one in align(before, after) if one.kinds]


A = clause("We keep the logs of our lighthouse for thirty days and burn them after that.")
B = clause("Visitors may photograph the lamp but must never touch the lens or its frame.")
C = clause("Fees for the tour are paid at the gate, in coins, before the first step up.")
D = clause("Complaints are read on Mondays by the keeper and answered by the end of spring.")
OPENING = clause("Lampwick runs the oldest lighthouse of the bay and shows it to whoever comes by boat.")
LAMP = clause("The lamp is trimmed at dusk by whoever lost at cards the evening before.")
FOG = clause("In fog the horn sounds twice a minute, and guests are given wool for their ears.")
GULLS = clause("Gulls are not to be fed from the gallery, however well they ask for it.")


def test_a_numbered_heading_keeps_its_number_when_the_first_paragraph_under_it_goes():
    before = [heading("Logs", label="1."), A, heading("Prices", label="2."), LAMP, C, heading("Letters", label="3."), D]
    after = [
        heading("Logs", label="1."),
        A,
        heading("What you owe us", label="2."),
        C,
        heading("Letters", label="3."),
        D,
    ]
    assert ("heading_renamed", (2,), (2,)) in kinds(before, after)


def test_a_number_alone_makes_no_headings_one():
    before = [A, heading("Prices", label="6."), LAMP, heading("Birds", label="7."), D]
    after = [A, heading("Boats in winter", label="6."), FOG, heading("Birds", label="7."), D]
    found = kinds(before, after)
    assert ("removed", (1,), ()) in found
    assert ("added", (), (1,)) in found


def test_of_several_new_headings_a_number_alone_makes_none_the_old_one():
    """Sections that were written anew are numbered from one again."""
    before = [OPENING, heading("Prices", label="1."), LAMP, heading("Sundays", label="2."), C, heading("Birds"), D]
    after = [OPENING, heading("Woollens", label="1."), FOG, heading("Anchors", label="2."), GULLS, heading("Birds"), D]
    found = kinds(before, after)
    assert [("removed", (at,), ()) in found for at in (1, 3)] == [True, True]
    assert [("added", (), (at,)) in found for at in (1, 3)] == [True, True]


def test_a_heading_keeps_its_section_when_the_section_moves():
    before = [heading("Logs"), A, heading("Pictures"), B, C, LAMP, heading("Letters"), D, FOG, GULLS, OPENING]
    after = [heading("Logs"), A, heading("Letters"), D, FOG, GULLS, OPENING, heading("What is not allowed"), LAMP, B, C]
    assert ("moved+heading_renamed", (2,), (7,)) in kinds(before, after)


def test_a_heading_of_another_rank_put_in_above_a_text_is_new():
    before = [OPENING, heading("Fees", label="2."), C, D]
    after = [OPENING, heading("Birds"), GULLS, C, D]
    found = kinds(before, after)
    assert ("removed", (1,), ()) in found
    assert ("added", (), (1,)) in found


def test_one_clause_does_not_make_headings_with_different_numbers_one():
    before = [OPENING, heading("Fees", label="2."), LAMP, C, heading("Letters", label="3."), D]
    after = [OPENING, heading("Birds", label="4."), GULLS, C, heading("Letters", label="3."), D]
    found = kinds(before, after)
    assert ("removed", (1,), ()) in found
    assert ("added", (), (1,)) in found
