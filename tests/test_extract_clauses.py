"""Are clauses cut and named as somebody who points at them would?"""

import time
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.clauses.counting import number_of
from extract.clauses.cutting import clauses
from extract.clauses.labels import label_and_text
from extract.clauses.lead_ins import lead_in
from extract.clauses.making import made
from extract.clauses.tables import column_headings
from extract.runs import Draft
from model import Block, Clause, Link

PARAGRAPH, ITEM, ROW = Block.PARAGRAPH, Block.ITEM, Block.ROW


def heading(text: str, level: int = 2) -> Draft:
    return Draft(Block.HEADING, text, level)


def bold(text: str) -> Draft:
    return Draft(PARAGRAPH, text, bold=True)


def said(text: str = "We keep what you tell us for one year.") -> Draft:
    return Draft(PARAGRAPH, text)


def item(text: str, level: int = 1) -> Draft:
    return Draft(ITEM, text, level)


def row(*cells: str, header: bool = False, table: int = 1) -> Draft:
    return Draft(ROW, " | ".join(cells), cells=cells, header=header, table=table)


@pytest.mark.parametrize(
    ("text", "label", "rest"),
    [
        ("1. Fees", "1.", "Fees"),
        ("1.Fees", "1.", "Fees"),
        ("(iv) the boat", "(iv)", "the boat"),
        ("a) the boat", "a)", "the boat"),
        ("IV. The boat", "IV.", "The boat"),
        ("§ 3 Entgelt", "§ 3", "Entgelt"),
        ("Article 5 - Data", "Article 5", "Data"),
        ("Article 1er - Objet", "Article 1er", "Objet"),
        ("APPENDIX A.1 - Measures", "APPENDIX A.1", "Measures"),
        ("（１）船", "（１）", "船"),
        ("２．料金", "２．", "料金"),
        ("第三条 船", "第三条", "船"),
        ("제2조 요금", "제2조", "요금"),
        ("1.1.2 Boats", "1.1.2", "Boats"),
    ],
)
def test_numbers_stand_apart_from_the_text(text: str, label: str, rest: str) -> None:
    assert label_and_text(text, heading=False) == (label, rest)


@pytest.mark.parametrize(
    "text",
    [
        "30 days after that",
        "Section 5 of this policy says so.",
        "A. B. Smith keeps the boats.",
        "1.5 percent",
        "Article 5",
        "I agree.",
        "e.g. boats",
        "€ 5",
    ],
)
def test_what_only_looks_like_a_number_stays(text: str) -> None:
    assert label_and_text(text, heading=False) == ("", text)


def test_numbers_of_headings_tell_what_stands_above_what_where_levels_do_not() -> None:
    made = clauses([heading("2. Hire"), heading("2.1 Boats"), heading("2.1.1 Sails"), said(), heading("3. Fees")])
    assert [clause.headings for clause in made] == [
        (),
        ("Hire",),
        ("Hire", "Boats"),
        ("Hire", "Boats", "Sails"),
        (),
    ]
    assert {clause.level for clause in made if clause.block is Block.HEADING} == {2}


def test_levels_stand_above_numbers() -> None:
    made = clauses([heading("2. Hire"), heading("2.1 Boats"), heading("Sails", 3), said(), heading("Contact"), said()])
    assert made[3].headings == ("Hire", "Boats", "Sails")
    assert made[5].headings == ("Contact",)


def test_articles_stand_below_their_chapters_and_annexes_below_nothing() -> None:
    texts = ["Chapter 1 Hire", "Article 1 Boats", "Article 2 Sails", "Chapter 2 Fees", "Article 3 Due", "Annex 1 Rates"]
    made = clauses([bold(text) for text in texts])
    assert [clause.headings for clause in made] == [(), ("Hire",), ("Hire",), (), ("Fees",), ()]


def test_a_letter_after_h_is_no_roman_number() -> None:
    texts = ["G. Fees", "H. Hire", "I. Insurance", "J. Jetties"]
    assert [clause.headings for clause in clauses([bold(text) for text in texts])] == [()] * 4


def test_bold_lines_are_headings_and_bold_sentences_are_not() -> None:
    made = clauses(
        [bold("Your rights"), said(), bold("You must not lend the boat to anybody else, ever, at any time.")]
    )
    assert [clause.block for clause in made] == [Block.HEADING, PARAGRAPH, PARAGRAPH]
    assert made[2].headings == ("Your rights",)


def test_plain_numbered_lines_are_headings_where_there_are_no_others() -> None:
    drafts = [draft for title in ("1. Hire", "2. Fees?", "3. Law") for draft in (said(title), said())]
    made = clauses(drafts)
    assert [clause.block for clause in made] == [Block.HEADING, PARAGRAPH] * 3
    assert made[5].headings == ("Law",)


def test_plain_numbered_lines_under_headings_and_numbered_lists_are_none() -> None:
    titles = [draft for title in ("1. Hire", "2. Fees", "3. Law") for draft in (said(title), said())]
    marked = [heading("Terms"), said(), heading("Scope"), said(), *titles]
    assert all(clause.block is PARAGRAPH for clause in clauses(marked)[4:])
    listed = [said(title) for title in ("1. boats", "2. sails", "3. ropes")]
    assert all(clause.block is PARAGRAPH for clause in clauses(listed))


@pytest.mark.parametrize("bullet", "•·–-●▪")
def test_typed_bullets_make_items(bullet: str) -> None:
    typed = clauses([said("We keep:"), said(f"{bullet} your name"), said(f"{bullet} your boat"), said()])
    listed = clauses([said("We keep:"), item("your name"), item("your boat"), said()])
    assert typed == listed


