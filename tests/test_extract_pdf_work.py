"""Is a PDF that is endless work given up, and one that is long read?"""

from random import Random
from time import process_time

import pytest

from model import Verdict
from tests.test_extract_pdf import packed, pdf
from tests.test_extract_reading import reading_of

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
