from __future__ import annotations

from itertools import pairwise

import diffs
from extract import clauses_of_markdown

STEPS = (
    "# Policy\n\nWe keep letters.\n\n1. Visits are counted.",
    "# Policy\n\nWe keep letters for a year.\n\n1. Visits are counted.",
    "# Policy\n\nWe keep letters for a year.\n\nYou may object.\n\n2. Visits are counted.",
    "# Policy\n\nWe keep letters for a year.\n\n2. Visits are counted.",
    "# Policy\n\nWe keep letters for a year.\n\nYou may object.\n\n2. Visits are counted.",
)


def changed() -> tuple[tuple[int, ...], ...]:
    texts = [clauses_of_markdown(step)[1] for step in STEPS]
    alignments = [diffs.align(before, after) for before, after in pairwise(texts)]
    found = diffs.follow(texts, alignments)
    return diffs.last_changed(found.identities, found.alignments)


def test_a_modified_clause_has_the_version_that_changed_its_words() -> None:
    assert [row[0] for row in changed()] == [0, 1, 1, 1, 1]


def test_a_renumbered_clause_keeps_the_version_of_its_words() -> None:
    assert [row[-1] for row in changed()] == [0, 0, 0, 0, 0]


def test_a_clause_that_was_gone_and_returns_has_come_again() -> None:
    rows = changed()
    assert (rows[2][1], rows[4][1]) == (2, 4)


def test_a_clause_that_returns_edited_has_come_again() -> None:
    longer = "You may object at any time, by letter or by telephone, and we stop."
    steps = (f"# Policy\n\nWe keep letters.\n\n{longer}", "# Policy\n\nWe keep letters.")
    texts = [clauses_of_markdown(step)[1] for step in (*steps, steps[0].replace("letter or by", "mail or by"))]
    found = diffs.follow(texts, [diffs.align(*pair) for pair in pairwise(texts)])
    assert found.identities[2][-1] == found.identities[0][-1]
    assert diffs.last_changed(found.identities, found.alignments)[2] == (0, 2)


def test_a_text_that_another_rendition_cuts_otherwise_keeps_when_its_words_changed() -> None:
    one, two = "We keep every letter for a year and a day.", "Visits to our pages are counted by a machine."
    texts = [clauses_of_markdown(text)[1] for text in (one, f"{one} {two}", f"{one}\n\n{two}")]
    found = diffs.follow(texts, [diffs.align(*pair) for pair in pairwise(texts)])
    assert diffs.last_changed(found.identities, found.alignments)[2] == (2, 2)
    assert diffs.last_changed(found.identities, (found.alignments[0], ()))[2] == (1, 1)
