"""Which text that stands apart is the policy, and does it speak against what the page shows?

Sites carry their other policies, their other languages and all that their application says as data. A text is
chosen by what it is: in the language of the page, of the kind that is wanted, titled as the page is, whole; its
length comes last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.apart.pieces import held, kind_named, letters_of, pieces_of, titles, words_of
from extract.facts.kinds import kind_of
from extract.language import language_of
from extract.one_line import TITLE_WORDS
from extract.page.boxes import Page
from extract.part.policy import policy_blocks, weight
from extract.part.weights import sampled, weights
from extract.runs import Draft
from extract.vocabulary import density, is_latin

_LEAST = 200  # characters of prose, weighed as policies are
_LEAST_AMONG = 600  # of one among other texts or without the page's title; a shorter one is a notice or an abstract
_LEAST_UNNAMED = 2_500  # of one among others that does not say that it is what the page's title promises
_MOSTLY = 0.5
_FAINT = 0.25  # words of policies among a hundred characters; product texts have fewer, policies hardly ever
_OUTWEIGHS = 4  # what stands apart is so much heavier than what is shown, if nothing else speaks for it
_MUCH_HEAVIER = 1.2  # of a text that holds what is shown
_LOUDER = 1.5
_HELD = 0.8  # of the letters of a text
_HEAD = 12  # blocks shown, among which the page's title may stand
_LETTERS = 9
_BEGINNING = 40  # blocks that tell the language
_STRANGER, _UNKNOWN, _KIN, _NAMESAKE = range(4)


@dataclass(frozen=True, slots=True)
class Text:
    """A text and what speaks for it."""

    page: Page
    blocks: list[Draft]
    weight: int
    voice: float
    kinship: int
    language: str
    share: float  # of what stands in the same place


class Wanted:
    """What the page says that its text is: by its title, and by the kind and the language that are asked for."""

    def __init__(self, shown: Page, blocks: Sequence[Draft], kind: str, language: str) -> None:
        self.title = words_of(shown.title)
        self.kind = kind_of("", kind.replace("-", " "), ()) or kind_of("", shown.title, ())
        self.language = language
        self.is_titled = any(self._is_namesake(block.text) for block in blocks[:_HEAD])

    def text(self, page: Page, blocks: list[Draft], around: Page | None = None) -> Text:
        voice = density(sampled([block.text for block in blocks]))
        language = language_of("", " ".join(block.text for block in blocks[:_BEGINNING]).casefold())
        share = letters_of(blocks) / (letters_of(around.blocks) or 1) if around else 1.0
        return Text(page, blocks, _weight(blocks), voice, self._kinship(blocks), language, share)

    def may_be(self, text: Text) -> bool:
        """Whether a text is one that may be the policy, and no notice or story about a product."""
        if text.kinship > _UNKNOWN:
            alone = text.kinship == _NAMESAKE and text.share >= _MOSTLY
            return text.weight >= (_LEAST if alone else _LEAST_AMONG)
        among = self.kind and not self.is_titled and text.share < _MOSTLY
        least = _LEAST_UNNAMED if among else _LEAST_AMONG
        return text.weight >= least and (text.voice >= _FAINT or not _is_latin(text.blocks))

    def _kinship(self, blocks: Sequence[Draft]) -> int:
        """How the title of a text is akin to that of the page."""
        if any(map(self._is_namesake, titles(blocks))):
            return _NAMESAKE
        named = kind_named(blocks)
        if not named or not self.kind:
            return _UNKNOWN
        return _KIN if named == self.kind else _STRANGER

    def _is_namesake(self, line: str) -> bool:
        words = words_of(line)
        return words in self.title and bool(TITLE_WORDS.search(line) or len(words) == len(self.title) > _LETTERS)


def _weight(blocks: list[Draft]) -> int:
    """How texts in other letters speak is hardly known, and says nothing of their weight."""
    return weight(blocks) if _is_latin(blocks) else sum(weights(blocks))


def _is_latin(blocks: Sequence[Draft]) -> bool:
    return is_latin("".join(block.text for block in blocks[:20]))


def chosen(pages: Sequence[Page], wanted: Wanted, kind: str = "") -> Text | None:
    """The text that is the policy, if one is."""
    found = [text for page in pages for text in _texts(page, wanted, kind)]
    found = [text for text in found if wanted.may_be(text)]
    found = [text for text in found if text.language == wanted.language] or found
    best = max(found, key=_rank, default=None)
    if best is None:
        return None
    inside = [text for text in found if text.kinship == best.kinship and _is_core(text, best)]
    return max(inside, key=lambda text: text.voice)


def _texts(page: Page, wanted: Wanted, kind: str) -> list[Text]:
    """What stands in one place: the whole, or its documents, if one of them is akin to the page."""
    texts = [wanted.text(piece, policy_blocks(piece, kind)[0], page) for piece in pieces_of(page)]
    return texts[1:] if any(text.kinship > _UNKNOWN for text in texts[1:]) else texts


def _rank(text: Text) -> tuple[int, int]:
    return text.kinship, text.weight


def _is_core(text: Text, whole: Text) -> bool:
    """Whether a text is all that another says, but for what speaks otherwise."""
    return text is whole or (text.weight * 10 >= whole.weight * 9 and held(text.blocks, whole.blocks) >= _HELD)


def least_against(shown: list[Draft], *, weak: bool) -> int:
    """What a text must weigh at least to speak against what is shown, as `speaks_against` has it."""
    return 0 if weak else _weight(shown)


def speaks_against(text: Text, shown: Text, *, weak: bool) -> bool:
    """Whether a text that stands apart is rather the policy than what is shown.

    `weak` says that what is shown is a dialog, or is no policy by its verdict.
    """
    if text.kinship == _STRANGER and shown.kinship != _STRANGER:
        return False
    if not weak and held(shown.blocks, text.blocks) >= _HELD:
        return text.weight >= _MUCH_HEAVIER * shown.weight
    if not weak and held(text.blocks, shown.blocks) >= _HELD:
        return False  # the page shows all of it: scripts start from the paragraphs, and headings are in the code
    if text.kinship > max(shown.kinship, _UNKNOWN):
        return weak or text.weight >= shown.weight
    if weak and text.voice >= _LOUDER * shown.voice and text.weight >= 0.5 * shown.weight:
        return True
    return text.weight >= _OUTWEIGHS * shown.weight
