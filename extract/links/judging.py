"""What speaks for a link's leading to a policy of the page's company?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.links.addresses import Address
from extract.links.anchors import Anchor, Linked
from extract.links.company import Company
from extract.links.lexicon import ACTS, BROAD, PLACES_OF_OTHER_THINGS, POLICY_FOLDERS
from extract.links.naming import NOTHING, Named, is_language, named
from extract.links.words import plain, plain_part

_BARE_ADDRESS = ("http", "www.")
_SENTENCE = 9  # words of a text that is no name


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A link with what its words and its address name."""

    linked: Linked
    text: Named
    path: Named
    said: str  # what it says where that tells most
    kinds: frozenset[str]  # that its texts name
    own: bool
    place: str
    in_a_sentence: bool
    elsewhere: bool  # among blog posts, jobs, products
    in_folder: bool  # "/legal/..."
    calls: bool  # to act
    language: bool  # called by a language's name


def judged(one: Linked, company: Company) -> Judged:
    """What a link says, before its neighbours are asked."""
    path = _named_path(one.address, company)
    texts = [(anchor, _named_text(anchor.says, company, path)) for anchor in one.anchors]
    best_anchor, best = max(texts, key=lambda pair: _worth(pair[1]), default=(None, NOTHING))
    folders = [plain_part(part) for part in one.address.parts[:-1]]
    return Judged(
        linked=one,
        text=best,
        path=path,
        said=best_anchor.says if best_anchor else "",
        kinds=frozenset(name.kind for _, name in texts if name.kind),
        own=company.owns(one.address),
        place=next((anchor.place for anchor in one.anchors if anchor.place == "footer"), "")
        or next((anchor.place for anchor in one.anchors if anchor.place), ""),
        in_a_sentence=all(anchor.in_a_sentence for anchor in one.anchors),
        elsewhere=_elsewhere(one.address),
        in_folder=any(folder.replace(" ", "-") in POLICY_FOLDERS for folder in folders),
        calls=not best.kind and any(_calls(anchor.says) for anchor in one.anchors),
        language=any(is_language(plain(anchor.says)) for anchor in one.anchors),
    )


_HELP = ("help", "support", "hc", "faq", "s", "hilfe", "aide", "ayuda", "customer")


def _elsewhere(address: Address) -> bool:
    folders = [part.lower() for part in address.parts[:-1]]
    if any(folder in _HELP for folder in [*folders, *address.host.split(".")]):
        folders = [folder for folder in folders if folder not in ("article", "articles", "topic", "topics")]
    return any(folder in PLACES_OF_OTHER_THINGS for folder in folders) or any(
        named(plain_part(folder)).aside == "a request or a setting" for folder in folders
    )


def _named_text(says: str, company: Company, path: Named) -> Named:
    """What a text names; one that is a mere address says nothing beside the address itself."""
    if says.startswith(_BARE_ADDRESS) or ("/" in says and " " not in says):
        return NOTHING if path.kind else named(plain_part(says.rstrip("/").rpartition("/")[2]), company.words, in_address=True)
    return named(plain(says), company.words)


def _calls(says: str) -> bool:
    words = plain(says).split()
    return len(words) < _SENTENCE and bool(ACTS.intersection(words))


def _worth(name: Named) -> float:
    return name.sure * (0.3 if name.aside else 1.0)


def _named_path(address: Address, company: Company) -> Named:
    """What the last telling part of an address names; else its query, else the name of its host."""
    parts = [plain_part(part) for part in address.parts[-1:]] + [plain_part(value) for value in address.values]
    names = [named(part, company.words, in_address=True) for part in parts]
    best = max(names, key=_worth, default=NOTHING)
    if best.kind or address.parts:
        return best
    return named(plain(address.host.partition(".")[0]), company.words)


def kind_of(one: Judged) -> str:
    """The kind: what both name; of two the narrower one; what the text says unless its texts differ."""
    text, path = one.text.kind, one.path.kind
    if not text or not path or text == path:
        return text or path
    if {text, path} <= {"privacy", "terms", "cookies"} and one.path.sure >= 0.9:
        return path
    if (text in BROAD) != (path in BROAD):
        narrow = path if text in BROAD else text
        sure = one.path.sure if narrow == path else one.text.sure
        return narrow if sure >= 0.5 else text
    return path if len(one.kinds) > 1 and path in one.kinds else text
