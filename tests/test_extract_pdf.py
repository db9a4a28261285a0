"""Is a PDF read like a page, and is one that is endless work given up?"""

import zlib
from collections.abc import Sequence
from random import Random
from time import process_time

import pytest

from model import Verdict
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


FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 1 1]"
BOTH = b"<</Font<</F1 4 0 R>>/XObject<</X 5 0 R>>>>"
COMPOSITE = b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H%s>>"
CHARACTERS = b"begincmap 1 beginbfrange\n<0000> <FFFE> <0000>\nendbfrange endcmap"
NOTHING = b"BT () Tj ET\n"
HOSTILE = {
    "operators on pages that share them": pdf(4, NOTHING * 80_000),
    "operators that show text": pdf(50, b"(a)Tj 1 -12 Td\n" * 100_000),
    "pieces of a line": pdf(50, b"[()()()()]TJ\n" * 100_000),
    "operands without an operator": pdf(50, b"1 " * 1_000_000),
    "bytes that are nothing": pdf(50, b" " * 9_000_000),
    "more bytes than any page": pdf(50, b" " * 60_000_000),
    "forms": pdf(4, b"/X Do\n" * 20_000, packed(NOTHING * 2000, FORM), resources=BOTH),
    "forms that are long and show nothing": pdf(4, b"/X Do\n" * 20_000, packed(b"1 " * 200_000, FORM), resources=BOTH),
    "forms within forms": pdf(
        4,
        b"/X Do\n" * 200,
        packed(b"/Y Do\n" * 200, FORM + b"/Resources<</XObject<</Y 6 0 R>>>>"),
        packed(b"/Z Do\n" * 200, FORM + b"/Resources<</XObject<</Z 7 0 R>>>>"),
        packed(NOTHING * 200, FORM),
        resources=BOTH,
    ),
    "character maps": pdf(500, NOTHING, packed(CHARACTERS), font=COMPOSITE % b"/ToUnicode 5 0 R"),
    "widths": pdf(500, NOTHING, b"<</W[0 65000 1]>>", font=COMPOSITE % b"/DescendantFonts[5 0 R]"),
    "widths one by one": pdf(
        500, NOTHING, b"<</W[0 [%s]]>>" % (b"1 " * 60_000), font=COMPOSITE % b"/DescendantFonts[5 0 R]"
    ),
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_small_pdf_that_is_endless_work_is_unreadable_soon(body: bytes) -> None:
    assert len(body) < 250_000
    began = process_time()
    reading = reading_of(body)
    assert process_time() - began < 6  # 2 on a machine with nothing else to do
    assert reading.verdict is Verdict.UNREADABLE
    assert "more work to read than any policy" in reading.evidence["reason"]


def test_a_policy_of_two_hundred_dense_pages_is_read() -> None:
    lines = b"".join(
        b"[(W)80(e k)10(eep y)10(our personal data n)-5(umber %d for ten da)20(ys)]TJ T*\n" % n for n in range(60)
    )
    reading = reading_of(pdf(200, b"BT /F1 10 Tf 50 800 Td 12 TL\n" + lines + b"ET"))
    assert reading.verdict is Verdict.POLICY
    assert reading.words.count("we keep your personal data number 7 for ten days") == 200


def test_a_policy_whose_writer_placed_every_letter_by_itself_is_read() -> None:
    words = b"We keep your personal data for ten days, and then we delete it. " * 20
    courier = b"<</Type/Font/Subtype/Type1/BaseFont/Courier>>"
    pages = [
        b"".join(
            b"BT /F1 10 Tf 1 0 0 1 %d.%d %d Tm (%c) Tj ET\n" % (n % 64 * 6, at.randrange(10), 800 - n // 64 * 12, one)
            for n, one in enumerate(words)
        )
        for at in map(Random, range(25))
    ]
    reading = reading_of(pdf(25, b"", font=courier, own=pages))
    assert reading.verdict is Verdict.POLICY
    assert reading.words.count("we delete it") > 300  # where every page ends alike it is a running foot


def test_the_forms_of_a_pdf_are_read() -> None:
    text = b"BT /F1 10 Tf 50 700 Td (We keep your personal data for ten days, and then we delete it.) Tj ET"
    shown = pdf(3, b"q /X Do Q", packed(text, FORM + b"/Resources<</Font<</F1 4 0 R>>>>"), resources=BOTH)
    assert "we keep your personal data for ten days" in reading_of(shown).words
