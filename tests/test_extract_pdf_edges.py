"""Are running heads and page numbers taken off a PDF's pages, and nothing else?"""

from random import Random

from extract.pdf.document import pdf_blocks
from tests.test_extract_pdf import ASK, KEEP, SHARE, Text, document, prose, texts
from tests.test_extract_reading import reading_of

PARTS = (KEEP, SHARE, ASK)


def words(number: int) -> str:
    """The text of one page, as no other page has it."""
    said = " ".join(PARTS).lower().replace(",", "").replace(".", "").split()
    Random(number).shuffle(said)
    return f"Of {' '.join(said[:40])}."


def headed(pages: int, head: str = "", foot: str = "", first: str = "") -> bytes:
    """Pages of prose, each with its head and foot, where `{}` is the page's number."""
    made = []
    for number in range(1, pages + 1):
        page = prose(words(number), 50, 760)
        top = [Text((first if first and number == 1 else head).format(number), 50, 810)] if head else []
        made.append([*top, *page, *([Text(foot.format(number), 280, 30)] if foot else [])])
    return document(*made)


def test_numbers_of_pages_go_in_every_form() -> None:
    for foot in ("{}", "Page {} of 9", "- {} -", "{} / 9", "Seite {} von 9", "Harbour Boats, rev. 7, page {}"):
        drafts, _, dropped, *_ = pdf_blocks(headed(9, foot=foot))
        assert dropped == [foot.format(number) for number in range(1, 10)]
        assert [draft.text for draft in drafts] == [words(n) for n in range(1, 10)]


def test_all_of_it_stays_where_it_is_asked_for() -> None:
    body = headed(9, "Harbour Boats", "Page {} of 9")
    drafts, _, dropped, *_ = pdf_blocks(body, running=True)
    assert dropped == []
    assert sum(draft.text == "Harbour Boats" for draft in drafts) == 9
    assert [draft.text for draft in drafts if draft.text.startswith("Page")] == [f"Page {n} of 9" for n in range(1, 10)]


def test_a_head_that_is_the_title_stays_once() -> None:
    read = texts(headed(4, "Harbour Boats Privacy Policy"))
    assert read[0] == "Harbour Boats Privacy Policy"
    assert "Harbour Boats Privacy Policy" not in read[1:]


def test_a_head_goes_where_the_title_stands_below_it() -> None:
    head, title = Text("Privacy Policy", 50, 810, 8), Text("Harbour Boats Privacy Policy", 50, 780, 18)
    pages = [[head, *prose(text, 50, 740)] for text in PARTS]
    pages[0].insert(1, title)
    drafts, _, dropped, *_ = pdf_blocks(document(*pages))
    assert [draft.text for draft in drafts] == [title.text, *PARTS]
    assert dropped == [head.text] * 3


def test_a_head_that_names_the_house_goes_where_a_larger_title_stands_below() -> None:
    """Many writers set the head after the text of its page."""
    pages = [[*prose(words(n), 50, 740), Text("Harbour Boats - Legal", 50, 810, 8)] for n in range(4)]
    pages[0].insert(0, Text("Privacy Policy", 50, 770, 18))
    assert texts(document(*pages)) == ["Privacy Policy", *[words(n) for n in range(4)]]


def test_a_head_that_is_the_title_stands_first_though_it_is_set_last() -> None:
    pages = [[*prose(words(n), 50, 740), Text("Harbour Boats Privacy Policy", 50, 810)] for n in range(4)]
    assert texts(document(*pages)) == ["Harbour Boats Privacy Policy", *[words(n) for n in range(4)]]


def test_heads_of_left_and_right_pages_go() -> None:
    pages = [
        [Text(("Harbour Boats", "Rules of the House")[n % 2], 50, 810), *prose(words(n), 50, 760)] for n in range(8)
    ]
    assert texts(document(*pages)) == [words(n) for n in range(8)]


def test_a_foot_written_first_goes_and_parts_no_sentence() -> None:
    lines = prose(KEEP + " " + SHARE, 50, 700)
    pages = [[Text(f"HB-7, rev. B {n + 1}/2", 50, 30), *half] for n, half in enumerate((lines[:3], lines[3:]))]
    assert texts(document(*pages)) == [KEEP + " " + SHARE]


def test_the_repeated_head_of_a_table_stays() -> None:
    head = [Text("Cookie", 50, 760, bold=True), Text("Purpose", 310, 760, bold=True)]
    rows = [Text("boat_id", 50, 740), Text("Remembers the boat", 310, 740)]
    body = document(prose(KEEP, 50, 760), [*head, *rows], [*head, *rows], prose(SHARE, 50, 760), prose(ASK, 50, 760))
    assert texts(body).count("Cookie") == 2
    assert pdf_blocks(body)[2] == []


def test_articles_that_begin_a_page_each_are_no_page_numbers() -> None:
    pages = [[Text(f"Article {n}", 50, 800), *prose(words(n), 50, 780)] for n in range(1, 7)]
    drafts, _, dropped, *_ = pdf_blocks(document(*pages))
    assert dropped == []
    assert [draft.text for draft in drafts if draft.text.startswith("Article")] == [f"Article {n}" for n in range(1, 7)]


def test_numbers_at_the_foot_that_do_not_count_the_pages_stay() -> None:
    years = ["2019", "2024", "2020", "2023", "2021"]
    pages = [[*prose(words(n), 50, 780), Text(year, 50, 700)] for n, year in enumerate(years)]
    assert pdf_blocks(document(*pages))[2] == []


def test_pages_that_are_all_alike_are_not_taken_for_heads() -> None:
    body = document(*[[Text("We keep your booking for ten days.", 50, 700)]] * 3)
    assert len(texts(body)) == 3


def test_the_number_of_the_only_page_goes() -> None:
    assert texts(headed(1, foot="1")) == [words(1)]
    assert texts(headed(1, foot="Page 1 of 1")) == [words(1)]
    assert texts(headed(1, foot="12"))[-1] == "12"


def test_cells_that_are_alike_in_the_last_row_of_the_only_page_stay() -> None:
    body = document([*prose(KEEP, 50, 760), Text("none", 50, 600), Text("none", 200, 600), Text("none", 350, 600)])
    assert texts(body) == [KEEP, "none", "none", "none"]


def test_what_stands_along_the_edges_alone_tells_of_the_document() -> None:
    reading = reading_of(headed(4, "Harbour Boats Ltd. - boats@harbour.example", "Last updated 1 May 2024, page {}"))
    assert reading.declared.dates == ("2024-05-01",)
    assert reading.organisation == "Harbour Boats Ltd."
    assert reading.contacts == ("mailto:boats@harbour.example",)
    assert "2024" not in reading.words


def test_the_text_is_asked_before_the_edges() -> None:
    body = document(
        *(
            [
                Text("Lighthouse AG, rules of 2 June 2023", 50, 810),
                *prose(f'Lumora Prints Ltd. ("we") made these rules. Last updated 3 May 2024. {words(n)}', 50, 760),
            ]
            for n in range(4)
        )
    )
    reading = reading_of(body)
    assert (reading.declared.dates, reading.organisation) == (("2024-05-03",), "Lumora Prints Ltd.")


def test_the_day_of_printing_is_no_date_of_the_document() -> None:
    assert reading_of(headed(4, "5/12/24, 3:14 PM", "https://harbour.example/privacy {}/4")).declared.dates == ()
