"""Whatever happened to a page or a PDF, it is read without an error, and in bounded time and memory."""

import logging
import zlib

import pytest

from benchmarks import fuzz, mutating
from benchmarks.fuzz import fuzzed, goals
from benchmarks.mutating import PAGES, PDFS, flipped, mutated
from tests.policy_pages import PAGES as POLICIES

BODIES = [page.encode() for page, _ in POLICIES.values()]
LINES = (
    "Privacy Policy of Larkspur Ferries",
    "We keep your name and your address for three years after your last",
    "crossing, as the law on passenger lists demands of every ferry.",
    "You may ask for a copy at any time, and have mistakes put right.",
)


def pdf(pages):
    """A PDF with that many pages, each with the same four lines."""
    shown = "".join(f"BT /F1 11 Tf 72 {760 - 16 * i} Td ({line}) Tj ET\n" for i, line in enumerate(LINES))
    packed = zlib.compress(shown.encode())
    kids = " ".join(f"{5 + i} 0 R" for i in range(pages))
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>>>/Contents 3 0 R>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {pages}>>".encode(),
        f"<</Filter/FlateDecode/Length {len(packed)}>>stream\n".encode() + packed + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *[page.encode()] * pages,
    ]
    body, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    return body + end % (size, table, size, len(body))


@pytest.fixture(autouse=True)
def _silent():
    """The PDF library tells of each broken byte."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def assert_sound(found):
    assert all(goal.met for goal in goals(found)), [goal.faults for goal in goals(found)]


@pytest.mark.parametrize("mutation", PAGES, ids=lambda one: one.__name__)
def test_pages_are_read_after_every_mutation(mutation, monkeypatch):
    monkeypatch.setattr(mutating, "LONG", 2_000_000)
    found = fuzzed(BODIES, {mutation: 1}, range(2))
    assert found.read == 2
    assert_sound(found)


def test_pages_are_read_after_mixed_mutations(monkeypatch):
    monkeypatch.setattr(fuzz, "can_measure_growth", lambda: False)  # it takes longer than the reading
    light = {mutation: weight for mutation, weight in PAGES.items() if weight > 1}
    assert_sound(fuzzed(BODIES, light, range(300)))


def test_pdfs_are_read_after_mixed_mutations(monkeypatch):
    monkeypatch.setattr(fuzz, "can_measure_growth", lambda: False)
    assert_sound(fuzzed([pdf(1), pdf(3)], PDFS, range(200)))


def test_a_seed_stands_for_the_same_bytes_each_time():
    for seed in range(40):
        assert mutated(BODIES, PAGES, seed) == mutated(BODIES, PAGES, seed)


def test_an_error_is_told_with_its_seed(monkeypatch):
    as_it_was = {bytes(body) for body in BODIES}
    read = fuzz._read

    def fails(body):
        if body in as_it_was:
            return read(body)
        raise KeyError("no such box")

    monkeypatch.setattr(fuzz, "_read", fails)
    (error,) = fuzz.fuzzed(BODIES, {flipped: 1}, [3]).errors
    assert "seed 3, " in error
    assert "no such box" in error


def test_a_reading_that_takes_too_long_is_told(monkeypatch):
    monkeypatch.setattr(fuzz, "_SECONDS_MORE", -1000)
    assert len(fuzz.fuzzed(BODIES, {flipped: 1}, [3]).slow) == 1
