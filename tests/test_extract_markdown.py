"""Is Markdown of every dialect, and text without any, read into clauses?"""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extract import clause_of_block, clauses_of_markdown, markdown
from extract.clauses.cutting import clauses
from extract.clauses.tables import row_text
from extract.runs import Draft
from extract.white_space import collapsed
from model import Block, Clause, Link, Reading, Verdict


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


def test_a_heading_in_a_numbered_list_has_the_number_of_its_item_unless_it_has_its_own() -> None:
    titles = clauses_of_markdown("Rules.\n\n10. #### Of oars\n11. #### 3.2 Of sails")[1][1:]
    assert [(clause.block, clause.label, clause.text) for clause in titles] == [
        (Block.HEADING, "10.", "Of oars"),
        (Block.HEADING, "3.2", "Of sails"),
    ]


def test_a_link_goes_on_over_the_end_of_a_line() -> None:
    found = clauses_of_markdown("See [the rules\nof mooring](https://river.example/rules) first.")[1]
    assert [clause.text for clause in found] == ["See the rules of mooring first."]
    assert found[0].links == (Link(text="the rules of mooring", target="https://river.example/rules"),)
    assert seen("[1] one\n[two](https://river.example)") == [("paragraph", 0, "[1] one"), ("paragraph", 0, "two")]


def test_a_year_at_the_beginning_of_a_line_stays_in_the_one_clause_of_a_block() -> None:
    assert clause_of_block("As of June 16,\n2023. Ask for more.").text == "As of June 16, 2023. Ask for more."


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


def reading(drafts: list[Draft], title: str = "", above: int = 0) -> Reading:
    made = clauses(drafts, title_level=bool(title))
    evidence = {"title": "heading", "above the title": str(above)}
    return Reading(title=title, clauses=made, verdict=Verdict.POLICY, evidence=evidence)


def row(*cells: str, header: bool = False, table: int = 1) -> Draft:
    return Draft(Block.ROW, row_text(cells), cells=cells, header=header, table=table)


def test_what_is_written_is_plain_markdown() -> None:
    drafts = [
        Draft(Block.HEADING, "1. Data #", 2),
        Draft(Block.TERM, "Boat"),
        Draft(
            Block.PARAGRAPH,
            "(a) What *floats* & sails, snake_case, a < b:",
            links=(Link(text="sails", target="/s?a=1&b=2"),),
        ),
        Draft(Block.ITEM, "1. mast", 1),
        Draft(Block.ITEM, "oar", 3),
        row("Kind", "Use", header=True),
        row("boat", "a|b"),
        row("x", "", table=2),
        Draft(Block.PARAGRAPH, "2019. A year."),
    ]
    expected = r"""# Terms

## 1. Data \#

***Boat***

(a) What \*floats\* & [sails](</s?a=1&b=2>), snake_case, a \< b:

1. mast
    * oar

| Kind | Use |
| --- | --- |
| boat | a\|b |

|  |
| --- |
| x |

2019\. A year.
"""
    assert markdown(reading(drafts, "Terms"), links=True) == expected


