"""What is done to a page, if a person declared it, before its parts are selected?

The filters that Open Terms Archive has built in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote_plus

from selectolax.lexbor import LexborHTMLParser

from extract.declared.selection import Order
from model import Filter, FilterName

_OTHER_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")  # of Unicode's class Zs

# Parameters by which readers are followed; those that begin with utm_ come on top.
_BY_ADVERTISERS = ("fbclid", "gclid", "dclid", "yclid", "msclkid", "ttclid", "twclid", "gbraid", "wbraid", "li_fat_id")
_BY_MAILERS = ("mc_cid", "mc_eid", "mkt_tok", "ml_subscriber", "ml_subscriber_hash", "oly_anon_id", "oly_enc_id", "__s")
_BY_SUITES = ("_hsenc", "_hsmi", "__hssc", "__hstc", "__hsfp", "hsCtaTracking", "vero_conv", "vero_id", "_openstat")
_BY_OTHERS = ("igshid", "rb_clickid", "s_cid", "wickedid")
_FOLLOWING = frozenset((*_BY_ADVERTISERS, *_BY_MAILERS, *_BY_SUITES, *_BY_OTHERS))


def filtered(tree: LexborHTMLParser, filters: Iterable[Filter]) -> None:
    """Applies filters to the tree, in their order."""
    for one in filters:
        if one.name is FilterName.REMOVE_QUERY_PARAMS:
            _remove_query_params(tree, frozenset(one.params))
        else:
            _convert_spaces(tree)


def _remove_query_params(tree: LexborHTMLParser, names: frozenset[str]) -> None:
    for node in tree.css("a[href], img[src]"):
        attribute = "href" if node.tag == "a" else "src"
        address = node.attributes.get(attribute) or ""
        if "?" in address:
            node.attrs[attribute] = _without_params(address, names)


def _without_params(address: str, names: frozenset[str]) -> str:
    """An address without some parameters of its query; all else in it stays as it is written."""
    front, hash_, fragment = address.partition("#")
    place, _, query = front.partition("?")
    parts = query.split("&")
    kept = [part for part in parts if not _goes(unquote_plus(part.partition("=")[0]), names)]
    if kept == parts:
        return address
    return place + ("?" if kept else "") + "&".join(kept) + hash_ + fragment


def _goes(name: str, names: frozenset[str]) -> bool:
    return name in names if names else name in _FOLLOWING or name.startswith("utm_")


def _convert_spaces(tree: LexborHTMLParser) -> None:
    for node in Order(tree).nodes:
        text = node.text_content if node.tag == "-text" else None
        if text and _OTHER_SPACES.search(text):
            node.replace_with(_OTHER_SPACES.sub(" ", text))