def test_another_kind_of_bullet_opens_a_list_inside() -> None:
    made = clauses(
        [said("• boats"), said("– sails"), said("– ropes"), said("• fees"), said("-5 degrees"), said("* note")]
    )
    assert [(clause.block, clause.level) for clause in made] == [
        (ITEM, 1),
        (ITEM, 2),
        (ITEM, 2),
        (ITEM, 1),
        (PARAGRAPH, 0),
        (PARAGRAPH, 0),
    ]


def test_items_know_what_leads_in_to_them() -> None:
    made = clauses([said("We keep:"), item("your boat:"), item("sails", 2), item("ropes", 2), item("your name")])
    assert [clause.context for clause in made] == [
        (),
        ("We keep:",),
        ("We keep:", "your boat:"),
        ("We keep:", "your boat:"),
        ("We keep:",),
    ]


def test_a_paragraph_inside_an_item_leads_in_to_nothing() -> None:
    made = clauses(
        [said("We keep:"), item("your boat"), said("For a year."), item("your name"), said("Nor do we:"), item("x")]
    )
    assert [clause.context for clause in made if clause.block is ITEM] == [
        ("We keep:",),
        ("We keep:",),
        ("Nor do we:",),
    ]


def test_a_list_under_a_heading_has_no_lead_in() -> None:
    made = clauses([said("We keep:"), item("boats"), heading("Fees"), item("rent")])
    assert made[3].context == ()


def test_a_long_lead_in_is_its_last_sentence() -> None:
    assert lead_in("We keep records of boats. " * 20 + "They are these:") == "They are these:"
    assert len(lead_in("word" * 1000)) <= 300
    assert len(lead_in("We keep " * 200)) <= 300


def test_rows_know_the_headings_of_their_columns() -> None:
    made = clauses([row("Kind", "Use", header=True), row("boat", "hire"), said(), row("a", "b", table=2)])
    assert [clause.context for clause in made] == [(), ("Kind", "Use"), (), ()]


def test_two_rows_of_headings_are_read_together() -> None:
    drafts = [row("Data", "Data", header=True), row("Kind", "Use", header=True), row("boat", "hire")]
    assert clauses(drafts)[2].context == ("Data: Kind", "Data: Use")
    assert column_headings(("Data",), ("Kind", "Use")) == ("Kind", "Use")


def test_numbered_paragraphs_and_a_numbered_list_say_the_same() -> None:
    texts = ["You return the boat as you found it, cleaned and dry.", "You pay for what you broke, sails included."]
    above = [heading("2. Hire"), said("You agree to this:")]
    typed = clauses([*above, *[said(f"{n}. {text}") for n, text in enumerate(texts, 1)], said()])
    listed = clauses([*above, *[item(text) for text in texts], said()])
    assert [(c.text, c.words, c.headings) for c in typed] == [(c.text, c.words, c.headings) for c in listed]


def test_numbers_of_all_kinds_are_counted() -> None:
    assert [number_of(label) for label in ("", "Preamble:")] == [None, None]
    parts = [number_of(label) for label in ("2.1", "(b)", "IV.", "§ 3", "Article 5", "Part C")]
    assert [number.parts for number in parts if number] == [(2, 1), (2,), (4,), (3,), (5,), (3,)]


TEXTS = (
    st.text(min_size=1, max_size=40).map(lambda text: " ".join(text.split())).filter(lambda t: any(map(str.isalnum, t)))
)
DRAFTS = st.builds(
    Draft,
    st.sampled_from([Block.HEADING, PARAGRAPH, ITEM, Block.TERM]),
    st.one_of(TEXTS, st.sampled_from(["1. A", "2.1 B", "I. C", "(a) d", "Chapter 1 E", "Article 1 F", "• g", "h:"])),
    st.integers(0, 7),
    st.booleans(),
)


@given(st.lists(DRAFTS, max_size=20))
def test_every_block_with_a_word_is_one_clause_under_headings_that_stand_before_it(drafts: list[Draft]) -> None:
    made = clauses(drafts)
    assert len(made) == len(drafts)
    above: list[str] = []
    for clause in made:
        assert set(clause.headings) <= set(above)
        if clause.block is Block.HEADING:
            above.append(clause.text)


@pytest.mark.parametrize(
    "text",
    ["1." * 20_000, "(" * 50_000, "• " * 30_000 + "x", "- " * 30_000, "Article " * 8_000, "a)" * 30_000, "§" * 50_000],
)
def test_hostile_texts_cost_no_more_than_their_length(text: str) -> None:
    begun = time.process_time()
    clauses([said(text), item(text), heading(text), item(text, 2)])
    assert time.process_time() - begun < 2


def test_ten_thousand_nested_items_and_headings_are_quick() -> None:
    drafts = [
        draft for n in range(5_000) for draft in (heading(f"{n % 7}.{n % 5} x", n % 6), said("x:"), item("y:", n % 12))
    ]
    begun = time.process_time()
    made = clauses(drafts)
    assert time.process_time() - begun < 2
    assert max(len(clause.context) for clause in made) <= 6


def test_clauses_made_at_once_are_as_those_made_one_by_one() -> None:
    links = (Link(text="b", target="https://lumora.example/"),)
    rows = [
        Clause(block=Block.HEADING, text="Fees", words="fees", level=2, label="1."),
        Clause(
            block=Block.ITEM, text="a b", words="a b", level=1, headings=("Fees",), context=("They are:",), links=links
        ),
    ]
    columns = {field.name: [getattr(row, field.name) for row in rows] for field in fields(Clause)}
    assert made(columns) == tuple(rows)
