"""How do texts become markup, so that nothing of a stranger's can?"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import diffs
from cli.output import harmless
from model import Edit, EditKind

# Languages written from right to left, of those that a reading can find in a page's `lang`.
_RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})


class Html(str):
    """Markup of ours. Whatever else is put into an element is a text, and escaped."""

    __slots__ = ()


def joined(parts: Iterable[str]) -> Html:
    """Texts and elements one after the other.

    >>> joined(["a < b", Html("<br>")])
    'a &lt; b<br>'
    """
    return Html("".join(part if isinstance(part, Html) else escape(harmless(part)) for part in parts))


def element(name: str, *inside: str, **attributes: str | None) -> Html:
    """An element; an attribute that is None is left out, low lines in names are hyphens, but for one at the end.

    >>> element("p", "R&D", class_="<x>", id=None, aria_label="")
    '<p class="&lt;x&gt;" aria-label="">R&amp;D</p>'
    """
    said = (_attribute(key, value) for key, value in attributes.items() if value is not None)
    return Html(f"<{name}{''.join(said)}>{joined(inside)}</{name}>")


def _attribute(key: str, value: str) -> str:
    return f' {key.rstrip("_").replace("_", "-")}="{escape(harmless(value))}"'


def redline(edits: Iterable[tuple[str, str]]) -> Html:
    """Kept, deleted and inserted words."""
    return Html(diffs.as_html(Edit(kind=EditKind(kind), text=harmless(text)) for kind, text in edits))


def spoken(language: str) -> dict[str, str]:
    """Attributes of an element whose words are of this language; where it is not known, the words say their direction.

    >>> spoken("he"), spoken("")
    ({'lang': 'he', 'dir': 'rtl'}, {'lang': '', 'dir': 'auto'})
    """
    if not language:
        return {"lang": "", "dir": "auto"}
    return {"lang": language, "dir": "rtl" if language in _RIGHT_TO_LEFT else "ltr"}
