"""Is a PDF read like a page?"""

import io
import zlib
from collections.abc import Sequence
from contextlib import suppress
from textwrap import wrap
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from extract.pdf.document import pdf_blocks
from extract.pdf.lines import lines_of
from extract.pdf.pages import UnreadablePdfError
from model import Block, Verdict
from tests.test_extract_reading import reading_of


def pdf(
    pages: int,
    content: bytes,
    *more: bytes,
    resources: bytes = b"<</Font<</F1 4 0 R>>>>",
    font: bytes = b"",
    own: Sequence[bytes] = (),
) -> bytes:
    """A PDF whose pages all show the same, or each its `own`. `more` are objects from the number 5 on."""
    kids = b" ".join(b"%d 0 R" % (5 + len(more) + number) for number in range(pages))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources%s/Contents %d 0 R>>"
    after = 5 + len(more) + pages
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages),
        packed(content),
        font or b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *more,
        *[page % (resources, after + number if own else 3) for number in range(pages)],
        *map(packed, own),
    ]
    out, offsets = b"%PDF-1.4\n", b""
    for number, one in enumerate(objects, 1):
        offsets += b"%010d 00000 n \n" % len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    size = b"%d" % (len(objects) + 1)
    tail = b"xref\n0 %s\n0000000000 65535 f \n%strailer<</Size %s/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    return out + tail % (size, offsets, size, len(out))


def packed(content: bytes, more: bytes = b"") -> bytes:
    data = zlib.compress(content, 9)
    return b"<</Filter/FlateDecode/Length %d%s>>stream\n%s\nendstream" % (len(data), more, data)


class Text(NamedTuple):
    """A line as a writer places it."""

    text: str
    x: float
    y: float
    size: float = 10
    bold: bool = False


TWO_FONTS = b"<</Font<</F1 4 0 R/F2 5 0 R>>>>"
BOLD = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>"
PLAIN = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def document(*pages: Sequence[Text]) -> bytes:
    return pdf(
        len(pages), b"", BOLD, resources=TWO_FONTS, font=PLAIN, own=[b"\n".join(map(placed, page)) for page in pages]
    )


def placed(line: Text) -> bytes:
    return b"BT /F%d %.1f Tf %.1f %.1f Td (%s) Tj ET" % (
        2 if line.bold else 1,
        line.size,
        line.x,
        line.y,
        escaped(line.text),
    )


def escaped(text: str) -> bytes:
    return b"".join(b"\\" + one if one in b"()\\" else one for one in (bytes((n,)) for n in text.encode("cp1252")))


def prose(text: str, x: float, y: float, width: int = 80, leading: float = 12) -> list[Text]:
    return [Text(line, x, y - leading * row) for row, line in enumerate(wrap(text, width, break_on_hyphens=False))]


def shown(body: bytes) -> list[tuple[Block, int, str]]:
    return [(draft.block, draft.level, draft.text) for draft in pdf_blocks(body)[0]]


def texts(body: bytes) -> list[str]:
    return [draft.text for draft in pdf_blocks(body)[0]]


KEEP = (
    "We keep your booking and the name you gave us for ten days after the boat has come back, and then we delete both "
    "of them from our books and from the copies that the harbour office holds for us."
)
SHARE = (
    "Nobody else is told where you sailed, except the coast guard when it asks for the crew of a boat that is overdue, "
    "and the insurer of the boat when there is damage that somebody has to pay for."
)
ASK = (
    "You may ask at any time which of your data we hold, and we answer within four weeks without a charge, unless the "
    "same question has been answered in the month before and nothing has changed since then."
)


MORE = (
    "A boat that is sold takes its log along, without the names of those who hired it, for what the new owner does "
    "with it is for the new owner to say, and the old log is kept for one winter, in case of a dispute, then burnt, so "
    "that whoever wants a page of it has to come before that, and has to bring the bill."
)


