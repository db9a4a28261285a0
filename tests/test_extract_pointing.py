"""Does a page come out with the headings, numbers and lists that somebody who points at its clauses would name?"""

import pytest

from extract import clauses_of_markdown, markdown, read
from model import Block, Clause, Location, Reading, Rendition

_OPENING = (
    "<h1>Privacy policy</h1><p>Larkfield Boats says here which personal data it collects from those who hire a boat, "
    "and what it does with them.</p>"
)
_LONG = "We use what you tell us to find a boat for you, to send the bill, and to answer your questions about both."
_PLACE = Location(original="https://larkfield.example/privacy")


def reading_of(body: str) -> Reading:
    page = f"<html><body>{body}</body></html>".encode()
    return read(page, {}, location=_PLACE, statuscode=200, rendition=Rendition.PLAIN)


def clauses_of(body: str) -> tuple[Clause, ...]:
    """What a page says behind its opening; its Markdown must say the same."""
    reading = reading_of(_OPENING + body)
    assert clauses_of_markdown(markdown(reading, links=True)) == (reading.title, reading.clauses)
    return reading.clauses[1:]


def outline(body: str) -> list[tuple[str, ...]]:
    """The headings of a page, each with those above it."""
    return [(*one.headings, one.text) for one in clauses_of(body) if one.block is Block.HEADING]


def shown(body: str) -> list[tuple[Block, str, str]]:
    return [(one.block, one.label, one.text) for one in clauses_of(body)]


# ---------------------------------------------------------------- headings in bold type


@pytest.mark.parametrize(
    "line",
    [
        "<b>C. What others tell us</b>.",
        "C. <b>What others tell us.</b>",
        "&zwj;<b>C. What others tell us.</b>",
        "<b>C.</b> <b>What others tell us.</b>",
    ],
)
def test_a_number_or_a_mark_outside_the_bold_type_leaves_a_heading_one(line: str) -> None:
    (head, text) = clauses_of(f"<p>{line}</p><p>{_LONG}</p>")
    assert (head.block, head.label.strip("\u200d"), head.text) == (Block.HEADING, "C.", "What others tell us.")
    assert text.headings == ("What others tell us.",)


@pytest.mark.parametrize("line", ["<b>Mast</b> 12", "• <b>Masts.</b>", "Masts (<b>oak</b>)", "and <b>masts</b>"])
def test_bold_words_beside_others_make_no_heading(line: str) -> None:
    assert outline(f"<p>{line}</p><p>{_LONG}</p>") == []


def test_a_numbered_heading_may_be_as_long_as_a_sentence() -> None:
    assert outline(f"<p><b>B. What we collect by ourselves when you use our boats.</b></p><p>{_LONG}</p>")
    long = "9. How we choose a boat for you by what you hired before, and how to have it chosen by a person (in summer)"
    assert outline(f"<p><b>{long}</b></p><p>{_LONG}</p>")
    assert not outline(f"<p><b>{long}, which costs nothing and can be asked for at the desk.</b></p><p>{_LONG}</p>")


def test_a_chinese_sentence_in_bold_type_is_no_heading() -> None:
    sentence = "3. 如果您连续六个月没有租船，我们可以收回您的账号，您将不能再用它登录。"
    assert outline(f"<p><b>{sentence}</b></p><p><b>4. 船只</b></p><p>{_LONG}</p>") == [("船只",)]


def test_an_item_that_is_a_bold_line_above_its_text_is_a_heading() -> None:
    items = f"<li><b>General.</b><br>{_LONG}</li><li><p><b>Refunds.</b></p><p>{_LONG}</p></li>"
    assert outline(f"<p><b>6. Fees</b></p><ol>{items}</ol><p><b>7. Law</b></p><p>Ours.</p>") == [
        ("Fees",),
        ("Fees", "General."),
        ("Fees", "Refunds."),
        ("Law",),
    ]


def test_bold_items_of_one_list_are_items() -> None:
    assert outline(f"<p>We hire:</p><ul><li><b>Boats</b></li><li><b>Sails</b></li></ul><p>{_LONG}</p>") == []


# ---------------------------------------------------------------- headings by number


def test_plain_lines_of_one_count_are_headings_below_a_real_one() -> None:
    parts = "".join(f"<p>6.{n}. {name}</p><p>{_LONG}</p>" for n, name in enumerate(("Masts", "Sails", "Oars"), 1))
    parts += "".join(f"<p>{n}) {name}</p><p>{_LONG}</p>" for n, name in zip("abc", ("Oak", "Ash", "Elm"), strict=True))
    before = "".join(f"<h2>{n}) Part</h2><p>{_LONG}</p>" for n in range(1, 6))
    found = outline(f"{before}<h2>6) What we hire</h2>{parts}<h2>7) Law</h2><p>Ours.</p>")[4:]
    assert found[1:4] == [("What we hire",), ("What we hire", "Masts"), ("What we hire", "Sails")]
    assert found[5] == ("What we hire", "Oars", "Oak")


