"""What stands around the words of a Markdown text is kept, counts for nothing, and is told as a quiet change."""

from __future__ import annotations

from pathlib import Path

import diffs
import extract
from model import ChangeKind, Clause, Nature, canonical_digest
from store import open_store
from store.texts import Texts


def _clauses(text: str) -> tuple[Clause, ...]:
    return extract.clauses_of_markdown(text)[1]


def _marks(text: str) -> list[tuple[str, ...]]:
    return [clause.marks for clause in _clauses(text)]


def test_a_picture_among_words_is_kept_by_its_address() -> None:
    assert _marks("Click ![the sign](/sign.png?v=1) to object.") == [("!/sign.png?v=1",)]


def test_a_link_around_nothing_or_a_picture_is_kept_by_its_address() -> None:
    assert _marks("## Fees[](#fees)") == [("[#fees",)]
    assert _marks("[![](/ad.png)](https://ads.example/) Our fees.") == [("!/ad.png", "[https://ads.example/")]
    assert _marks("See [our fees](/fees).") == [()]


def test_emphasis_is_kept_by_where_it_begins_and_ends() -> None:
    assert _marks("We **never** sell *your* data.") == [("**2", "**7", "*11", "*15")]


def test_emphasis_that_only_pauses_at_a_space_goes_on() -> None:
    assert _marks("Use **of** **assets** here.") == _marks("Use **of assets** here.")


def test_both_spellings_of_emphasis_are_one() -> None:
    assert _marks("We __never__ sell _your_ data.") == _marks("We **never** sell *your* data.")


def test_what_stands_alone_without_words_belongs_to_the_next_clause_or_the_last() -> None:
    assert _marks("One.\n\n![](/a.png)\n\nTwo.\n\n[](/b)\n") == [(), ("!/a.png", "[/b")]


def test_what_stands_at_the_title_belongs_to_the_clause_below() -> None:
    assert _marks("[](/home)\n\n# Terms[](#terms)\n\nWe agree.\n") == [("[/home", "[#terms")]


def test_a_block_that_falls_apart_gives_each_part_its_own_emphasis() -> None:
    marks = _marks("We keep **names**.<br><br>We sell **nothing**.")
    assert marks == [("**6", "**11"), ("**6", "**13")]


def test_marks_of_cells_stand_where_the_row_has_them() -> None:
    assert _marks("| Data | **Use** |\n|---|---|\n| ![](/a.png) name | **ads** |\n") == [
        ("**5", "**8"),
        ("!/a.png", "**5", "**8"),
    ]


def test_marks_count_for_nothing() -> None:
    plain, marked = _clauses("We never sell data."), _clauses("We **never** sell data. ![](/a.png)")
    assert canonical_digest(plain) == canonical_digest(marked)


def _kinds(before: str, after: str) -> list[tuple[ChangeKind, ...]]:
    return [change.kinds for change in diffs.compare(_clauses(before), _clauses(after))]


def test_another_address_of_a_picture_or_of_a_link_around_nothing_is_a_link_target() -> None:
    assert _kinds("![](/a.png?b=1) Fees apply.", "![](/a.png?b=2) Fees apply.") == [(ChangeKind.LINK_TARGET,)]
    assert _kinds("## Fees[](#f1)", "## Fees[](#f2)") == [(ChangeKind.LINK_TARGET,)]


def test_emphasis_is_typography() -> None:
    assert _kinds("We sell nothing.", "We sell **nothing**.") == [(ChangeKind.TYPOGRAPHIC,)]


def test_emphasis_is_no_matter_of_structure() -> None:
    (change,) = diffs.compare(_clauses("We sell nothing."), _clauses("We sell **nothing**."))
    assert change.judgement.natures == (Nature.TYPOGRAPHIC,)


def test_an_anchor_that_comes_to_a_heading_is_markup_and_an_address() -> None:
    assert _kinds("## Fees", "## Fees[](#fees)") == [(ChangeKind.TYPOGRAPHIC, ChangeKind.LINK_TARGET)]


def test_a_picture_that_comes_says_nothing() -> None:
    assert _kinds("Fees apply.", "![](/a.png) Fees apply.") == []


def test_a_link_of_a_date_line_leads_to_its_edition() -> None:
    before, after = (
        f"Last updated: {day} May 2025 | [Download](/{day}.pdf)\n\nFees apply to all orders." for day in (3, 9)
    )
    (change,) = diffs.compare(_clauses(before), _clauses(after))
    assert change.kinds == (ChangeKind.DATE,)
    assert change.judgement.natures == (Nature.DATE_ONLY,)


def test_marks_are_stored_where_there_are_any(tmp_path: Path) -> None:
    clauses = _clauses("We sell nothing.\n\nWe keep **names**.")
    assert [bool(clause.marks) for clause in clauses] == [False, True]
    with open_store(tmp_path / "kept.db") as store, store.writing():
        kept = Texts(store._db).keep(clauses)
        assert Texts(store._db).clauses(kept.id) == clauses
