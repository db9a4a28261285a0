"""What kind of document does a text say it is?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

# The kinds of declarations, and those of documents that stand beside them. The first of two that begin at one
# place is the narrower one: "conditions of sale" are "conditions".
_WORDS = {
    "data-processing": r"data\s+process(?:ing|or)\s+(?:agreement|addendum|terms)|\bdpa\b|auftragsverarbeitung\w*"
    r"|(?:accord|contrat)\s+(?:de\s+traitement|de\s+sous-traitance)|verwerkersovereenkomst"
    r"|tratamiento\s+por\s+encargo"
    r"|powierzeni\w+\s+przetwarzania",
    "service-level": r"service\s+levels?|\bsla\b|niveaux?\s+de\s+service",
    "sales": r"(?:conditions|terms)(?:\s+and\s+conditions)?\s+of\s+sale"
    r"|conditions\s+g[ée]n[ée]rales\s+de\s+vente\w*|\bcgv\b"
    r"|verkaufsbedingungen|condizioni\s+(?:generali\s+)?di\s+vendita|condiciones\s+(?:generales\s+)?de\s+venta"
    r"|verkoopvoorwaarden|terms\s+of\s+sale|köpvillkor|特定商取引",
    "acceptable-use": r"acceptable\s+use|usage\s+polic|fair\s+use|prohibited\s+(?:use|content)|allowed\s+use"
    r"|utilisation\s+acceptable|uso\s+(?:aceptable|aceitável|accettabile)|nutzungsrichtlini\w+",
    "community": r"community\s+(?:guideline|standard|rule|polic)|code\s+of\s+conduct|règles\s+de\s+la\s+communauté"
    r"|gemeinschafts(?:richtlinien|standards)|normas\s+(?:de\s+la\s+comunidad|comunitarias)|社区(?:规范|准则)",
    "copyright": r"copyright\s+(?!©|\d)|\bdmca\b|intellectual\s+property|droits?\s+d[’']auteur|urheberrecht",
    "accessibility": r"accessibi\w+|barrierefreiheit|accesibilidad|toegankelijkheid|dostępności?|tillgänglighet"
    r"|tilgængelighed|saavutettavuus",
    "brand": r"brand\s+\w+|trademark|charte\s+graphique|press\s+kit",
    "developer": r"developer\s+(?:terms|agreement|polic)|api\s+(?:terms|licen[sc]e|agreement)",
    "disclosure": r"vulnerability|responsible\s+disclosure|bug\s+bounty",
    "cookies": r"cookies?|track(?:ers?\b|ing\s+technolog)|traceurs?|galletas?|ciasteczk\w*|クッキー|쿠키|куки"
    r"|evästee\w*|çerez\w*",
    "privacy": r"privac\w*|(?:personal\s+)?data\s+(?:protection|policy)|personal\s+(?:data|information)"
    r"|datenschutz\w*"
    r"|confidentialit[ée]\w*|données\s+(?:à\s+caractère\s+)?personnel\w*|protection\s+des\s+données|vie\s+privée"
    r"|privacidad\w*|protecci[óo]n\s+de\s+(?:los\s+)?datos|dati\s+personali|riservatezza|dados\s+pessoais"
    r"|protezione\s+dei\s+dati"
    r"|gegevensbescherming|persoonsgegevens|prywatno\w+|danych\s+osobowych|personuppgift\w*|integritets\w*"
    r"|persondata\w*"
    r"|personvern\w*|privatlivs\w*|tietosuoja\w*|soukrom\w*|osobních\s+údajů|osobných\s+údajov|adatvédel\w*"
    r"|adatkezel\w*"
    r"|gizlilik|kişisel\s+ver\w+|confidențialitate|privatnost\w*|zasebnost\w*|конфиденциальн\w*|персональных\s+данных"
    r"|персональних\s+даних|поверителност|απορρήτου|προσωπικών\s+δεδομένων|隐\s?私|隱\s?私|个人信息|個人資料|個人情報"
    r"|プライバシー?|개인\s?정보|الخصوصية|הפרטיות|פרטיות|ความเป็นส่วนตัว|bảo\s+mật|privasi|privaatsus\w*|privatum\w*"
    r"|privātum\w*",
    "terms": r"terms|conditions\s+(?:of\s+(?:use|service)|g[ée]n[ée]rales|d[’']utilisation)|\bcg[us]+\b"
    r"|user\s+agreement|eula"
    r"|(?:licen[cs]e|service|customer|subscri(?:ption|ber)|membership|master)\s+agreement|terms\s+and\s+conditions"
    r"|conditions\b"
    r"|nutzungs(?:bedingungen|vereinbarung)|geschäftsbedingungen|\bagb\b|t[ée]rminos|condiciones|condizioni|termini"
    r"|termos|condições|voorwaarden|regulamin\w*|vilkår\w*|villkor|käyttöehdot|podm[ií]nky|podmienky|felhasználási"
    r"|szerződési|kullanım\s+\w+|şartlar\w*|termeni\w*|uvjeti|pogoji|tingimused|sąlygos|noteikumi|условия\s|условия$"
    r"|соглашени\w+|умови|όροι|服务条款|服務條款|用户协议|使用者條款|服务协议|利用規約|ご利用|이용\s?약관|서비스\s?약관|شروط|תנאי|ข้อกำหนด|điều\s+khoản"
    r"|syarat",
    "imprint": r"imprint|impressum|mentions?\s+l[ée]gales?|aviso\s+legal|note\s+legali|colofon|legal\s+notice"
    r"|rechtliche\s+hinweise"
    r"|informations?\s+légales?|特定商取引法",
}
_KIND = re.compile("|".join(f"(?P<{kind.replace('-', '_')}>{words})" for kind, words in _WORDS.items()), re.I)
_OPENING = re.compile(
    r"(?i)\b(?:this|these|our|the\s+following|cette|ces|les\s+présentes|la\s+présente|diese[rs]?|est[ae]s?|quest[aei]"
    r"|deze|dit|niniejsz\w+|denna|dessa|denne|disse|本)\s*(?:\w+\s){0,3}?(?=(?P<rest>.{1,40}))"
)
_AND = re.compile(r"(?i)\s*(?:et|and|und|y|e|i|en|och|og|&|/|,|[-–—|])\s")
_LONGEST = 160
_LINE = 80  # characters of a line that may be a title
_LOOKED_AT = 1500


def kind_of(title: str, page_title: str, headings: Iterable[str], opening: Sequence[str] = ()) -> str:
    """The kind that the title names, else the page's title, a heading, or the first words; "" if none does.

    Of several the first one counts, but "imprint and terms" are terms. `opening` are the texts that come first.

    >>> kind_of("Datenschutzerklärung", "Impressum und AGB", ()), kind_of("", "Lumora - Terms of sale", ())
    ('privacy', 'sales')
    >>> kind_of("", "", (), ["Welcome!", "By coming in you accept these Terms of Use."])
    'terms'
    """
    for text in (title, page_title, *headings, *(line for line in opening if len(line) <= _LINE)):
        if kind := _named(text[:_LONGEST]):
            return kind
    for match in _OPENING.finditer("\n".join(opening)[:_LOOKED_AT]):
        if named := _KIND.match(match["rest"]):
            return _kind(named)
    return ""


@lru_cache(1000)
def _named(text: str) -> str:
    first = _KIND.search(text)
    if first is None:
        return ""
    if _kind(first) == "imprint" and _AND.match(text, first.end()) and (second := _KIND.search(text, first.end())):
        return _kind(second)
    return _kind(first)


def _kind(match: re.Match[str]) -> str:
    return (match.lastgroup or "").replace("_", "-")
