"""Is Markdown of every dialect, and text without any, read into clauses?"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract import clause_of_block, clauses_of_markdown, markdown
from model import Block, Reading, Verdict


def seen(text: str) -> list[tuple[str, int, str]]:
    return [(clause.block.value, clause.level, clause.text) for clause in clauses_of_markdown(text)[1]]


def test_both_kinds_of_headings_are_headings() -> None:
    assert seen("## One ##\n\nTwo\n---\n\ntext") == [
        ("heading", 2, "One"),
        ("heading", 2, "Two"),
        ("paragraph", 0, "text"),
    ]


def test_a_leading_great_heading_is_the_title_and_a_provenance_line_is_dropped() -> None:
    text = "> *The following text is extracted and transformed from the acme.example policy.*\n\n# Privacy\n\nText."
    assert clauses_of_markdown(text)[0] == "Privacy"
    assert seen(text) == [("paragraph", 0, "Text.")]


def test_lists_nest_and_their_lines_go_on() -> None:
    text = "  * one\n    goes on\n    * two\n  * three\n\nAfter.\n\n1. first"
    assert seen(text) == [
        ("item", 1, "one goes on"),
        ("item", 2, "two"),
        ("item", 1, "three"),
        ("paragraph", 0, "After."),
        ("item", 1, "first"),
    ]


def test_bold_alone_or_in_a_first_line_is_a_heading() -> None:
    text = "**Your data**\n\n**Your rights**  \nYou may ask us what we keep.\n\n**Last updated: 3 May 2019**"
    assert seen(text) == [
        ("heading", 2, "Your data"),
        ("heading", 2, "Your rights"),
        ("paragraph", 0, "You may ask us what we keep."),
        ("paragraph", 0, "Last updated: 3 May 2019"),
    ]


@pytest.mark.parametrize("table", ["a | b\n---|---\nc | d\n", "| a | b |\n| :-- | --: |\n| c | d |\n"])
def test_rows_of_pipe_tables_know_their_columns(table: str) -> None:
    header, row = clauses_of_markdown(table)[1]
    assert (header.text, row.text, row.context) == ("a | b", "c | d", ("a", "b"))


def test_plain_text_has_a_clause_per_line_unless_it_was_wrapped() -> None:
    long = "We keep what you tell us, and nothing else, as long as you are a member of the club and one year after."
    assert len(seen(f"{long} Then it goes.\n{long}\n")) == 2
    wrapped = "We keep what you tell us, and nothing else, for as\nlong as you are a member of the club\nand one year."
    assert len(seen(wrapped)) == 1


def test_links_are_set_apart_and_escapes_undone() -> None:
    clause = clause_of_block(
        r"See [our \[old\] terms](/terms_(old) 'Terms') or <https://acme.example/a_b>, 3\. snake_case *now*"
    )
    assert clause.text == "See our [old] terms or https://acme.example/a_b, 3. snake_case now"
    assert [link.target for link in clause.links] == ["/terms_(old)", "https://acme.example/a_b"]


WORDS = st.text(alphabet="ab1.*_[]()|\\<>&#-+`~!: ", min_size=1, max_size=40)


@settings(max_examples=200)
@given(st.lists(WORDS, max_size=6).map("\n\n".join))
def test_what_was_read_and_written_reads_again_with_the_same_words(text: str) -> None:
    _, clauses = clauses_of_markdown("first\n\n" + text)
    again = clauses_of_markdown(markdown(Reading(title="", clauses=clauses, verdict=Verdict.POLICY)))[1]
    assert " ".join(c.words for c in again if c.words) == " ".join(c.words for c in clauses if c.words)


@given(st.text(max_size=300))
def test_any_text_is_read_and_any_block_is_one_clause(text: str) -> None:
    clauses_of_markdown(text)
    assert clause_of_block(text).block in Block
