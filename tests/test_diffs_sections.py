"""Do changes stand in their sections, once and in reading order, with everything else folded around them?"""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diffs import Elsewhere, Folded, Section, Told, compare, sections
from model import Block, Clause

OUTLINE = """
# Privacy
Wrenfold Letters prints and posts letters.
## What we collect
We keep your name and your address.
We keep the letters that you send us until they are posted.
## Sharing
We hand letters to the post.
We never sell what you write.
## Retention
Letters are erased after thirty days.
Addresses are erased after a year.
## Contact
Write to us at the mill.
"""


def clauses(text):
    """A text in lines, headings with a `#` for each level."""
    found, above = [], []
    for line in text.strip().splitlines():
        marks, _, words = line.partition(" ")
        if set(marks) == {"#"}:
            del above[len(marks) - 1 :]
            block, said, level = Block.HEADING, words, len(marks)
        else:
            block, said, level = Block.PARAGRAPH, line, 0
        found.append(Clause(block=block, text=said, words=said.lower(), level=level, headings=tuple(above)))
        if level:
            above.append(said)
    return found


def view(before, after, quiet=True):
    """The sections in short: a line for each heading, change and fold."""
    before, after = clauses(before), clauses(after)
    found = compare(before, after)
    told = [one for one in found if quiet or not one.quiet]
    left = [one for one in found if one not in told]
    return "\n".join(line for part in sections(before, after, told, left) for line in in_short(part, told))


def in_short(part, told):
    match part:
        case Section():
            yield f"{'was ' if part.gone else ''}[{' > '.join(part.headings)}]"
            for row in part.rows:
                yield from in_short(row, told)
        case Folded():
            yield f"... {len(part.unchanged)} in {part.sections}" + (f", {len(part.quiet)} quiet" if part.quiet else "")
        case Told():
            change = told[part.change]
            yield f"{'+'.join(change.kinds)}: {(change.after or change.before)[0].text}"
        case Elsewhere():
            change = told[part.change]
            clause = (change.before if part.gone else change.after)[part.part]
            yield f"{'from here' if part.gone else 'to here'}: {clause.text}"


def edited(*replacements):
    text = OUTLINE
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    return text


def test_equal_texts_are_one_fold():
    assert view(OUTLINE, OUTLINE) == "... 13 in 5"


def test_a_change_stands_under_its_heading_between_folds():
    told = view(OUTLINE, edited(("We never sell what you write.\n", "")))
    assert told.splitlines() == [
        "... 5 in 2",
        "[Privacy > Sharing]",
        "... 1 in 0",
        "removed: We never sell what you write.",
        "... 5 in 2",
    ]


def test_what_is_removed_first_in_a_section_stands_in_that_section():
    told = view(OUTLINE, edited(("Letters are erased after thirty days.\n", "")))
    assert "[Privacy > Retention]\nremoved: Letters are erased" in told


def test_what_is_removed_at_the_end_stands_in_its_section_though_its_heading_is_another():
    told = view(OUTLINE, edited(("## Sharing", "## With whom we share it"), ("We never sell what you write.\n", "")))
    lines = told.splitlines()
    assert lines[lines.index("removed: We never sell what you write.") - 3] == "[Privacy > With whom we share it]"


def test_a_section_that_went_is_told_under_its_old_heading_at_its_old_place():
    gone = "## Sharing\nWe hand letters to the post.\nWe never sell what you write.\n"
    told = view(OUTLINE, edited((gone, "")))
    assert told.splitlines() == [
        "... 5 in 2",
        "was [Privacy > Sharing]",
        "removed: Sharing",
        "removed: We hand letters to the post.",
        "removed: We never sell what you write.",
        "... 5 in 2",
    ]


def test_a_heading_that_went_from_the_middle_of_what_is_now_one_section_is_told_within_it():
    told = view(OUTLINE, edited(("## Retention\n", ""), ("We never sell", "We may sell"), ("after a year", "in time")))
    assert told.splitlines()[1:-1] == [
        "[Privacy > Sharing]",
        "... 1 in 0",
        "modified: We may sell what you write.",
        "removed: Retention",
        "... 1 in 0",
        "modified: Addresses are erased in time.",
    ]


def test_what_is_removed_above_all_else_stands_first():
    told = view(f"Read this with care and keep a copy of it.\n{OUTLINE.strip()}", OUTLINE)
    assert told.splitlines()[:2] == ["was []", "removed: Read this with care and keep a copy of it."]


def test_above_the_first_heading_what_went_and_what_came_are_one_section():
    told = view(f"Read this with care.\n{OUTLINE.strip()}", f"Copyright of the mill\n{OUTLINE.strip()}")
    assert told.splitlines()[:3] == ["[]", "removed: Read this with care.", "added: Copyright of the mill"]