def test_headings_show_by_size_and_weight() -> None:
    body = document(
        [
            Text("Harbour Boats Privacy Policy", 50, 800, 20, True),
            Text("What we keep", 50, 760, 14, True),
            *prose(KEEP, 50, 740),
            Text("For how long", 50, 690, 10, True),
            *prose(SHARE, 50, 672),
            Text("What you may ask", 50, 620, 14, True),
            *prose(ASK, 50, 600),
        ]
    )
    assert shown(body) == [
        (Block.HEADING, 1, "Harbour Boats Privacy Policy"),
        (Block.HEADING, 2, "What we keep"),
        (Block.PARAGRAPH, 0, KEEP),
        (Block.HEADING, 3, "For how long"),
        (Block.PARAGRAPH, 0, SHARE),
        (Block.HEADING, 2, "What you may ask"),
        (Block.PARAGRAPH, 0, ASK),
    ]


def test_a_number_makes_a_heading_where_all_type_is_alike() -> None:
    body = document(
        [
            *prose("1. What we keep", 50, 800),
            *prose(KEEP, 50, 780),
            *prose("2. Who is told", 50, 730),
            *prose(SHARE, 50, 710),
            *prose("2.1 Boats that are overdue; and", 50, 660),
        ]
    )
    assert [level for block, level, _ in shown(body) if block is Block.HEADING] == [2, 2]
    assert texts(body)[-1] == "2.1 Boats that are overdue; and"


def test_two_columns_are_read_one_after_the_other() -> None:
    left, right = prose(KEEP + " " + SHARE, 50, 700, 40), prose(ASK + " " + KEEP, 310, 700, 40)
    assert texts(document([*left, *right])) == [KEEP + " " + SHARE, ASK + " " + KEEP]
    by_row = [line for pair in zip(left, right, strict=False) for line in pair]
    assert texts(document([*by_row, *left[len(right) :]]))[0] == KEEP + " " + SHARE


def test_two_columns_that_one_text_object_writes_row_by_row_are_told_apart() -> None:
    left, right = (wrap(text, 40) for text in (KEEP + " " + SHARE, ASK + " " + KEEP))
    rows = b"".join(
        b"(%s) Tj 260 0 Td (%s) Tj -260 -12 Td\n" % (escaped(one), escaped(other))
        for one, other in zip(left, right, strict=False)
    )
    body = pdf(1, b"BT /F1 10 Tf 50 700 Td\n" + rows + b"ET", font=PLAIN)
    read = " ".join(texts(body))
    assert " ".join(left[: len(right)]) in read
    assert " ".join(right[: len(left)]) in read


def test_a_table_is_read_row_by_row() -> None:
    rows = [("Cookie", "Purpose"), ("boat_id", "Remembers the boat"), ("port", "Remembers the harbour")] * 4
    lines = [
        Text(text, x, 700 - 14 * at) for at, row in enumerate(rows) for x, text in zip((50, 310), row, strict=True)
    ]
    assert " ".join(texts(document(lines))) == " ".join(text for row in rows for text in row)


def test_a_paragraph_goes_on_over_columns_and_pages() -> None:
    lines = prose(KEEP, 50, 700)
    ahead = prose(SHARE, 50, 760)
    assert texts(document([*ahead, *lines[:2]], [*[line._replace(y=line.y + 60) for line in lines[2:]]])) == [
        SHARE,
        KEEP,
    ]
    narrow = prose(KEEP, 50, 200, 40)
    over = [*narrow[:3], *[line._replace(x=310, y=line.y + 500) for line in narrow[3:]]]
    assert texts(document(over)) == [KEEP]


def test_a_sentence_that_ends_with_the_page_ends_the_paragraph() -> None:
    assert texts(document(prose(KEEP, 50, 100), prose(SHARE, 50, 780))) == [KEEP, SHARE]


