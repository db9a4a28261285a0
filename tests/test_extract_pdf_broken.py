"""What is said of a PDF of which pages cannot be read?"""

import io
import re
import zlib

import pytest
from pypdf import PdfReader, PdfWriter

from model import Verdict
from tests.test_extract_pdf import ASK, KEEP, MORE, PLAIN, SHARE, document, escaped, pdf, prose
from tests.test_extract_reading import reading_of

PARTS = (KEEP, SHARE, ASK, MORE)
PAGES = document(*(prose(f"{part} {part}", 50, 700) for part in PARTS))


def spoilt(body: bytes, *pages: int) -> bytes:
    """The PDF with the text of these pages, from 1, overwritten from its middle on, where it is packed."""
    out = bytearray(body)
    streams = [one for one in re.finditer(rb"stream\n(.*?)\nendstream", body, re.DOTALL) if b"BT" in unpacked(one[1])]
    for page in pages:
        start, end = streams[page - 1].span(1)
        middle = start + (end - start) // 4
        out[middle:end] = b"\xff" * (end - middle)
    return bytes(out)


def unpacked(data: bytes) -> bytes:
    return zlib.decompressobj().decompress(data)


def without(body: bytes, *pages: int) -> bytes:
    """The PDF without the objects of these pages, as where its file was cut and mended."""
    kids = re.search(rb"/Kids\[(.*?)\]", body)[1].split(b" 0 R")
    for page in pages:
        body = body.replace(b"\n%d 0 obj" % int(kids[page - 1]), b"\n%d 7 obj" % int(kids[page - 1]))
    return re.sub(rb"startxref\n\d+", b"startxref\n0", body)


@pytest.mark.parametrize("harmed", [spoilt, without])
def test_one_bad_page_is_named_and_the_others_are_read(harmed):
    reading = reading_of(harmed(PAGES, 2))
    assert reading.verdict is Verdict.POLICY
    assert reading.evidence["pages unread"] == "1 of 4: 2"
    assert [clause.text for clause in reading.clauses if clause.text.startswith(tuple(PARTS))] == [
        f"{part} {part}" for part in (KEEP, ASK, MORE)
    ]


def test_a_page_that_names_an_unknown_packing_is_unread():
    body = PAGES.replace(b"/FlateDecode", b"/PleatDecode", 2)  # the first is shown by no page
    assert reading_of(body).evidence["pages unread"] == "1 of 4: 1"


def test_a_page_that_names_its_packing_as_pdfs_no_longer_do_is_unread():
    body = PAGES.replace(b"/FlateDecode", b"/Fl         ", 2)
    assert reading_of(body).evidence["pages unread"] == "1 of 4: 1"


def test_a_tree_of_pages_that_holds_itself_is_walked_once():
    root = re.search(rb"/Pages (\d+) 0 R", PAGES)[1]
    looped = re.sub(rb"(/Kids\[)(.*?)\]", rb"\g<1>\g<2> " + root + b" 0 R " + root + b" 0 R]", PAGES)
    reading = reading_of(re.sub(rb"startxref\n\d+", b"startxref\n0", looped))
    assert reading.verdict is Verdict.UNREADABLE
    assert "cyclic" in reading.evidence["reason"]


@pytest.mark.parametrize("harmed", [spoilt, without])
def test_a_pdf_is_partial_where_most_pages_cannot_be_read(harmed):
    reading = reading_of(harmed(PAGES, 1, 2, 4))
    assert (reading.verdict, reading.evidence["reason"]) == (Verdict.PARTIAL, "3 of 4 pages cannot be read")
    assert f"{ASK} {ASK}" in [clause.text for clause in reading.clauses]


@pytest.mark.parametrize("body", [PAGES.replace(b"/FlateDecode", b"/PleatDecode"), without(PAGES, 1, 2, 3, 4)])
def test_a_pdf_of_which_no_page_can_be_read_is_unreadable(body):
    reading = reading_of(body)
    assert reading.verdict is Verdict.UNREADABLE
    assert reading.evidence["reason"].startswith("the PDF is broken")


def test_whole_pdfs_have_no_unread_pages():
    assert "pages unread" not in reading_of(PAGES).evidence


def test_pages_beyond_what_is_read_are_told():
    text = b"".join(
        b"BT /F1 10 Tf 50 %d Td (%s) Tj ET\n" % (700 - 12 * row, escaped(line.text))
        for row, line in enumerate(prose(KEEP, 0, 0))
    )
    reading = reading_of(pdf(501, text, font=PLAIN))
    assert reading.evidence["pages unread"] == "1 of 501: 501"


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_a_pdf_locked_by_a_password_says_so(algorithm):
    writer = PdfWriter(PdfReader(io.BytesIO(PAGES)))
    writer.encrypt("harbour", algorithm=algorithm)
    locked = io.BytesIO()
    writer.write(locked)
    reading = reading_of(locked.getvalue())
    assert (reading.verdict, reading.evidence["reason"]) == (Verdict.UNREADABLE, "the PDF is locked by a password")
