"""What can have happened to a page or a PDF on its way, or be done to it on purpose?

Every mutation takes bytes and gives others, as the dice fall; the same dice give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from random import Random

Mutation = Callable[[bytes, Random], bytes]

DEEP = 10_000
MANY = 100_000
LONG = 10_000_000
_TAG = re.compile(rb"<[^<>]{1,300}>")
_NESTED = (
    b"<div>", b"<b>", b"<span>", b"<ul><li>", b"<table><tr><td>", b"<font>", b"<blockquote>", b"<a href=x>", b"<svg>",
    b"<section>", b"<x-y>", b"<dl><dd>", b"<p>", b"<button>", b"<form>", b"<template>", b"<noscript>", b"<select>",
    b"<ol><li><p>", b"<table>", b"<h1>", b"<details><summary>", b"<i><b>",
)  # fmt: skip
_ENTITIES = (
    b"&#x110000;", b"&#0;", b"&#xD800;", b"&amp", b"&;", b"&#99999999999999999999;", b"&NotEqualTilde;", b"&#;", b"&lt",
    b"&nbsp", b"&#x80;", b"&CounterClockwiseContourIntegral;",
)  # fmt: skip
_BEGINNINGS = (
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"\x00\x00",
    b"<?xml version='1.0' encoding='utf-16'?>",
    b"%PDF-",
)
_CHARSETS = (
    b"utf-7",
    b"utf-16",
    b"utf-32",
    b"x-user-defined",
    b"gb18030",
    b"iso-2022-jp",
    b"cp1252",
    b"\xe9",
    b"replacement",
)
_OPENERS = (
    b"<!--",
    b"<script>",
    b"<style>",
    b"<textarea>",
    b"<title>",
    b"<![CDATA[",
    b"<plaintext>",
    b'<p title="',
    b"<svg><!",
)
_DIGIT_RUN = re.compile(rb"\d{1,10}")


def _place(body: bytes, dice: Random) -> int:
    return dice.randrange(len(body) + 1)


def _put_in(body: bytes, more: bytes, dice: Random) -> bytes:
    at = _place(body, dice)
    return body[:at] + more + body[at:]


# ---------------------------------------------------------------- of any bytes


def cut(body: bytes, dice: Random) -> bytes:
    """It ends too early, or a piece is missing."""
    first, last = sorted((_place(body, dice), _place(body, dice)))
    return body[:first] if dice.random() < 0.5 else body[:first] + body[last:]


def flipped(body: bytes, dice: Random) -> bytes:
    """Some bytes are others."""
    changed = bytearray(body)
    for _ in range(dice.choice((1, 10, 100, 1000))):
        if changed:
            changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def repeated(body: bytes, dice: Random) -> bytes:
    """A piece comes again, and again."""
    first = _place(body, dice)
    piece = body[first : first + dice.choice((1, 10, 100, 2000))]
    return _put_in(body, piece * dice.choice((1, 2, 50)), dice)


def swapped(body: bytes, dice: Random) -> bytes:
    """Pieces stand in another order."""
    ends = sorted(_place(body, dice) for _ in range(6))
    pieces = [body[start:end] for start, end in zip([0, *ends], [*ends, len(body)], strict=True)]
    dice.shuffle(pieces)
    return b"".join(pieces)


# ---------------------------------------------------------------- of pages


def tags_again(body: bytes, dice: Random) -> bytes:
    """Tags come twice, or not at all."""
    many = dice.choice((0, 2, 3))
    return _TAG.sub(lambda found: found.group() * (many if dice.random() < 0.1 else 1), body)


def tags_mixed(body: bytes, dice: Random) -> bytes:
    """Tags stand where others stood."""
    tags = _TAG.findall(body)
    dice.shuffle(tags)
    left = iter(tags)
    return _TAG.sub(lambda _: next(left), body)


def entities_broken(body: bytes, dice: Random) -> bytes:
    return re.sub(rb" ", lambda found: dice.choice(_ENTITIES) if dice.random() < 0.02 else found.group(), body)


def opened(body: bytes, dice: Random) -> bytes:
    """Something begins that never ends."""
    return _put_in(body, dice.choice(_OPENERS), dice)


def recoded(body: bytes, dice: Random) -> bytes:
    """The beginning lies about the bytes."""
    if dice.random() < 0.5:
        return dice.choice(_BEGINNINGS) + body
    return b'<meta charset="' + dice.choice(_CHARSETS) + b'">' + body


def zeroed(body: bytes, dice: Random) -> bytes:
    """Control characters between the letters."""
    odd = dice.choice(
        (b"\x00", b"\x0c", b"\xc2\x85", b"\xe2\x80\xae", b"\xef\xbf\xbd", b"\xf0\x9f\x98\x80", b"\xe2\x80\xa8")
    )
    return re.sub(rb"[aeiou]", lambda found: found.group() + odd if dice.random() < 0.02 else found.group(), body)


def deep(body: bytes, dice: Random) -> bytes:
    """Elements stand in each other, far deeper than any browser shows."""
    return _put_in(body, dice.choice(_NESTED) * DEEP, dice)


def deep_and_closed(body: bytes, dice: Random) -> bytes:
    tags = re.findall(rb"<([\w-]+)", opening := dice.choice(_NESTED))
    closing = b"".join(b"</" + tag + b">" for tag in reversed(tags))
    return _put_in(body, opening * DEEP + b"We keep your data for a year. " + closing * DEEP, dice)


def deep_data(body: bytes, dice: Random) -> bytes:
    """JSON in a script, as deep as it is long."""
    inside = dice.choice((b"[", b'{"a":', b'[{"children":', b'{"content":[')) * DEEP
    kind = dice.choice((b'id="__NEXT_DATA__" type="application/json"', b'type="application/ld+json"', b""))
    return _put_in(body, b"<script " + kind + b">" + inside + b"</script>", dice)


def attributed(body: bytes, dice: Random) -> bytes:
    """A tag with more attributes than anybody needs."""
    names = b" ".join(b"data-%d=%d" % (i, i) for i in range(MANY // dice.choice((1, 10, 100))))
    return _put_in(body, b"<div " + names + b">", dice)


def stretched(body: bytes, dice: Random) -> bytes:
    """An attribute that is longer than the page."""
    name = dice.choice(
        (b"class", b"id", b"style", b"href", b"role", b"srcdoc", b"data-cfemail", b"lang", b"content", b"value")
    )
    word = dice.choice((b"a", b"ab ", b"cookie-", b"(", b"display:", b"&amp;", b"\xc3\xa9", b"<p>", b"aA", b"%"))
    tag = dice.choice((b"div", b"a", b"iframe", b"span", b"html", b"meta", b"body", b"input"))
    return _put_in(body, b"<" + tag + b" " + name + b'="' + word * (1_000_000 // len(word)) + b'">', dice)


def crowded(body: bytes, dice: Random) -> bytes:
    """A hundred thousand of the same."""
    one = dice.choice(
        (b"<p>a", b"<br>", b"<td>x", b"<li>y", b"<a href=/>z</a>", b"<b>", b"</p>", b"<!---->", b"<option>", b"<h2>t")
    )
    return _put_in(body, one * MANY, dice)


def crowded_text(body: bytes, dice: Random) -> bytes:
    """Text without an end to it: one word, one line, one kind of sign."""
    one = dice.choice(
        (
            b"a",
            b"privacy ",
            b"1.",
            b"(a) ",
            b"- ",
            b"\xe4\xb8\xaa",
            b"1 January 2020 ",
            b"@",
            b"We keep it. ",
            b"| ",
            b"*",
        )
    )
    return _put_in(body, one * (600_000 // len(one)), dice)


def long_line(body: bytes, dice: Random) -> bytes:
    """The page on one line, as often as it takes to make it enormous."""
    line = b" ".join(body.split()) + b" "
    return (line * (LONG // len(line) + 1))[:LONG] if dice.random() < 0.5 else line


PAGES: Mapping[Mutation, float] = {
    cut: 12, flipped: 14, repeated: 10, swapped: 10, tags_again: 12, tags_mixed: 8, entities_broken: 8, opened: 8,
    recoded: 6, zeroed: 5, deep: 1, deep_and_closed: 1, deep_data: 1, attributed: 1, stretched: 1, crowded: 1,
    crowded_text: 1, long_line: 0.2,
}  # fmt: skip
"""How often each is drawn."""


# ---------------------------------------------------------------- of PDFs


def numbers_changed(body: bytes, dice: Random) -> bytes:
    """Lengths, offsets and references point elsewhere."""

    def other(found: re.Match[bytes]) -> bytes:
        if dice.random() > 0.01:
            return found.group()
        return dice.choice((b"0", b"-1", b"999999999", b"1", b"4294967296", b"%d" % dice.randrange(200)))

    return _DIGIT_RUN.sub(other, body)


def names_changed(body: bytes, dice: Random) -> bytes:
    """A key is another one."""
    keys = (
        b"/Kids",
        b"/Parent",
        b"/Contents",
        b"/Length",
        b"/Filter",
        b"/Font",
        b"/ToUnicode",
        b"/Resources",
        b"/Root",
        b"/Prev",
    )
    return body.replace(dice.choice(keys), dice.choice(keys), dice.choice((1, 3, -1)))


def streams_broken(body: bytes, dice: Random) -> bytes:
    """The packed streams end too early."""
    return re.sub(rb"endstream", lambda found: b"" if dice.random() < 0.2 else found.group(), body)


PDFS: Mapping[Mutation, float] = {
    cut: 1, flipped: 3, repeated: 1, swapped: 1, numbers_changed: 3, names_changed: 2, streams_broken: 1,
}  # fmt: skip


def mutated(bodies: list[bytes], of: Mapping[Mutation, float], seed: int) -> tuple[bytes, bytes, str]:
    """The bytes that a seed stands for, those they were made of, and how; at most three mutations, or a splice."""
    dice = Random(seed)
    body = dice.choice(bodies)
    if dice.random() < 0.1:
        other = dice.choice(bodies)
        return body, body[: _place(body, dice)] + other[_place(other, dice) :], "spliced"
    drawn = dice.choices(list(of), weights=list(of.values()), k=dice.choice((1, 1, 1, 2, 3)))
    changed = body
    for mutation in drawn:
        changed = mutation(changed, dice)
    return body, changed, "+".join(mutation.__name__ for mutation in drawn)
