"""How is an authority asked when a root was known, and is what it answers an answer to that?

A time-stamping authority, as in RFC 3161, signs a digest together with the time. It is asked about the bytes that the
root is the SHA-256 of, so the digest that it signs is the root. Who trusts its certificate then knows that the root,
and so everything below it, was there at that time. Nothing is sent here: bytes in, bytes out.
"""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from rfc3161_client import (
    HashAlgorithm,
    PKIStatus,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from evidence import verifier
from evidence.canonical import digest
from model import Digest

ASKED_AS, ANSWERED_AS = "application/timestamp-query", "application/timestamp-reply"
LONGEST_ANSWER = 1_000_000  # bytes; one with a chain of certificates has some thousands

_SHA256 = "2.16.840.1.101.3.4.2.1"
_MOST_WORDS = 200


class Refused(StrEnum):
    """Why an answer is no timestamp of the root."""

    NOT_AN_ANSWER = "not an answer as in RFC 3161"
    NOT_GRANTED = "the authority granted no timestamp"
    OTHER_DIGEST = "it is about another digest"
    OTHER_QUESTION = "it answers another question"
    NOT_SIGNED = "its signature does not hold"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is sent, and by what its answer is known: a number that nobody can guess."""

    root: Digest
    nonce: int
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """An answer as it came, and when the authority says that it knew the root."""

    content: bytes
    moment: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why there is no timestamp."""

    reason: Refused
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.reason}: {self.detail}" if self.detail else self.reason.value


def question(stood_for: bytes) -> Question:
    """Asks about the bytes that stand for a tree; the answer shall bring the authority's certificate."""
    asked = TimestampRequestBuilder(data=stood_for, hash_algorithm=HashAlgorithm.SHA256).build()
    return Question(root=digest(stood_for), nonce=asked.nonce or 0, content=asked.as_bytes())


def answered(asked: Question, content: bytes, certificates: bytes = b"") -> Stamp | Refusal:
    """The timestamp that an answer brings, if it is one of this root and to this question.

    `certificates` are those that are trusted, as PEM: then the signature is checked as well.
    """
    found = _decoded(content)
    if isinstance(found, Refusal):
        return found
    if PKIStatus(found.status) not in (PKIStatus.GRANTED, PKIStatus.GRANTED_WITH_MODS):
        return Refusal(reason=Refused.NOT_GRANTED, detail="; ".join(map(str, found.status_string))[:_MOST_WORDS])
    info = found.tst_info
    imprint = info.message_imprint
    if imprint.hash_algorithm.dotted_string != _SHA256 or bytes(imprint.message).hex() != asked.root:
        return Refusal(
            reason=Refused.OTHER_DIGEST, detail=f"{bytes(imprint.message).hex()[:64]}; expected {asked.root}"
        )
    if info.nonce != asked.nonce:
        return Refusal(reason=Refused.OTHER_QUESTION, detail="its nonce is not the one that was sent")
    failure = unsigned(content, asked.root, certificates) if certificates else None
    return failure or Stamp(content=content, moment=info.gen_time.replace(tzinfo=UTC))


def unsigned(content: bytes, root: Digest, certificates: bytes) -> Refusal | None:
    """Why an answer is not signed by an authority that one of these certificates, as PEM, vouches for; None if it is.

    Raises ValueError where these are no certificates.
    """
    found = _decoded(content)
    if isinstance(found, Refusal):
        return found
    checking = VerifierBuilder()
    for one in _trusted(certificates):
        checking = checking.add_root_certificate(one)
    try:
        checking.build().verify(found, bytes.fromhex(root))
    except (VerificationError, ValueError) as error:
        return Refusal(reason=Refused.NOT_SIGNED, detail=str(error)[:_MOST_WORDS])
    return None


_CERTIFICATE = re.compile(r"-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----")


@dataclass(frozen=True, slots=True)
class _Trusted:
    """A certificate as far as the library asks for it: its bytes."""

    der: bytes

    def public_bytes(self, _: object) -> bytes:
        return self.der


def _trusted(certificates: bytes) -> list[Any]:
    found = _CERTIFICATE.findall(certificates.decode("ascii", "replace"))
    if not found:
        raise ValueError("no certificate in it; expected PEM: -----BEGIN CERTIFICATE-----")
    return [_Trusted(ssl.PEM_cert_to_DER_cert(one)) for one in dict.fromkeys(found)]


_CERTIFICATES = 0xA0
_TO_SIGNED_DATA = verifier.WAY[:4]


def _in_order(content: bytes) -> bytes:
    """The answer with its certificates in the order that DER asks of a set; OpenSSL leaves them in that of the chain.

    They are not signed, and the library refuses what is not DER.
    """
    value = (0, 0, len(content))
    for tags in _TO_SIGNED_DATA:
        value = verifier.inside(content, value, *tags)[len(tags) - 1]
    for field in verifier.inside(content, value)[3:4]:
        if field[0] == _CERTIFICATES:
            ordered = sorted(_encoded(content, field))
            return content[: field[1]] + b"".join(ordered) + content[field[2] :]
    return content


def _encoded(content: bytes, field: tuple[int, int, int]) -> Iterator[bytes]:
    begin = field[1]
    for _, _, end in verifier.inside(content, field):
        yield content[begin:end]
        begin = end


def _decoded(content: bytes) -> TimeStampResponse | Refusal:
    with suppress(ValueError, IndexError):  # it grants nothing, and then has no certificates; or it is no answer
        content = _in_order(content)
    try:
        found = decode_timestamp_response(content)
        if PKIStatus(found.status) in (PKIStatus.GRANTED, PKIStatus.GRANTED_WITH_MODS):
            _ = found.tst_info.gen_time, found.tst_info.nonce, found.tst_info.message_imprint.hash_algorithm
    except (ValueError, TypeError) as error:
        return Refusal(reason=Refused.NOT_AN_ANSWER, detail=str(error)[:_MOST_WORDS])
    return found
