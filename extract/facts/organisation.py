"""Whose document does a text say it is?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from extract.facts.kinds import kind_of

# What a company's name ends in, by the law of its country.
_FORM = (
    r"(?:Inc|Incorporated|LLC|L\.L\.C|LLP|Ltd|Limited|PLC|plc|Corp|Corporation|PBC|GmbH(?:\s&\sCo\.\sKG)?|mbH|AG|SE"
    r"|KG|UG|e\.\s?V"
    r"|SAS|SASU|S\.A\.S|SARL|S\.A\.R\.L|SA|S\.A|S\.p\.A|SpA|S\.r\.l|Srl|SRL|B\.V|BV|N\.V|NV|AB|A/S|ApS|AS|ASA|Oy|Oyj"
    r"|S\.L|S\.L\.U|Lda|Ltda|Sp\.\sz\so\.o|s\.r\.o|a\.s|Kft|Zrt|d\.o\.o|OÜ|UAB|SIA|Pty(?:\.?\sLtd)?"
    r"|Pte(?:\.?\sLtd)?|K\.K|Foundation)"
)
_NAME = r"[A-Z0-9À-ÞА-Я][\w&.’'/+-]*"
_LINK = r"(?:of|and|for|the|de|du|des|la|le|et|&|y|e|und|van)"
_ENDS_IN_FORM = re.compile(rf"[ ,\u00a0](?=[A-Z]|[a-z]\.|plc|mbH)(?P<form>{_FORM}(?!\w)\.?)")
_MERE_FORM = re.compile(rf"{_FORM}\.?")
_NAME_AT_END = re.compile(rf"{_NAME}(?:\s(?:{_LINK}\s)?{_NAME}){{0,5}}\s?,?\s?$")
_HAN_NAME = 24  # letters
_HAN_FORM = re.compile("有限公司|股份公司|株式会社")
_HAN_COMPANY = re.compile(
    f"(?:(?![指由与向了是系在和及为介绍])[\u4e00-\u9fff]){{2,{_HAN_NAME}}}?(?:{_HAN_FORM.pattern})"
    "|株式会社[\u3040-\u30ff\u4e00-\u9fff]{1,12}"
)
_CALLED = re.compile(
    r"[\s,]*(?:[^()（）]{0,120}?)[(（]\s?(?:[^()（）]{0,40}?)(?:[“\"«„‘']|we\b|us\b|ci-après|nachfolgend|hereinafter|"
    r"以下|下称|简称|en\s+adelante|di\s+seguito|doravante)"
)
_CALLS_ITSELF = re.compile(  # Acme ("we", "us") without any form
    r"\s?(?:collectively,?\s|hereinafter\s|together,?\s|the\s)?[“\"«„‘']?(?:we|us|our|the\sCompany|Company|nous|wir|nosotros|noi"
    r"|nós|wij)\b"
)
_LEAD_IN = re.compile(
    r"(?i)(?:operated|provided|offered|published|owned|run|made|édité\w*|exploité\w*|proposé\w*|betrieben"
    r"|angeboten)\s+(?:by|par|von)"
    r"(?:\s+la\s+société)?\s*$|between\s+(?:you\s+and\s*)?$|(?:controller|publisher|éditeur|responsable\w*"
    r"|verantwortlich\w*"
    r"|diensteanbieter|anbieter)\b.{0,40}$|\bla\s+société\s*$|\b(?:at|with|is)\s*$"
)
_SOMEONE_ELSE = (
    "host",
    "héberg",
    "gehostet",
    "processor",
    "sous-traitant",
    "parent",
    "subsidiar",
    "such",
    "third",
)
_NO_NAMES = (
    "the this our your we you these welcome legal privacy terms policy cookie cookies article section part site "
    "website service services platform at for in by between notice statement acceptable use conditions general "
    "copyright if when as and all about company user users customer customers data home agreement"
)
_NOT_A_NAME = frozenset(_NO_NAMES.split())
_OWNERSHIP = re.compile(
    r"(?i)(?:©|copyright\b|\(c\)(?=\s*\d{4}))\s*(?:©\s*)?(?:\d{4}\s?(?:[-–]\s?(?:\d{4}|present))?,?\s*)?(?:by\s)?"
    r"(?P<name>[^\W\d_][^.|\n©]{1,59})"
)
_AND_MORE = re.compile(r"(?:and|&|et|und|y|e|en)\s")
_BAR = re.compile(r"\s+[|–—·•-]\s+|\s*\|\s*")
_SECTION = re.compile(r"(?i)\s(?:Docs|Documentation|Help|Help Cent(?:er|re)|Support|Legal|Blog)$")
_MOST_WORDS = 4
_NAMED = 2  # what a name counts of which nothing tells that it is the document's own
_LOOKED_AT = 2000  # characters at the beginning
_LONGEST = 80


def organisation_of(
    title: str, page_title: str, texts: Sequence[str], meta: Mapping[str, str], running: Sequence[str] = ()
) -> str:
    """As the document itself states it first, then along the edges of its pages (`running`), else as its page's head
    does, else by its copyright line; or "".

    >>> organisation_of("Terms", "", ['Between you and Lumora Prints Ltd. ("we"). Hosted by Strato AG.'], {})
    'Lumora Prints Ltd.'
    >>> organisation_of("Privacy Policy", "Privacy Policy | Lumora", ["We value you."], {})
    'Lumora'
    """
    brands = _brands(meta) or [name for name in [_affix(page_title, title)] if name]
    start = "\n".join(texts[:40])[:_LOOKED_AT]
    if name := _company(start, brands) or _defined(start) or _company("\n".join(running)[:_LOOKED_AT], brands):
        return name
    if brands:
        return brands[0]
    match = next((found for text in (*texts[-6:], *running) if (found := _ownership(text))), None)
    return (
        _tidy(re.split(r"(?i)[,.]?\s+(?:all\s+rights|tous\s+droits|alle\s+rechte)", match["name"])[0]) if match else ""
    )


def _ownership(text: str) -> re.Match[str] | None:
    low = text.lower()
    return _OWNERSHIP.search(text) if "©" in low or "(c)" in low or "copyright" in low else None


def _company(start: str, brands: Sequence[str]) -> str:
    best, best_score = "", 0
    names: set[str] = set()
    for match in (
        *_ENDS_IN_FORM.finditer(start),
        *_han_companies(start),
    ):
        name = match.group() if match.re is _HAN_COMPANY else _whole_name(start, match)
        if not name:
            continue
        names.add(name)
        score = _score(start, match.end(), name, brands)
        if score > best_score:
            best, best_score = name, score
    return best if best_score > _NAMED or len(names) == 1 else ""


def _han_companies(start: str) -> Iterator[re.Match[str]]:
    done = 0
    for place in [form.start() for form in _HAN_FORM.finditer(start)]:
        if place >= done and (name := _HAN_COMPANY.search(start, max(done, place - _HAN_NAME))):
            done = name.end()
            yield name


def _whole_name(start: str, match: re.Match[str]) -> str:
    at, form = match.start("form"), match["form"]
    lead = start[max(0, at - 70) : at].rpartition("\n")[2]
    words = _NAME_AT_END.search(lead)
    if not words or (len(form) <= 2 and not re.search("[a-z]", start[max(0, at - 30) : match.end() + 20])):
        return ""  # "YOUR CLAIMS, AS FAR AS" is no Norwegian company
    name = _without_article(words.group())
    return name + form if name.strip(" ,.") and len(name) <= _LONGEST else ""


def _without_article(words: str) -> str:
    """A sentence's or a heading's words before the name: "The Acme ", "Welcome to Acme "."""
    while (first := words.partition(" ")[0].lower().strip(".,:'’")) in _NOT_A_NAME or re.fullmatch(
        r"(?:19|20)\d\d", first
    ):
        words = words.partition(" ")[2]
        words = re.sub(rf"^{_LINK}\s|^to\s", "", words)
    return words


def _score(start: str, end: int, name: str, brands: Sequence[str]) -> int:
    at = end - len(name)
    before = start[max(0, at - 120) : at].rpartition("\n")[2]
    score = _NAMED
    score += 4 if _CALLED.match(start, end, end + 260) else 0
    score += 2 if _LEAD_IN.search(before[-60:]) else 0
    score += 2 if any(_akin(name, brand) for brand in brands) else 0
    return score - (6 if _is_someone_else(before, name) else 0)


def _is_someone_else(before: str, name: str) -> bool:
    """Whether a name is one that policies speak of and that is not theirs, by the words before it."""
    lead = before.lower().split()[-max(1, 8 - name.count(" ") - 1) :]
    return any(word.strip("(,.:").startswith(_SOMEONE_ELSE) for word in lead)


def _akin(name: str, brand: str) -> bool:
    return name.casefold().split()[0].strip(",.") in re.split(r"\W+", brand.casefold())


def _defined(start: str) -> str:
    at = start.find("(")
    while at >= 0:
        if _CALLS_ITSELF.match(start, at + 1) and (words := _NAME_AT_END.search(start[max(0, at - 70) : at])):
            name = _without_article(words.group()).strip(" ,.")
            if name and len(name) <= _LONGEST and name.lower() not in _NOT_A_NAME and not _MERE_FORM.fullmatch(name):
                return name
        at = start.find("(", at + 1)
    return ""


def _brands(meta: Mapping[str, str]) -> list[str]:
    names = (meta.get(key, "") for key in ("ld:name", "og:site_name", "application-name", "publisher"))
    return [brand for name in names if (brand := _brand(_BAR.split(name[:300])[0]))]


def _brand(name: str) -> str:
    """A name, but no slogan ("Find a nurse near you"), no identifier ("web-front"), and without "Docs" behind it."""
    name = _tidy(_SECTION.sub("", name.strip()))
    return "" if len(name.split()) > _MOST_WORDS or re.fullmatch("[a-z0-9]+[-_][a-z0-9_-]+", name) else name


def _affix(page_title: str, title: str) -> str:
    """What a page's title holds beside the document's: "Privacy Policy | Acme", "Acme Privacy Policy"."""
    parts = [part.strip() for part in _BAR.split(page_title[:300]) if part.strip()]
    if len(parts) == 1 and title and (at := parts[0].casefold().find(title.casefold())) >= 0:
        before, behind = parts[0][:at].strip(), parts[0][at + len(title) :].strip()
        if before and _AND_MORE.match(behind):  # "Acme Terms of Service and Conditions"
            behind = ""
        rest_of_it = re.sub(rf"^(?:{_LINK}\s)+", "", f"{before} {behind}".strip())
        return _brand(rest_of_it) if rest_of_it[:1] != rest_of_it[:1].lower() else ""
    rest = [brand for part in reversed(parts) if not kind_of(part, "", ()) and (brand := _brand(part))]
    return min(rest, key=len) if rest and len(parts) > 1 else ""


def _tidy(name: str) -> str:
    return " ".join(name.split()).strip(" ,;:|-–—_\u200d")[:_LONGEST]