def test_a_moved_clause_is_pointed_to_from_where_it_stood():
    sale = "We never sell what you write.\n"
    told = view(OUTLINE, edited((sale, ""), ("Write to us at the mill.\n", f"Write to us at the mill.\n{sale}")))
    assert "[Privacy > Sharing]\n... 1 in 0\nfrom here: We never sell" in told
    assert told.endswith("[Privacy > Contact]\n... 1 in 0\nmoved: We never sell what you write.")


def test_quiet_changes_that_are_not_told_are_counted():
    new = edited(("## Contact", "## How to reach us"), ("We never sell", "We sell"))
    assert view(OUTLINE, new, quiet=False).splitlines()[-1] == "... 4 in 2, 1 quiet"
    assert "heading_renamed: How to reach us" in view(OUTLINE, new, quiet=True)


def test_everything_new_and_everything_gone():
    assert view("", OUTLINE).count("added: ") == len(clauses(OUTLINE))
    assert view(OUTLINE, "").count("removed: ") == len(clauses(OUTLINE))
    headings = [line for line in view(OUTLINE, "").splitlines() if line.startswith("was ")]
    assert len(headings) == 5
    assert view("", "") == ""


# ---------------------------------------------------------------- for all texts

LINES = [
    *("# Privacy", "## Sharing", "## Retention", "## Your choices", "### Children"),
    *(
        "We keep your letters for thirty days.",
        "We keep your letters for ninety days.",
        "We never sell what you write.",
    ),
    *("You may write to us at the mill, or call.", "You may write to us at the mill. Or call us on Mondays."),
    *("All rights reserved", "Back to top", "§"),
]
texts = st.lists(st.sampled_from(LINES), max_size=14).map("\n".join)


@given(texts, texts, st.booleans())
def test_every_change_stands_once_and_every_clause_is_told_folded_or_a_heading(old, new, quiet):
    before, after = clauses(old), clauses(new)
    found = compare(before, after)
    told = [one for one in found if quiet or not one.quiet]
    left = [one for one in found if one not in told]
    parts = sections(before, after, told, left)
    rows = [row for part in parts for row in (part.rows if isinstance(part, Section) else [part])]
    assert sorted(row.change for row in rows if isinstance(row, Told)) == list(range(len(told)))
    folds = [row for row in rows if isinstance(row, Folded)]
    assert sorted(number for one in folds for number in one.quiet) == list(range(len(left)))
    positions = [position for row in rows for position in positions_of(row, told)]
    assert positions == sorted(positions)
    heads = [part for part in parts if isinstance(part, Section) and part.heading and not part.gone]
    folded = {position for one in folds for position in (*one.unchanged, *one.wordless)}
    changed = {position for one in found for position in one.alignment.after}
    neither = set(range(len(after))) - folded - changed
    assert not folded & changed
    assert all(any(after[position] is part.heading for part in heads) for position in neither)


def positions_of(row, told):
    match row:
        case Told():
            return told[row.change].alignment.after[:1]
        case Folded():
            return sorted((*row.unchanged, *row.wordless))
    return ()


@pytest.mark.parametrize("old", [True, False])
def test_a_line_without_words_that_count_is_not_said_to_be_unchanged(old):
    after = clauses(OUTLINE)
    after[1] = replace(after[1], text="Updated 2 days ago", words="")
    before = after if old else [after[0], *after[2:]]
    (fold,) = sections(before, after, compare(before, after))
    assert fold.wordless == (1,)
    assert len(fold.unchanged) == len(after) - 1


@given(texts, texts)
def test_a_change_stands_under_the_headings_of_its_clause(old, new):
    before, after = clauses(old), clauses(new)
    told = compare(before, after)
    for part in sections(before, after, told):
        for row in part.rows if isinstance(part, Section) else ():
            if isinstance(row, Told) and told[row.change].after:
                clause = told[row.change].after[0]
                own = (clause.text,) if clause.block is Block.HEADING else ()
                assert part.headings == (*clause.headings, *own)


def test_a_thousand_sections_are_grouped_in_the_time_of_a_few():
    text = "\n".join(f"## Part {n}\nThe mill keeps ledger {n}.\nAll rights reserved" for n in range(1_000))
    before, after = clauses(text), clauses(text.replace("keeps ledger 7", "burns ledger 7"))
    told = compare(before, after)
    parts = sections(before, after, told)
    assert sum(isinstance(row, Told) for part in parts if isinstance(part, Section) for row in part.rows) == len(told)
