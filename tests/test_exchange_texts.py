"""Does a text on disk say what it is a text of?"""

import pytest

from exchange.texts import CORPUS, NoProvenanceError, text_file
from model import OPERATOR, Rendition, sha256
from tests import followed as the

LINE = (
    "> *The following text is extracted and transformed from the acme.example privacy policy that was archived on"
    " 2015-09-10. Please check the [original snapshot on the Wayback Machine]"
    "(https://web.archive.org/web/{stamp}id_/{original}) for the most accurate reproduction.*"
)
TEXT = the.markdown(*the.TEXTS["a"])


@pytest.fixture
def path(tmp_path):
    return tmp_path / "acme.example.md"


def corpus(original="https%3A//acme.example/privacy", stamp="20150910223431"):
    return LINE.format(original=original, stamp=stamp).encode() + b"\n\n" + TEXT


@pytest.mark.parametrize(
    ("written", "original"),
    [
        ("https%3A//acme.example/privacy", "https://acme.example/privacy"),
        ("http%3A//acme.example%3A8080/a%3Fb%3D1%26c%3D2", "http://acme.example:8080/a?b=1&c=2"),
        ("HTTPS%3a//acme.example/%28privacy%29", "HTTPS://acme.example/(privacy)"),
        ("https%3A//acme.example/a%2520b", "https://acme.example/a%20b"),  # encoded once more than it was
        ("https%3A//acme.example/%C3%BC", "https://acme.example/ü"),
        ("https://acme.example/privacy", "https://acme.example/privacy"),
        ("https://acme.example/?next=%2Fhome", "https://acme.example/?next=%2Fhome"),  # its own percent sign
    ],
)
def test_the_first_line_of_a_corpus_text_says_what_it_is_a_text_of(path, written, original):
    path.write_bytes(corpus(written))
    found = text_file(path, the.TAKEN)
    assert found.capture.original == original
    assert found.capture.timestamp.isoformat() == "2015-09-10T22:34:31+00:00"
    assert (found.capture.rendition, found.capture.statuscode) == (Rendition.TEXT, 200)
    assert (found.holding.holder, found.holding.taken_at) == (CORPUS, the.TAKEN)
    assert found.holding.memento == f"https://web.archive.org/web/20150910223431id_/{written}"


def test_the_body_is_the_file_as_it_is(path):
    path.write_bytes(corpus())
    found = text_file(path, the.TAKEN)
    assert found.body == corpus()
    assert found.capture.digest == sha256(corpus())


@pytest.mark.parametrize("before", [b"\n\n", b"\xef\xbb\xbf", b"\r\n  "])
def test_what_stands_before_the_first_words_does_no_harm(path, before):
    path.write_bytes(before + corpus())
    assert text_file(path, the.TAKEN).capture.original == "https://acme.example/privacy"


def test_what_is_stated_stands_above_what_the_file_says(path):
    path.write_bytes(corpus())
    found = text_file(path, the.TAKEN, original=the.MOVED_TO, timestamp=the.at(0))
    assert (found.capture.original, found.capture.timestamp) == (the.MOVED_TO, the.at(0))
    assert (found.holding.holder, found.holding.memento) == (OPERATOR, "")


def test_half_of_a_statement_states_nothing(path):
    path.write_bytes(corpus())
    assert text_file(path, the.TAKEN, original=the.MOVED_TO).capture.original == "https://acme.example/privacy"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        TEXT,
        b"\xff\xfe\x00\x01",
        b"Seen at https://acme.example/privacy\n",
        b"Words first.\n" + LINE.format(original="https%3A//acme.example/", stamp="20150910223431").encode(),
    ],
)
def test_a_text_without_provenance_is_refused_with_what_to_do(path, body):
    path.write_bytes(body)
    with pytest.raises(NoProvenanceError, match=rf"{path}.*--original URL --timestamp YYYYMMDDhhmmss"):
        text_file(path, the.TAKEN)


def test_a_timestamp_that_is_no_instant_is_refused_by_name(path):
    path.write_bytes(corpus(stamp="20151310223431"))
    with pytest.raises(NoProvenanceError, match=r"20151310223431.*--original URL"):
        text_file(path, the.TAKEN)


def test_a_file_that_is_not_there_is_an_error_that_names_it(path):
    with pytest.raises(OSError, match=path.name):
        text_file(path, the.TAKEN)


def test_a_file_that_is_too_large_for_a_text_is_refused_by_name(path):
    with path.open("wb") as file:
        file.truncate(20_000_001)
    with pytest.raises(OSError, match=rf"{path}: more than 20,000,000 bytes"):
        text_file(path, the.TAKEN)
