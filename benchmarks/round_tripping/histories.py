"""Which histories are written and taken in?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """One text as an archive recorded it. `technical`: since its engine or selectors had changed."""

    moment: datetime
    technical: bool
    text: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Terms of a service with their texts, in the order in which they were recorded."""

    service: str
    type: str
    texts: tuple[Recorded, ...]

    @property
    def address(self) -> str:
        """Where it stands: of an invented host, for the true addresses are not known."""
        host = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in self.service.lower())
        return f"https://{host.strip('-') or 'service'}.example/{self.type.lower().replace(' ', '-')}"


def documents(labelled: Iterable[Mapping[str, Any]]) -> Iterator[Document]:
    """The labelled histories. One name in two collections is two services; one text twice at one time is one."""
    seen: Counter[tuple[str, str]] = Counter()
    for one in labelled:
        name = (one["service"], one["terms_type"])
        seen[name] += 1
        found = (
            Recorded(
                moment=datetime.fromisoformat(version["recorded"]).astimezone(UTC).replace(microsecond=0),
                technical=bool(version["technical"]),
                text=version["markdown"].encode(),
            )
            for version in one["versions"]
        )
        texts = {(text.moment, text.text): text for text in found}
        service = name[0] if seen[name] == 1 else f"{name[0]} of {one['collection']}"
        yield Document(service=service, type=name[1], texts=tuple(texts.values()))


_WORDS = (
    "data",
    "name",
    "address",
    "law",
    "court",
    "account",
    "child",
    "cookie",
    "fee",
    "partner",
    "device",
    "licence",
)


def invented(count: int, seed: int = 1) -> Iterator[Document]:
    """Small ones of companies that don't exist, with everything that is odd in the true ones."""
    chance = Random(seed)
    odd = ("Bramble & Co!", "Élan Gliders", "lumora.example", "Fennel Transit")
    for number in range(count):
        service = odd[number] if number < len(odd) else f"Company {number}"
        terms = chance.choice(("Privacy Policy", "Terms of Service", "Community Guidelines"))
        clauses = [_clause(chance, number, part) for part in range(6)]
        texts: list[Recorded] = []
        for day in sorted(chance.sample(range(900), 5)):
            clauses[chance.randrange(6)] = _clause(chance, number, day)
            moment = datetime.fromtimestamp(1_600_000_000 + day * 86_400, UTC)
            head = f"{terms}\n{'=' * len(terms)}\n\nThis {terms} says what {service} does with your personal data."
            body = "\n\n".join([head, *clauses])
            texts.append(Recorded(moment=moment, technical=bool(texts) and chance.random() < 0.3, text=body.encode()))
        yield Document(service=service, type=terms, texts=tuple(texts))


def _clause(chance: Random, number: int, part: int) -> str:
    first, second = chance.sample(_WORDS, 2)
    days = chance.randrange(2, 900)
    return f"We keep the {first} you give us for {days} days, and share {second} {number}.{part} with no one."