def test_words_divided_at_line_ends_are_whole_and_real_hyphens_stay() -> None:
    lines = [
        "The harbour office keeps the infor-",
        "mation for ten days. It is a third-",
        "party service, and its well-known self-",
        "service desk has the book of the boats. No coast-",
        "guard has it, though the coast-guard may ask.",
    ]
    assert texts(document([Text(line, 50, 700 - 12 * at) for at, line in enumerate(lines)])) == [
        "The harbour office keeps the information for ten days. It is a third-party service, and its well-known "
        "self-service desk has the book of the boats. No coast-guard has it, though the coast-guard may ask."
    ]


def test_hyphens_at_line_ends_before_a_capital_or_for_a_later_word_stay() -> None:
    lines = ["Wir geben die Vertrags-", "und Bestandsdaten an Third-", "Party weiter, first- or second-hand."]
    assert texts(document([Text(line, 50, 700 - 12 * at) for at, line in enumerate(lines)])) == [
        "Wir geben die Vertrags- und Bestandsdaten an Third-Party weiter, first- or second-hand."
    ]


def test_paragraphs_a_little_apart_are_apart() -> None:
    lines: list[Text] = []
    for text in (KEEP, SHARE, ASK):
        lines += prose(text, 50, lines[-1].y - 15 if lines else 700)
    assert texts(document(lines)) == [KEEP, SHARE, ASK]


def test_the_lines_of_a_table_of_contents_stay_apart() -> None:
    contents = [
        f"{n}. {name} {'.' * 40} {n + 2}" for n, name in enumerate(("What we keep", "Who is told", "Asking"), 1)
    ]
    lines = [Text(line, 50, 700 - 12 * at) for at, line in enumerate(contents)]
    assert shown(document([*lines, *prose(KEEP, 50, 650)])) == [
        *((Block.PARAGRAPH, 0, line) for line in contents),
        (Block.PARAGRAPH, 0, KEEP),
    ]


def test_lists_keep_their_depth() -> None:
    body = document(
        [
            *prose("We keep:", 50, 720),
            Text("\u2022", 60, 700),
            *prose(
                "your name and the address to which we send the bill, for as long as the law on taxes asks", 74, 700, 50
            ),
            Text("\u2022 your boat:", 60, 670),
            Text("- its length", 80, 656),
            Text("- its flag", 80, 642),
            Text("\u2022 your harbour", 60, 628),
            *prose(SHARE, 50, 600),
        ]
    )
    assert shown(body) == [
        (Block.PARAGRAPH, 0, "We keep:"),
        (Block.ITEM, 1, "your name and the address to which we send the bill, for as long as the law on taxes asks"),
        (Block.ITEM, 1, "your boat:"),
        (Block.ITEM, 2, "its length"),
        (Block.ITEM, 2, "its flag"),
        (Block.ITEM, 1, "your harbour"),
        (Block.PARAGRAPH, 0, SHARE),
    ]


@pytest.mark.parametrize("font", ["Helvetica", "Wingdings-Regular", "ZapfDingbats"])
def test_bullets_are_known_by_their_font(font: str) -> None:
    """Western fonts leave the code 127 free and writers set a bullet with it; fonts of symbols have letters' codes."""
    bullet = b"\x7f" if font == "Helvetica" else b"n"
    symbols = b"<</Type/Font/Subtype/Type1/BaseFont/%s/Encoding/WinAnsiEncoding>>" % font.encode()
    lines = b"".join(
        b"BT /F2 10 Tf 60 %d Td (%s) Tj ET BT /F1 10 Tf 74 %d Td (your %s) Tj ET\n"
        % (700 - 14 * n, bullet, 700 - 14 * n, of)
        for n, of in enumerate((b"name", b"boat", b"harbour"))
    )
    assert shown(pdf(1, lines, symbols, resources=TWO_FONTS, font=PLAIN)) == [
        (Block.ITEM, 1, f"your {of}") for of in ("name", "boat", "harbour")
    ]


