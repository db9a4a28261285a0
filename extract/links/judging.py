"""What do a link's words, address and place tell, before its neighbours are asked?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.links.addresses import Address
from extract.links.anchors import Anchor, Linked
from extract.links.company import Company
from extract.links.kinds import BROAD
from extract.links.lexicon import ACTS, HELP, LEANING, PLACES_OF_OTHER_THINGS, POLICY_FOLDERS
from extract.links.naming import NOTHING, SETTING, Named, is_language, named
from extract.links.words import plain, plain_part
from extract.vocabulary import listed

SEVERAL = "a page of several things"
_BARE_ADDRESS = ("http", "www.")
_MOST_WORDS = 8  # of a call to act
_STANDS = ("footer", "menu", "header", "")  # what tells most first
_SHELVES = listed("article articles topic topics account product products store shop")  # of a help centre
_LAST_WORD = frozenset(("privacy", "terms", "cookies"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A link with what its words and its address name, and where it stands."""

    linked: Linked
    text: Named
    path: Named
    said: str  # the text that tells most
    texts: tuple[tuple[Anchor, Named], ...]  # each of its anchors, and what it names
    own: bool
    place: str
    in_a_sentence: bool
    elsewhere: bool  # among forms, articles, jobs, products
    in_folder: bool  # of policies: "/legal/..."
    calls: bool  # to do something
    language: bool  # called by a language's name

    @property
    def names_any(self) -> bool:
        """Whether it names a policy, or a page that lists them."""
        return bool(self.text.kind or self.path.kind or self.text.hub or self.path.hub)

    @property
    def kinds(self) -> frozenset[str]:
        """What its texts name."""
        return frozenset(name.kind for _, name in self.texts if name.kind)

    @property
    def rows(self) -> Iterator[int]:
        """The elements around it, as far as it stands there in a list."""
        return (element for one in self.linked.anchors if not one.in_a_sentence for element in one.near)

    @property
    def kind(self) -> str:
        """What text and address name; of two the narrower one; else what the text says, unless its texts differ."""
        text, path = self.text.kind, self.path.kind
        if not text or not path or text == path:
            return text or path
        if {text, path} <= _LAST_WORD and self.path.sure >= 0.9:  # a "cookie policy" may be a part of the other
            return path
        if (text in BROAD) != (path in BROAD):
            narrow, sure = (path, self.path.sure) if text in BROAD else (text, self.text.sure)
            return narrow if sure >= 0.5 else text
        return path if len(self.kinds) > 1 and path in self.kinds else text


def judged(one: Linked, company: Company) -> Judged:
    """What a link says for itself on a page of this company."""
    path = _named_path(one.address, company)
    texts = tuple((anchor, _named_text(anchor.says, company, path)) for anchor in one.anchors)
    best, text = max(texts, key=lambda pair: worth(pair[1]))
    places = {anchor.place for anchor in one.anchors}
    return Judged(
        linked=one,
        text=text,
        path=path,
        said=best.says,
        texts=texts,
        own=company.owns(one.address),
        place=next(place for place in _STANDS if place in places),
        in_a_sentence=all(anchor.in_a_sentence for anchor in one.anchors),
        elsewhere=_is_elsewhere(one.address),
        in_folder=any(plain_part(part).replace(" ", "-") in POLICY_FOLDERS for part in one.address.parts[:-1]),
        calls=not text.kind and any(_calls(anchor) for anchor in one.anchors),
        language=all(is_language(plain(anchor.says)) for anchor in one.anchors),
    )


def worth(name: Named) -> float:
    """How surely words name a policy, or a page that lists them."""
    sure = max(name.sure, 0.7 if name.hub else 0.0)
    return sure * (0.3 if name.aside else 1.0)


def _named_text(says: str, company: Company, path: Named) -> Named:
    """What a text names; one that is a mere address says nothing beside the address itself."""
    if says.startswith(_BARE_ADDRESS) or ("/" in says and " " not in says):
        last = says.rstrip("/").rpartition("/")[2]
        return NOTHING if path.kind else named(plain_part(last), company.words, in_address=True)
    return named(plain(says), company.words)


def _named_path(address: Address, company: Company) -> Named:
    """What the last telling part of an address names, or its query; where it has neither, the name of its host."""
    parts: Sequence[str] = [plain_part(part) for part in (*_last(address), *address.values)]
    if not parts:
        return named(plain(address.host.partition(".")[0]), company.words)
    return max((named(part, company.words, in_address=True) for part in parts), key=worth)


def _last(address: Address) -> list[str]:
    """The last part; with what stands before it, where it says nothing by itself: "/privacy/policy"."""
    parts = address.parts
    if not parts or parts[-1].lower() not in LEANING:
        return parts[-1:]
    before = parts[-2] if len(parts) > 1 else address.host.removeprefix("www.").partition(".")[0]
    return [f"{before}-{parts[-1]}"]


def _is_elsewhere(address: Address) -> bool:
    folders = [part.lower() for part in address.parts[:-1]]
    if not HELP.isdisjoint((*folders, *address.host.split("."))):
        folders = [folder for folder in folders if folder not in _SHELVES]
    return not PLACES_OF_OTHER_THINGS.isdisjoint(folders) or any(
        named(plain_part(folder)).aside == SETTING for folder in folders
    )


def _calls(anchor: Anchor) -> bool:
    words = plain(anchor.says).split()
    return len(words) <= _MOST_WORDS and not ACTS.isdisjoint(words)