NASTY = st.sampled_from(
    [
        "a",
        "Bo",
        "1",
        "1.",
        "2.1",
        "(a)",
        "I.",
        "2024.",
        "-",
        "--",
        "---",
        "+",
        "*",
        "**",
        "_",
        "__",
        "a_b",
        "=",
        "===",
        "#",
        "##",
        ">",
        "<b>",
        "</p>",
        "<!--",
        "-->",
        "<br>",
        "<a@b.example>",
        "|",
        "||",
        "\\",
        "\\\\",
        "`",
        "```",
        "~~~",
        "[",
        "]",
        "](x)",
        "[a](b)",
        "![",
        "!",
        "&",
        "&amp;",
        "&copy",
        "&#35;",
        "&lt",
        "\u2022",
        "\u2013",
        "\u00b7",
        ":",
        ".",
        ")",
        "1)",
        "\u05d0\u05d1",
        "\u202e",
        "\U0001f6f6",
        "https://a.example/x_y_",
        "a@b.example",
        "\u6211",
        "Section 5",
        "Article 1",
        "e.g.",
        "|-|",
        "The following text is extracted",
    ]
)
TEXTS = st.builds(
    lambda words, gaps: "".join(word + gap for word, gap in zip(words, gaps, strict=False)).strip(),
    st.lists(NASTY, min_size=1, max_size=7),
    st.lists(st.sampled_from([" ", " ", ""]), min_size=7, max_size=7),
).filter(collapsed)
ANY = st.one_of(TEXTS, TEXTS, st.text(min_size=1, max_size=20).map(collapsed).filter(bool))
TARGETS = st.one_of(
    st.sampled_from(
        ["", "#", "/a b", "/<x>", "?a=1&copy=2&amp;b", "a\\b", "\n x", "(y", "a|b*c", "javascript:x('>')", "\u6211"]
    ),
    st.text(max_size=8),
)


@st.composite
def drafts_of_pages(draw: st.DrawFn) -> list[Draft]:
    made: list[Draft] = []
    for table in range(draw(st.integers(0, 6))):
        block = draw(st.sampled_from(list(Block)))
        if block is Block.ROW:
            made += draw(tables(table + 1))
            continue
        text = draw(ANY)
        links = tuple(Link(text=part, target=draw(TARGETS)) for part in draw(parts_of(text)))
        level = draw(st.integers(1, 6)) if block in (Block.HEADING, Block.ITEM) else 0
        made.append(Draft(block, text, level, draw(st.booleans()), links))
    return made


@st.composite
def parts_of(draw: st.DrawFn, text: str) -> list[str]:
    """Pieces of a text in order, as links have them."""
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=4)))
    pieces = (collapsed(text[start:end]) for start, end in zip(places[::2], places[1::2], strict=False))
    return [piece for piece in pieces if piece]


@st.composite
def tables(draw: st.DrawFn, table: int) -> list[Draft]:
    width = draw(st.integers(1, 4))
    rows = draw(
        st.lists(
            st.lists(st.one_of(ANY, st.just("")), min_size=width, max_size=width).filter(any), min_size=1, max_size=3
        )
    )
    header = draw(st.booleans())
    made = []
    for number, cells in enumerate(rows):
        one = row(*cells, header=header and number == 0, table=table)
        one.links = tuple(
            Link(text=part, target=draw(TARGETS)) for cell in cells if cell for part in draw(parts_of(cell))
        )
        if one.text:
            made.append(one)
    return made


@settings(max_examples=400, deadline=None)
@given(drafts_of_pages(), st.one_of(st.just(""), ANY), st.integers(0, 6))
@example([Draft(Block.HEADING, "Terms", 1)], "", 0)
@example(
    [Draft(Block.PARAGRAPH, "The following text is extracted and transformed from the acme.example policy.")], "", 0
)
@example([row("a", header=True), row("b"), row("a", header=True, table=2), row("c", table=2), row("d", table=3)], "", 0)
@example([row("-", "---"), row("|", "|"), row("", "x")], "x #", 0)
@example([row("Data", "Data", header=True), row("Kind", "Use", header=True), row("boat", "hire")], "", 0)
@example([row("a | b", "c|d", header=True), row("e", "f")], "", 0)
@example([row("Kind", "", header=True), row("boat", "hire")], "", 0)
@example(
    [Draft(Block.ITEM, "# a", 1), Draft(Block.ITEM, "- b", 4), Draft(Block.TERM, "*x*"), Draft(Block.ITEM, "c", 2)],
    "",
    0,
)
@example([Draft(Block.PARAGRAPH, "May 2024"), Draft(Block.HEADING, "Terms", 1)], "", 0)
@example([row("a"), row("b", table=2)], "x", 1)
@example([Draft(Block.HEADING, "1. \u202e", 1, links=(Link(text="1. \u202e", target=""),))], "", 0)
@example([Draft(Block.ITEM, "a", 2), Draft(Block.ITEM, "b", 2)], "x", 1)
def test_clauses_come_back_from_their_markdown(drafts: list[Draft], title: str, above: int) -> None:
    one = reading(drafts, title, above)
    assert clauses_of_markdown(markdown(one, links=True)) == (title, one.clauses)


