"""Two Markdown texts say the same words: which natures show in their marks, which no clause holds?

Addresses of images, links without a text, emphasis and the kinds of spaces are set apart when a text is read; who
asks for such a change asks the texts themselves.
"""

from __future__ import annotations

import re
from collections import Counter

from diffs.judgement.natures import in_order
from model import Nature

_TARGET = r"\]\(\s{0,9}+<?([^()\s>]*+(?:\([^()\s]*+\)[^()\s>]*+)?)>?(?:\s{1,9}+(?:\"[^\"\n]*+\"|'[^'\n]*+'))?\s{0,9}+\)"
_PICTURE = rf"!\[[^\[\]\n]*+{_TARGET}"
_IMAGE = re.compile(rf"\[\s?{_PICTURE}\s?{_TARGET}|{_PICTURE}")  # one that leads somewhere is one
_LINK = re.compile(_TARGET)
_UNDERLINE = re.compile(r"(?m)^[ \t]*(?:-{2,}|={2,})[ \t]*$")
_FRAME = re.compile(r"!?\[|\]|^[ \t>#*+-]+|\\(?=\W)", re.M)


def marks(before: str, after: str) -> tuple[Nature, ...]:
    """What differs between two Markdown texts of the same words.

    >>> [str(nature) for nature in marks("Ask [us](/a).", "Ask **[us](/b)**.")]
    ['typographic', 'link_target']
    """
    (text, images, links), (new_text, new_images, new_links) = _apart(before), _apart(after)
    shown = []
    if links != new_links or (images != new_images and images.total() == new_images.total()):
        shown.append(Nature.LINK_TARGET)
    if _signs(text) != _signs(new_text):
        shown.append(Nature.TYPOGRAPHIC)
    return in_order(shown)


def _apart(markdown: str) -> tuple[str, Counter[tuple[str, ...]], Counter[str]]:
    """The text without addresses, those of its images and those of its links."""
    images = Counter(image.groups() for image in _IMAGE.finditer(markdown))
    text = _IMAGE.sub("", markdown) if images else markdown
    return _LINK.sub("]", text), images, Counter(_LINK.findall(text))


def _signs(text: str) -> str:
    """All that a reader sees of a text, with its emphasis, without what makes headings, lists and links of it."""
    plain = _FRAME.sub("", _UNDERLINE.sub("", text))
    return "\n".join(line.strip() for line in plain.split("\n") if line.strip())