@pytest.mark.parametrize("paints", [b"f", b"S", b"B"])
def test_bullets_that_are_drawn_make_items(paints: bytes) -> None:
    """As browsers print lists: nothing else tells where one item ends."""
    items = [KEEP[:80], SHARE[:78], ASK[:79]]
    lines = b"".join(
        b"60 %d 4 4 re %s\nBT /F1 10 Tf 74 %d Td (%s) Tj ET\n" % (701 - 12 * n, paints, 700 - 12 * n, escaped(item))
        for n, item in enumerate(items)
    )
    first = b"BT /F1 10 Tf 1 0 0 1 50 714 Tm (We keep:) Tj ET\n"
    assert shown(pdf(1, first + lines, font=PLAIN)) == [
        (Block.PARAGRAPH, 0, "We keep:"),
        *((Block.ITEM, 1, item.strip()) for item in items),
    ]


def test_what_is_drawn_elsewhere_is_no_text() -> None:
    """Corners of tables, rules, dots of a chart, boxes around text, and what only clips."""
    drawn = b"50 690 1 1 re f 50 680 400 1 re f 300 600 4 4 re f 48 697 200 14 re S 62 701 4 4 re n\n"
    text = b"BT /F1 10 Tf 1 0 0 1 50 714 Tm (We keep) Tj ET %sBT /F1 10 Tf 1 0 0 1 74 700 Tm (the bill.) Tj ET" % drawn
    assert " ".join(texts(pdf(1, text, font=PLAIN))) == "We keep the bill."


def test_the_words_of_a_line_that_is_stretched_to_both_margins_are_one_line() -> None:
    lines, x = [], 50.0
    for word in ("who", "hires", "a", "boat", "from", "harbour.example"):
        lines.append(Text(word, x, 700))
        x += sum(WIDTHS[letter] for letter in word) / 100 + 28
    lines.append(Text("has to bring it back.", 50, 688))
    assert texts(document(lines)) == ["who hires a boat from harbour.example has to bring it back."]


def test_words_placed_one_by_one_make_lines() -> None:
    """Some writers flip the page, go to the line's corner, then to each word; spaces are pieces too, or are none."""
    for space in (True, False):
        pieces, x, said = [], 50.0, "We keep your booking for ten days (see part 4), then we delete it."
        for word in said.split():
            for text in (word, " ") if space else (word,):
                pieces.append(
                    b"q 1 0 0 -1 0 842 cm BT /F1 10 Tf 1 0 0 -1 50 140 Tm %.2f -10 Td (%s) Tj ET Q"
                    % (x - 50, escaped(text))
                )
                x += sum(WIDTHS[letter] for letter in text) / 100
            x += 0 if space else 2.78
        assert texts(pdf(1, b"\n".join(pieces), font=PLAIN)) == [said]


# Of Helvetica, in thousandths (Adobe Font Metrics).
WIDTHS = dict.fromkeys("abdeghnopqu_0123456789", 556) | dict.fromkeys("cksvxyz", 500) | dict.fromkeys(" .,:;tf/I", 278)
WIDTHS |= dict.fromkeys("ijl", 222) | dict.fromkeys("()r-", 333) | {"m": 833, "w": 722, "W": 944}


def test_a_line_drawn_twice_to_look_bold_is_read_once() -> None:
    assert texts(document([Text("What we keep", 50, 700), Text("What we keep", 50.3, 700)])) == ["What we keep"]


def test_an_exponent_stays_in_its_line() -> None:
    body = document(
        [Text("We keep it for ten days", 50, 700), Text("1", 152.5, 704, 6), Text(" and not longer.", 156, 700)]
    )
    assert texts(body) == ["We keep it for ten days1 and not longer."]


def test_a_page_that_lies_on_its_side_is_read() -> None:
    lines = b"".join(
        b"BT /F1 10 Tf 0 1 -1 0 %d 50 Tm (%s) Tj ET\n" % (100 + 12 * at, escaped(line))
        for at, line in enumerate(wrap(KEEP, 80))
    )
    assert texts(pdf(1, lines, font=PLAIN)) == [KEEP]


