"""Which of several policies on one page is the wanted one?"""

from __future__ import annotations

import re

from extract.part.parts import Part
from model import Block

_LEAST = 800  # characters of prose under a heading that make it a policy of its own
_TITLE = 80
_KINDS = {
    "cookies": "cookie|trackers?|galleta|ciasteczk|traceurs|クッキー",
    "privacy": "privacy|personal data|data protection|datenschutz|confidentialit|données personnelles|vie privée|"
    "privacidad|protección de datos|dati personali|riservatezza|dados pessoais|gegevensbescherming|privacyverkl|"
    "prywatno|personuppgift|persondata|soukrom|osobních údajů|privatno|隐私|隱私|プライバシ|개인정보",
    "imprint": "imprint|impressum|mentions légales|aviso legal|note legali|colofon",
    "terms": "terms|user agreement|terms and conditions|nutzungsbedingungen|geschäftsbedingungen|\\bagb\\b|"
    "conditions générales|conditions d.utilisation|\\bcg[uv]\\b|términos|condiciones|termini|condizioni|"
    "termos|condições|voorwaarden|regulamin|villkor|vilkår|podmínky|uvjeti|服务条款|服務條款|用户协议|利用規約|이용약관",
}
_WORDS = {kind: re.compile(words, re.I) for kind, words in _KINDS.items()}


def kind_named(text: str) -> str:
    """The one kind of policy a heading names; nothing if it names none or several.

    >>> kind_named("Privacy Policy"), kind_named("Terms and Privacy"), kind_named("Our lamps")
    ('privacy', '', '')
    """
    found = [kind for kind, words in _WORDS.items() if words.search(text)]
    return found[0] if len(found) == 1 else ""


def cut_others(part: Part, kind: str) -> None:
    """Great sections that each name another kind of policy, if exactly one of them is the wanted."""
    if kind not in _KINDS:
        return
    heads = [i for i in _great_headings(part) if part.sums[i] < part.total]
    kinds = [kind_named(part.blocks[i].text) for i in heads]
    if len(heads) < 2 or not all(kinds) or len(set(kinds)) < len(kinds) or kind not in kinds:
        return
    ends = [*heads[1:], len(part.blocks)]
    if any(part.sums[end] - part.sums[start] < _LEAST for start, end in zip(heads, ends, strict=True)):
        return
    for start, end, named in zip(heads, ends, kinds, strict=True):
        if named != kind:
            part.drop(start, end, "other policies")
    part.sum()


def _great_headings(part: Part) -> list[int]:
    """The kept headings of the greatest level; none if much text stands before the first."""
    found = [i for i, block in enumerate(part.blocks) if block.block is Block.HEADING and part.keep[i]]
    level = min((part.blocks[i].level for i in found), default=1)
    heads = [i for i in found if part.blocks[i].level == level and len(part.blocks[i].text) <= _TITLE]
    return heads if heads and part.sums[heads[0]] < 0.05 * part.total else []
