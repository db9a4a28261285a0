"""Do bodies that rest on each other come back as they were, and is it said which of them is broken?"""

from random import Random

import pytest

from model import LIVE, Capture, Digest, Holding, Rendition, sha256
from store import DamagedError, open_store
from tests import followed as the

WORDS = [f"<p>clause {n}: {Random(n).getrandbits(400):x}</p>" for n in range(60)]


def body(day, words=WORDS):
    return f"<meta content='{Random(day).getrandbits(128):x}'>{''.join(words)}".encode()


def keep(store, day, content=None, original=the.URL, rendition=Rendition.PLAIN, status=200):
    content = body(day) if content is None else content
    capture = Capture(
        original=original, timestamp=the.at(day), statuscode=status, digest=sha256(content), rendition=rendition
    )
    with store.writing():
        store.facts.keep_capture(capture, Holding(holder=LIVE, taken_at=the.TAKEN), content)
    return capture.digest


def bases(store, digest):
    """The digests of what a body rests on, the nearest first."""
    row = store._db.execute("SELECT base_id, other_id FROM body WHERE digest = ?", [bytes.fromhex(digest)]).fetchone()
    named = "SELECT lower(hex(digest)) FROM body WHERE id = ?"
    return [store._db.execute(named, [base]).fetchone()[0] for base in row if base]


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "kept.db") as opened:
        yield opened


def test_a_body_rests_on_the_captures_before_and_after_it_the_nearer_first(store):
    first, last = keep(store, 0), keep(store, 100)
    assert bases(store, keep(store, 60)) == [last, first]
    assert bases(store, keep(store, 10)) == [first, sha256(body(60))]
    assert bases(store, last) == [first]


def test_an_original_in_another_spelling_is_the_same(store):
    first = keep(store, 0)
    assert bases(store, keep(store, 9, original=the.URL.replace("https", "http"))) == [first]


def test_nothing_rests_on_what_was_made_or_answered_otherwise_or_is_short(store):
    keep(store, 0, rendition=Rendition.BROWSER)
    keep(store, 1, body(1), status=404)
    keep(store, 2, b"moved")
    assert bases(store, keep(store, 3)) == []


def test_the_first_of_an_original_rests_on_a_page_of_the_same_host_alone(store):
    near, far = (f"https://{host}.example/privacy" for host in ("same", "same-not"))
    keep(store, 0, original=far)
    first = keep(store, 1, original=near)
    assert bases(store, first) == []
    assert bases(store, keep(store, 2, original="https://same.example/terms")) == [first]


def test_bodies_read_back_in_any_order_by_whoever_opens_the_file(tmp_path):
    path, days = tmp_path / "kept.db", Random(1).sample(range(300), 300)
    with open_store(path) as store:
        digests = {keep(store, day): body(day) for day in days}
    with open_store(path, readonly=True) as reader:
        assert all(reader.facts.body(digest) == digests[digest] for digest in sorted(digests))


def test_what_a_transaction_gave_up_is_rested_on_by_nobody(store):
    keep(store, 0)
    given_up = Capture(original=the.URL, timestamp=the.at(1), statuscode=200, digest=sha256(body(1)))
    store._db.execute("BEGIN IMMEDIATE")
    store.facts.keep_body(body(1), given_up)
    store._db.conn.rollback()
    other = keep(store, 2, body(2, WORDS[30:]))
    later = keep(store, 3, body(3, WORDS[30:]))
    store.facts._bodies._lately.forget()
    assert store.facts.body(other) == body(2, WORDS[30:])
    assert store.facts.body(later) == body(3, WORDS[30:])


def spoil(path, digest):
    """One byte of a frame is another one."""
    with open_store(path) as store:
        name = bytes.fromhex(digest)
        frame = bytearray(store._db.execute("SELECT packed FROM body WHERE digest = ?", [name]).fetchone()[0])
        frame[len(frame) // 2] ^= 1
        store._db.execute("UPDATE body SET packed = ? WHERE digest = ?", [bytes(frame), name])


def test_it_is_said_which_body_is_broken_when_another_rests_on_it(tmp_path):
    path = tmp_path / "kept.db"
    with open_store(path) as store:
        first, second, beside = keep(store, 0), keep(store, 9), keep(store, 1, original="https://other.example/")
    spoil(path, first)
    with open_store(path, readonly=True) as reader:
        for digest, said in ((first, first), (second, f"{second}: rests on {first}, which ")):
            with pytest.raises(DamagedError, match=said):
                reader.facts.body(digest)
        assert reader.facts.body(beside) == body(1)


def test_a_base_that_is_gone_is_damage(tmp_path):
    path = tmp_path / "kept.db"
    with open_store(path) as store:
        first, second = keep(store, 0), keep(store, 9)
        store._db.execute("PRAGMA foreign_keys = OFF")
        store._db.execute("DELETE FROM body WHERE digest = ?", [bytes.fromhex(first)])
    with (
        open_store(path, readonly=True) as reader,
        pytest.raises(DamagedError, match=f"{second}: of what it rests on no"),
    ):
        reader.facts.body(Digest(second))


def test_what_comes_beside_a_broken_body_is_kept_whole_by_itself(tmp_path):
    path = tmp_path / "kept.db"
    with open_store(path) as store:
        first = keep(store, 0)
    spoil(path, first)
    with open_store(path) as store:
        second = keep(store, 9)
        assert bases(store, second) == []
    with open_store(path) as store:
        assert store.facts.body(second) == body(9)
        assert [first in fault for fault in store.facts.body_faults()] == [True]