def test_words_placed_from_right_to_left_stand_in_one_line() -> None:
    upright = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    placed = [("\u05de\u05d3\u05d9\u05e0\u05d9\u05d5\u05ea", 300.0), (" ", 296.0), ("\u05e4\u05e8\u05d8", 250.0)]
    shown = [(text, upright, (1.0, 0.0, 0.0, 1.0, x, 700.0), None, 10.0) for text, x in placed]
    assert [line.text for line in lines_of(shown, 0)] == ["".join(text for text, _ in placed)]


PICTURE = b"/Type/XObject/Subtype/Image/Width 1240/Height 1754/ColorSpace/DeviceGray/BitsPerComponent 8"
WITH_PICTURE = b"<</Font<</F1 4 0 R>>/XObject<</X 5 0 R>>>>"


def test_a_scanned_pdf_is_unreadable_and_says_so() -> None:
    for stray in (b"", b" BT /F1 10 Tf 50 20 Td (Seite 1) Tj ET"):
        reading = reading_of(
            pdf(4, b"q 595 0 0 842 0 0 cm /X Do Q" + stray, packed(b"", PICTURE), resources=WITH_PICTURE)
        )
        assert reading.verdict is Verdict.UNREADABLE
        assert "scanned: 4 of 4 pages are pictures" in reading.evidence["reason"]


def test_a_scan_with_its_text_behind_it_is_read() -> None:
    text = b"".join(
        b"BT 3 Tr /F1 10 Tf 50 %d Td (%s) Tj ET\n" % (700 - 12 * at, escaped(line.text))
        for at, line in enumerate(prose(KEEP, 0, 0))
    )
    body = pdf(1, b"q 595 0 0 842 0 0 cm /X Do Q\n" + text, packed(b"", PICTURE), resources=WITH_PICTURE, font=PLAIN)
    assert texts(body) == [KEEP]


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_a_pdf_locked_with_an_empty_password_is_read(algorithm: str) -> None:
    writer = PdfWriter(PdfReader(io.BytesIO(document(prose(KEEP, 50, 700)))))
    writer.encrypt("", "owner", algorithm=algorithm)
    locked = io.BytesIO()
    writer.write(locked)
    assert texts(locked.getvalue()) == [KEEP]


def test_the_forms_of_a_pdf_are_read() -> None:
    text = b"BT /F1 10 Tf 50 700 Td (We keep your personal data for ten days, and then we delete it.) Tj ET"
    form = packed(text, b"/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<</Font<</F1 4 0 R>>>>")
    body = pdf(3, b"q /X Do Q", form, resources=WITH_PICTURE)
    assert "we keep your personal data for ten days" in reading_of(body).words


@settings(max_examples=30, deadline=None)
@given(st.integers(40, 95), st.integers(9, 60), st.sampled_from((10, 12, 14)))
def test_the_width_and_length_of_pages_do_not_matter(width: int, rows: int, leading: int) -> None:
    wanted = [KEEP, SHARE, ASK, MORE]  # a sentence each: a page that ends with a sentence may end a paragraph or not
    lines: list[str] = []
    for paragraph in wanted:
        lines += [*wrap(paragraph, width, break_on_hyphens=False), ""]
    pages = [
        [Text(line, 50, 800 - leading * at) for at, line in enumerate(lines[start : start + rows]) if line]
        for start in range(0, len(lines), rows)
    ]
    read = texts(document(*[page for page in pages if page]))
    assert " ".join(read) == " ".join(wanted)
    assert read == wanted


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_spoilt_pdf_is_read_or_unreadable(data: st.DataObject) -> None:
    body = bytearray(document(prose(KEEP, 50, 700), prose(SHARE, 50, 700)))
    for at in data.draw(st.lists(st.integers(0, len(body) - 1), min_size=1, max_size=6)):
        body[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(body)))
    for spoilt in (bytes(body[cut:] + body[:cut]), bytes(body)):
        with suppress(UnreadablePdfError):
            assert pdf_blocks(spoilt)[0]
