"""What is a service of Open Terms Archive, its terms, or a document of them called here?

Each name follows from theirs alone, so that declarations, snapshots and versions meet however and whenever they came.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urlsplit

from catalog import fit
from model import NOWHERE, TimelineId, sha256

HOLDER = "open-terms-archive"
"""By which name everything that it holds is held."""

_KINDS = {
    "Privacy Policy": "privacy",
    "Terms of Service": "terms",
    "Trackers Policy": "cookies",
    "Imprint": "imprint",
}
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]*")
_LONGEST = 60
_EXTENSIONS = re.compile(r"\.(?:html?|php|aspx?|jsp|pdf|md|txt)$", re.IGNORECASE)
FRONT = "index"
"""The document whose page has no path; its snapshots have no name."""

_UNFIT = re.compile(r'[\\:"<>|*?]')


def timeline_of(service: str, terms: str, document: str = "") -> TimelineId:
    """The timeline of a document; without one that of the terms as a whole.

    >>> str(timeline_of("Bramble & Co!", "Community Guidelines"))
    'bramble-co-3b5b/community-guidelines'
    """
    return TimelineId(
        organisation=_name(service),
        kind=_KINDS.get(terms) or _name(terms),
        document=_name(document) if document else "",
    )


def _name(theirs: str) -> str:
    """Tells apart what differs by more than case and spaces: of what a name of ours cannot hold there is a digest."""
    plain = _PLAIN.fullmatch(theirs) and len(theirs) <= _LONGEST and not theirs.endswith((".", " ", "_", "-"))
    if plain and "-" not in theirs.replace(" ", "") and "  " not in theirs:
        return fit(theirs)
    return f"{fit(theirs)[:_LONGEST]}-{sha256(theirs)[:4]}".lstrip("-")


def address_of(service: str, terms: str) -> str:
    """The address at which an extracted text stands that is of no single page: no page ever stood there.

    >>> address_of("Bramble", "Terms of Service")
    'https://open-terms-archive.invalid/Bramble/Terms%20of%20Service'
    """
    return f"https://{HOLDER}.{NOWHERE}/{quote(service, safe='')}/{quote(terms, safe='')}"


def document_of(address: str) -> str:
    """How its snapshots name one of several pages: by its path.

    >>> document_of("https://bramble.example/legal/terms%20of%20use.html")
    'legal-terms of use'
    """
    path = unquote(urlsplit(address).path).strip("/")
    return _UNFIT.sub("_", _EXTENSIONS.sub("", path).replace("/", "-")) or FRONT
