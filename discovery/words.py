"""By which words do addresses name policies, and at which paths do policies usually stand?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from extract.links.kinds import BROAD, NARROW
from extract.links.naming import named
from extract.links.words import plain, plain_part

MAIN = ("privacy", "terms")
"""What nearly everybody has; a host at which both were found is found whole."""

USUAL = (*MAIN, "cookies", "imprint")
"""The order in which kinds are looked for; all others come after them."""

KINDS = (*USUAL, *sorted({*NARROW, *BROAD}.difference(USUAL)))
"""Every kind that links and texts can name."""

_SURE = 0.5
_MOST_WORDS = 6  # of the last part of an address; what has more is the title of a story
_STORY = re.compile(r"/(?:blog|news|press|article|magazin\w*|\d{4})/|/tag/|/category/")

_PATHS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "privacy": {
        "": ("privacy", "privacy-policy", "legal/privacy"),
        "de": ("datenschutz", "datenschutzerklaerung"),
        "fr": ("politique-de-confidentialite", "confidentialite"),
        "es": ("politica-de-privacidad", "privacidad"),
        "it": ("privacy", "informativa-privacy"),
        "pt": ("politica-de-privacidade", "privacidade"),
        "nl": ("privacyverklaring", "privacybeleid"),
        "pl": ("polityka-prywatnosci", "prywatnosc"),
        "hr": ("politika-privatnosti", "privatnost"),
    },
    "terms": {
        "": ("terms", "terms-of-service", "legal/terms"),
        "de": ("agb", "nutzungsbedingungen"),
        "fr": ("cgu", "conditions-generales"),
        "es": ("terminos-y-condiciones", "condiciones-generales"),
        "it": ("termini-e-condizioni", "condizioni-generali"),
        "pt": ("termos-de-uso", "termos-e-condicoes"),
        "nl": ("algemene-voorwaarden", "voorwaarden"),
        "pl": ("regulamin", "warunki"),
        "hr": ("uvjeti-koristenja", "opci-uvjeti"),
    },
    "cookies": {"": ("cookies", "cookie-policy")},
    "imprint": {"": ("imprint", "legal-notice"), "de": ("impressum",), "fr": ("mentions-legales",)},
}
_GUESSES = 4


def kind_by_path(address: str) -> str:
    """The kind that the last part of an address names; empty where it names none, or is a story about one.

    >>> kind_by_path("https://acme.example/de/Datenschutzerkl%C3%A4rung.html"), kind_by_path("https://a.example/b")
    ('privacy', '')
    """
    try:
        path = urlsplit(address).path.rstrip("/")
    except ValueError:
        return ""
    last = path.rpartition("/")[2]
    if last.count("-") + last.count("_") >= _MOST_WORDS or _STORY.search(path.lower()):
        return ""
    found = named(plain_part(last))
    return found.kind if found.sure >= _SURE and not (found.aside or found.dated or found.hub) else ""


def kind_by_text(text: str) -> str:
    """The kind that a link's text names and nothing else; empty where it names none."""
    found = named(plain(text))
    return found.kind if found.sure >= _SURE and not found.aside else ""


def guesses(kind: str, front: str, language: str) -> Iterator[str]:
    """The addresses at which a policy of a kind usually stands: those of the language first."""
    paths = _PATHS.get(kind, {})
    wanted = dict.fromkeys((*paths.get(language[:2], ()), *paths.get("", ())))
    parts = urlsplit(front)
    for path in list(wanted)[:_GUESSES]:
        yield f"{parts.scheme}://{parts.netloc}/{path}"