def test_steps_and_sentences_of_one_count_are_no_headings() -> None:
    steps = "".join(f"<p>{n}. {step}</p><p>{_LONG}</p>" for n, step in enumerate(("Row", "Sail", "Rest"), 1))
    said = "".join(f"<p>6.{n} Masts: we hire them</p><p>{_LONG}</p>" for n in range(1, 5))
    assert outline(f"<h2>What we hire</h2>{steps}{said}<h2>Law</h2><p>Ours.</p>") == [("What we hire",), ("Law",)]


def test_a_text_numbered_as_the_next_section_does_not_stand_below_the_last() -> None:
    body = "<h2>3. Data</h2><p><b>3.3 Use:</b></p><p>3.3.1 We row.</p><p>3.4 Mail: we may write.</p><p>We will.</p>"
    above = {one.text: one.headings for one in clauses_of(body)}
    assert above["We row."] == ("Data", "Use:")
    assert above["Mail: we may write."] == above["We will."] == ("Data",)


def test_no_section_stands_below_the_list_of_contents() -> None:
    body = f"<h2>Contents</h2><p>1. Boats, and who may hire them from us</p><h3>1. Boats</h3><p>{_LONG}</p>"
    assert outline(body) == [("Contents",), ("Boats",)]
    assert outline(f"<h2>7. Contents</h2><h3>Boats</h3><p>{_LONG}</p>") == [("Contents",), ("Contents", "Boats")]


def test_a_small_letter_with_a_dot_is_a_number_and_words_cut_short_are_none() -> None:
    assert [label for _, label, _ in shown("<p>a. Account. You have one.</p><p>b. Boats. You hire one.</p>")] == [
        "a.",
        "b.",
    ]
    assert [label for _, label, _ in shown("<p>z. B. Boote sind das.</p><p>e. g. boats and oars.</p>")] == ["", ""]


def test_what_nobody_sees_before_a_number_does_not_hide_it() -> None:
    ((block, label, text),) = shown("<p>\u200d12. Boats are hired by the day.</p>")
    assert (block, label.strip("\u200d"), text) == (Block.PARAGRAPH, "12.", "Boats are hired by the day.")


# ---------------------------------------------------------------- lists that line breaks make


@pytest.mark.parametrize("marks", ["1. |2. |3. ", "(a) |(b) |(c) ", "(i) |(ii) |(iii) ", "- |- |- ", "• |• |• "])
def test_marked_lines_are_clauses_of_their_own(marks: str) -> None:
    lines = "<br>".join(mark + text for mark, text in zip(marks.split("|"), ("masts", "sails", "oars"), strict=True))
    assert [text for _, _, text in shown(f"<p>We hire:<br>{lines}</p><p>{_LONG}</p>")] == [
        "We hire:",
        "masts",
        "sails",
        "oars",
        _LONG,
    ]


def test_headings_on_lines_of_one_paragraph_are_headings_each() -> None:
    body = "<p><b>4.2. What we do.</b><br><i>A) USE OF THE BOATS</i><br><b>1. Hire</b></p><ul><li>By the day</li></ul>"
    assert shown(body)[:3] == [
        (Block.HEADING, "4.2.", "What we do."),
        (Block.PARAGRAPH, "A)", "USE OF THE BOATS"),
        (Block.HEADING, "1.", "Hire"),
    ]


def test_an_address_on_lines_stays_one_clause() -> None:
    assert len(clauses_of("<p>Larkfield Boats<br>12 Quay Street<br>1st floor<br>75002 Larkfield</p>")) == 1


def test_lists_that_hold_nothing_but_lists_do_not_count() -> None:
    body = (
        "<p>We hire:</p><ul><li><ol><li>boats</li></ol></li><li><ol><li>oars<ul><li>short</li></ul></li></ol></li></ul>"
    )
    assert [one.level for one in clauses_of(body) if one.block is Block.ITEM] == [1, 1, 2]


# ---------------------------------------------------------------- what is no clause, and what is


@pytest.mark.parametrize("line", ["–", "* * *", "_____", "&zwj;", "…"])
def test_a_line_typed_between_sections_is_no_clause(line: str) -> None:
    assert shown(f"<p>{_LONG}</p><p>{line}</p><p>{_LONG} Again.</p>") == shown(f"<p>{_LONG}</p><p>{_LONG} Again.</p>")


def test_a_last_clause_c_is_no_line_on_copyright() -> None:
    body = "<p>We write:</p><p>(a) by mail</p><p>(b) by post</p><p>(c) by pigeon</p>"
    assert shown(body)[-1] == (Block.PARAGRAPH, "(c)", "by pigeon")
    assert shown(body + "<p>(c) Larkfield Boats 2019</p>")[-1] == (Block.PARAGRAPH, "(c)", "by pigeon")


def test_what_follows_the_name_of_the_document_is_no_part_of_the_organisation() -> None:
    page = (
        b"<title>Larkfield Ltd. Terms of Service and Conditions</title><h1>Terms of Service</h1><p>You hire a boat.</p>"
    )
    assert read(page, {}, location=_PLACE, statuscode=200, rendition=Rendition.PLAIN).organisation == "Larkfield Ltd."
