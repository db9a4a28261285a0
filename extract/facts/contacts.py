"""How does a text say that one reaches its makers?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from urllib.parse import quote, unquote

from model import Clause, Link

_MOST = 20
_EMAIL = re.compile(
    r"(?<![\w.+/@-])(?P<local>[\w+-](?:[\w.+-]{0,62}[\w+-])?)\s?(?:@|[\[(]\s?(?:at|@|arobase)\s?[\])])\s?"
    r"(?P<domain>[\w-]{1,63}(?:(?:\.|\s?[\[(]\s?(?:dot|\.|punkt|point)\s?[\])]\s?)[\w-]{1,63}){0,5}"
    r"(?:\.|\s?[\[(]\s?(?:dot|\.|punkt|point)\s?[\])]\s?)[^\W\d_]{2,18})(?![\w@])",
    re.I,
)
_DOT = re.compile(r"\s?[\[(]\s?(?:dot|\.|punkt|point)\s?[\])]\s?", re.I)
_PHONE = re.compile(r"\+(?P<number>[1-9][\d ().\u00a0/-]{6,22}\d)(?!\d)")
_CUES = ("hone", "tel", "Tel", "all us", "toll-free")  # telephone, Phone, call us
_OTHER_CUES = ("tél", "Tél", "电话", "電話", "전화", "телефон")
_AFTER_CUE = re.compile(r"[^\d+@\n]{0,40}(?P<abroad>00(?=[1-9]))?(?P<number>\(?\d[\d ().\u00a0/-]{5,20}\d)(?![\d@])")
# Digits of all scripts stand in these ranges, which hold no Latin, Han or Hangul: \d asked of every letter is dear.
_DIGIT = "[0-9\u0660-\u1c59\ua620-\uabf9\uff10-\uff19\U000104a0-\U0001fbf9]"
_LIKE_A_NUMBER = re.compile(rf"{_DIGIT}(?<=\d)[\d ().\u00a0/-]{{5}}")  # looked for before the cues, for it is rare
_REACH = 70  # characters behind a cue in which its number stands
_FAX = re.compile(r"(?i)(?:fax|télécopie)\w*\W{0,12}$")
_TRIES = 200  # places of a sign looked at
_NEAR = 200  # characters
_HEAD, _TAIL, _BY = 2000, 4000, 500  # characters in which a word like "telephone" is looked for
# Arbitrators, courts and authorities, whose addresses policies must give, are not the document's makers.
_OTHERS = (
    "arbitration association",
    "arbitration rules",
    "arbitration provider",
    "jams",
    "complaint assistance",
    "attorney general",
    "department of consumer",
    "supervisory authorit",
    "commissioner",
    "data protection auth",
    "data protection agency",
    "data protection commission",
    "ombuds",
    "mediator",
    "médiat",
    "cnil",
    " ico ",
    "(ico)",
    "aufsichtsbehörde",
    "schlichtungsstelle",
    "landesbeauftragte",
    "autoridad de control",
    "garante per",
    "autoriteit persoonsgegevens",
    "integritetsskydds",
    "datainspektion",
    "datatilsyn",
    "autorité de contrôle",
    "ochrony danych osobowych",
    "监管机构",
    "個人情報保護委員会",
)
_FORM = re.compile(
    r"(?i)\bcontact(?:s|ez|ar|o|us)?\b|kontakt|contatt|(?:request|web|contact|online|inquiry|complaint)[\s-]?form\b"
    r"|\bformul(?:aire|ar|ario|ář)"
    r"|anfrageform|submit\s+(?:a|your)\s+(?:\w+\s)?request|(?:data|privacy|rights|access|deletion)\s+requests?"
    r"|opt[\s-]out\s+form|support\s+(?:form|ticket)"
    r"|联系|聯絡|お問い合わせ|문의|обратн\w+\s+связ"
)
_FORM_PATH = re.compile(
    r"(?i)/(?:contact|kontakt|contatt|contacto)[\w-]*(?:[/?#.]|$)|(?:dsar|(?:privacy|data|subject)-?requests?"
    r"|request-?form|webform)\b"
)
_FORM_SIGNS = ("onta", "form", "reque", "supp")  # what those hold, asked first
_FORM_SIGNS_BEYOND = (*_FORM_SIGNS, "dsar", "联系", "聯絡", "お問い合わせ", "문의", "обратн")


def contacts_of(clauses: Sequence[Clause], running: Sequence[str] = ()) -> tuple[str, ...]:
    """URIs in reading order, none twice: mailto: of every address, tel: of numbers that are called one or have a
    country code, https: of contact and request forms. At most twenty; fax numbers are left out. `running` are lines
    along the edges of the pages, read after the text.

    >>> from extract.clauses.markdown_in import clauses_of_markdown
    >>> contacts_of(clauses_of_markdown("Write to privacy@lumora.example or call +44 (0)20 5550 1234.")[1])
    ('mailto:privacy@lumora.example', 'tel:+442055501234')
    """
    text = "\n".join((*(clause.text for clause in clauses), *running))
    placed = [*_addresses(text), *_phones(text), *_links(clauses, text)]
    found: dict[str, str] = {}
    for at, uri in sorted(placed, key=lambda one: one[0]):
        key = uri.lower() if uri.startswith("mailto:") else uri
        if key in found:
            continue
        lead = text[max(0, at - _NEAR) : at].rpartition("\n")[2].lower()
        if not any(other in lead for other in _OTHERS):
            found[key] = uri
            if len(found) == _MOST:
                break
    return tuple(found.values())


def _places(text: str, sign: str, start: int = 0, end: int | None = None) -> Iterator[int]:
    at = text.find(sign, start, end)
    while at >= 0:
        yield at
        at = text.find(sign, at + len(sign), end)


def _addresses(text: str) -> Iterator[tuple[int, str]]:
    done = 0
    for place in islice(_signs(text), _TRIES):
        match = _EMAIL.search(text, max(done, _beginning(text, place)), place + 200) if place >= done else None
        if match:
            done = match.end()
            yield match.start(), _mailto(match["local"], _DOT.sub(".", match["domain"]))


def _beginning(text: str, place: int) -> int:
    """Where an address whose sign stands at a place may begin: in that word, unless a sign in brackets is near."""
    start = max(0, place - 66)
    before = text[start:place]
    if not before.isascii() or "(" in before or "[" in before:
        return start
    return max(start, start + max(before.rfind(" ", 0, -1), before.rfind("\n", 0, -1)) + 1)


def _signs(text: str) -> Iterator[int]:
    return _places(text, "@") if "@" in text else chain(_places(text, "(at)"), _places(text, "[at]"))


def _phones(text: str) -> Iterator[tuple[int, str]]:
    for place in islice(_places(text, "+"), _TRIES):
        if match := _PHONE.match(text, place):
            yield from _called(text, place, match, "+")
    cues = _CUES if text.isascii() else _CUES + _OTHER_CUES
    for start, end in _regions(text):
        for cue in cues if _LIKE_A_NUMBER.search(text, start, end + _REACH) else ():
            for place in islice(_places(text, cue, start, end), _TRIES):
                if match := _AFTER_CUE.match(text, place + len(cue)):
                    yield from _called(text, place, match, "+" if match["abroad"] else "")


def _regions(text: str) -> list[tuple[int, int]]:
    """Where telephone numbers stand: near the beginning, near the end, by an e-mail address."""
    regions = [(0, _HEAD)]
    for place in islice(_places(text, "@"), _TRIES):
        if place > regions[-1][1]:
            regions.append((place - _BY, place + _BY))
        else:
            regions[-1] = (regions[-1][0], max(regions[-1][1], place + _BY))
    tail = max(len(text) - _TAIL, regions[-1][1])
    return [*regions, (tail, len(text))]


def _called(text: str, place: int, match: re.Match[str], plus: str) -> Iterator[tuple[int, str]]:
    at = match.start("number")
    if (uri := _tel(match["number"], plus)) and not _FAX.search(text[max(0, min(place, at - 30)) : at]):
        yield at, uri


def _links(clauses: Sequence[Clause], text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for clause in clauses:
        for link in clause.links:
            if uri := _linked(link):
                at = text.find(link.text, start, start + len(clause.text)) if link.text else -1
                yield (at if at >= 0 else start + len(clause.text)), uri
        start += len(clause.text) + 1


def _linked(link: Link) -> str:
    scheme, _, rest = link.target.strip().partition(":")
    scheme = scheme.lower()
    if scheme in ("https", "http"):
        return _form(link)
    if scheme == "mailto":
        match = _EMAIL.fullmatch(unquote(rest.partition("?")[0]).strip())
        return _mailto(match["local"], match["domain"]) if match else ""
    if scheme == "tel":
        number = unquote(rest)
        return _tel(number, "+" if number.strip().startswith("+") else "")
    return ""


def _form(link: Link) -> str:
    """The address, if the link's words or its own say that it is a form or a page for contact."""
    words = f"{link.text[:100]} {link.target[:500]}".lower()
    if not any(sign in words for sign in (_FORM_SIGNS if words.isascii() else _FORM_SIGNS_BEYOND)):
        return ""
    asked = _FORM.search(link.text[:100]) and "#" not in link.target
    if len(link.target) < 500 and (asked or _FORM_PATH.search(link.target)):
        return quote(link.target.strip(), safe="/:?#[]@!$&'()*+,;=%~-._")
    return ""


def _mailto(local: str, domain: str) -> str:
    return f"mailto:{local}@{domain.lower()}"


def _tel(number: str, plus: str) -> str:
    """The number's digits, without the zero in brackets that is not dialled from abroad."""
    digits = re.sub(r"\D", "", number.replace("(0)", "") if plus else number)
    return f"tel:{plus}{digits}" if 7 <= len(digits) <= 15 else ""