def test_without_links_only_links_are_missing() -> None:
    drafts = [Draft(Block.PARAGRAPH, "See [our] terms.", links=(Link(text="terms", target="/t"),))]
    text = markdown(reading(drafts))
    assert text == "See \\[our\\] terms.\n"
    assert [clause.text for clause in clauses_of_markdown(text)[1]] == ["See [our] terms."]


def test_the_title_stands_where_the_page_has_it() -> None:
    drafts = [Draft(Block.PARAGRAPH, "Updated: 3 May 2024"), Draft(Block.PARAGRAPH, "These terms bind us.")]
    text = markdown(reading(drafts, "Terms", above=1))
    assert text == "Updated: 3 May 2024\n\n# Terms\n\nThese terms bind us.\n"
    assert clauses_of_markdown(text) == ("Terms", reading(drafts, "Terms").clauses)


def test_below_a_long_text_no_title_is_looked_for_and_none_is_put() -> None:
    long = Draft(
        Block.PARAGRAPH, "We keep what you tell us, and we keep it as long as the law of this country asks. " * 3
    )
    assert clauses_of_markdown(f"{long.text}\n\n# Terms\n")[0] == ""
    assert markdown(reading([long], "Terms", above=1)).startswith("# Terms\n")


def test_a_title_that_the_page_does_not_show_is_not_written() -> None:
    one = Reading(title="Acme", clauses=(), verdict=Verdict.POLICY, evidence={"title": "head"})
    assert markdown(one) == ""


@pytest.mark.parametrize(
    ("line", "heading"),
    [("## Fees ##", "Fees"), ("# Fees #1", "Fees #1"), ("# C#", "C#"), ("#  #", "#"), ("#\tFees # \t", "Fees")],
)
def test_signs_that_close_a_heading_are_no_part_of_it(line: str, heading: str) -> None:
    assert clause_of_block(line).text == heading


@pytest.mark.parametrize(
    "text",
    [
        "[" * 20_000,
        "](" * 20_000,
        "*" * 50_000,
        "_a" * 30_000,
        "\\" * 50_000,
        "<" * 50_000,
        "&#" * 30_000,
        "`" * 50_000,
        "|" * 30_000,
        "| a " * 20_000,
        "***" * 20_000,
        "* " * 20_000,
        "#" * 50_000,
        "![" * 20_000,
        "&lt" * 20_000,
        "-" * 50_000,
        "# a" + " " * 50_000 + "x",
        "|a|b\n" + " " * 50_000 + "x",
        "[a](" + " " * 50_000 + "x",
    ],
)
def test_hostile_texts_cost_no_more_than_their_length(text: str) -> None:
    begun = time.process_time()
    clauses_of_markdown(text)
    clause = Clause(block=Block.PARAGRAPH, text=text, words="", links=(Link(text="x", target="y"),) * 20)
    for block in Block:
        shown = Reading(
            title="", clauses=(Clause(block=block, text=text, words="", links=clause.links),), verdict=Verdict.POLICY
        )
        clauses_of_markdown(markdown(shown, links=True))
    assert time.process_time() - begun < 4


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<<END OF TERMS>>", "end of terms"),
        ("Hire ends <<see below>> at noon.", "hire ends see below at noon"),
        ("Hire <b>ends</b> at noon.", "hire ends at noon"),
    ],
)
def test_words_between_doubled_angles_are_no_tag(text: str, words: str) -> None:
    assert clause_of_block(text).words == words
