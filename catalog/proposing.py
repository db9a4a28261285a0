"""What would an original be called, if nobody says?"""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from catalog.forms import EDITION_FORM, EDITION_NAME, NAME, NAME_FORM, is_name, original_fault
from model import TimelineId

if TYPE_CHECKING:
    from tldextract import TLDExtract

# Words by which addresses name their policies, accents taken off. Short ones stand alone, or "photos"
# would hold "tos"; where words of two kinds stand in one part, the first one names it.
_WORDS = {
    "privacy": (
        r"privac|privat(?:e|liv|suojattu)|datenschutz|confidentialit|confidentialite|donnees.?personnelles|vie.?privee"
        r"|privatlif|personvern|personuppgift|integritet|tietosuoja|prywatno|soukrom|adatvedel|adatkezel|gizlilik"
        r"|konfidencial|protecci?on.?(?:de.?)?datos|data.?protection|gegevensbescherming|lgpd|rgpd|gdpr|dsgvo"
        r"|конфиденциальн|隐私|隱私|プライバシ|개인정보"
    ),
    "terms": (
        r"terms|condition|condicion|condico|condizion|voorwaarden|nutzungsbedingungen|geschaftsbedingungen|termos"
        r"|termini|vilkar|villkor|kayttoehdot|regulamin|podminky|user.?agreement|legal.?agreement|利用規約|服务条款"
        r"|(?<![a-z])(?:tos|tou|toc|gtc|eula|agb|cgu|cgv)(?![a-z])"
    ),
    "cookies": r"cookie|galleta|ciasteczk",
    "imprint": r"imprint|impressum|mentions?.?legales|aviso.?legal|note.?legali|colofon",
}
_WORD = re.compile("|".join(f"(?P<{kind}>{words})" for kind, words in _WORDS.items()))
_NO_NAME = re.compile(r"(?:index|default|home|main)?(?:\.\w{1,5})?")
_UNFIT = re.compile(r"[^a-z0-9._-]+")


def propose(
    original: str,
    *,
    organisation: str | None = None,
    kind: str | None = None,
    document: str | None = None,
    edition: str | None = None,
) -> TimelineId:
    """The timeline to which an original would belong; what is given is kept, the rest is guessed.

    The organisation is the registered domain, the kind comes from the words of the address ("policy"
    where none is known); document and edition are never guessed. Asks no network. Raises ValueError
    for what is no address or no name, with the expected form.

    >>> str(propose("http://www.lumora-prints.example/legal/datenschutz.html"))
    'lumora-prints.example/privacy'
    """
    if fault := original_fault(original):
        raise ValueError(f"{original[:200]!r} cannot be followed: expected {fault}")
    for name, form, expected in named(organisation, kind, document, edition):
        if not is_name(name, form):
            raise ValueError(f"{name[:200]!r} is no name: expected {expected}")
    return TimelineId(
        organisation=organisation or organisation_of(original),
        kind=kind or _kind(original),
        document=document or "",
        edition=edition or "",
    )


def named(
    organisation: str | None, kind: str | None, document: str | None, edition: str | None
) -> list[tuple[str, re.Pattern[str], str]]:
    """The names that were given, each with its form and the words for it."""
    names = [(name, NAME, NAME_FORM) for name in (organisation, kind, document) if name]
    return names + ([(edition, EDITION_NAME, EDITION_FORM)] if edition else [])


def document_name(original: str) -> str:
    """A name for a further document of a kind, made of the last telling part of its address.

    >>> document_name("https://acme.example/legal/Children's%20Privacy/index.html")
    'children-s-privacy'
    """
    parts = urlsplit(original)
    telling = [part for part in unquote(parts.path).split("/") if not _NO_NAME.fullmatch(part.lower())]
    last = [re.sub(r"\.\w{1,5}$", "", part) for part in telling[-1:]]
    return fit("-".join([*last, parts.query]).strip("-") or parts.hostname or "") or "other"


def fit(text: str) -> str:
    """The nearest name of at most 60 characters, or nothing when no letter or digit of ASCII is left."""
    plain = _unaccented(text.lower())
    return _UNFIT.sub("-", plain).lstrip("._-")[:60].rstrip("._-")


def organisation_of(original: str) -> str:
    """The name of an organisation by its address: the registered domain, as a name."""
    host = (urlsplit(original).hostname or "").rstrip(".")
    with suppress(UnicodeError):  # an empty or overlong label, a character that no host may have
        host = host.encode("idna").decode("ascii")
    labels = host.split(".")
    unlisted = ".".join(labels[-2:]) if not labels[-1].isdigit() else host  # localhost, .example, 192.0.2.7
    return fit(_suffixes().extract_str(host).top_domain_under_public_suffix or unlisted) or "unnamed"


@cache
def _suffixes() -> TLDExtract:
    """The public suffix list that the library ships. Imported late: it costs 0.3 s, and only adding needs it."""
    from tldextract import TLDExtract

    return TLDExtract(suffix_list_urls=(), cache_dir=None)


def _kind(original: str) -> str:
    parts = urlsplit(original)
    path = [part for part in parts.path.split("/") if part]
    for part in [*reversed(path), parts.query, parts.fragment, parts.hostname or ""]:
        if found := _WORD.search(_unaccented(unquote(part).lower())):
            return found.lastgroup or "policy"
    return "policy"


def _unaccented(text: str) -> str:
    """Letters without their accents; scripts that are put together from marks stay as they are."""
    apart = unicodedata.normalize("NFKD", text)
    return unicodedata.normalize("NFC", "".join(c for c in apart if not "\u0300" <= c <= "\u036f"))
