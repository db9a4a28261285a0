"""What of a capture do verdicts look at, and does it read as a policy?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from extract.verdicts.names import NAMES_POLICY
from extract.vocabulary import is_latin, listed, spoken
from model import Verdict

Found = tuple[Verdict, str]
"""A verdict and its reason."""

SHORT = 480
"""Words; a text of more is asked for nothing but how it begins and whether it speaks as policies do."""

NAMED_WORDS = 2  # words of policies that are enough where the title names one and there are sentences
SENTENCES = 90  # characters of sentences that are a text
MUCH = 400  # characters of a text that is kept though little is known of it
_POLICY_WORDS = 6  # of a short text, from which on it speaks of what policies speak of
_A_WORD = 12  # characters, more than most are long
LINE = 24  # characters from which on a line may be a sentence; shorter ones are labels
_SPOKEN_HERE = listed("en de fr es it pt nl pl cs hr sv da")  # languages whose words of policies are known


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What verdicts look at."""

    statuscode: int
    headers: Mapping[str, str]
    title: str  # canonical, the page's and the text's, a line each
    words: str  # canonical, of the policy part
    sample: str = ""  # the beginning of the policy part as written
    lines: Sequence[str] = ()  # canonical, of the policy part, a clause each
    page_lines: Sequence[str] = ()  # canonical, of the page's blocks that are no links, where the part is short
    labels: Sequence[str] = ()  # canonical, of the page's blocks of a few words, links too, where the part is short
    linked: float = 0.0  # share of the policy part's letters that stand in links
    source: str = ""  # the bytes as text, where the page is short
    scripts: int = 0
    password: bool = False
    refresh: str = ""
    selected: bool = False  # a person's selector chose the text
    kind: str = ""  # what the titles name, in the words of declarations
    language: str = ""

    @property
    def all_words(self) -> str:
        """Of the whole page without its links, where that is short."""
        return " ".join(self.page_lines) if self.page_lines else self.words


def size(words: str) -> int:
    return words.count(" ") + 1 if words else 0


def is_longer(words: str, most: int) -> bool:
    """Whether a text has more words than that; of a long one only the beginning is counted."""
    return words.count(" ", 0, _A_WORD * most) >= most or size(words) > most


def named(page: Looked) -> bool:
    return bool(page.kind or NAMES_POLICY.search(page.title))


def sentences(lines: Iterable[str]) -> int:
    """Characters of lines long enough for sentences; scripts without spaces or with few vowels say more in fewer."""
    return sum(len(line) for line in lines if len(line) >= (LINE if line.isascii() else 2 * LINE // 3))


def reads_as_policy(page: Looked) -> bool:
    said = spoken(page.sample)
    if said >= _POLICY_WORDS:
        return True
    if not named(page) or sentences(page.lines) < SENTENCES:
        return False
    known = is_known(page)
    return not known or said + spoken(page.sample, consent=True) >= NAMED_WORDS


def is_known(page: Looked) -> bool:
    """Whether the words of policies are known in the language of the text; one that is not heard may be any."""
    return is_latin(page.sample) and page.language in ("", *_SPOKEN_HERE)
