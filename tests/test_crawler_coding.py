"""Is a body exactly what was packed, or nothing?"""

import gzip
import zlib
from collections.abc import Callable

import brotli  # type: ignore[import-untyped]
import pytest
from backports import zstd
from hypothesis import given
from hypothesis import strategies as st

from crawler.coding import decode
from crawler.trouble import Trouble
from model import Failure


def raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstd.compress,
}
TEXT = b"We may share your data with nobody. " * 300
LIMIT = 100_000


def reason(result: bytes | Trouble) -> Failure | None:
    return result.reason if isinstance(result, Trouble) else None


@given(st.binary(max_size=2000), st.sampled_from(sorted(PACKERS)))
def test_what_was_packed_comes_out(body: bytes, coding: str) -> None:
    assert decode(PACKERS[coding](body), [coding], LIMIT) == body


def test_deflate_without_zlib_s_frame_is_read_too() -> None:
    assert decode(raw_deflate(TEXT), ["deflate"], LIMIT) == TEXT


@pytest.mark.parametrize("headers", [["", "gzip"], ["gzip", ""], [" GZIP "], ["gzip, identity"], ["utf-8, gzip"]])
def test_the_ways_to_say_gzip(headers: list[str]) -> None:
    """web.archive.org sometimes sends two Content-Encoding headers, one of them empty."""
    assert decode(gzip.compress(TEXT), headers, LIMIT) == TEXT


def test_codings_are_taken_off_from_the_last_one() -> None:
    assert decode(gzip.compress(brotli.compress(TEXT)), ["br, gzip"], LIMIT) == TEXT
    assert decode(gzip.compress(gzip.compress(TEXT)), ["gzip", "gzip"], LIMIT) == TEXT


def test_a_body_that_was_unpacked_before_it_was_archived_is_taken_as_it_is() -> None:
    assert decode(TEXT, ["gzip"], LIMIT) == TEXT


def test_several_gzip_members_and_padding_make_one_body() -> None:
    assert decode(gzip.compress(b"a") + gzip.compress(b"b") + b"\0" * 9, ["gzip"], LIMIT) == b"ab"


def test_an_empty_body_needs_no_coding() -> None:
    assert all(decode(b"", [coding], LIMIT) == b"" for coding in PACKERS)


@pytest.mark.parametrize("coding", sorted(PACKERS))
def test_half_a_body_is_broken_and_never_kept_in_part(coding: str) -> None:
    packed = PACKERS[coding](TEXT)
    for length in (len(packed) // 2, len(packed) - 1):
        assert reason(decode(packed[:length], [coding], LIMIT)) is Failure.BROKEN


@pytest.mark.parametrize("coding", sorted(PACKERS))
def test_a_bomb_is_too_large_and_not_unpacked(coding: str) -> None:
    bomb = PACKERS[coding](bytes(30_000_000))
    assert len(bomb) < LIMIT
    assert reason(decode(bomb, [coding], LIMIT)) is Failure.TOO_LARGE


def test_a_bomb_in_a_bomb_stops_at_the_first_layer_that_is_too_large() -> None:
    bomb = gzip.compress(gzip.compress(bytes(30_000_000)))
    assert reason(decode(bomb, ["gzip, gzip"], LIMIT)) is Failure.TOO_LARGE


def test_a_body_of_exactly_the_limit_passes() -> None:
    for coding, pack in PACKERS.items():
        assert decode(pack(bytes(5000)), [coding], 5000) == bytes(5000)
        assert reason(decode(pack(bytes(5001)), [coding], 5000)) is Failure.TOO_LARGE


def test_the_limit_holds_packed_too() -> None:
    assert reason(decode(bytes(LIMIT + 1), [], LIMIT)) is Failure.TOO_LARGE


@pytest.mark.parametrize("coding", ["compress", "snappy", "gzip, gzip, gzip, gzip"])
def test_a_coding_that_cannot_be_taken_off_is_broken_and_named(coding: str) -> None:
    result = decode(TEXT, [coding], LIMIT)
    assert isinstance(result, Trouble)
    assert result.reason is Failure.BROKEN
    assert coding in result.detail or "4 content codings" in result.detail


@given(st.binary(max_size=300), st.lists(st.sampled_from([*PACKERS, "utf-8", "x"]), max_size=3))
def test_no_bytes_crash_the_decoding(body: bytes, codings: list[str]) -> None:
    result = decode(body, codings, 1000)
    assert reason(result) in {None, Failure.BROKEN, Failure.TOO_LARGE}
